"""What every rule owes, whatever it says: cases, a source, words for a reader, and no name of any case.

A failure names the file to edit. ``tests/rules/theory/cases`` holds the cases of a rule in the file of its family.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from kb.reading.bibliography import bundled_keys
from kb.reading.loading import load
from kb.records import Arrangement, Capability, Coalition, Government, LeadershipChange, State, Statement, Theatre
from ontology.terms import class_names
from rules.engine.facts import Conclusion
from rules.engine.nearness import UNKNOWN
from rules.engine.rule import Rule, variables
from tests.places import ROOT
from tests.rules.theory.bench import BOOKS, Book

RULES = [pytest.param(book, rule, id=rule.id) for book in BOOKS for rule in book.rulebook.rules.values()]
SHORTEST = 4


@pytest.mark.parametrize(("book", "rule"), RULES)
def test_the_rule_keeps_its_contract(book: Book, rule: Rule) -> None:
    file = Path(rule.where.path).relative_to(ROOT)
    found = [f"edit tests/rules/theory/{book.folder}: {fault}" for fault in case_faults(book, rule)]
    found += [f"edit {file}:{rule.where.line}: {fault}" for fault in rule_faults(rule)]
    found += [f"edit {file}: {fault}" for fault in file_faults(ROOT / file)]
    assert not found, "\n".join(found)


def case_faults(book: Book, rule: Rule) -> Iterator[str]:
    """Yield what the cases of a rule lack."""
    if not book.naming("fires", rule.id):
        yield f"no case expects {rule.id} to fire; add one with `fires: {rule.id}`"
    silent = book.naming("silent", rule.id)
    if not silent:
        yield f"no case expects {rule.id} to stay silent; add one with `silent: {rule.id}`"
    elif not any(is_near(book, rule, number) for number in range(len(silent))):
        yield f"in no silent case does {rule.id} lack one condition alone, so that it may be silent for another reason"
    if (rule.comparisons or rule.negatives) and can_be_open(rule) and not book.naming("undetermined", rule.id):
        yield f"no case leaves {rule.id} undetermined; add one with a value unknown or a record incomplete"


def is_near(book: Book, rule: Rule, number: int) -> bool:
    """Tell whether all conditions of a rule but one hold in one of its silent cases."""
    miss = book.bench.nearest(book.naming("silent", rule.id)[number], rule.id)
    if miss is None:
        return False
    open_ended = [item for item in miss.reports if item.status == UNKNOWN and item.reached]
    return miss.unmet == 1 and not open_ended


def can_be_open(rule: Rule) -> bool:
    """Tell whether an absence, or a comparison of dates or counts, can leave a rule open."""
    settled = {"includes", "includes_any", "differs", "stated", "any_of", "at_least"}
    given = {name for _, item in rule.comparisons if item.relation.name == "stated" for name in item.variables}
    numbers = {"more", "fewer"}
    return bool(rule.negatives) or any(
        item.relation.name not in settled and not (item.relation.name in numbers and set(item.variables) <= given)
        for _, item in rule.comparisons
    )


def rule_faults(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with what a rule says of itself."""
    for key in filter(None, (rule.source.work, rule.source.after)):
        if key not in bundled_keys():
            yield f"the source {key} is not in kb/cases/bibliography.bib"
    if not rule.source.place.strip():
        yield "the source has no place"
    if rule.concludes.__name__ not in class_names():
        yield f"{rule.concludes.__name__} is not in ontology/coalition.ttl"
    if not re.fullmatch(r"[a-z][a-z0-9-]*\.[a-z0-9-]+", rule.id):
        yield "the id is not `family.name` in lower case"
    if not rule.claim.endswith(".") or rule.claim.count(".") != 1:
        yield "the claim is not one sentence"
    bound = {name for _, pattern in rule.positives for name in variables(pattern).values()}
    told = {name for _, name, _, _ in Formatter().parse(rule.says) if name}
    unbound = told - bound - {item.relation.name for _, item in rule.comparisons}
    if unbound:
        yield f"`says` names {', '.join(sorted(unbound))}, which no condition binds"
    if rule.says.endswith("."):
        yield "`says` is part of a longer sentence and ends without a full stop"


@cache
def file_faults(path: Path) -> tuple[str, ...]:
    """Return what is wrong with the file that defines a rule."""
    text = path.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text)) or ""
    claim = docstring.partition("\n\n")[0]
    found = [f"{name!r} is a name of a case; a rule must hold for any" for name in named_in(text)]
    if (
        len(claim.split()) < SHORTEST
        or not claim.endswith(".")
        or re.match(r"(The )?[Rr]ules|This (file|module)", claim)
    ):
        found.append("its docstring does not open with the theory's claim")
    if not re.search(r"[A-Z]\w+ \(?(\d{4}|et al)", docstring):
        found.append("its docstring does not say whose claim it is")
    return tuple(found)


def named_in(text: str) -> frozenset[str]:
    """Return the names of cases that stand in a text."""
    return proper_names() & set(words(text))


@cache
def proper_names() -> frozenset[str]:
    """Return the names of states, coalitions, areas, people and weapons in the bundled cases, in lower case."""
    kb = load()
    found: set[str] = set()
    for kind in (State, Coalition, Theatre, Arrangement, Capability):
        for record in kb.of(kind):
            named = (record.id.rpartition("/")[2], record.label, getattr(record, "adjective", None))
            listed = {re.sub(r"^(the|republic of) ", "", name.lower()) for name in named if name}
            found |= {name for name in listed if kind is not Capability or re.search(r"\d", name)}
    people = [item.head for item in kb.of(Government)] + [item.head for item in kb.of(LeadershipChange)]
    people += [(item.speaker or "").partition(",")[0] for item in kb.of(Statement)]
    for person in filter(None, people):
        if re.fullmatch(r"\w+( [A-Z][\w-]+)+", person):
            found |= {name.lower() for name in person.split() if len(name) >= SHORTEST}
    return frozenset(found)


def words(text: str) -> Iterable[str]:
    """Yield every run of one to five words of a text, in lower case, hyphens kept and also as spaces."""
    for form in (text.lower(), text.lower().replace("-", " ")):
        single = re.findall(r"[\w-]+", form)
        for size in range(1, 6):
            yield from (" ".join(single[at : at + size]) for at in range(len(single) - size + 1))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.folder)
def test_what_a_rule_needs_to_be_absent_is_said_in_words_when_it_is(book: Book) -> None:
    kinds = {type(pattern) for rule in book.rulebook.rules.values() for _, pattern in rule.negatives}
    silent = [kind.__name__ for kind in kinds if issubclass(kind, Conclusion) and not kind.absence]
    assert silent == [], "give these classes an `absence`"


def test_the_names_of_the_cases_are_known() -> None:
    assert {"belgium", "danish", "united states", "f-16am", "michel", "global coalition against isil"} <= proper_names()


@pytest.mark.parametrize("floor", ["rules", "explain"])
def test_only_case_files_name_a_case(floor: str) -> None:
    """Neither code nor what is said of it: an example that names a case is soon a rule that has it in mind."""
    paths = sorted((ROOT / floor).rglob("*.py"))
    named = {path.relative_to(ROOT).as_posix(): named_in(path.read_text(encoding="utf-8")) for path in paths}
    assert {path: sorted(names) for path, names in named.items() if names} == {}
