"""Two rules that conclude contrary things on the same facts: the fewest facts on which both do are the witness."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from rules.checking.deriving import Derivation
from rules.checking.formulas import Atom, Bound, Term, Var
from rules.checking.witnesses import Witness, Witnesses, fired
from rules.engine.facts import Conclusion, field_names
from rules.engine.proof import Proof
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold

VERDICTS = frozenset({"Defection", "NotDefection", "OutOfScope"})
"""The kinds of conclusion of which one excludes the others."""
ONE_ANSWER: Mapping[str, str] = {
    "Hypothesis": "answer",
    "FreeRiding": "answer",
    "PrevailingFear": "fear",
    "PartFinding": "finding",
    "ChainConfidence": "level",
    "TheoryOutcome": "outcome",
}
"""Kinds of conclusion that have one answer to one question, and the field that holds it."""
_MOST_TRIED = 12
"""How many situations are tried for a pair of rules."""


@dataclass(frozen=True)
class Contrary:
    """Two rules that both fire on the facts of a witness."""

    first: Rule
    second: Rule
    witness: Witness


def contraries(
    book: Rulebook, thresholds: Mapping[str, Threshold], of: Collection[str] | None = None, *, steps: int = 150
) -> Iterator[Contrary]:
    """Yield the pairs of rules of a book that conclude contrary things; with ``of``, pairs with one of these rules."""
    rules = [rule for name, rule in sorted(book.rules.items()) if _kind(rule) in VERDICTS | ONE_ANSWER.keys()]
    pairs = [pair for pair in combinations(rules, 2) if of is None or any(rule.id in of for rule in pair)]
    witnesses = Witnesses(book, thresholds) if pairs else None
    for first, second in pairs:
        found = _witness(Derivation(book, thresholds, steps), witnesses, first, second) if witnesses else None
        if found:
            yield Contrary(first, second, found)


def _kind(rule: Rule) -> str:
    return rule.concludes.__name__


def _witness(derivation: Derivation, witnesses: Witnesses, first: Rule, second: Rule) -> Witness | None:
    one, two = derivation.formula(first), derivation.formula(second)
    bound, same = Bound(), _same_question(first.concludes, second.concludes)
    if same is None or not all(bound.unify(one.gives.terms[name], two.gives.terms[name]) for name in same):
        return None
    if first.concludes is second.concludes and not _may_differ(bound, one.gives, two.gives):
        return None

    def both(proof: Proof) -> bool:
        pairs = product(fired(proof, first.id), fired(proof, second.id))
        return any(a.name != b.name and all(a[name] == b[name] for name in same) for a, b in pairs)

    for tried, situation in enumerate(derivation.situations([one, two], bound)):
        if tried == _MOST_TRIED:
            break
        found = witnesses.witness(situation, both)
        if found:
            return found
    return None


def _same_question(first: type[Conclusion], second: type[Conclusion]) -> tuple[str, ...] | None:
    """Return the fields in which two contrary conclusions agree; ``None`` where two kinds are never contrary."""
    if first is second:
        answer = ONE_ANSWER.get(first.__name__)
        return tuple(name for name in field_names(first) if name != answer) if answer else None
    if {first.__name__, second.__name__} <= VERDICTS:
        return ("episode",)
    return None


def _may_differ(bound: Bound, first: Atom, second: Atom) -> bool:
    field = ONE_ANSWER[first.kind.__name__]
    answers: list[Term] = [bound.find(atom.terms[field]) for atom in (first, second)]
    return any(isinstance(answer, Var) for answer in answers) or answers[0] != answers[1]
