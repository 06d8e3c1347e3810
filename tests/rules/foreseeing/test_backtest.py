"""The backtest: every published combat defection was flagged, from nothing later, and what is remembered is right."""

from datetime import date
from functools import cache

import pytest

from kb.dates import add_months
from rules.foreseeing.backtest import AHEAD, CAUSE, DUE, LIST, Backtest, Came, backtest
from rules.foreseeing.remembering import Known, Memory
from rules.foreseeing.signs import signs
from rules.foreseeing.suppositions import suppositions
from rules.foreseeing.watching import Watch
from tests.rules.judging.altering import bundled, court

PUBLISHED = [
    "belgium-2015-07",
    "denmark-2015-10",
    "denmark-2016-12",
    "netherlands-2015-07",
    "netherlands-2015-10",
    "netherlands-2017-07",
]


@cache
def fared() -> Backtest:
    return backtest(court(bundled()))


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
    for month in (date(2016, number, 1) for number in range(2, 12)):
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
