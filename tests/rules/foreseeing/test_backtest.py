"""The backtest: every published combat defection was flagged, from nothing later, and what is remembered is right."""

from datetime import date
from functools import cache

import pytest

from explain.foresight.fared import as_data, how, kind, page, who
from explain.renderings.pages import text
from kb.altered.as_of import as_of
from kb.dates import add_months
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.foreseeing.backtest import AHEAD, CAUSE, DUE, LIST, Backtest, Came, backtest
from rules.foreseeing.publicity import public
from rules.foreseeing.remembering import Known, Memory
from rules.foreseeing.signs import signs
from rules.foreseeing.suppositions import suppositions
from rules.foreseeing.watching import Watch
from rules.judging.dossier import Archive, archive_of
from tests.guides.filling import Parts, filled, table
from tests.places import EXAMPLES, ROOT
from tests.rules.judging.altering import bundled, court, court_anew

PUBLISHED = [
    "belgium-2015-07",
    "denmark-2015-10",
    "denmark-2016-12",
    "netherlands-2015-07",
    "netherlands-2015-10",
    "netherlands-2017-07",
]


ALONGSIDE = ("austria-golan", "bulgaria-iraq", "georgia-iraq", "philippines-iraq", "sierra-leone-somalia", "spain-iraq")
ALONE = ("canada-afghanistan", "netherlands-afghanistan")
"""Examples that say more of a coalition that the bundled cases speak of too, and so go without these."""
GUIDE = ROOT / "docs" / "looking-ahead.md"


@cache
def everything() -> tuple[tuple[KnowledgeBase, Backtest], ...]:
    """Return the backtest over the bundled cases with the examples, and over those examples that go alone."""
    whole = load(None, tuple(EXAMPLES / f"{name}.yaml" for name in ALONGSIDE))
    alone = [load((EXAMPLES / f"{name}.yaml",)) for name in ALONE]
    return tuple((kb, backtest(court_anew(kb))) for kb in (whole, *alone))


def fared() -> Backtest:
    return everything()[0][1]


def came(name: str) -> Came:
    return next(item for item in fared().came if item.episode == name)


@pytest.mark.parametrize("name", PUBLISHED)
def test_each_published_combat_defection_was_flagged_two_months_ahead(name: str) -> None:
    item = came(name)
    assert item.combat
    assert item.flagged[LIST] >= AHEAD
    assert 1 <= item.ranks["nearness"] <= 3
    assert item.public is not None


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_cause_was_named_two_months_ahead_where_it_was_public_by_then_and_not_before(name: str) -> None:
    item = came(name)
    assert item.public is not None
    ahead = add_months(item.day, -AHEAD).replace(day=1)
    assert (item.named or 0) >= AHEAD if item.public <= ahead else (item.named or 0) < AHEAD


def test_what_is_due_flags_more_than_what_has_a_cause() -> None:
    kinds = {item.name: item for item in fared().fared}
    assert kinds[DUE].caught >= kinds[CAUSE].caught
    assert kinds[LIST].caught >= kinds[DUE].caught
    assert all(len(item.vain) <= item.runs for item in fared().fared)
    assert {item.of for item in fared().fared} == {sum(one.combat for one in fared().came)}


def test_rival_theories_compete_and_those_that_foretell_staying_do_not() -> None:
    names = {item.name for item in fared().fared}
    assert {"election-cycle", "terror-at-home", "elite-dissensus"} <= names
    assert "elite-consensus" not in names


def test_what_is_remembered_is_what_would_be_judged_anew() -> None:
    memory, asked = Memory(), 0
    for month in (date(2016, number, 1) for number in range(5, 9)):
        watch = Watch(court(bundled()), month)
        for item in watch.things:
            for one in suppositions(item, signs(item, watch.court.inference.thresholds)):
                known = Known(watch.court.kb)
                assert memory.said(watch.court, known, item, one) == Memory().said(watch.court, known, item, one)
                asked += 1
    assert memory.runs < asked


def test_a_month_is_never_without_its_list_while_units_serve() -> None:
    months = {item.month for item in fared().seen if item.coalition == "global-coalition"}
    assert min(months) <= date(2014, 11, 1)
    assert len(months) == (max(months).year - min(months).year) * 12 + max(months).month - min(months).month + 1


def test_as_data_and_as_a_page_it_says_what_came_and_how_each_theory_fared() -> None:
    kb, found = everything()[0]
    data = as_data(found)
    assert {item["kind"] for item in data["fared"]} >= {"list", "announced", "due", "cause", "election-cycle"}
    assert {item["month"] for item in data["lists"]} >= {"2015-05", "2016-10"}
    told = " ".join(text(page(kb, found)).split())
    assert "Belgium, 1 July 2015: flagged 8 months before; place 1 on the list 2 months before" in told
    assert "all of it is dated no earlier than 31 December 2015" in told


# The guide


def came_part() -> str:
    """Return the table of what came, and how it was flagged."""
    rows = sorted((item.day, who(kb, item), how(item)) for kb, found in everything() for item in found.came)
    lines = [
        (name, told[0], told[1] if len(told) > 2 else "", told[-1] if len(told) > 1 else "") for _, name, told in rows
    ]
    return table(("defection", "flagged", "place", "cause"), lines)


def fared_part() -> str:
    """Return the table of how each kind of warning fared, over all cases."""
    rows = []
    for name in (item.name for item in everything()[0][1].fared):
        own = [item for _, found in everything() for item in found.fared if item.name == name]
        sums = (sum(one.caught for one in own), sum(one.runs for one in own), sum(len(one.vain) for one in own))
        rows.append((kind(everything()[0][0], name), *map(str, sums)))
    of = sum(found.fared[0].of for _, found in everything())
    return table(("warning", f"flagged, of {of}", "runs of flags", "came to nothing"), rows)


PARTS: Parts = {"backtest-came": came_part, "backtest-fared": fared_part}


def test_the_guide_says_how_the_list_would_have_fared(*, accept: bool) -> None:
    told = GUIDE.read_text(encoding="utf-8")
    now = filled(told, PARTS)
    if accept:
        GUIDE.write_text(now, encoding="utf-8")
    assert now == GUIDE.read_text(encoding="utf-8"), "run pytest --accept"


def test_a_trigger_counts_from_the_day_on_which_it_would_have_been_found() -> None:
    whole = archive_of(court(bundled()))
    day = date(2017, 1, 1)
    then = Archive(court(bundled()).over(as_of(bundled(), day)))
    for part in (("belgium", "global-coalition"), ("denmark", "global-coalition")):
        proof = whole.dossier(*part).proof
        known = {
            item.name: max(public(whole.court, proof, item.name, frozenset()), item["date"].latest)
            for item in proof.concluded("Triggered")
        }
        found = {item.name for item in then.dossier(*part).proof.concluded("Triggered")}
        assert found == {name for name, since in known.items() if since <= day}
