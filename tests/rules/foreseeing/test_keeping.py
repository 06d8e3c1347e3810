"""What would keep a state in: proposals that the rules bear out, with what stands in their way, and precedents."""

from datetime import date

import pytest

from kb.altered.as_of import as_of
from kb.errors import InputError
from rules.foreseeing import proposals as p
from rules.foreseeing.eve import meant
from rules.foreseeing.keeping import LESSER, NONE, WILLING, Keeping, Option
from rules.foreseeing.opening import check_kept, kept, name_of_option, opened
from rules.foreseeing.suppositions import SUPPOSED
from rules.judging.proof_file import as_data
from tests.rules.judging.altering import bundled, court


def options(name: str, on: str | None = None) -> list[Option]:
    watch, things = meant(court(bundled()), name, date.fromisoformat(on) if on else None)
    (alert,) = (item for item in watch.alerts(things) if item.nearest.defection)
    return Keeping(watch).options(alert, alert.nearest)


def of_kind(found: list[Option], kind: str) -> list[Option]:
    return [item for item in found if item.proposal.kind == kind]


def test_units_that_stay_and_partners_who_take_over_make_the_exit_none() -> None:
    found = options("denmark-2016-12")
    assert {item.effect for item in of_kind(found, p.LONGER)} == {NONE}
    relieved = of_kind(found, p.RELIEF)
    assert {item.proposal.partner for item in relieved} == {"belgium", "netherlands"}
    assert {item.outcome.judgement.reasons for item in relieved} == {("taken-over",)}


def test_other_units_in_their_place_make_it_a_lesser_defection() -> None:
    swaps = of_kind(options("denmark-2016-12"), p.INSTEAD)
    assert {(item.effect, item.outcome.judgement.strategies) for item in swaps} == {(LESSER, ("swapping",))}


def test_a_promise_to_return_leaves_no_doubt_of_the_will() -> None:
    (promise,) = of_kind(options("denmark-2016-12"), p.PROMISE)
    assert promise.effect == WILLING
    assert promise.outcome.judgement.causes == ()
    assert [(item.judgement.episode.id, item.back) for item in promise.precedents] == [
        ("belgium-2015-07", 12),
        ("denmark-2015-10", 8),
    ]


def test_what_binds_the_state_stands_in_the_way_of_what_it_would_have_to_decide() -> None:
    found = options("denmark-2016-12")
    assert {item["restriction"] for item in of_kind(found, p.LONGER)[0].obstacles} == {"procedural", "structural"}
    assert of_kind(found, p.RELIEF)[0].obstacles == ()


def test_of_units_owed_nothing_can_stay_but_a_partner_can_take_the_turn() -> None:
    kinds = {item.proposal.kind for item in options("netherlands", "2017-05-01")}
    assert kinds == {p.RELIEF, p.TURN}


def test_precedents_are_those_that_were_known() -> None:
    assert all(item.precedents == () for item in options("belgium-2015-07"))


def test_every_proposal_is_opened_by_its_name_and_its_proof_holds() -> None:
    watch, things = meant(court(bundled()), "denmark-2016-12", None)
    (alert,) = watch.alerts(things)
    for number in (4, 9):
        name = name_of_option(alert, alert.nearest, number)
        proof = kept(name, opened(court(bundled()), name)[1])
        assert check_kept(court(bundled()), proof, as_data(proof)).faults == ()
    with pytest.raises(InputError, match="there is no"):
        opened(court(bundled()), name_of_option(alert, alert.nearest, 99))


@pytest.mark.parametrize("name", ["netherlands-2015-10"])
def test_a_proposal_rests_on_what_was_known_by_its_day_and_on_what_it_proposes(name: str) -> None:
    watch, things = meant(court(bundled()), name, None)
    early = as_of(bundled(), watch.on).records
    for alert in watch.alerts(things):
        for option in Keeping(watch).options(alert, alert.nearest):
            known = option.outcome.court.kb.records
            assert {item for item in known if item not in early} == {
                item for item in known if item.startswith(SUPPOSED)
            }


def test_an_episode_has_its_own_day_and_a_state_needs_one() -> None:
    with pytest.raises(InputError, match="day of its own"):
        meant(court(bundled()), "denmark-2016-12", date(2016, 1, 1))
    with pytest.raises(InputError, match="no day is given"):
        meant(court(bundled()), "Denmark", None)
    with pytest.raises(InputError, match="no state or episode"):
        meant(court(bundled()), "denmrk", None)
