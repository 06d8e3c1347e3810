"""A citation says in whose voice the fact stands; some facts cannot stand in some voices."""

from pathlib import Path

import pytest

from explain.renderings.notes import spell
from explain.words.telling import Teller
from kb.reading.loading import load
from kb.records import SCHEMES
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS
from tests.kb.cases import refused, write

STATE = "{id: gullland, type: State, source: {work: vaneijk-2021, place: ch. 2}}"
LEADER = "{id: quay-power, type: State, source: {work: vaneijk-2021, place: ch. 2}}"
COALITION = (
    "{id: quay-coalition, type: Coalition, leader: quay-power, begins: 1910, "
    "source: {work: vaneijk-2021, place: ch. 2}}"
)


def case(fact: str, *voices: str) -> str:
    """Return a case with one fact, cited once in each voice."""
    cited = ", ".join(f"{{work: vaneijk-2021, place: ch. {n}, voice: {voice}}}" for n, voice in enumerate(voices, 3))
    rows = (STATE, LEADER, COALITION, f"{{{fact}, state: gullland, source: [{cited}]}}")
    return "facts:\n" + "".join(f"  - {row}\n" for row in rows)


MONEY = "id: money, type: BudgetLimit, coalition: quay-coalition, runs_out: 1911-06, known: 1911-01"
ORDER = "id: order, type: Decision, coalition: quay-coalition, date: 1911-06, act: withdraw, grounds: [need-at-home]"


@pytest.mark.parametrize(
    ("fact", "voice", "what"),
    [
        (MONEY, "own-account", "only the party's own word stands"),
        (ORDER, "interpretation", "only the author's interpretation stands"),
    ],
)
def test_a_fact_is_refused_in_a_voice_that_cannot_bear_it(tmp_path: Path, fact: str, voice: str, what: str) -> None:
    error = refused(write(tmp_path, case(fact, voice)))
    assert what in error.what
    assert error.remedy
    assert "money" in load([write(tmp_path, case(MONEY, "own-account", "report"))]).records


def test_an_unknown_voice_is_refused(tmp_path: Path) -> None:
    assert "hearsay" in refused(write(tmp_path, case(MONEY, "hearsay"))).what


def test_a_source_shows_its_voice_where_it_is_no_plain_report(tmp_path: Path) -> None:
    kb = load([write(tmp_path, case(MONEY, "report", "own-account", "interpretation"))])
    told = [spell(item) for item in Teller(kb, RULEBOOK, THRESHOLDS).sources(kb.records["money"])]
    assert told == [
        "van Eijk 2021, ch. 3",
        "van Eijk 2021, ch. 4: its own account",
        "van Eijk 2021, ch. 5: the author's interpretation",
    ]


def test_every_bundled_citation_says_in_whose_voice_the_fact_stands() -> None:
    kb = load()
    terms = {scheme for scheme in SCHEMES.values() if scheme != "work"} | {"ground", "theory", "manifestation"}
    facts = [record for name, record in kb.records.items() if name.partition("/")[0] not in terms]
    silent = [record.id for record in facts if any(citation.voice is None for citation in record.source)]
    assert len(facts) > 300
    assert silent == []
