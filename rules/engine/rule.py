"""One rule as data, and what makes it sound in itself: its patterns are of known kinds and its variables are bound."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Any

from kb.errors import Place
from kb.near import suggest
from ontology.terms import class_names
from rules.engine.citation import Cite
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.facts import Conclusion, field_names

Condition = Any
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9-]+")


@dataclass(frozen=True)
class Rule:
    """One rule of the theory.

    Attributes:
        id: ``family.name``.
        claim: what the theory says, in one sentence.
        source: where it says so.
        when: the conditions: fact patterns, comparisons and ``NOT`` patterns.
        then: the conclusion, a pattern whose variables the conditions bind.
        says: the step told to a reader; names of variables and comparisons stand in braces.
        where: the file and line that define it.
    """

    id: str
    claim: str
    source: Cite
    when: tuple[Condition, ...]
    then: Conclusion
    says: str
    where: Place

    @cached_property
    def positives(self) -> tuple[tuple[int, Fact], ...]:
        """Return the patterns that must match, each with its place among the conditions."""
        return tuple((number, item) for number, item in enumerate(self.when) if isinstance(item, Fact))

    @cached_property
    def places(self) -> frozenset[str]:
        """Return under which names the facts are bound that match its patterns."""
        return frozenset(f"premise_{number}" for number, _ in self.positives)

    @cached_property
    def negatives(self) -> tuple[tuple[int, Fact], ...]:
        """Return the patterns that must not match, each with its place among the conditions."""
        found = ((number, negated(item)) for number, item in enumerate(self.when))
        return tuple((number, item) for number, item in found if item is not None)

    @cached_property
    def comparisons(self) -> tuple[tuple[int, Comparison], ...]:
        """Return the comparisons, each with its place among the conditions."""
        return tuple((number, item) for number, item in enumerate(self.when) if isinstance(item, Comparison))

    @property
    def concludes(self) -> type[Conclusion]:
        """Return the class of fact it concludes."""
        return type(self.then)


def variables(pattern: Fact) -> dict[str, str]:
    """Return the variables of a pattern: field name to variable name."""
    named = ((key, variable_name(value)) for key, value in pattern.items() if isinstance(key, str))
    return {key: name for key, name in named if name}


def literals(pattern: Fact) -> dict[str, Any]:
    """Return the fields to which a pattern gives a value itself."""
    return {key: value for key, value in pattern.items() if isinstance(key, str) and not variable_name(value)}


def names_used(made: Rule) -> set[str]:
    """Return every variable that a rule uses, in its conditions, its conclusion and its sentence."""
    patterns = [item for _, item in (*made.positives, *made.negatives)]
    found = {name for item in (*patterns, made.then) for name in variables(item).values()}
    found |= {name for _, item in made.comparisons for name in item.variables}
    return found | told_names(made)


def told_names(made: Rule) -> set[str]:
    """Return what the sentence of a rule names, in braces."""
    try:
        return {name for _, name, _, _ in Formatter().parse(made.says) if name}
    except ValueError:  # a brace is left open, which is told on its own
        return set()


def faults_of(made: Rule) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a rule, why that matters and what to do."""
    if not _NAME.fullmatch(made.id):
        yield (
            f"{made.id!r} is no name of a rule",
            "Answers and exports name it.",
            "Write family.name, in small letters.",
        )
    try:
        if any(form or turned for _, _, form, turned in Formatter().parse(made.says)):
            yield "its sentence says how to print a value", "Values have words of their own.", "Write {name} alone."
    except ValueError as error:
        yield f"its sentence cannot be read: {error}", "Names stand in braces.", "Close every brace."
    if not made.when or not isinstance(made.when[0], Fact):
        yield "its first condition is no fact pattern", "Variables are bound by facts.", "Begin with a pattern."
    yield from _condition_faults(made)
    yield from _binding_faults(made)


def _condition_faults(made: Rule) -> Iterator[tuple[str, str, str]]:
    known = len(made.positives) + len(made.negatives) + len(made.comparisons)
    if known != len(made.when):
        yield "a condition is no pattern, NOT or comparison", "A rule is data.", "Use a named test from comparisons."
    patterns = [item for _, item in (*made.positives, *made.negatives)]
    for pattern in (*patterns, made.then):
        kind = type(pattern)
        if kind.__name__ not in class_names():
            yield f"{kind.__name__} is not in the ontology", "Facts are RDF.", "Define the class in the ontology."
        for key in pattern:
            if key not in field_names(kind):
                yield f"{kind.__name__} has no field {key!r}", "", f"Fields: {', '.join(field_names(kind))}."
    if not isinstance(made.then, Conclusion):
        why = "What was observed stands in case files; rules conclude what follows from it."
        yield "it concludes an observed fact", why, "Conclude what bundled rules conclude: `coalition rules show NAME`."
    elif lacking := [name for name in field_names(type(made.then)) if name not in made.then]:
        why = "Conclusions are told apart by all their fields."
        yield f"its conclusion leaves a field open: {', '.join(lacking)}", why, "Fill in every field."


def _binding_faults(made: Rule) -> Iterator[tuple[str, str, str]]:
    bound: set[str] = set()
    for item in made.when:
        if isinstance(item, Fact):
            bound |= set(variables(item).values())
        elif isinstance(item, Comparison):
            yield from _unbound(item.variables, bound, "a comparison")
        else:
            pattern = negated(item)
            yield from _unbound(
                variables(pattern).values() if pattern is not None else (), bound, "what must be absent"
            )
    yield from _unbound(variables(made.then).values(), bound, "the conclusion")
    compared = {item.relation.name for _, item in made.comparisons}
    yield from _unbound(told_names(made) - compared, bound, "the sentence")


def _unbound(names: Iterable[str], bound: set[str], user: str) -> Iterator[tuple[str, str, str]]:
    for name in sorted(set(names) - bound):
        yield (
            f"{user} uses {name!r}, which nothing binds",
            "Nobody could say what it stands for.",
            suggest(name, bound, otherwise=f"Name it in a pattern before, as the value of a field: ${name}."),
        )
