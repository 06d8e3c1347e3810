"""What every translation of a rulebook needs to know: its kinds of fact with their fields, and what must be complete.

Whatever the language, a rule is read at four levels (see :mod:`rules.engine.notebook`). At the two highest every
comparison must be true, at the others none may be false. A thing is absent at one level where it is not there at the
opposite one: certainly absent where it is not even possible beyond the record, possibly absent where it is not certain.
And only complete records make an absence certain.
"""

from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from kb import records
from kb.dates import Moment
from kb.errors import InputError
from rules.engine.experta_engine import Fact
from rules.engine.facts import Conclusion, Mirrored, field_names
from rules.engine.notebook import BEYOND, CERTAIN, OPEN, RECORD
from rules.engine.rule import Rule, literals, variables
from rules.engine.rulebook import Rulebook, presumed_complete

LEVELS = {BEYOND: "beyond", OPEN: "open", RECORD: "record", CERTAIN: "certain"}
"""The levels, the lowest first, each in one word."""
Kind = type[Fact]


@dataclass
class Outline:
    """What a rulebook speaks of.

    Attributes:
        rulebook: the rules.
        fields: for each class of fact that rules look at or conclude, the fields that matter to them.
        closures: sets of kinds whose records must all be complete for some absence to be certain, by number.
        needed: for each rule, the numbers of those that it needs for anything certain.
    """

    rulebook: Rulebook
    fields: dict[Kind, tuple[str, ...]] = field(default_factory=dict)
    closures: dict[frozenset[str], int] = field(default_factory=dict)
    needed: dict[str, tuple[int, ...]] = field(default_factory=dict)


def outline(rulebook: Rulebook) -> Outline:
    """Return what a rulebook speaks of.

    Raises:
        InputError: a rule cannot be translated.
    """
    made = Outline(rulebook)
    named: dict[Kind, set[str]] = {}
    for rule in rulebook.rules.values():
        for pattern in (*(item for _, item in (*rule.positives, *rule.negatives)), rule.then):
            named.setdefault(type(pattern), set()).update(map(str, pattern))
        kinds = sorted(filter(None, _complete(rulebook, rule)), key=sorted)
        made.needed[rule.id] = tuple(
            sorted({made.closures.setdefault(found, len(made.closures) + 1) for found in kinds})
        )
    for kind, names in named.items():
        whole = issubclass(kind, Conclusion)
        made.fields[kind] = tuple(name for name in field_names(kind) if whole or name in names)
    return made


def _complete(rulebook: Rulebook, rule: Rule) -> set[frozenset[str]]:
    """Return the sets of kinds whose records must be complete for a rule to make anything certain."""
    needed = {presumed_complete(item) for _, item in rule.positives}
    for _, item in rule.negatives:
        if variables(item).keys() & rulebook.distinctions:
            raise untold(rule, "which records must be complete for one of its absences depends on the case")
        needed.add(rulebook.closure(type(item), literals(item)))
    return needed


def untold(rule: Rule, what: str, remedy: str = "Judge without this rule, or write it otherwise.") -> InputError:
    """Return the error that a rule cannot be put in another language."""
    return InputError(
        f"rule {rule.id!r} cannot be translated: {what}",
        where=rule.where,
        why="The other engine would conclude something else.",
        remedy=remedy,
    )


def type_of(kind: Kind, name: str) -> Any:
    """Return the type that a field of a class is stated to have."""
    record: Any = kind.record if issubclass(kind, Mirrored) else None
    return kind.__annotations__[name] if record is None else records.field_types(record)[name]


def is_list(kind: Kind, name: str) -> bool:
    """Tell whether a field holds several values."""
    return get_origin(type_of(kind, name)) is tuple


def is_date(kind: Kind, name: str) -> bool:
    """Tell whether a field holds a date."""
    stated = type_of(kind, name)
    return stated is Moment or Moment in get_args(stated)
