"""What a conclusion hangs on, in words: facts, sources and thresholds."""

from explain.answer import Answer, Reason
from explain.changes import told
from explain.telling import Teller
from explain.why import title
from kb.altering import Alteration
from kb.store import KnowledgeBase
from rules.judging import Judgement
from rules.robustness import Range, Robustness
from rules.targets import Target


def robust(kb: KnowledgeBase, judgement: Judgement, target: Target, found: Robustness) -> Answer:
    """Tell which single facts, sources and thresholds a conclusion hangs on."""
    teller = Teller(kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    facts = tuple(told(teller, Alteration(name)) for name in found.facts)
    sources = tuple(_source(teller, key, names) for key, names in found.sources)
    ranges = tuple(_range(item) for item in found.ranges)
    bound = sum(item.least is not None or item.most is not None for item in found.ranges)
    return Answer(
        question=f"How robust is {target.words} of {judgement.episode.id}?",
        episode=judgement.episode.id,
        title=title(teller, judgement.facts),
        verdict=f"ROBUST? {target.words.upper()}",
        sentence=(
            f"It hangs on {len(facts)} of {found.facts_tried} facts, {len(sources)} of {found.sources_tried} sources "
            f"and {bound} of {len(ranges)} thresholds."
        ),
        reasons=(
            Reason("facts", "rule", f"Single facts whose withdrawal overturns it: {len(facts)}", children=facts),
            Reason("sources", "rule", f"Single sources without which it falls: {len(sources)}", children=sources),
            *_interpreted(teller, found.interpreted),
            Reason("thresholds", "rule", "Thresholds, and how far it stands", children=ranges),
        ),
    )


def _interpreted(teller: Teller, names: tuple[str, ...]) -> tuple[Reason, ...]:
    if not names:
        return ()
    children = tuple(Reason(name, "observed", told(teller, Alteration(name)).text) for name in names)
    facts = "this fact" if len(names) == 1 else "these facts"
    return (Reason("interpretation", "rule", f"It hangs on the author's interpretation: {facts}", children=children),)


def _source(teller: Teller, key: str, names: tuple[str, ...]) -> Reason:
    work = teller.kb.works.get(key)
    rest = "1 fact stands" if len(names) == 1 else f"{len(names)} facts stand"
    children = tuple(Reason(name, "observed", told(teller, Alteration(name)).text) for name in names)
    return Reason(key, "finding", f"{work.short if work else key}: {rest} on it alone", children=children)


def _range(item: Range) -> Reason:
    name, value, unit = item.threshold.name, item.threshold.value, item.threshold.unit
    free = item.least is None and item.most is None
    stands = "whatever its value" if free else _between(item)
    used = f"{value:.3g} {unit.removesuffix('s') if value == 1 else unit}"
    status = "stands" if free else "limited"
    return Reason(name, "finding", f"{name} ({used}): stands {stands}", status=status, evident=free)


def _between(item: Range) -> str:
    if item.least is None:
        return f"up to {item.most:g}"
    return f"from {item.least:g} on" if item.most is None else f"from {item.least:g} to {item.most:g}"
