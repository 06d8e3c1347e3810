"""Pictures of every kind, from the bundled cases and from names that are too long."""

from dataclasses import replace
from datetime import date

import pytest

from explain.answers.history import History, history
from explain.answers.theories import Cell, cell
from explain.pictures.backtest import Watched, backtest
from explain.pictures.contrast import contrast
from explain.pictures.profile import profile
from explain.pictures.shapes import Picture
from explain.pictures.table import table
from explain.pictures.theories import theories
from explain.pictures.timeline import timeline
from explain.tables.computed import Table, make
from kb.dates import moment
from kb.profiles.profile import Snapshot, profile_on
from kb.reading.published import published_tables
from kb.records import Contribution
from kb.store import KnowledgeBase
from rules.judging.court import Court
from rules.judging.dossier import Archive

LONG = "the United and Sovereign Federation of the Farther Archipelago"
"""A name of more than sixty letters."""
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunternehmen"
THEORIES = ("capacity", "foreign-fighters", "elite-dissensus")
WATCHED = (
    Watched("early", "Warned of in time", date(2014, 12, 1), moment("2015-07-01"), ("Tern 1999, p. 3",)),
    Watched("month", "Warned of within the month", date(2015, 9, 20), moment("2015-10"), ("Tern 1999, p. 4",)),
    Watched("false", LONG, date(2015, 12, 1), None, ("Tern 1999, p. 5",)),
    Watched("missed", UNBROKEN, None, moment("2016-12"), ("Tern 1999, p. 6",)),
)


@pytest.fixture(scope="session")
def stretched(kb: KnowledgeBase) -> KnowledgeBase:
    """Return the same cases in which states, coalitions and units bear long names."""
    kinds = {"State": LONG, "Coalition": UNBROKEN, "Capability": f"{UNBROKEN} for {LONG}"}
    named = {
        name: replace(item, label=kinds[type(item).__name__])
        for name, item in kb.records.items()
        if type(item).__name__ in kinds
    }
    return replace(kb, records={**kb.records, **named})


def parts(kb: KnowledgeBase) -> list[tuple[str, str]]:
    """Return every part of a state in a coalition."""
    return sorted({(item.state, item.coalition) for item in kb.of(Contribution)})


@pytest.fixture(scope="session")
def histories(kb: KnowledgeBase) -> list[History]:
    """Return the history of every part."""
    return [history(kb, *part) for part in parts(kb)]


@pytest.fixture(scope="session")
def snapshot(kb: KnowledgeBase) -> Snapshot:
    """Return a profile on a day on which the dates leave something open."""
    return profile_on(kb, "denmark", "global-coalition", date(2016, 12, 15))


@pytest.fixture(scope="session")
def cells(kb: KnowledgeBase, court: Court) -> list[Cell]:
    """Return how three theories fare for two parts."""
    archive = Archive(court)
    chosen = [("belgium", "global-coalition"), ("canada", "isaf")]
    return [cell(kb, archive.dossier(*part), theory) for part in chosen for theory in THEORIES]


@pytest.fixture(scope="session")
def tables(court: Court) -> dict[str, Table]:
    """Return two computed tables: of figures, and of long texts."""
    return {name: make(court, published_tables()[name]) for name in ("vaneijk-3", "pedersen-reykers-1")}


@pytest.fixture(scope="session")
def timelines(stretched: KnowledgeBase, histories: list[History]) -> dict[str, Picture]:
    """Return the timeline of every part, of several parts, and one with long names."""
    return {
        **{f"timeline {item.state} {item.coalition}": timeline([item]) for item in histories},
        "timelines of one state": timeline([item for item in histories if item.state == "netherlands"]),
        "timeline with long names": timeline([history(stretched, "belgium", "global-coalition")]),
    }


@pytest.fixture(scope="session")
def profiles(kb: KnowledgeBase, stretched: KnowledgeBase, snapshot: Snapshot) -> dict[str, Picture]:
    """Return profiles: of a day in doubt, with long names, and of a day with nothing in service."""
    return {
        "profile": profile(kb, [snapshot]),
        "profile with long names": profile(stretched, [snapshot]),
        "profile of nothing": profile(kb, [profile_on(kb, "denmark", "global-coalition", date(1999, 1, 1))]),
    }


@pytest.fixture(scope="session")
def judged(court: Court, stretched: KnowledgeBase, cells: list[Cell], tables: dict[str, Table]) -> dict[str, Picture]:
    """Return pictures of what was concluded."""
    kb, one, two = court.kb, court.judge("denmark-2015-10"), court.judge("denmark-2016-12")
    return {
        **{f"table {name}": table(item, "vaneijk-2021") for name, item in tables.items()},
        "theories": theories(kb, cells, len(THEORIES)),
        "theories with long names": theories(stretched, cells * 4, len(THEORIES)),
        "contrast": contrast(kb, one, two),
        "contrast of the same": contrast(kb, one, one),
        "backtest": backtest(WATCHED, "Warnings and what came"),
        "backtest of nothing": backtest((), "Warnings and what came"),
    }


@pytest.fixture(scope="session")
def pictures(
    timelines: dict[str, Picture], profiles: dict[str, Picture], judged: dict[str, Picture]
) -> dict[str, Picture]:
    """Return pictures of every kind by name."""
    return {**timelines, **profiles, **judged}
