"""The leaves of a proof as an answer shows it, and what follows from them alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explain.answer import Answer, Reason
from kb.profiles.changes import window
from kb.profiles.completeness import complete_kinds
from kb.records import OBSERVED
from rules.engine.facts import field_names
from rules.engine.proof import Absent, Held, Known, Proof, Step
from rules.judging.court import Court, Judgement
from tests.explain.answers.naive import Datum, Derived, derive

EVERYTHING = frozenset(kind.__name__ for kind in OBSERVED)
"""Every kind of fact, for a world in which all that there is is on record."""


@dataclass(frozen=True)
class Leaves:
    """What a proof rests on: facts by name, and the kinds whose record is complete with the records that say so."""

    facts: frozenset[str]
    records: frozenset[tuple[str, tuple[str, ...]]]
    listed: bool

    @property
    def names(self) -> list[str]:
        """Return the name of every leaf: facts, and records of completeness unless what is not listed is not so."""
        return sorted(self.facts | {name for _, names in self.records for name in names if not self.listed})

    def without(self, leaf: str) -> "Leaves":
        """Return the leaves but one; a kind of fact is complete no longer without a record that helps to say so."""
        records = frozenset(item for item in self.records if leaf not in item[1])
        return Leaves(self.facts - {leaf}, records, self.listed)

    def derive(self, judgement: Judgement) -> Derived:
        """Return what the naive evaluator concludes from these leaves and nothing else."""
        facts = [datum(judgement.proof.facts[name]) for name in sorted(self.facts)]
        complete = EVERYTHING if self.listed else {kind for kind, _ in self.records}
        return derive(judgement.nearness.rulebook.rules.values(), facts, complete)


def leaves(steps: Iterable[Step], proof: Proof) -> Leaves:
    """Return the leaves of some steps: what met their premises without being concluded, and the complete records."""
    premises = [premise for step in steps for premise in step.premises]
    held = {item.fact for item in premises if isinstance(item, Held)}
    facts = frozenset(name for name in held if proof.facts[name].origin != "concluded")
    absent = [item for item in premises if isinstance(item, Absent)]
    records = frozenset(record for item in absent for record in item.records)
    return Leaves(facts, records, any(item.incomplete for item in absent))


def datum(known: Known) -> Datum:
    """Return a fact of a proof as the naive evaluator reads it."""
    return known.kind, dict(known.values)


def nodes(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Yield every node of some trees, from the top."""
    for reason in reasons:
        yield reason
        yield from nodes(reason.children)


def shown_steps(answer: Answer, proof: Proof) -> list[Step]:
    """Return the steps that an answer shows: those all of whose premises stand below their conclusion."""
    found = []
    for node in nodes(answer.reasons):
        if node.kind == "step" and node.children:
            below = [child.id for child in node.children]
            fitting = [step for step in proof.steps[node.id] if step.rule == node.rule and premise_names(step) == below]
            assert fitting, f"{node.id} shows {below}"
            found.append(fitting[0])
    return found


def premise_names(step: Step) -> list[str]:
    """Return the names that the premises of a step bear in an answer, in order."""
    return [item.fact if isinstance(item, Held) else f"{step.conclusion}/{item.number}" for item in step.premises]


def reached(proof: Proof, conclusions: Iterable[str]) -> list[Step]:
    """Return every step that bears on some conclusions, in every derivation of theirs."""
    waiting, found = list(conclusions), list[Step]()
    for name in waiting:
        for step in proof.steps.get(name, ()):
            found.append(step)
            held = (item.fact for item in step.premises if isinstance(item, Held))
            waiting += [fact for fact in held if fact not in waiting]
    return found


def seen(court: Court, name: str, *, listed: bool) -> Derived:
    """Return what the naive evaluator makes of all that an episode sees; ``listed``: nothing else is so."""
    item = court.episodes[name]
    facts = [
        (type(fact).__name__, {field: fact[field] for field in field_names(type(fact))})
        for fact in court.view.of_episode(item)
    ]
    complete = EVERYTHING if listed else complete_kinds(court.kb, item.part, *window(item)).keys()
    return derive(court.inference.rulebook.rules.values(), facts, complete)
