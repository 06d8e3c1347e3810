"""The loader of rule cases says what is wrong with a file, and the bench what is wrong with a rule."""

from pathlib import Path

import pytest

from kb.dates import moment
from kb.errors import InputError
from rules.testing.cases import Bench, RuleCase, read_cases
from rules.theory.book import RULEBOOK
from tests.rules.theory.bench import BOOKS, HERE

DEFAULTS = (HERE / "cases" / "defaults.yaml").read_text(encoding="utf-8")
SITUATION = """\
situations:
  - situation: Five of seven fighters go home.
    given:
      - {type: Change, combat_before: 7, combat_after: 2, combat_lost: 5}
    cases:
      - case: A case
"""


def read(folder: Path, case: str, situation: str = SITUATION) -> tuple[RuleCase, ...]:
    (folder / "defaults.yaml").write_text(DEFAULTS, encoding="utf-8")
    (folder / "gulls.yaml").write_text(f"{situation}        {case}\n", encoding="utf-8")
    return read_cases(folder, RULEBOOK)


def test_a_file_reads_as_the_folder_does() -> None:
    single = read_cases(HERE / "cases" / "timing.yaml", RULEBOOK)
    assert [case.name for case in single] == [
        case.name for case in BOOKS[0].cases if Path(case.where.path).name == "timing.yaml"
    ]


@pytest.mark.parametrize(
    ("case", "fault", "remedy"),
    [
        ("fires: exposure.fewer-unit", "'exposure.fewer-unit' is not known here", "exposure.fewer-units"),
        ("fire: exposure.fewer-units", "'fire' is not known here", "fires"),
        ("but: [{type: Chance}]", "'Chance' is not known here", "Change"),
        ("but: [{type: Change, combat_losses: 1}]", "'combat_losses' is not known here", "combat_lost"),
        ("but: [{type: Decision, act: recal}]", "'recal' is not known here", "recall"),
        ("but: [{type: Change, combat_lost: five}]", "`combat_lost` is 'five', which is no count", "Check"),
        ("but: [{type: Change, combat_lost: true}]", "`combat_lost` is True, which is no count", "Check"),
        ("but: [{type: Episode, date: 1911-13}]", "'1911-13' is not a date", "year, month and day"),
        ("but: [{type: BudgetLimit}]", "the BudgetLimit has no `runs_out`", ""),
        ("but: [{type: SmallState, state: [gullland]}, {type: ExposureFell}]", "ExposureFell has no `manner`", ""),
        ("but: [{combat_lost: 1}]", "a node has no `type`", "type"),
        ("without: Arrangement", "there is no 'Arrangement' to leave out", "change"),
        ("incomplete: Decisions", "'Decisions' is not known here", "Decision"),
        ("thresholds: {ealy: 3}", "'ealy' is not known here", "early"),
        ("complete: [Vote]", "expects nothing", ""),
    ],
)
def test_a_fault_in_a_case_is_told_with_its_place(tmp_path: Path, case: str, fault: str, remedy: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, case)
    assert fault in refused.value.what
    assert remedy in refused.value.remedy
    assert refused.value.where is not None
    assert refused.value.where.path == str(tmp_path / "gulls.yaml")
    assert refused.value.where.line in (6, 7)


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = "fires: exposure.fewer-units\n      - case: A case\n        silent: exposure.fewer-units"
    with pytest.raises(InputError, match="bears the name of another"):
        read(tmp_path, twice)


def test_a_change_to_one_of_two_alike_must_say_which(tmp_path: Path) -> None:
    two = SITUATION.replace("    cases:", "      - {type: Change, id: other}\n    cases:")
    with pytest.raises(InputError, match="which Change is meant"):
        read(tmp_path, "but: [{type: Change, combat_lost: 0}]", two)
    assert read(tmp_path, "but: [{type: Change, id: other, combat_lost: 0}]\n        fires: exposure.fewer-units", two)


@pytest.mark.parametrize(
    ("case", "failure"),
    [
        ("silent: exposure.fewer-units", "exposure.fewer-units fires, and should be silent"),
        ("fires: [{exposure.fewer-units: {before: 8}}]", "exposure.fewer-units does not fire with before 8"),
        ("fires: [{exposure.fewer-units: {nobody: 8}}]", "exposure.fewer-units does not fire with nobody 8"),
        ("fires: exposure.joint-pool", "exposure.joint-pool does not fire: condition 2"),
        ("undetermined: exposure.fewer-units", "exposure.fewer-units is not undetermined: it fires"),
        ("undetermined: exposure.joint-pool", "exposure.joint-pool is not undetermined: condition 2"),
        (
            "concludes: [{type: ExposureFell, manner: safer-area}]",
            "ExposureFell with manner safer-area is not concluded",
        ),
        ("not_concluded: [{type: ExposureFell}]", "manner=fewer-units) is concluded"),
        (
            "but: [{type: Change, combat_lost: unknown}]\n        undetermined: [{exposure.fewer-units: [Vote]}]",
            "exposure.fewer-units is undetermined for want of lost, not of Vote",
        ),
        (
            "but: [{type: Change, combat_lost: unknown}]\n        silent: exposure.fewer-units",
            "exposure.fewer-units is undetermined, and should be silent",
        ),
    ],
)
def test_a_case_that_does_not_come_out_says_why(tmp_path: Path, case: str, failure: str) -> None:
    (made,) = read(tmp_path, case)
    (told,) = Bench(RULEBOOK).failures(made)
    assert failure in told


def test_without_defaults_a_case_says_everything(tmp_path: Path) -> None:
    (tmp_path / "gulls.yaml").write_text(
        """\
situations:
  - situation: Gullland is dependent.
    given:
      - {type: Dependent, state: gullland, coalition: quay-coalition}
    cases:
      - case: It has a core interest
        fires: interests.dependency
""",
        encoding="utf-8",
    )
    (made,) = read_cases(tmp_path, RULEBOOK)
    assert not list(Bench(RULEBOOK).failures(made))


def test_a_situation_can_leave_out_terms_of_the_vocabulary(tmp_path: Path) -> None:
    bare = SITUATION.replace("    given:", "    without: [Capability, solidarity]\n    given:")
    (made,) = read(tmp_path, "fires: exposure.fewer-units", bare)
    names = {(type(fact).__name__, fact["id"]) for fact in made.facts}
    assert not any(kind == "Capability" for kind, _ in names)
    assert ("Ground", "solidarity") not in names
    assert ("Ground", "influence") in names


def test_a_class_can_have_a_usual_id_and_conclusions_have_dates(tmp_path: Path) -> None:
    (tmp_path / "defaults.yaml").write_text("classes: {Election: {id: the-poll}}\n", encoding="utf-8")
    (tmp_path / "gulls.yaml").write_text(
        """\
situations:
  - situation: Gullland holds an election.
    given:
      - {type: Election, state: gullland, date: 1911-06}
      - {type: Triggered, theory: tides, state: gullland, coalition: quay, event: the-poll, date: 1911-06}
    cases:
      - case: Nothing follows from it
        not_concluded: [{type: Triggered, date: 1911-06}]
""",
        encoding="utf-8",
    )
    (made,) = read_cases(tmp_path, BOOKS[1].rulebook)
    assert [fact["id"] for fact in made.facts if type(fact).__name__ == "Election"] == ["the-poll"]
    assert [fact["date"] for fact in made.assumed] == [moment("1911-06")]
    assert made.expected["not_concluded"] == (("Triggered", {"date": moment("1911-06")}),)


def test_what_is_assumed_is_certain_and_has_no_step(tmp_path: Path) -> None:
    (made,) = read(tmp_path, "but: [{type: Defection, scope: non-combat}]\n        fires: exposure.fewer-units")
    proof = Bench(RULEBOOK).run(made)
    name = "Defection(episode=gullland-1911-12, scope=non-combat)"
    assert proof.facts[name].origin == "assumed"
    assert name not in proof.steps
    assert name not in proof.possible
