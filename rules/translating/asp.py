"""The rulebook and the facts of an episode written for clingo, an engine for answer set programming.

A rule is written once and read at all four levels: its conclusion bears the level first, what must be absent is looked
for at the opposite one, and comparisons answer as ``comparisons.lp`` says. Comments, which clingo overlooks, hold the
labels by which xclingo explains an answer; it takes no nameless variables but in what is absent.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from kb.dates import Moment
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import Conclusion, Mirrored
from rules.engine.notebook import BEYOND, CERTAIN
from rules.engine.prepared import Coverage
from rules.engine.rule import Rule, variables
from rules.engine.thresholds import Threshold
from rules.translating.outline import Kind, Outline, is_date, type_of, untold

COMPARISONS = Path(__file__).with_name("comparisons.lp")
_NAMELESS = re.compile(r'"(?:[^"\\]|\\.)*"|(?<!\w)_(?!\w)')
_FRACTION = 10**8
"""Clingo counts in whole numbers: a share is written in so many parts of one."""


def predicate(kind: Kind) -> str:
    """Return the name that a class has in the program."""
    return spoken(kind.__name__).replace(" ", "_")


def spoken(name: str) -> str:
    """Return the name of a class in words."""
    return re.sub(r"(?<=.)([A-Z])", r" \1", name).lower()


def rules(told: Outline, thresholds: Mapping[str, Threshold]) -> str:
    """Return the rules, the thresholds as constants, and what is to be shown.

    Raises:
        InputError: a rule cannot be translated.
    """
    writers = [_Writer(told, thresholds, rule) for rule in told.rulebook.rules.values()]
    written = [writer.rule() for writer in writers]
    constants = sorted({line for writer in writers for line in writer.constants})
    asked = sorted({line for writer in writers for line in writer.asked})
    listed = sorted({line for writer in writers for line in writer.listed})
    groups = [f"group({number})." for number in told.closures.values()]
    shown = [
        f"#show {predicate(kind)}/{len(named) + 1}."
        for kind, named in told.fields.items()
        if issubclass(kind, Conclusion)
    ]
    kinds = [line for kind, named in told.fields.items() for line in _kind(kind, named)]
    parts = (kinds, constants, groups, listed, written, ["%% What each rule asks to have compared.", *asked], shown)
    return named_all("\n\n".join("\n".join(part) for part in parts if part) + "\n")


def comparisons() -> str:
    """Return what comparisons mean."""
    return named_all(COMPARISONS.read_text(encoding="utf-8"))


def named_all(program: str) -> str:
    """Return a program in which every nameless variable has a name, but for those in what is absent."""
    numbers = count(1)

    def name(found: re.Match[str]) -> str:
        return f"Any{next(numbers)}" if found[0] == "_" else found[0]

    kept = ("%", "#", "not ")
    return "".join(
        line if line.lstrip().startswith(kept) else _NAMELESS.sub(name, line)
        for line in program.splitlines(keepends=True)
    )


def facts(told: Outline, given: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()) -> str:
    """Return the facts that any rule looks at, which records are complete, and what is taken as certain."""
    values = _Values()
    lines = [f"complete({number})." for kinds, number in told.closures.items() if kinds <= coverage.keys()]
    levels = f"{BEYOND}..{CERTAIN}, "
    for level, found in (("", given), (levels, assumed)):
        known = (fact for fact in found if type(fact) in told.fields)
        lines += [f"{predicate(type(fact))}({level}{_arguments(told, fact, values)})." for fact in known]
    return "\n".join([*lines, *values.explained()]) + "\n"


def _arguments(told: Outline, fact: Fact, values: "_Values") -> str:
    kind = type(fact)
    return ", ".join(values.written(fact[name], type_of(kind, name)) for name in told.fields[kind])


def _kind(kind: Kind, named: tuple[str, ...]) -> Iterator[str]:
    """Yield what the arguments of a predicate stand for and, of an observed fact, its label for xclingo."""
    if issubclass(kind, Conclusion):
        yield f"%% {predicate(kind)}({', '.join(['level', *named])})"
        return
    written = f"{predicate(kind)}({', '.join(map(_variable, named))})"
    yield f"#defined {predicate(kind)}/{len(named)}.  % {predicate(kind)}({', '.join(named)})"
    if named:  # the first field is its name, or that of what it is about
        yield f'%!trace {{{written}, "{spoken(kind.__name__)} %", {_variable(named[0])}}}.'


class _Values:
    """Writes the values of facts, and keeps what must be said beside them: what lists hold, what names consist of."""

    def __init__(self) -> None:
        self._before: dict[frozenset[str], int] = {frozenset(): 0}
        self._dated: set[str] = set()
        self._lists: dict[str, tuple[Any, ...]] = {}
        self._names: set[str] = set()

    def written(self, item: Any, stated: Any = None) -> str:
        """Return a value as clingo reads it, given the type that its field is stated to have."""
        if isinstance(item, Moment):
            return self._date(item)
        if stated is float:
            return str(round(item * _FRACTION))
        if isinstance(item, tuple):
            found = _constant(item)
            self._lists[found] = item
            return found
        if isinstance(item, str) and stated is not None:
            self._names.add(item)
        return _constant(item)

    def explained(self) -> Iterator[str]:
        """Yield what must be said beside the facts."""
        yield from (line for item in self._lists.values() for line in _members(item))
        for names, number in self._before.items():
            yield from (f"came_before({number}, {_constant(name)})." for name in sorted(names & self._dated))
        yield from (
            f"name_part({_constant(name)}, {_constant(part)})."
            for name in sorted(self._names)
            for part in sorted(set(name.casefold().replace("-", " ").split()))
        )

    def _date(self, item: Moment) -> str:
        before = self._before.setdefault(item.follows, len(self._before))
        if item.of:
            self._dated.add(item.of)
        first, last = _day(item.earliest), _day(item.latest)
        return f"date({first}, {last}, {_constant(item.text)}, {_constant(item.of)}, {before})"


def _day(day: date) -> int:
    return 32 * (12 * day.year + day.month - 1) + day.day


def _constant(item: Any) -> str:
    """Return a value, a date or a share excepted, as clingo writes it."""
    if isinstance(item, tuple):
        return f"({', '.join(map(_constant, item))}{',' if len(item) == 1 else ''})"
    if item is None:
        return "nil"
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, int):
        return str(item)
    assert isinstance(item, str), f"clingo is told of no {type(item).__name__}"
    escaped = item.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _members(items: tuple[Any, ...]) -> Iterator[str]:
    yield from (f"listed({_constant(item)}, {_constant(items)})." for item in items)


class _Writer:
    """Writes one rule.

    Attributes:
        constants: the thresholds that it leans on.
        asked: what makes its comparisons be made.
        listed: what lists that it names hold.
    """

    def __init__(self, told: Outline, thresholds: Mapping[str, Threshold], rule: Rule) -> None:
        self._outline = told
        self._thresholds = thresholds
        self._rule = rule
        self._bound: dict[str, tuple[Kind, str]] = {}
        for _, pattern in rule.positives:
            for key, name in variables(pattern).items():
                self._bound.setdefault(name, (type(pattern), key))
        self.constants: set[str] = set()
        self.asked: set[str] = set()
        self.listed: set[str] = set()

    def rule(self) -> str:
        """Return the rule; what its comparisons ask is gathered on the way."""
        body = [self._level(), *(f"closed(L, {number})" for number in self._outline.needed[self._rule.id])]
        again: list[str] = []
        seen: set[str] = set()
        for _, pattern in self._rule.positives:
            renamed = self._renamed(pattern, seen)
            body.append(self._pattern(pattern, "L", renamed))
            again += [f"same_date({_variable(variables(pattern)[key])}, {name})" for key, name in renamed.items()]
            self._ask_same(pattern, renamed)
        for _, comparison in self._rule.comparisons:
            again.append(self._compared(comparison))
        body += [f"answered(L, {item})" for item in again]
        body += [f"not {self._absent(pattern)}" for _, pattern in self._rule.negatives]
        head = self._pattern(self._rule.then, "L", {})
        claim = self._rule.claim.replace("\\", "").replace('"', "'").replace("%", "per cent")
        label = f'%!trace_rule {{"{claim} [{self._rule.id}]"}}.'
        return f"\n%% {self._rule.id}\n{label}\n{head} :-\n    " + ",\n    ".join(body) + "."

    def _level(self) -> str:
        return f"L = {BEYOND}..{CERTAIN}"

    def _renamed(self, pattern: Fact, seen: set[str]) -> dict[str, str]:
        """Return the fields of a pattern whose date was named before, each with a name of its own."""
        renamed: dict[str, str] = {}
        for key, name in variables(pattern).items():
            if name in seen and is_date(type(pattern), key):
                renamed[key] = f"{_variable(name)}_{predicate(type(pattern))}_{key}"
            seen.add(name)
        return renamed

    def _ask_same(self, pattern: Fact, renamed: Mapping[str, str]) -> None:
        for key, name in renamed.items():
            first = variables(pattern)[key]
            kind, field = self._bound[first]
            sought = [self._only(kind, {field: _variable(first)}), self._only(type(pattern), {key: name})]
            self.asked.add(f"to_compare(same_date({_variable(first)}, {name})) :- {', '.join(sought)}.")

    def _compared(self, comparison: Comparison) -> str:
        """Return a comparison, and have it made of all values that the fields compared have."""
        written = f"{comparison.relation.name}({', '.join(self._operands(comparison))})"
        patterns: dict[int, dict[str, str]] = {}
        for name in comparison.variables:
            number, key = next(
                (number, key)
                for number, (_, pattern) in enumerate(self._rule.positives)
                for key, found in variables(pattern).items()
                if found == name
            )
            patterns.setdefault(number, {})[key] = _variable(name)
        sought = [self._only(type(self._rule.positives[number][1]), named) for number, named in patterns.items()]
        self.asked.add(f"to_compare({written}) :- {', '.join(sought)}.")
        return written

    def _only(self, kind: Kind, named: Mapping[str, str]) -> str:
        """Return a pattern of a class that names some of its fields and leaves the others open."""
        fields = [named.get(name, "_") for name in self._outline.fields[kind]]
        level = [str(BEYOND)] if issubclass(kind, Conclusion) else []
        return f"{predicate(kind)}({', '.join([*level, *fields])})"

    def _operands(self, comparison: Comparison) -> Iterator[str]:
        shares = {type_of(*self._bound[name]) for name in comparison.variables} == {float}
        for item in comparison.operands:
            name = variable_name(item)
            if name:
                yield _variable(name)
            elif isinstance(item, Threshold):
                yield self._threshold(self._thresholds[item.name], shares)
            else:
                if isinstance(item, tuple):
                    self.listed.update(_members(item))
                yield _constant(item)

    def _threshold(self, item: Threshold, shares: bool) -> str:
        value = round(item.value * _FRACTION) if shares else int(item.value)
        if not shares and (value != item.value or value < 0):
            what = f"the threshold {item.name} is {item.value:g}, and clingo counts in whole numbers from 0"
            raise untold(self._rule, what, f"Set a whole number of {item.unit}, or translate for CLIPS.")
        name = item.name.replace("-", "_")
        self.constants.add(f"#const {name} = {value}.  % {item.meaning}")
        return name

    def _absent(self, pattern: Fact) -> str:
        kind = type(pattern)
        if any(is_date(kind, key) for key in variables(pattern)):
            raise untold(self._rule, "it needs something absent that has a certain date")
        return self._pattern(pattern, f"{CERTAIN}-L", {})

    def _pattern(self, pattern: Fact, level: str, renamed: Mapping[str, str]) -> str:
        kind = type(pattern)
        written = [level] if issubclass(kind, Conclusion) else []
        for field in self._outline.fields[kind]:
            if field not in pattern:
                written.append("_")
                continue
            name = variable_name(pattern[field])
            if name:
                written.append(renamed.get(field) or _variable(name))
            else:
                written.append(_constant(pattern[field]))
        return f"{predicate(kind)}({', '.join(written)})"


def _variable(name: str) -> str:
    """Return the name that a variable has in the program; L is that of the level."""
    return "L_" if name == "l" else name[:1].upper() + name[1:]
