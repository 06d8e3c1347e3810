"""A rule as a formula: its patterns and comparisons with variables of its own, to be joined with those of others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.rule import Rule
from rules.engine.thresholds import Threshold


@dataclass(frozen=True)
class Var:
    """A variable, by a name that no other has."""

    name: str

    def __hash__(self) -> int:
        """Return the hash of the name, which Python keeps."""
        return hash(self.name)


Term = Any
"""A variable, or the value that stands there."""


@dataclass(frozen=True)
class Atom:
    """A pattern: a kind of fact, and a term for some of its fields."""

    kind: type[Fact]
    fields: tuple[tuple[str, Term], ...]

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Return the terms by field."""
        return dict(self.fields)


@dataclass(frozen=True)
class Asked:
    """A comparison: the name of its relation, and its operands as terms."""

    relation: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Formula:
    """A rule with variables of its own: what it needs, what it forbids, what it asks and what it gives."""

    rule: Rule
    needs: tuple[Atom, ...]
    absent: tuple[Atom, ...]
    asked: tuple[Asked, ...]
    gives: Atom


def formula(rule: Rule, mark: str, thresholds: Mapping[str, Threshold]) -> Formula:
    """Return a rule as a formula; ``mark`` tells its variables from those of others."""
    return Formula(
        rule,
        tuple(_atom(item, mark) for _, item in rule.positives),
        tuple(_atom(item, mark) for _, item in rule.negatives),
        tuple(_asked(item, mark, thresholds) for _, item in rule.comparisons),
        _atom(rule.then, mark),
    )


def _atom(pattern: Fact, mark: str) -> Atom:
    items = ((key, value) for key, value in pattern.items() if isinstance(key, str) and not Fact.is_special(key))
    return Atom(type(pattern), tuple((key, _term(value, mark)) for key, value in items))


def _asked(made: Comparison, mark: str, thresholds: Mapping[str, Threshold]) -> Asked:
    bounds = (thresholds[item.name].value if isinstance(item, Threshold) else item for item in made.operands)
    return Asked(made.relation.name, tuple(_term(item, mark) for item in bounds))


def _term(value: Any, mark: str) -> Term:
    name = variable_name(value)
    return Var(f"{name}{mark}") if name else value


class Bound:
    """What variables stand for."""

    def __init__(self, known: Mapping[Var, Term] | None = None) -> None:
        """Begin with what is known."""
        self.known = dict(known or {})

    def copy(self) -> "Bound":
        """Return the same, to be changed apart."""
        return Bound(self.known)

    def find(self, term: Term) -> Term:
        """Return what a term stands for: a value, or the variable that speaks for all that are equal."""
        known = self.known
        if type(term) is not Var or term not in known:
            return term
        root = known[term]
        while type(root) is Var and root in known:
            root = known[root]
        known[term] = root  # the next time it is found at once
        return root

    def unify(self, first: Term, second: Term) -> bool:
        """Let two terms be the same; tell whether they can be."""
        first, second = self.find(first), self.find(second)
        if isinstance(first, Var):
            if first != second:
                self.known[first] = second
            return True
        if isinstance(second, Var):
            self.known[second] = first
            return True
        return same_value(first, second)

    def unify_atoms(self, first: Atom, second: Atom) -> bool:
        """Let two patterns of one kind agree in every field that both give; tell whether they can."""
        both = first.terms.keys() & second.terms.keys()
        return all(self.unify(first.terms[name], second.terms[name]) for name in sorted(both))

    def meets(self, atom: Atom, other: Atom) -> bool:
        """Tell whether whatever fits the second pattern fits the first too, as variables stand."""
        return atom.kind is other.kind and all(
            name in other.terms and self.equal(term, other.terms[name]) for name, term in atom.fields
        )

    def equal(self, first: Term, second: Term) -> bool:
        """Tell whether two terms are known to be the same."""
        first, second = self.find(first), self.find(second)
        if isinstance(first, Var) or isinstance(second, Var):
            return first is second or first == second
        return same_value(first, second)


def same_value(first: Any, second: Any) -> bool:
    """Tell whether two values are the same; a truth is no number."""
    return isinstance(first, bool) == isinstance(second, bool) and bool(first == second)


def variables_of(formula: Formula) -> Iterator[Var]:
    """Yield every variable of a formula, as often as it stands there."""
    for atom in (*formula.needs, *formula.absent, formula.gives):
        yield from (term for _, term in atom.fields if isinstance(term, Var))
    for asked in formula.asked:
        yield from (term for term in asked.terms if isinstance(term, Var))
