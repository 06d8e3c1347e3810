"""The leaves of a proof as an answer shows it, and what follows from them alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explain.answer import Answer, Reason
from kb.changes import window
from kb.completeness import complete_kinds
from rules.facts import field_names
from rules.judging import Court, Judgement
from rules.proof import Absent, Held, Known, Proof, Step
from tests.answers.naive import Datum, Derived, derive


@dataclass(frozen=True)
class Leaves:
    """What a proof rests on: facts by name, and the kinds whose record is complete with the records that say so."""

    facts: frozenset[str]
    records: frozenset[tuple[str, tuple[str, ...]]]

    @property
    def names(self) -> list[str]:
        """Return the name of every leaf: facts, and records of completeness."""
        return sorted(self.facts | {name for _, names in self.records for name in names})

    def without(self, leaf: str) -> "Leaves":
        """Return the leaves but one; a kind of fact is complete no longer without a record that helps to say so."""
        return Leaves(self.facts - {leaf}, frozenset(item for item in self.records if leaf not in item[1]))

    def derive(self, judgement: Judgement) -> Derived:
        """Return what the naive evaluator concludes from these leaves and nothing else."""
        facts = [datum(judgement.proof.facts[name]) for name in sorted(self.facts)]
        return derive(judgement.nearness.rulebook.rules.values(), facts, {kind for kind, _ in self.records})


def leaves(steps: Iterable[Step], proof: Proof) -> Leaves:
    """Return the leaves of some steps: what met their premises without being concluded, and the complete records."""
    premises = [premise for step in steps for premise in step.premises]
    held = {item.fact for item in premises if isinstance(item, Held)}
    facts = frozenset(name for name in held if proof.facts[name].origin != "concluded")
    return Leaves(facts, frozenset(record for item in premises if isinstance(item, Absent) for record in item.records))


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


def seen(court: Court, name: str) -> Derived:
    """Return what the naive evaluator makes of all that an episode can see."""
    item = court.episodes[name]
    facts = [
        (type(fact).__name__, {field: fact[field] for field in field_names(type(fact))})
        for fact in court.view.of_episode(item)
    ]
    return derive(court.inference.rulebook.rules.values(), facts, complete_kinds(court.kb, item.part, *window(item)))
