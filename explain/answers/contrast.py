"""Where two episodes part, topic by topic, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from explain.answer import Answer, Reason
from explain.answers.why import title
from explain.answers.why_not import Misses
from explain.words.phrases import listed
from explain.words.telling import Teller
from kb.names import spelled
from kb.store import KnowledgeBase
from rules.engine.proof import CERTAIN
from rules.engine.rule import Rule
from rules.judging.court import HYPOTHESES, Judgement
from rules.judging.targets import TOPICS, target
from rules.questions.contrasting import Difference, Parting, differences


def contrast(kb: KnowledgeBase, first: Judgement, second: Judgement, words: Sequence[str] = ()) -> Answer:
    """Tell on which topics two episodes part and at which conditions; on one topic or conclusion if it is named.

    Raises:
        InputError: the words name neither a topic nor a conclusion.
    """
    teller = Teller(kb, first.nearness.rulebook, first.nearness.thresholds)
    found = differences(first, second, words)
    told = _Sides(teller, first, second)
    return Answer(
        question=f"Where do {first.episode.id} and {second.episode.id} part{_on(words)}?",
        episode=first.episode.id,
        title=f"{first.episode.id} · {second.episode.id}",
        verdict=" ".join(["CONTRAST", *words]).upper(),
        sentence=_sentence(first, second, words, found),
        reasons=(
            Reason("first", "finding", f"{title(teller, first.facts)}: {summary(teller, first)}"),
            Reason("second", "finding", f"{title(teller, second.facts)}: {summary(teller, second)}"),
            *told.topics(found),
        ),
    )


def _on(words: Sequence[str]) -> str:
    return f" on {' '.join(words)}" if words else ""


def summary(teller: Teller, judgement: Judgement) -> str:
    """Return what is concluded of an episode in one line."""
    shape = listed([teller.value(item) for item in judgement.strategies])
    causes = listed([_slug(item) for item in judgement.causes])
    tested = [f"{name} {answer}" for name, answer in judgement.hypotheses.items() if answer]
    certain = {judgement.proof.standing(item.name) for item in judgement.findings} <= {CERTAIN}
    verdict = judgement.verdict.replace("-", " ") + ("" if certain else " (on the record)")
    return "; ".join(filter(None, (verdict, shape, causes, ", ".join(tested))))


def answer(teller: Teller, topic: str, judgement: Judgement) -> str:
    """Return what was concluded of an episode on a topic."""
    if topic == "verdict":
        reasons = f" ({', '.join(map(teller.value, judgement.reasons))})" if judgement.reasons else ""
        return judgement.verdict.replace("-", " ") + reasons
    if topic in HYPOTHESES:
        return judgement.hypotheses[topic] or "not judged"
    named = {
        "strategy": judgement.strategies,
        "cause": judgement.causes,
        "reason": judgement.reasons,
        "interests": judgement.interests,
        "restrictions": judgement.restrictions,
    }
    say = _slug if topic == "cause" else teller.value
    return listed([say(item) for item in named[topic]]) or "none"


def _sentence(first: Judgement, second: Judgement, words: Sequence[str], found: tuple[Difference, ...]) -> str:
    both = _shared(first, second)
    if found and found[0].topic == "conclusion":
        reached = first if found[0].by_first else second
        return f"{reached.episode.id} alone reached {found[0].target.words}."
    if found:
        topics = list(dict.fromkeys(item.topic for item in found))
        return f"They differ in {listed(topics)}{both if 'verdict' not in topics and not words else ''}."
    if words and _topic(words) is None:
        wanted = target(first, words)
        return f"{'Both' if wanted.found(first.proof) else 'Neither'} reached {wanted.words}."
    return f"They differ in nothing that was compared{both}." if not words else f"They do not differ in {words[0]}."


def _topic(words: Sequence[str]) -> str | None:
    """Return the topic that is named; ``None`` where a conclusion is, or nothing."""
    return next((topic for topic in TOPICS if [topic.casefold()] == [word.casefold() for word in words]), None)


def _slug(name: str) -> str:
    return spelled(name.replace("/", ": "))


def _shared(first: Judgement, second: Judgement) -> str:
    return f"; the verdict on both is {first.verdict.replace('-', ' ')}" if first.verdict == second.verdict else ""


class _Sides:
    """Puts differences into words; a condition told for one topic is not told again for the next."""

    def __init__(self, teller: Teller, first: Judgement, second: Judgement) -> None:
        self.teller = teller
        self.pair = (first, second)
        self._told: set[tuple[str, int]] = set()

    def topics(self, found: tuple[Difference, ...]) -> Iterator[Reason]:
        """Yield, topic by topic, who concluded what, and where the two part on the way to it."""
        for topic in dict.fromkeys(item.topic for item in found):
            own = [parting for item in found if item.topic == topic for parting in item.partings]
            fresh = [item for item in own if (item.rule, item.number) not in self._told]
            self._told.update((item.rule, item.number) for item in fresh)
            children = tuple(self._rules(fresh))
            if topic == "conclusion":
                yield from children
            else:
                remarks = ("for reasons told above",) if own and not fresh else ()
                yield Reason(topic, "rule", self._heading(topic), remarks=remarks, children=children)

    def _heading(self, topic: str) -> str:
        sides = [f"{item.episode.id} {answer(self.teller, topic, item)}" for item in self.pair]
        return f"{topic if topic in HYPOTHESES else topic.capitalize()}: {', '.join(sides)}"

    def _rules(self, found: list[Parting]) -> Iterator[Reason]:
        """Yield each rule once, with all the conditions at which the two part."""
        for name in dict.fromkeys(item.rule for item in found):
            rule = self.teller.rulebook.rules[name]
            sides = tuple(side for item in found if item.rule == name for side in self._sides(rule, item))
            yield Reason(name, "rule", rule.claim, name, children=sides)

    def _sides(self, rule: Rule, item: Parting) -> Iterator[Reason]:
        for judgement, (miss, report) in zip(self.pair, (item.first, item.second), strict=True):
            side = Misses(self.teller, judgement).condition(rule, miss, report)
            name = judgement.episode.id
            yield replace(side, id=f"{name}/{side.id}", text=f"{name}: {side.text}", evident=False)
