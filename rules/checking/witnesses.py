"""A witness: facts, as few as may be, from which the rules themselves conclude what was asked; nothing is guessed.

A situation is given values, run through the rules, and kept only if all that was asked follows. Then each fact that is
not needed is taken out again.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kb.dates import add_months, day
from kb.profiles.computed import COMPUTED
from kb.words.vocabulary import bundled_vocabulary
from rules.checking.constraints import Solved
from rules.checking.deriving import Situation
from rules.checking.formulas import Atom, Term, Var
from rules.engine.facts import VOCABULARY, Mirrored, field_names, mirror
from rules.engine.inference import Inference
from rules.engine.proof import Known, Proof
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.packs.sorts import DATE, NUMBER, TRUTH, Sort, sort_of, terms_of

_BEGINNING = date(1911, 1, 1)


@dataclass(frozen=True)
class _Style:
    """What values are taken where nothing is asked of them; ``apart``: not the same day for two dates, if it can be."""

    truth: bool
    number: int | None
    apart: bool


_STYLES = (_Style(False, 0, False), _Style(True, None, False), _Style(False, 0, True))
"""The first that serves is taken."""

Holds = Callable[[Proof], bool]
"""Tells whether a proof holds what was asked for."""


@dataclass(frozen=True)
class Witness:
    """Facts from which something follows, and of each the fields that matter."""

    facts: tuple[Mirrored, ...]
    fields: Mapping[str, tuple[str, ...]]

    @property
    def told(self) -> tuple[str, ...]:
        """Return the facts as they stand in a rule case, a line each."""
        return tuple(self._told(fact) for fact in self.facts)

    def _told(self, fact: Mirrored) -> str:
        shown = ((name, fact[name]) for name in self.fields[fact.identity])
        return (
            f"{{{', '.join([f'type: {type(fact).__name__}', *(f'{name}: {_text(value)}' for name, value in shown)])}}}"
        )


def fired(proof: Proof, rule: str) -> Iterator[Known]:
    """Yield what a rule concludes in a proof."""
    for name, steps in proof.steps.items():
        if any(step.rule == rule for step in steps):
            yield proof.facts[name]


class Witnesses:
    """Makes witnesses for the rules of a book."""

    def __init__(self, book: Rulebook, thresholds: Mapping[str, Threshold]) -> None:
        """Make the rules ready, those of the book that this one builds on too."""
        self._inference = Inference(book, thresholds)
        self._base = Inference(book.base, thresholds) if book.base else None

    def witness(self, situation: Situation, holds: Holds) -> Witness | None:
        """Return a witness for a situation; ``None`` where what was asked does not follow from it."""
        for style in _STYLES:
            facts = tuple(_facts(situation, style))
            if holds(self._proof(facts)):
                return self._smallest(situation, facts, holds)
        return None

    def _smallest(self, situation: Situation, facts: tuple[Mirrored, ...], holds: Holds) -> Witness:
        """Return a witness without the facts that are not needed."""
        for fact in facts:
            fewer = tuple(item for item in facts if item is not fact)
            if holds(self._proof(fewer)):
                facts = fewer
        told = _fields(situation)
        return Witness(facts, {fact.identity: told.get(fact.identity, ()) for fact in facts})

    @cached_property
    def _terms(self) -> tuple[Mirrored, ...]:
        return tuple(mirror(record) for record in bundled_vocabulary().records.values())

    def _proof(self, facts: Sequence[Mirrored]) -> Proof:
        """Return all that the rules conclude from facts, on the record."""
        given = (*self._terms, *facts)
        if self._base is None:
            return self._inference.on_record(given, {})
        return self._inference.run(given, {}, built_on=[self._base.run(given, {})])


def _facts(situation: Situation, style: "_Style") -> Iterator[Mirrored]:
    values = _Values(situation, style)
    for atom in situation.facts:
        kind: Any = atom.kind
        if kind not in VOCABULARY:
            yield kind(**{name: values.of(atom, name) for name in field_names(kind)})


def _fields(situation: Situation) -> dict[str, tuple[str, ...]]:
    """Return, of each fact, the fields that conditions speak of."""
    values, found = _Values(situation, _STYLES[0]), dict[str, tuple[str, ...]]()
    for atom in situation.facts:
        name = f"{atom.kind.__name__}({values.of(atom, 'id')})"
        found[name] = tuple(field for field in field_names(atom.kind) if values.matters(atom, field))
    return found


class _Values:
    """Values for the variables of a situation, by what each holds and what is asked of it."""

    def __init__(self, situation: Situation, style: _Style) -> None:
        solved = (situation.solved(apart=True) if style.apart else None) or situation.solved()
        assert solved is not None
        self._situation = situation
        self._solved: Solved = solved
        self._style = style
        self._given: dict[Var, Any] = {}
        uses = [situation.bound.find(term) for item in situation.asked for term in item.terms]
        uses += [situation.bound.find(term) for atom in situation.facts for _, term in atom.fields]
        self._uses = uses

    def matters(self, atom: Atom, name: str) -> bool:
        """Tell whether the value of a field is asked for: a plain value, or one that stands in more than one place."""
        if name not in atom.terms:
            return False
        term = self._situation.bound.find(atom.terms[name])
        return not isinstance(term, Var) or self._uses.count(term) > 1

    def of(self, atom: Atom, name: str) -> Any:
        """Return the value of a field."""
        sort = sort_of(atom.kind, name)
        if name not in atom.terms:
            if sort.many:
                return ()
            if sort.sort == NUMBER and issubclass(atom.kind, Mirrored) and atom.kind.record in COMPUTED:
                return self._style.number
            return self._style.truth if sort.sort == TRUTH and sort.required else None
        return self._value(atom.terms[name], sort)

    def _value(self, term: Term, sort: Sort) -> Any:
        term = self._situation.bound.find(term)
        if not isinstance(term, Var):
            return tuple(sorted(term)) if isinstance(term, tuple) else term
        if term not in self._given:
            self._given[term] = self._made(term, self._situation.sorts.get(term, sort))
        return self._given[term]

    def _made(self, term: Var, sort: Sort) -> Any:
        if sort.many:
            return tuple(sorted({self._item(item, sort) for item in self._held(term)}))
        if sort.sort == DATE:
            whole, rest = divmod(self._solved.distances.get(term, 0.0) + 1e-6, 1)
            begin = add_months(_BEGINNING, int(whole))
            return day(begin.fromordinal(begin.toordinal() + round(rest * 28)))
        if sort.sort == NUMBER:
            number = self._solved.distances.get(term, 0.0)
            return math.ceil(number - 1e-6) if sort.whole else number
        if sort.sort == TRUTH:
            needed = any(self._same(root, term) for root in self._solved.among)
            return needed or self._style.truth
        return self._name(term, sort)

    def _held(self, term: Var) -> Iterable[Term]:
        held = [item for root, items in self._solved.held.items() if self._same(root, term) for item in items]
        return held or (
            [Var(f"one-of-{term.name}")] if any(self._same(item, term) for item in self._solved.filled) else ()
        )

    def _same(self, first: Term, second: Term) -> bool:
        return self._situation.bound.equal(first, second)

    def _item(self, item: Term, sort: Sort) -> Any:
        return self._value(item, Sort(sort.sort, sort.scheme))

    def _name(self, term: Var, sort: Sort) -> str:
        among = [wanted for root, wanted in self._solved.among.items() if self._same(root, term)]
        if among:
            return str(among[0][0])
        taken = {value for value in self._given.values() if isinstance(value, str)}
        taken |= {str(one) for pair in self._solved.apart for one in pair if not isinstance(one, Var)}
        if sort.scheme:
            return next((item for item in sorted(terms_of(sort.scheme)) if item not in taken), "unknown")
        stem = term.name.partition("#")[0].replace("_", "-")
        return next(name for name in (stem, *(f"{stem}-{number}" for number in range(2, 999))) if name not in taken)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return "unknown" if value is None else str(value)
