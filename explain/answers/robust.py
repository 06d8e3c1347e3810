"""What a conclusion hangs on, in words: facts, sources and thresholds."""

from explain.answer import Answer, Reason
from explain.answers.why import title
from explain.words.changes import told
from explain.words.phrases import listed
from explain.words.telling import Teller
from kb.altered.altering import Alteration
from kb.store import KnowledgeBase
from rules.judging.court import Judgement
from rules.judging.targets import Target
from rules.questions.robustness import Range, Robustness
from rules.questions.sweeping import Stretch, is_share, top


def robust(kb: KnowledgeBase, judgement: Judgement, target: Target, found: Robustness) -> Answer:
    """Tell which single facts, sources and thresholds a conclusion hangs on."""
    teller = Teller(kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    facts = tuple(told(teller, Alteration(name)) for name in found.facts)
    sources = tuple(_source(teller, key, names) for key, names in found.sources)
    ranges = tuple(_range(item) for item in found.ranges)
    bound = sum(item.bound for item in found.ranges)
    return Answer(
        question=f"How robust is {target.words} of {judgement.episode.id}?",
        episode=judgement.episode.id,
        title=title(teller, judgement.facts),
        verdict=f"ROBUST? {target.headline}",
        sentence=(
            f"It hangs on {len(facts)} of {_counted(found.facts_tried, 'fact')}, "
            f"{len(sources)} of {_counted(found.sources_tried, 'source')} and {bound} of {len(ranges)} thresholds."
        ),
        reasons=(
            Reason("facts", "rule", f"Single facts without which it falls: {len(facts)}", children=facts),
            Reason("sources", "rule", f"Single sources without which it falls: {len(sources)}", children=sources),
            *_interpreted(teller, found.interpreted),
            *_complete(teller, found.certain_by),
            Reason("thresholds", "rule", "Thresholds, and how far it stands", children=ranges),
        ),
    )


def _interpreted(teller: Teller, names: tuple[str, ...]) -> tuple[Reason, ...]:
    if not names:
        return ()
    children = tuple(Reason(name, "observed", told(teller, Alteration(name)).text) for name in names)
    facts = "this fact" if len(names) == 1 else "these facts"
    return (Reason("interpretation", "rule", f"It hangs on the author's interpretation: {facts}", children=children),)


def _complete(teller: Teller, names: tuple[str, ...]) -> tuple[Reason, ...]:
    if not names:
        return ()
    children = tuple(
        Reason(name, "observed", teller.kb.label(name), sources=teller.sources(teller.kb.records[name]))
        for name in names
    )
    words = (
        "It is certain because this record is complete"
        if len(names) == 1
        else "It is certain because these records are complete"
    )
    return (Reason("complete", "rule", f"{words}: {len(names)}", children=children),)


def _source(teller: Teller, key: str, names: tuple[str, ...]) -> Reason:
    work = teller.kb.works.get(key)
    rest = "1 fact stands" if len(names) == 1 else f"{len(names)} facts stand"
    children = tuple(Reason(name, "observed", told(teller, Alteration(name)).text) for name in names)
    return Reason(key, "finding", f"{work.short if work else key}: {rest} on it alone", children=children)


def _range(item: Range) -> Reason:
    name, value, unit = item.threshold.name, item.threshold.value, item.threshold.unit
    free = not item.bound
    used = f"{value:.3g} {unit.removesuffix('s') if value == 1 else unit}"
    status = "stands" if free else "limited"
    text = f"{name} ({used}): stands {_values(item)}"
    return Reason(name, "finding", text, status=status, evident=free)


def _values(item: Range) -> str:
    """Return the values of a threshold for which the conclusion stands."""
    if not item.bound:
        return "whatever its value"
    return listed([_stretch(item, found) for found in item.stretches if found.stands]) or "for none"


def _stretch(item: Range, found: Stretch) -> str:
    last, share = found.upto >= top(item.threshold), is_share(item.threshold)
    least = f"{found.above:.0%}" if share else f"{found.above + 1:g}"
    most = f"{found.upto:.0%}" if share else f"{found.upto:g}"
    if found.above < 0:
        return f"up to {most}"
    if last:
        return f"above {least}" if share else f"from {least} on"
    if share:
        return f"above {least} and up to {most}"
    return f"at {least}" if least == most else f"from {least} to {most}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
