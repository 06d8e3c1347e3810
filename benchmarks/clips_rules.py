"""The rulebook written in CLIPS: the same rules, each read in four ways.

A conclusion has one template for each level that it can reach (see :mod:`rules.engine.notebook`); what reaches a level
reaches those below, so a rule is written once for each. At the two highest levels every comparison must be true, at the
others none may be false. A thing is absent at one level where it is not there at the opposite one: certainly absent
where it is not even possible beyond the record, possibly absent where it is not certain. And only complete records make
an absence certain. Stages are saliences.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from kb import records
from kb.dates import Moment
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import Conclusion, Mirrored
from rules.engine.notebook import BEYOND, CERTAIN, OPEN, RECORD
from rules.engine.rule import Rule, variables
from rules.engine.rulebook import Rulebook, presumed_complete
from rules.engine.thresholds import Threshold

COMPLETE = "complete"
"""The template of facts that say of which sets of kinds the records are complete."""
LEVELS = {BEYOND: "beyond", OPEN: "open", RECORD: "record", CERTAIN: "certain"}
"""The levels, the lowest first, with the words that end the names of their templates."""
Kind = type[Fact]


@dataclass
class Program:
    """A rulebook as CLIPS reads it.

    Attributes:
        templates: the templates, as source.
        rules: the rules, as source.
        fields: for each class of fact, the fields that rules look at, with whether it holds a list.
        closures: sets of kinds whose records must all be complete for some absence to be certain, by number.
    """

    templates: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    fields: dict[Kind, dict[str, bool]] = field(default_factory=dict)
    closures: dict[frozenset[str], int] = field(default_factory=dict)


def program(rulebook: Rulebook, thresholds: Mapping[str, Threshold]) -> Program:
    """Return a rulebook in CLIPS."""
    made = Program()
    for rule in rulebook.rules.values():
        for pattern in (*(item for _, item in (*rule.positives, *rule.negatives)), rule.then):
            named = made.fields.setdefault(type(pattern), {})
            named.update({str(key): _is_list(type(pattern), str(key)) for key in pattern})
    made.templates.append(f"(deftemplate {COMPLETE} (slot closure))")
    for kind, named in made.fields.items():
        slots = "".join(f" ({'multislot' if many else 'slot'} {name})" for name, many in named.items())
        made.templates += [f"(deftemplate {name}{slots})" for name in templates(kind)]
    writers = [_Writer(rulebook, thresholds, made, rule) for rule in rulebook.rules.values()]
    made.rules = [writer.rule(level) for writer in writers for level in LEVELS]
    return made


def template(kind: Kind, level: int) -> str:
    """Return the name of the template of a class at a level; what is observed has one alone."""
    return f"{kind.__name__}-{LEVELS[level]}" if issubclass(kind, Conclusion) else kind.__name__


def templates(kind: Kind) -> list[str]:
    """Return the names of all templates of a class."""
    return list(dict.fromkeys(template(kind, level) for level in LEVELS))


def _type_of(kind: Kind, name: str) -> Any:
    record: Any = kind.record if issubclass(kind, Mirrored) else None
    return kind.__annotations__[name] if record is None else records.field_types(record)[name]


def _is_list(kind: Kind, name: str) -> bool:
    return get_origin(_type_of(kind, name)) is tuple


def _is_date(kind: Kind, name: str) -> bool:
    stated = _type_of(kind, name)
    return stated is Moment or Moment in get_args(stated)


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

    def __init__(self, rulebook: Rulebook, thresholds: Mapping[str, Threshold], made: Program, rule: Rule) -> None:
        self._rulebook = rulebook
        self._thresholds = thresholds
        self._made = made
        self._rule = rule
        patterns = [item for _, item in rule.positives]
        self._lists = {name for item in patterns for key, name in variables(item).items() if _is_list(type(item), key)}

    def rule(self, level: int) -> str:
        """Return the rule as it is read at one level."""
        stage = self._rulebook.stages[self._rule.concludes]
        lines = [
            f"(defrule {self._rule.id}-{LEVELS[level]} (declare (salience {-stage}))",
            *(f"  ({COMPLETE} (closure {number}))" for number in self._complete() if level == CERTAIN),
            *self._positives(level),
            *(f"  (not {self._pattern(item, CERTAIN - level, {})})" for _, item in self._rule.negatives),
            f"  => (assert {self._pattern(self._rule.then, level, {})}))",
        ]
        return "\n".join(lines)

    def _complete(self) -> list[int]:
        """Return the sets of kinds whose records must be complete for the rule to make anything certain, by number."""
        needed = [presumed_complete(item) for _, item in self._rule.positives]
        for _, item in self._rule.negatives:
            bound = variables(item).keys() & self._rulebook.distinctions
            assert not bound, f"{self._rule.id}: what could bring about an absence hangs on {bound}"
            literals = {str(key): item[key] for key in item if not variable_name(item[key])}
            needed.append(self._rulebook.closure(type(item), literals))
        closures = self._made.closures
        return sorted({closures.setdefault(kinds, len(closures) + 1) for kinds in needed if kinds})

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
                if fresh.get(name) != key and _is_date(type(pattern), key)
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
