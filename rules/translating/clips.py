"""The rulebook and the facts of an episode written in CLIPS: the same rules, each once for each of the four levels.

A conclusion has one template for each level that it can reach; what reaches a level reaches those below. Stages are
saliences. What the comparisons mean stands in ``comparisons.clp``, and so does how a date is written as a number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kb.dates import Moment
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import Conclusion, Mirrored
from rules.engine.notebook import CERTAIN, RECORD
from rules.engine.prepared import Coverage
from rules.engine.rule import Rule, variables
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.translating.outline import LEVELS, Kind, Outline, is_date, is_list, outline

COMPARISONS = Path(__file__).with_name("comparisons.clp")
COMPLETE = "complete"
"""The template of facts that say of which sets of kinds the records are complete."""
_DAY, _WRITTEN, _FACTS, _SETS = 2**22, 2**3, 2**10, 2**6


@dataclass
class Program:
    """A rulebook as CLIPS reads it.

    Attributes:
        outline: what the rulebook speaks of.
        templates: the templates, as source.
        rules: the rules, as source.
    """

    outline: Outline
    templates: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """What CLIPS is told before a run, as source: facts, and which of them came before which."""

    facts: str
    order: str


def program(rulebook: Rulebook, thresholds: Mapping[str, Threshold]) -> Program:
    """Return a rulebook in CLIPS."""
    made = Program(outline(rulebook))
    made.templates.append(f"(deftemplate {COMPLETE} (slot closure))")
    for kind, named in made.outline.fields.items():
        slots = "".join(f" ({'multislot' if is_list(kind, name) else 'slot'} {name})" for name in named)
        made.templates += [f"(deftemplate {name}{slots})" for name in templates(kind)]
    writers = [_Writer(made.outline, thresholds, rule) for rule in rulebook.rules.values()]
    made.rules = [writer.rule(level) for writer in writers for level in LEVELS]
    return made


def tell(made: Program, facts: Iterable[Mirrored], coverage: Coverage, *, assumed: Iterable[Conclusion] = ()) -> Told:
    """Write down the facts that any rule looks at, and which records are complete."""
    dates, closures = _Dates(), made.outline.closures
    complete = [number for kinds, number in closures.items() if kinds <= coverage.keys()]
    told = [f"({COMPLETE} (closure {number}))" for number in complete]
    for fact in (*facts, *assumed):
        named = made.outline.fields.get(type(fact))
        if named is not None:
            slots = " ".join([f"({name} {dates.written(fact[name])})" for name in named])
            told += [f"({name} {slots})" for name in templates(type(fact))]
    return Told("\n".join(told), f"(create$ {' '.join(map(str, dates.order()))})")


def comparisons(order: str) -> str:
    """Return what comparisons mean, given which facts came before which."""
    stated = COMPARISONS.read_text(encoding="utf-8")
    unordered = "(defglobal ?*told* = (create$))"
    assert unordered in stated
    return stated.replace(unordered, f"(defglobal ?*told* = {order})")


def template(kind: Kind, level: int) -> str:
    """Return the name of the template of a class at a level; what is observed has one alone."""
    return f"{kind.__name__}-{LEVELS[level]}" if issubclass(kind, Conclusion) else kind.__name__


def templates(kind: Kind) -> list[str]:
    """Return the names of all templates of a class."""
    return list(dict.fromkeys(template(kind, level) for level in LEVELS))


def value(item: Any) -> str:
    """Return a value, a date excepted, as CLIPS writes it."""
    if isinstance(item, tuple):
        return " ".join(map(value, item))
    if item is None:
        return "nil"
    if isinstance(item, bool):
        return "TRUE" if item else "FALSE"
    if isinstance(item, int | float):
        return repr(item)
    assert isinstance(item, str), f"CLIPS is told of no {type(item).__name__}"
    return '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Writer:
    """Writes one rule."""

    def __init__(self, told: Outline, thresholds: Mapping[str, Threshold], rule: Rule) -> None:
        self._outline = told
        self._thresholds = thresholds
        self._rule = rule
        patterns = [item for _, item in rule.positives]
        self._lists = {name for item in patterns for key, name in variables(item).items() if is_list(type(item), key)}

    def rule(self, level: int) -> str:
        """Return the rule as it is read at one level."""
        stage = self._outline.rulebook.stages[self._rule.concludes]
        lines = [
            f"(defrule {self._rule.id}-{LEVELS[level]} (declare (salience {-stage}))",
            *(
                f"  ({COMPLETE} (closure {number}))"
                for number in self._outline.needed[self._rule.id]
                if level == CERTAIN
            ),
            *self._positives(level),
            *(f"  (not {self._pattern(item, CERTAIN - level, {})})" for _, item in self._rule.negatives),
            f"  => (assert {self._pattern(self._rule.then, level, {})}))",
        ]
        return "\n".join(lines)

    def _positives(self, level: int) -> Iterator[str]:
        """Yield the patterns, each with the comparisons that can be made once it has matched."""
        bound: set[str] = set()
        waiting = [item for _, item in self._rule.comparisons]
        for _, pattern in self._rule.positives:
            fresh: dict[str, str] = {}
            for key, name in variables(pattern).items():
                if name not in bound:
                    fresh.setdefault(name, key)
            again = {
                key: f"?{name}-{key}&:(same-date ?{name}-{key} ?{name})"
                for key, name in variables(pattern).items()
                if fresh.get(name) != key and is_date(type(pattern), key)
            }
            bound |= fresh.keys()
            ready = [item for item in waiting if bound.issuperset(item.variables)]
            waiting = [item for item in waiting if item not in ready]
            asked = dict(again)
            if ready:
                last = list(fresh)[-1]
                tests = "".join(f"&:{self._test(item, level)}" for item in ready)
                asked[fresh[last]] = self._variable(last) + tests
            yield f"  {self._pattern(pattern, level, asked)}"

    def _pattern(self, pattern: Fact, level: int, asked: Mapping[str, str]) -> str:
        slots = []
        for key, item in pattern.items():
            name = variable_name(item)
            slots.append(f"({key} {asked.get(str(key)) or (self._variable(name) if name else value(item))})")
        return f"({template(type(pattern), level)} {' '.join(slots)})"

    def _variable(self, name: str) -> str:
        return f"$?{name}" if name in self._lists else f"?{name}"

    def _test(self, item: Comparison, level: int) -> str:
        """Return a comparison as a test; most idioms of CLIPS answer yes or no, other comparisons may leave it open."""
        asked = self._idiom(item)
        if asked:
            return asked
        operands = " ".join(self._operands(item.operands))
        asked = f"({item.relation.name.replace('_', '-')} {operands})"
        return f"(eq {asked} TRUE)" if level >= RECORD else asked

    def _idiom(self, item: Comparison) -> str | None:
        """Return the words that CLIPS has for a question which is always answered, if it is one."""
        first, *others = self._operands(item.operands)
        listed = variable_name(item.operands[0]) in self._lists
        match item.relation.name:
            case "stated":
                return f"(neq {first} nil)"
            case "any_of" if listed:
                return f"(> (length$ {first}) 0)"
            case "includes" if listed and not variable_name(item.operands[1]):
                return f"(member$ {others[0]} {first})"
            case "includes_any" if listed and not variable_name(item.operands[1]):
                return f"(or {' '.join(f'(member$ {other} {first})' for other in others)})"
        return None

    def _operands(self, operands: Iterable[Any]) -> Iterator[str]:
        for item in operands:
            name = variable_name(item)
            if name:
                yield f"?{name}"
            elif isinstance(item, Threshold):
                yield value(self._thresholds[item.name].value)
            else:
                yield from map(value, item if isinstance(item, tuple) else (item,))


class _Dates:
    """The dates of one run as the integers that ``comparisons.clp`` describes."""

    def __init__(self) -> None:
        self._facts: dict[str, int] = {"": 0}
        self._before: dict[frozenset[str], int] = {frozenset(): 0}
        self._texts: dict[tuple[date, date], list[str]] = {}

    def written(self, item: Any) -> str:
        """Return a value of a fact as CLIPS reads it."""
        return str(self._number(item)) if isinstance(item, Moment) else value(item)

    def order(self) -> list[int]:
        """Return which facts each set of earlier facts holds."""
        sets = self._before.items()
        pairs = ((number, name) for names, number in sets for name in names if name in self._facts)
        return sorted(_FACTS * number + self._facts[name] for number, name in pairs)

    def _number(self, item: Moment) -> int:
        before = self._before.setdefault(item.follows, len(self._before))
        dated = self._facts.setdefault(item.of, len(self._facts))
        texts = self._texts.setdefault((item.earliest, item.latest), [])
        if item.text not in texts:
            texts.append(item.text)
        written = texts.index(item.text)
        assert before < _SETS, "too many orders of facts"
        assert dated < _FACTS, "too many facts with dates"
        assert written < _WRITTEN, f"too many ways to write {item}"
        number = (before * _FACTS + dated) * _WRITTEN + written
        return (number * _DAY + _day(item.earliest)) * _DAY + _day(item.latest)


def _day(day: date) -> int:
    return 32 * (12 * day.year + day.month - 1) + day.day
