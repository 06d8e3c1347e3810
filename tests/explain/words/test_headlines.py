"""Every kind of dated record has its words."""

from dataclasses import MISSING, fields

import pytest

from explain.answers.history import history
from explain.words import headlines
from explain.words.phrases import spoken
from kb import records as r
from kb.dates import moment
from kb.store import KnowledgeBase

NOT_DATED = {
    r.Role,
    r.Capability,
    r.Ground,
    r.Theory,
    r.Manifestation,
    r.Membership,
    r.Theatre,
    r.Coalition,
    r.State,
    r.SizeComparison,
    r.Dependency,
    r.Contribution,
    r.CompleteRecord,
    r.Variant,
}
"""Kinds that are no lines of a history: vocabulary, actors, standing comparisons, and what is drawn as a bar."""


def smallest(kind: type[r.Record]) -> r.Record:
    """Return a record with its required fields alone."""
    made: dict[str, object] = {}
    plain: type = kind
    for name, hint in r.field_types(plain).items():
        item = next(item for item in fields(kind) if item.name == name)
        if item.default is not MISSING:
            continue
        if "Moment" in str(hint):
            made[name] = moment("1911-06-17")
        elif hint is bool:
            made[name] = True
        elif hint is int:
            made[name] = 3
        else:
            made[name] = ("gullland",) if "tuple" in str(hint) else "gullland"
    return kind(**{**made, "id": f"some-{kind.__name__.lower()}"})  # type: ignore[arg-type]


def test_every_kind_of_record_is_a_line_or_said_not_to_be() -> None:
    assert set(headlines.KINDS) | NOT_DATED == set(r.OBSERVED)


@pytest.mark.parametrize("kind", headlines.KINDS, ids=lambda kind: kind.__name__)
def test_the_smallest_record_has_words(kind: type[r.Record]) -> None:
    said = headlines.line(KnowledgeBase({}), smallest(kind), moment("1911-06-17"))
    assert said
    assert "None" not in said


def test_a_label_is_the_headline_without_the_date_that_the_line_has_already() -> None:
    election = r.Election(id="poll", label="Gulls vote, 17 June 1911", state="gullland", date=moment("1911-06-17"))
    assert headlines.line(KnowledgeBase({}), election, election.date) == "Gulls vote"


def test_an_incident_has_a_second_line_when_it_becomes_public() -> None:
    incident = r.Incident(
        id="spill",
        state="gullland",
        coalition="quay",
        date=moment("1911-06-17"),
        public=moment("1912-01"),
        deaths=2,
    )
    lines = history(KnowledgeBase({"spill": incident}), "gullland", "quay").lines
    assert [(line.date.text, line.text) for line in lines] == [
        ("1911-06-17", "incident; 2 killed; public: January 1912"),
        ("1912-01", "becomes public: spill"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2015-06-30", "30 June 2015"),
        ("2015-06", "June 2015"),
        ("2015", "2015"),
        ("2014-10~", "about October 2014"),
        ("2015?", "perhaps 2015"),
        ("[2016-11-25..2016-12-01]", "between 25 November 2016 and 1 December 2016"),
    ],
)
def test_dates_are_spoken(text: str, said: str) -> None:
    assert spoken(moment(text)) == said
