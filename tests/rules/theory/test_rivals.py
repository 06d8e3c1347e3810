"""Rival theories fare, on the bundled cases, as the published findings say; each finding is read off the proof."""

import pytest

from explain.answers.theories import Cell, cell, find_theory, theories, why_cell
from explain.renderings.theory_table import matrix
from kb.altered.altering import altered
from kb.errors import InputError
from kb.reading.loading import load
from kb.records import CompleteRecord
from kb.store import KnowledgeBase
from rules.engine.proof import CERTAIN, ON_THE_RECORD, Absent, Held, Known, Proof
from rules.judging.court import Court
from rules.judging.dossier import Archive, Dossier

COALITION = "global-coalition"
PUBLISHED = {
    ("denmark", "election-cycle"): "contradicted",
    ("denmark", "leadership-change"): "contradicted",
    ("denmark", "rightward-change"): "supported",
    ("denmark", "terror-at-home"): "contradicted",
    ("denmark", "elite-consensus"): "supported",
    ("denmark", "elite-dissensus"): "supported",
    ("denmark", "capacity"): "supported",
    ("belgium", "election-cycle"): "untested",
    ("belgium", "leadership-change"): "contradicted",
    ("belgium", "rightward-change"): "supported",
    ("belgium", "public-disapproval"): "contradicted",
    ("belgium", "elite-consensus"): "supported",
    ("belgium", "terror-at-home"): "contradicted",
    ("belgium", "foreign-fighters"): "contradicted",
    ("belgium", "capacity"): "supported",
    ("netherlands", "elite-dissensus"): "untested",
    ("netherlands", "capacity"): "supported",
}


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture(scope="module")
def archive(kb: KnowledgeBase) -> Archive:
    return Archive(Court(kb))


@pytest.fixture(scope="module")
def denmark(archive: Archive) -> Dossier:
    return archive.dossier("denmark", COALITION)


@pytest.fixture(scope="module")
def belgium(archive: Archive) -> Dossier:
    return archive.dossier("belgium", COALITION)


@pytest.fixture(scope="module")
def netherlands(archive: Archive) -> Dossier:
    return archive.dossier("netherlands", COALITION)


def behind(proof: Proof, known: Known) -> set[str]:
    """Return the names of all facts that a conclusion rests on, by whatever way."""
    waiting, found = [known.name], set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            steps = proof.steps.get(name, ())
            waiting += [item.fact for step in steps for item in step.premises if isinstance(item, Held)]
    return found


def the_outcome(dossier: Dossier, theory: str, event: str) -> Known:
    (found,) = dossier.proof.concluded("TriggerOutcome", theory=theory, event=event)
    return found


@pytest.mark.parametrize(("state", "theory"), PUBLISHED)
def test_a_theory_fares_as_published(state: str, theory: str, archive: Archive) -> None:
    found = archive.dossier(state, COALITION).proof.concluded("TheoryOutcome", theory=theory)
    assert [item["outcome"] for item in found] == [PUBLISHED[state, theory]]


@pytest.mark.parametrize(
    ("theory", "event"),
    [
        ("election-cycle", "denmark-election-2015"),
        ("leadership-change", "denmark-leadership-2015"),
        ("terror-at-home", "denmark-copenhagen-attack-2015"),
    ],
)
def test_denmark_left_for_want_of_units_and_came_back(theory: str, event: str, denmark: Dossier) -> None:
    found = the_outcome(denmark, theory, event)
    assert (found["outcome"], found["manner"]) == ("contradicted", "left-and-came-back")
    rests_on = behind(denmark.proof, found)
    assert "Cause(episode=denmark-2015-10, cause=military-capacity/units, kind=military-capacity)" in rests_on
    assert "Tour(denmark/global-coalition/tour-2)" in rests_on


def test_denmark_turned_right_and_carried_on(denmark: Dossier) -> None:
    found = the_outcome(denmark, "rightward-change", "denmark-leadership-2015")
    assert found["outcome"] == "supported"
    assert "LeadershipChange(denmark-leadership-2015)" in behind(denmark.proof, found)
    assert not denmark.proof.concluded("Triggered", theory="leftward-change")


def test_an_errant_strike_set_danish_elites_against_each_other(denmark: Dossier) -> None:
    found = the_outcome(denmark, "elite-dissensus", "denmark-strike-2016")
    assert (found["outcome"], found["manner"]) == ("supported", "left-for-it")
    rests_on = behind(denmark.proof, found)
    assert "Cause(episode=denmark-2016-12, cause=political/elite-consensus, kind=political)" in rests_on
    assert "Incident(denmark-strike-2016)" in rests_on


def test_the_attack_in_brussels_was_followed_by_a_return(belgium: Dossier) -> None:
    found = the_outcome(belgium, "terror-at-home", "brussels-attack-2016")
    assert (found["outcome"], found["manner"]) == ("contradicted", "sent-anew")
    assert "Tour(belgium/global-coalition/tour-2)" in behind(belgium.proof, found)
    (step,) = belgium.proof.steps[found.name]
    (absent,) = (item for item in step.premises if isinstance(item, Absent))
    assert absent.kind == "ExitFollowed"
    assert "Attack" in absent.incomplete
    assert belgium.proof.standing(found.name) == ON_THE_RECORD


def test_belgian_doubt_lost_to_the_agreement_of_elites(belgium: Dossier) -> None:
    assert the_outcome(belgium, "public-disapproval", "belgium-opinion-2016-03")["outcome"] == "contradicted"
    found = the_outcome(belgium, "elite-consensus", "belgium-opinion-2016-03")
    assert found["outcome"] == "supported"
    assert "Statement(belgium-agreement-2016-03)" in behind(belgium.proof, found)


def test_an_attack_that_no_source_links_to_the_campaign_is_no_trigger(belgium: Dossier) -> None:
    events = {item["event"] for item in belgium.proof.concluded("Triggered", theory="terror-at-home")}
    assert events == {"brussels-attack-2016"}


@pytest.mark.parametrize(
    ("state", "episodes"),
    [
        ("belgium", {"belgium-2015-07"}),
        ("denmark", {"denmark-2015-10"}),
        ("netherlands", {"netherlands-2015-07", "netherlands-2015-10", "netherlands-2017-07"}),
    ],
)
def test_capacity_explains_the_exits_at_which_a_limit_bit(state: str, episodes: set[str], archive: Archive) -> None:
    found = archive.dossier(state, COALITION).proof.concluded("TriggerOutcome", theory="capacity")
    assert {item["event"] for item in found} == episodes
    assert {item["outcome"] for item in found} == {"supported"}


def test_a_record_that_is_not_complete_leaves_no_certainty_to_the_theories_that_rest_on_it(
    kb: KnowledgeBase, netherlands: Dossier
) -> None:
    found = cell(kb, netherlands, "election-cycle")
    assert (found.outcome, found.standing) == ("untested", ON_THE_RECORD)
    coalition = netherlands.part.coalition
    listed = CompleteRecord(
        id="made-up-record", state="netherlands", coalition=COALITION, kinds=("Election",),
        begins=coalition.begins, ends=coalition.ends or coalition.begins,
    )  # fmt: skip
    whole = Archive(Court(altered(kb, (), [listed]))).dossier("netherlands", COALITION)
    assert cell(kb, whole, "election-cycle").standing == CERTAIN


def test_every_cell_has_one_outcome(kb: KnowledgeBase, archive: Archive) -> None:
    for state, coalition in archive.parts:
        dossier = archive.dossier(state, coalition)
        for item in theories(kb):
            name = item.id.rpartition("/")[2]
            outcomes = dossier.proof.concluded("TheoryOutcome", theory=name)
            assert len(outcomes) <= 1, f"{state} {name}: {outcomes}"
            made = cell(kb, dossier, name)
            assert made.outcome in ("supported", "contradicted", "coincidental", "untested")
            assert outcomes or made.missing, f"{state} {name} is open, and nothing says why"


def test_an_episode_selects_what_went_before_it(kb: KnowledgeBase, denmark: Dossier) -> None:
    def at(episode: str, theory: str) -> Cell:
        return cell(kb, denmark, theory, episode)

    assert at("denmark-2016-12", "elite-dissensus").outcome == "supported"
    assert at("denmark-2015-10", "elite-dissensus").outcome == "untested"
    assert at("denmark-2015-10", "terror-at-home").outcome == "contradicted"
    assert at("denmark-2016-12", "terror-at-home").outcome == "untested"


def test_a_cell_is_explained_down_to_its_facts(kb: KnowledgeBase, belgium: Dossier) -> None:
    answer = why_cell(kb, belgium, "terror-at-home")
    assert answer.verdict.startswith("CONTRADICTED")
    assert "sent combat units anew" in answer.sentence
    (reason,) = answer.reasons
    assert reason.rule == "theory.contradicted"


def test_a_theory_is_found_by_name_or_label(kb: KnowledgeBase) -> None:
    assert find_theory(kb, "Elite consensus (Kreps 2010)") == "elite-consensus"
    with pytest.raises(InputError, match="election-cycle"):
        find_theory(kb, "election-cycles")


def test_the_matrix_sets_at_most_three_states_abreast(kb: KnowledgeBase, archive: Archive) -> None:
    states = ("belgium", "denmark", "netherlands", "jordan")
    cells = [cell(kb, archive.dossier(state, COALITION), "capacity") for state in states]
    tables = [item for item in matrix(kb, cells, 1).renderables if hasattr(item, "columns")]
    assert [len(item.columns) for item in tables] == [4, 2]
