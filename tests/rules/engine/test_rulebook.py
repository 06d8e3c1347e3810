"""The rulebook refuses rules that could not work, and works out stages and closures rightly."""

import inspect
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kb.errors import InputError
from kb.records import OBSERVED
from rules.engine.citation import cite
from rules.engine.comparisons import earlier
from rules.engine.experta_engine import MATCH, NOT, TEST, Fact
from rules.engine.facts import VOCABULARY, Change, Coalition, Conclusion, Episode, JointPool, Mirrored, State
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.theory.conclusions import CombatConcerned, Early, ExposureFell, LastYear, OutOfScope, TakenOver, TaskDone
from tests.places import ROOT
from tests.rules.theory.bench import BOOKS, Book


def registered(book: Rulebook, name: str = "gulls.early", **changed: Any) -> Rule:
    """Register a sound rule, some parts of it changed."""
    parts: dict[str, Any] = {
        "claim": "A gull is early where the quay is empty.",
        "source": cite("vaneijk-2021", "p. 1"),
        "when": [Episode(id=MATCH.episode, date=MATCH.date)],
        "then": Early(episode=MATCH.episode, manner="empty-quay"),
        "says": "{episode} was early: {date}",
    }
    return book.rule(name, **{**parts, **changed})


def line_of_registration() -> int:
    lines, first = inspect.getsourcelines(registered)
    return first + next(number for number, line in enumerate(lines) if "book.rule(" in line)


class Moulting(Conclusion):
    """A conclusion that the ontology does not know."""

    absence: ClassVar[str] = "no gull moults"
    episode: str


EPISODE = Episode(id=MATCH.episode, date=MATCH.date)
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown source": ({"source": cite("tern-1999", "p. 1")}, "source 'tern-1999' is not in the bibliography"),
    "an unknown work behind the source": (
        {"source": cite("vaneijk-2021", "p. 1", after="plover-1987")},
        "source 'plover-1987' is not in the bibliography",
    ),
    "no condition": ({"when": []}, "its first condition is no fact pattern"),
    "a comparison first": (
        {"when": [earlier(MATCH.date, than=MATCH.date), EPISODE]},
        "its first condition is no fact pattern",
    ),
    "a NOT first": ({"when": [NOT(State(id="gullland")), EPISODE]}, "its first condition is no fact pattern"),
    "an unbound variable in a comparison": (
        {"when": [EPISODE, earlier(MATCH.landed, than=MATCH.date)]},
        "a comparison uses 'landed', which nothing binds",
    ),
    "a comparison before what binds it": (
        {"when": [State(id=MATCH.state), earlier(MATCH.date, than=MATCH.date), EPISODE]},
        "a comparison uses 'date', which nothing binds",
    ),
    "an unbound variable in a NOT": (
        {"when": [EPISODE, NOT(TaskDone(contribution=MATCH.units))]},
        "what must be absent uses 'units', which nothing binds",
    ),
    "an unbound variable in the conclusion": (
        {"then": Early(episode=MATCH.episode, manner=MATCH.manner)},
        "the conclusion uses 'manner', which nothing binds",
    ),
    "an unbound variable in the sentence": ({"says": "{gull} was early"}, "the sentence uses 'gull', which nothing"),
    "an unknown field in a condition": (
        {"when": [Episode(id=MATCH.episode, date=MATCH.date, tide="low")]},
        "Episode has no field 'tide'",
    ),
    "an unknown field in a NOT": (
        {"when": [EPISODE, NOT(TakenOver(episode=MATCH.episode, tide="low"))]},
        "TakenOver has no field 'tide'",
    ),
    "an unknown field in the conclusion": (
        {"then": Early(episode=MATCH.episode, manner="empty-quay", tide="low")},
        "Early has no field 'tide'",
    ),
    "a class that the ontology lacks": (
        {"then": Moulting(episode=MATCH.episode)},
        "Moulting is not in the ontology",
    ),
    "a conclusion with a field left open": ({"then": Early(episode=MATCH.episode)}, "leaves a field open: "),
    "an observed fact as conclusion": ({"then": State(id=MATCH.episode)}, "it concludes an observed fact"),
    "a bare lambda": ({"when": [EPISODE, lambda date: date]}, "a condition is no pattern, NOT or comparison"),
    "a lambda in a TEST": (
        {"when": [EPISODE, TEST(lambda date: date)]},
        "a condition is no pattern, NOT or comparison",
    ),
    "a NOT around a NOT": (
        {"when": [EPISODE, NOT(NOT(State(id="gullland")))]},
        "a condition is no pattern, NOT or comparison",
    ),
}


def test_a_sound_rule_is_registered_with_its_place() -> None:
    book = Rulebook()
    made = registered(book)
    assert book.rules == {"gulls.early": made}
    assert (made.where.path, made.where.line) == (__file__, line_of_registration())


@pytest.mark.parametrize("changed", BAD)
def test_a_bad_rule_is_refused_with_file_line_and_remedy(changed: str) -> None:
    parts, fault = BAD[changed]
    book = Rulebook()
    with pytest.raises(InputError) as refused:
        registered(book, **parts)
    assert fault in refused.value.what
    assert "'gulls.early'" in refused.value.what
    assert refused.value.where is not None
    assert (refused.value.where.path, refused.value.where.line) == (__file__, line_of_registration())
    assert refused.value.remedy
    assert not book.rules


def test_a_taken_id_is_refused_and_says_where_it_was_taken() -> None:
    book = Rulebook()
    first = registered(book)
    with pytest.raises(InputError, match="its id is taken") as refused:
        registered(book)
    assert str(first.where) in refused.value.why
    assert refused.value.where is not None
    assert refused.value.where.path == __file__


def test_an_id_of_the_rulebook_that_another_builds_on_is_taken_too() -> None:
    base = Rulebook()
    registered(base)
    with pytest.raises(InputError, match="its id is taken"):
        registered(Rulebook(base=base))


def test_a_not_in_a_cycle_is_refused_and_the_cycle_named() -> None:
    book = Rulebook()
    registered(book, "gulls.early", when=[EPISODE, NOT(LastYear(episode=MATCH.episode))])
    registered(
        book,
        "gulls.fell",
        when=[EPISODE, Early(episode=MATCH.episode)],
        then=ExposureFell(episode=MATCH.episode, manner="gulls"),
    )
    registered(
        book,
        "gulls.late",
        when=[EPISODE, ExposureFell(episode=MATCH.episode)],
        then=LastYear(episode=MATCH.episode),
    )
    with pytest.raises(InputError, match="Early -> LastYear -> ExposureFell -> Early") as refused:
        _ = book.stages
    assert "gulls.early" in refused.value.what
    assert refused.value.where is not None
    assert (refused.value.where.path, refused.value.where.line) == (__file__, line_of_registration())


def test_a_not_of_its_own_conclusion_is_a_cycle() -> None:
    book = Rulebook()
    registered(book, when=[EPISODE, NOT(Early(episode=MATCH.episode))])
    with pytest.raises(InputError, match="Early -> Early"):
        _ = book.stages


def test_a_cycle_without_a_not_is_allowed() -> None:
    book = Rulebook()
    registered(book, "gulls.early", when=[EPISODE, LastYear(episode=MATCH.episode)])
    registered(book, "gulls.late", when=[EPISODE, Early(episode=MATCH.episode)], then=LastYear(episode=MATCH.episode))
    assert set(book.stages.values()) == {0}


def test_stages_are_as_low_as_the_absences_before_them_allow() -> None:
    book = Rulebook()
    registered(book, "gulls.early")
    registered(
        book,
        "gulls.fell",
        when=[EPISODE, NOT(Early(episode=MATCH.episode))],
        then=ExposureFell(episode=MATCH.episode, manner="gulls"),
    )
    registered(
        book,
        "gulls.late",
        when=[EPISODE, ExposureFell(episode=MATCH.episode)],
        then=LastYear(episode=MATCH.episode),
    )
    registered(
        book,
        "gulls.out",
        when=[EPISODE, NOT(LastYear(episode=MATCH.episode))],
        then=OutOfScope(episode=MATCH.episode),
    )
    assert book.stages == {Early: 0, ExposureFell: 1, LastYear: 1, OutOfScope: 2}


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.folder)
def test_no_rule_of_the_theory_fires_before_what_it_needs_absent_is_settled(book: Book) -> None:
    stages = book.rulebook.stages
    for rule in book.rulebook.rules.values():
        for _, pattern in rule.positives:
            assert stages.get(type(pattern), 0) <= stages[rule.concludes], rule.id
        for _, pattern in rule.negatives:
            assert stages.get(type(pattern), -1) < stages[rule.concludes], rule.id


def rules_of(book: Rulebook) -> list[Rule]:
    return [*(rules_of(book.base) if book.base else []), *book.rules.values()]


def derived_from(kind: type[Fact], rules: list[Rule]) -> set[str]:
    """Find the observed kinds behind a class by following every rule, until nothing new is found."""
    kinds, grown = {kind}, True
    while grown:
        more = {type(item) for rule in rules if rule.concludes in kinds for _, item in rule.positives} - kinds
        kinds, grown = kinds | more, bool(more)
    found: set[str] = set()
    for item in kinds:
        if issubclass(item, Mirrored) and item not in VOCABULARY:
            found |= getattr(item.record, "derived_from", {item.__name__})
    return found


def directly(rule: Rule) -> set[str]:
    """Return the observed kinds that a rule itself looks at."""
    observed = (type(item) for _, item in rule.positives if isinstance(item, Mirrored))
    return {name for kind in observed if kind not in VOCABULARY for name in derived_from(kind, [])}


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.folder)
def test_an_absence_rests_on_every_kind_it_could_be_derived_from(book: Book) -> None:
    known = {kind.__name__ for kind in OBSERVED}
    for kind, kinds in book.rulebook.observed_kinds.items():
        assert kinds <= derived_from(kind, rules_of(book.rulebook)) <= known
        concluding = [rule for rule in rules_of(book.rulebook) if rule.concludes is kind]
        assert getattr(kind, "on_record", False) or kinds >= {name for rule in concluding for name in directly(rule)}


def test_a_closure_follows_rules_figures_and_the_rulebook_below() -> None:
    base = Rulebook()
    registered(base, "gulls.concern", when=[EPISODE, State(id="gullland")], then=CombatConcerned(episode=MATCH.episode))
    book = Rulebook(base=base)
    registered(
        book,
        "gulls.fell",
        when=[JointPool(episode=MATCH.episode), CombatConcerned(episode=MATCH.episode)],
        then=ExposureFell(episode=MATCH.episode, manner="gulls"),
        says="{episode}",
    )
    registered(
        book, "gulls.early", when=[EPISODE, NOT(ExposureFell(episode=MATCH.episode)), Change(episode=MATCH.episode)]
    )
    episode = {"Arrangement", "Contribution", "Pledge", "Shift"}
    assert book.observed_kinds == {ExposureFell: {"State", *episode}}


def test_a_closure_leaves_out_rules_that_conclude_other_values() -> None:
    book = Rulebook()
    registered(book, "gulls.quay", when=[EPISODE, State(id="gullland")])
    registered(
        book,
        "gulls.tide",
        when=[EPISODE, Coalition(id="quay")],
        then=Early(episode=MATCH.episode, manner="low-tide"),
    )
    episode = {"Arrangement", "Contribution", "Pledge", "Shift"}
    assert book.closure(Early) == {"State", "Coalition", *episode}
    assert book.closure(Early, {"episode": "gullland-1911-12", "manner": "empty-quay"}) == {"State", *episode}
    assert book.closure(Early, {"manner": "low-tide"}) == {"Coalition", *episode}


def test_the_vocabulary_is_always_complete() -> None:
    assert not any(
        kind.__name__ in kinds
        for book in BOOKS
        for kinds in book.rulebook.observed_kinds.values()
        for kind in VOCABULARY
    )


def test_every_rule_of_the_theory_stands_in_a_file_of_its_own_floor() -> None:
    for book in BOOKS:
        for rule in book.rulebook.rules.values():
            assert Path(rule.where.path).relative_to(ROOT).parts[0] == "rules", rule.id
