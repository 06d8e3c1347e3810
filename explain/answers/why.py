"""Why a conclusion holds: the recorded proof as a tree of reasons, each told once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from explain.answer import Answer, Reason
from explain.words.phrases import listed, the
from explain.words.questions import Question, open_questions, undoing_questions
from explain.words.telling import Teller, sentence
from kb.errors import InputError
from kb.near import suggest
from kb.profiles.changes import EpisodeFacts
from kb.store import KnowledgeBase
from rules.engine.facts import field_names, mirror
from rules.engine.proof import OPEN, STANDINGS, Absent, Compared, Held, Known, Proof, Step
from rules.judging.court import HYPOTHESES, Judgement
from rules.judging.topics import TOPICS, answers, given_grounds, open_gaps, undoing_gaps


def why(kb: KnowledgeBase, judgement: Judgement, topic: str = "verdict", *, every_way: bool = False) -> Answer:
    """Explain one conclusion about an episode.

    Args:
        kb: the knowledge base, for words and sources.
        judgement: the judged episode.
        topic: one of :data:`TOPICS`, in any case of letters.
        every_way: follow every derivation instead of the shortest.

    Raises:
        InputError: there is no such topic.
    """
    chosen = find_topic(topic)
    teller = Teller(kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    found = answers(judgement, chosen)
    standing = min((judgement.proof.standing(item.name) for item in found), key=STANDINGS.index, default=OPEN)
    undone = undoing_questions(teller, undoing_gaps(judgement, chosen))
    opened = open_questions(teller, judgement.proof, open_gaps(judgement, chosen))
    elsewhere = {"Defection": ""} if chosen != "verdict" and not every_way else {}
    tree = Tree(teller, judgement.proof, every_way=every_way, elsewhere=elsewhere)
    reasons = tuple(tree.conclusion(item.name) for item in found)
    return Answer(
        question=_question(teller, judgement, chosen),
        episode=judgement.episode.id,
        title=title(teller, judgement.facts),
        verdict=_verdict(teller, judgement, chosen, found),
        sentence=_answer(teller, judgement, chosen, reasons),
        reasons=reasons,
        open_points=tuple(item.text for item in opened),
        standing=standing,
        undone_by=tuple(item.text for item in undone),
        advice=tuple(_advice(judgement, chosen, undone, opened)),
    )


def _advice(
    judgement: Judgement, topic: str, undone: tuple[Question, ...], opened: tuple[Question, ...]
) -> Iterator[str]:
    """Yield the commands with which a reader can go on: to state that one looked, to find the cause."""
    name = judgement.episode.id
    if undone:
        numbers = " ".join(str(number) for number in range(1, len(undone) + 1))
        about = "" if topic == "verdict" else f" --topic {topic}"
        yield f"To state that you looked: coalition case complete {name}{about} {numbers}"
    if opened:
        yield f"To write an answer down: coalition case next {name}"
    elif topic in HYPOTHESES and judgement.verdict == "defection" and not judgement.causes:
        yield f"It hangs on the cause, which is not established: coalition why {name} cause"
    elif topic == "verdict" and judgement.verdict == "defection" and not judgement.causes:
        yield f"What to find out next, for its cause: coalition why {name} cause"


def find_topic(text: str) -> str:
    """Return the topic of that name, in any case of letters.

    Raises:
        InputError: there is no such topic.
    """
    found = next((item for item in TOPICS if item.casefold() == text.casefold()), None)
    if found is None:
        raise InputError(
            f"no conclusion is called {text!r}",
            remedy=suggest(text, TOPICS, otherwise=f"There are: {', '.join(TOPICS)}."),
        )
    return found


def title(teller: Teller, facts: EpisodeFacts) -> str:
    """Return the state, the coalition and the date of an episode."""
    episode = facts.episode
    where = f"{teller.value(episode.state)} in {the(teller.value(episode.coalition))}"
    return sentence(f"{where}, {teller.value(episode.date)}")


def _question(teller: Teller, judgement: Judgement, topic: str) -> str:
    return f"Why {topic} of {judgement.episode.id}: {title(teller, judgement.facts)}?"


def _verdict(teller: Teller, judgement: Judgement, topic: str, found: tuple[Known, ...]) -> str:
    if topic == "verdict":
        return f"{judgement.verdict.replace('-', ' ').upper()} · {judgement.scope}"
    if topic in HYPOTHESES:
        return f"{topic} · {found[0]['answer'].upper() if found else 'NOT JUDGED'}"
    names = [teller.value(dict(item.values).get(topic.removesuffix("s"))) for item in found]
    return f"{topic.upper()} · {listed(names) or 'none established'}"


def _answer(teller: Teller, judgement: Judgement, topic: str, reasons: tuple[Reason, ...]) -> str:
    if reasons:
        return " ".join(dict.fromkeys(f"{item.text}." for item in reasons))
    if topic == "verdict":
        return "The facts do not settle it."
    if judgement.verdict != "defection" and topic not in ("interests", "restrictions"):
        return f"There is none to explain: the verdict is {judgement.verdict.replace('-', ' ')}."
    if topic in HYPOTHESES:
        return "The facts do not settle it."
    return f"No {topic.removesuffix('s')} is established.{_said(teller, judgement) if topic == 'cause' else ''}"


def _said(teller: Teller, judgement: Judgement) -> str:
    """Return the reasons that the state gave, which prove no cause by themselves."""
    given = [teller.value(f"ground/{name}") for name in given_grounds(judgement)]
    if not given:
        return ""
    one = len(given) == 1
    told = f"The reason given, {given[0]}, is" if one else f"The reasons given, {listed(given)}, are"
    return f" {told} no proof by {'itself' if one else 'themselves'}."


EVIDENT = frozenset(
    {
        "includes",
        "includes_any",
        "among",
        "differs",
        "same_person",
        "more",
        "fewer",
        "any_of",
        "within",
        "covers",
        "stated",
    }
)
"""Comparisons that a reader makes at a glance, given the facts beside them."""
ANCHORS = frozenset({"Episode", "Subject"})
"""Figures that only say which episode is meant, which the title says already."""


class Tree:
    """Grows the tree of reasons; a fact whose reasons are told already is told again without them."""

    def __init__(self, teller: Teller, proof: Proof, *, every_way: bool, elsewhere: Mapping[str, str]) -> None:
        """Grow over a proof; ``elsewhere`` names the topic that tells the reasons of a conclusion about an episode."""
        self.teller = teller
        self.proof = proof
        self.every_way = every_way
        self.elsewhere = elsewhere
        self._told: set[str] = set()
        self._weights: dict[str, int] = {}
        self._open: set[str] = set()

    def conclusion(self, name: str) -> Reason:
        """Return the reasons for a conclusion."""
        steps = sorted(self.proof.steps[name], key=lambda step: (self._weight(step), repr(step)))
        first = self._step(steps[0], ways=0 if self.every_way else len(steps) - 1)
        if not self.every_way or len(steps) == 1 or first.shown_above:
            return first
        others = [self._step(step, ways=0, again=True) for step in steps[1:]]
        return replace(first, children=(*first.children, *others))

    def _weight(self, step: Step) -> int:
        """Return how many premises a step rests on, all the way down by the shortest way."""
        total = 0
        self._open.add(step.conclusion)
        for premise in step.premises:
            if isinstance(premise, Held) and premise.fact in self.proof.steps:
                if premise.fact not in self._weights:
                    self._weights[premise.fact] = self._least(premise.fact)
                total += self._weights[premise.fact]
            total += 1
        self._open.discard(step.conclusion)
        return total

    def _least(self, name: str) -> int:
        """Return the least weight of the ways to a conclusion; a way back to what is being weighed leads nowhere."""
        ways = [step for step in self.proof.steps[name] if not self._back(step)] or self.proof.steps[name][:1]
        return min(map(self._weight, ways)) if name not in self._open else 0

    def _back(self, step: Step) -> bool:
        return any(isinstance(item, Held) and item.fact in self._open for item in step.premises)

    def _step(self, step: Step, ways: int, again: bool = False) -> Reason:
        rule = self.teller.rule(step.rule)
        reason = Reason(
            step.conclusion,
            "step",
            self.teller.step(step),
            rule.id,
            sources=self.teller.theory(rule),
            remarks=(rule.claim,),
            ways=ways,
        )
        known = self.proof.facts[step.conclusion]
        if known.kind in self.elsewhere:
            return replace(reason, see=f"why {known['episode']} {self.elsewhere[known.kind]}".rstrip(), ways=0)
        if step.conclusion in self._told and not again:
            return replace(reason, shown_above=True)
        self._told.add(step.conclusion)
        return replace(reason, children=tuple(self._premises(step)))

    def _premises(self, step: Step) -> Iterator[Reason]:
        for premise in step.premises:
            if isinstance(premise, Held):
                yield self._held(premise.fact)
            elif isinstance(premise, Absent):
                yield self._absent(step, premise)
            else:
                yield self._compared(step, premise)

    def _held(self, name: str) -> Reason:
        known = self.proof.facts[name]
        if known.origin == "concluded":
            return self.conclusion(name)
        repeated = name in self._told
        self._told.add(name)
        if known.kind in ANCHORS:
            return Reason(name, "computed", self.teller.figure(known), evident=True)
        if known.origin == "observed":
            return self._observed(known, repeated)
        basis = () if repeated else tuple(self._basis(item) for item in self.teller.ordered(known.basis))
        return Reason(name, "computed", self.teller.figure(known), children=basis, shown_above=repeated)

    def _basis(self, name: str) -> Reason:
        """Return a fact that a figure rests on, also one of a partner that no rule looked at."""
        fact = mirror(self.teller.kb.records[name])
        known = self.proof.facts.get(fact.identity)
        if known is not None:
            return self._held(known.name)
        kind = type(fact)
        values = tuple((key, fact[key]) for key in field_names(kind))
        repeated = fact.identity in self._told
        self._told.add(fact.identity)
        return self._observed(Known(fact.identity, kind.__name__, values, "observed"), repeated)

    def _observed(self, known: Known, repeated: bool) -> Reason:
        record = self.teller.kb.records[self.teller.record_name(known)]
        text = self.teller.fact(known)
        if repeated:
            return Reason(known.name, "observed", text, shown_above=True)
        sources, remarks = self.teller.sources(record), self.teller.remarks(record)
        return Reason(known.name, "observed", text, sources=sources, remarks=remarks)

    def _absent(self, step: Step, premise: Absent) -> Reason:
        remarks = tuple(filter(None, [self.teller.completeness(premise)]))
        text, presumed = self.teller.absence(premise), bool(premise.incomplete)  # told below as what would undo it
        return Reason(f"{step.conclusion}/{premise.number}", "absence", text, remarks=remarks, evident=presumed)

    def _compared(self, step: Step, premise: Compared) -> Reason:
        name = f"{step.conclusion}/{premise.number}"
        text = self.teller.comparison(step, premise.number)
        said = f"{{{premise.relation}}}" in self.teller.rule(step.rule).says
        return Reason(name, "comparison", text, evident=said or premise.relation in EVIDENT)
