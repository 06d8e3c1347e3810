"""Named tests: the comparisons a rule may make, each knowing its operands, its answer and its English.

A comparison answers ``True``, ``False`` or, where a value is missing or a date is too vague, ``None``. Rules
fire on ``True``; what an answer ``None`` leaves open is reported as undetermined, never guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kb.dates import Moment, add_months, before, full_months, months_between, not_after
from rules.engine import compared_words as words
from rules.engine.experta_engine import TEST, Variable, variable_name
from rules.engine.listening import Ear
from rules.engine.thresholds import Threshold

Answer = bool | None
Operand = Any


@dataclass(frozen=True)
class Relation:
    """What a comparison asks: its name, the question answered over values, and the words that fit the answer."""

    name: str
    asks: Callable[..., Answer]
    tells: Callable[..., str]


@dataclass(frozen=True)
class Comparison:
    """One comparison in a rule: a relation between operands (variables, thresholds or plain values)."""

    relation: Relation
    operands: tuple[Operand, ...]

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the names of the variables it reads, in order, each once."""
        names = (variable_name(item) for item in self.operands)
        return tuple(dict.fromkeys(name for name in names if name))

    def values(self, bindings: Mapping[str, Any], thresholds: Mapping[str, Threshold]) -> tuple[Any, ...]:
        """Return the operands with variables and thresholds filled in."""
        return tuple([_value(item, bindings, thresholds) for item in self.operands])

    def answer(self, bindings: Mapping[str, Any], thresholds: Mapping[str, Threshold]) -> Answer:
        """Answer for these bindings: ``None`` where a value that it needs is missing."""
        values = self.values(bindings, thresholds)
        return self.relation.asks(*values)

    def tell(
        self, bindings: Mapping[str, Any], thresholds: Mapping[str, Threshold], say: Callable[[Any], str] = str
    ) -> str:
        """Return what was compared, in words: ``27 months, 12 needed``; ``say`` puts a value into words."""
        return self.found(bindings, thresholds, say)[1]

    def found(
        self, bindings: Mapping[str, Any], thresholds: Mapping[str, Threshold], say: Callable[[Any], str] = str
    ) -> tuple[Answer, str]:
        """Return the answer for these bindings, and what was compared, in words."""
        values = self.values(bindings, thresholds)
        answer = self.relation.asks(*values)
        return answer, self.relation.tells(say, answer, *values)

    def needed(self, bindings: Mapping[str, Any], thresholds: Mapping[str, Threshold]) -> str:
        """Return in words what would have to be so."""
        return self.relation.tells(str, True, *self.values(bindings, thresholds))

    def unsettled(self, bindings: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the variables that leave it open: those without a value, else those with a vague date."""
        optional = variable_name(self.operands[1]) if self.relation is _COVERS else None
        absent = tuple(name for name in self.variables if bindings[name] is None and name != optional)
        vague = tuple(name for name in self.variables if isinstance(at := bindings[name], Moment) and not at.is_day)
        return absent or vague or self.variables

    def as_condition(self, thresholds: Mapping[str, Threshold], ear: Ear | None = None) -> object:
        """Return an Experta ``TEST`` that gives the answer; ``ear`` hears what is asked."""
        return TEST(_Condition(self, thresholds, ear or Ear()))


class _Condition:
    """The question that a comparison asks of values: those of the variables ``names``, in order."""

    def __init__(self, comparison: Comparison, thresholds: Mapping[str, Threshold], ear: Ear) -> None:
        names = [variable_name(item) for item in comparison.operands]
        self.member = tuple(names) if comparison.relation is _INCLUDES and all(names) else None
        self._asks = comparison.relation.asks
        self.names = variables = comparison.variables
        self._operands = [
            (variables.index(name) if (name := variable_name(item)) else None, item) for item in comparison.operands
        ]
        self._plain = [at for at, _ in self._operands] == list(range(len(self._operands)))
        self._thresholds = thresholds
        self._ear = ear
        self._bound = [(at, item.name) for at, item in enumerate(comparison.operands) if isinstance(item, Threshold)]

    def __call__(self, *bound: Any) -> Answer:
        values: Sequence[Any] = bound
        if not self._plain:
            values = [
                bound[at]
                if at is not None
                else self._thresholds[item.name].value
                if isinstance(item, Threshold)
                else item
                for at, item in self._operands
            ]
        if self._ear.heard is not None:
            self._ear.note(self._asks, tuple(values), self._bound)
        return self._asks(*values)


def _value(operand: Operand, bindings: Mapping[str, Any], thresholds: Mapping[str, Threshold]) -> Any:
    if isinstance(operand, Threshold):
        return thresholds[operand.name].value
    name = variable_name(operand)
    return bindings[name] if name else operand


def _known(asks: Callable[..., Answer], values: int = 2) -> Callable[..., Answer]:
    """Answer ``None`` as soon as one of so many values is missing."""

    def of_one(value: Any) -> Answer:
        return None if value is None else asks(value)

    def of_two(first: Any, second: Any) -> Answer:
        return None if first is None or second is None else asks(first, second)

    def of_three(first: Any, second: Any, third: Any) -> Answer:
        return None if first is None or second is None or third is None else asks(first, second, third)

    return (of_one, of_two, of_three)[values - 1]


def _at_least(low: int, high: int, needed: int) -> Answer:
    if low >= needed:
        return True
    return False if high < needed else None


def _not(answer: Answer) -> Answer:
    return None if answer is None else not answer


def _apart(start: date, end: date, months: float) -> bool:
    """Tell whether one day lies more than so many months after another; the last of a shorter month is a full one."""
    full = full_months(start, end)
    return full > months or (full == months and add_months(start, full) < end)


def _near(first: Moment, second: Moment, months: float) -> Answer:
    if not _apart(first.earliest, second.latest, months) and not _apart(second.earliest, first.latest, months):
        return True
    surely = _apart(first.latest, second.earliest, months) or _apart(second.latest, first.earliest, months)
    return False if surely else None


def _covers(begins: Moment | None, ends: Moment | None, at: Moment | None) -> Answer:
    if at is None:
        return None
    started = None if begins is None else not_after(begins, at)
    over = False if ends is None else before(ends, at)
    backwards = begins is not None and ends is not None and before(ends, begins) is True
    if started is False or over is True or backwards:
        return False
    return True if started and over is False else None


def _brought_forward(begins: Moment | None, months: float) -> Moment | None:
    if begins is None:
        return None
    first, last = (add_months(bound, -int(months)) for bound in (begins.earliest, begins.latest))
    return Moment(first, last, f"[{first}..{last}]")


_LATER = Relation("later", _known(lambda late, early, by: _at_least(*months_between(early, late), by), 3), words.later)
_SHORT = Relation(
    "short_of", _known(lambda late, early, by: _not(_at_least(*months_between(early, late), by)), 3), words.short_of
)
_NOT_LATER = Relation("not_later", _known(not_after), words.in_order)
_BEFORE = Relation("earlier", _known(before), words.in_order)
_WITHIN = Relation("within", _known(_near, 3), words.within)
_COVERS = Relation("covers", _covers, words.covers)
_NEARING = Relation(
    "nearing", lambda begins, ends, at, by: _covers(_brought_forward(begins, by), ends, at), words.nearing
)
_AT_LEAST = Relation("at_least", _known(lambda value, bound: value >= bound), words.at_least)
_MORE = Relation("more", _known(lambda value, bound: value > bound), words.more)
_FEWER = Relation("fewer", _known(lambda value, bound: value < bound), words.fewer)
_INCLUDES = Relation("includes", _known(lambda values, item: item in values), words.includes)
_INCLUDES_ANY = Relation(
    "includes_any", _known(lambda values, wanted: any(item in wanted for item in values)), words.includes_any
)
_AMONG = Relation("among", _known(lambda value, wanted: value in wanted), words.among)
_SAME_PERSON = Relation(
    "same_person",
    _known(lambda first, second: bool(_parts(first)) and _contained(_parts(first), _parts(second))),
    words.same_person,
)
_DIFFERS = Relation("differs", _known(lambda first, second: first != second), words.differs)
_STATED = Relation("stated", lambda value: value is not None, words.stated)
_SO = Relation("so", _known(bool, 1), words.so)
_NONEMPTY = Relation("any_of", _known(bool, 1), words.any_of)
RELATIONS = frozenset(item.name for item in list(vars().values()) if isinstance(item, Relation))
"""The names of all relations that rules can ask without a pack's own."""


def _parts(name: str) -> frozenset[str]:
    return frozenset(name.casefold().replace("-", " ").split())


def _contained(first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether one name says no more than the other, as a family name beside a full one."""
    return first <= second or second <= first


def later(late: Variable, *, than: Variable, by: Operand) -> Comparison:
    """At least ``by`` full months lie between an earlier date and a later one."""
    return Comparison(_LATER, (late, than, by))


def short_of(late: Variable, *, after: Variable, by: Operand) -> Comparison:
    """Fewer than ``by`` full months lie between an earlier date and a later one."""
    return Comparison(_SHORT, (late, after, by))


def not_later(first: Variable, *, than: Variable) -> Comparison:
    """The first date lies on or before the second."""
    return Comparison(_NOT_LATER, (first, than))


def earlier(first: Variable, *, than: Variable) -> Comparison:
    """The first date lies before the second."""
    return Comparison(_BEFORE, (first, than))


def within(first: Variable, *, of: Variable, by: Operand) -> Comparison:
    """Two dates, in either order, lie at most ``by`` months apart, to the day."""
    return Comparison(_WITHIN, (first, of, by))


def covers(begins: Variable, ends: Variable, *, at: Variable) -> Comparison:
    """A period, open where it has no end, includes a date."""
    return Comparison(_COVERS, (begins, ends, at))


def nearing(begins: Variable, ends: Variable, *, at: Variable, by: Operand) -> Comparison:
    """A date lies in a period, open where it has no end, or at most ``by`` months before it."""
    return Comparison(_NEARING, (begins, ends, at, by))


def at_least(value: Variable, bound: Operand) -> Comparison:
    """A number reaches a bound."""
    return Comparison(_AT_LEAST, (value, bound))


def more(value: Variable, *, than: Operand) -> Comparison:
    """A number lies above another."""
    return Comparison(_MORE, (value, than))


def fewer(value: Variable, *, than: Operand) -> Comparison:
    """A number lies below another."""
    return Comparison(_FEWER, (value, than))


def includes(values: Variable, item: Operand) -> Comparison:
    """A list of values holds one value."""
    return Comparison(_INCLUDES, (values, item))


def includes_any(values: Variable, wanted: tuple[str, ...]) -> Comparison:
    """A list of values holds at least one of those wanted."""
    return Comparison(_INCLUDES_ANY, (values, wanted))


def among(value: Variable, wanted: tuple[str, ...]) -> Comparison:
    """A value is one of those wanted."""
    return Comparison(_AMONG, (value, wanted))


def differs(first: Variable, second: Operand) -> Comparison:
    """Two values are not the same."""
    return Comparison(_DIFFERS, (first, second))


def same_person(first: Variable, second: Variable) -> Comparison:
    """Two names are of one person: one says no more than the other, as a family name beside a full one."""
    return Comparison(_SAME_PERSON, (first, second))


def any_of(values: Variable) -> Comparison:
    """A list of values is not empty."""
    return Comparison(_NONEMPTY, (values,))


def stated(value: Variable) -> Comparison:
    """A value is given; where it is not, this is false, not open."""
    return Comparison(_STATED, (value,))


def so(value: Variable) -> Comparison:
    """Something is so; where no source says whether it is, this is open."""
    return Comparison(_SO, (value,))
