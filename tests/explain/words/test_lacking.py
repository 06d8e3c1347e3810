"""What is printed where numbers or dates leave a verdict open says what to write where; once written, it settles it."""

from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from cli.main import main
from explain.words.questions import open_questions, teller_of
from explain.words.stubs import stubs
from kb.reading.loading import load
from rules.judging.court import Court, Judgement
from rules.judging.topics import open_gaps

SRC = "source: {work: quay-log, place: p. 1}"
CASE = f"""\
facts:
  - {{id: plovermark, type: State, {SRC}}}
  - {{id: gullland, type: State, label: Gullland, {SRC}}}
  - {{id: auckia, type: State, label: Auckia, {SRC}}}
  - {{id: quay, type: Coalition, leader: plovermark, begins: 2003, ends: 2012-06-30, {SRC}}}
  - {{id: ours, type: Contribution, state: gullland, coalition: quay, capability: infantry, role: patrol, begins: 2005,
      ends: 2010-03-31, {SRC}}}
  - {{id: theirs, type: Contribution, state: auckia, coalition: quay, capability: infantry, role: patrol,
      begins: 2010-03, {SRC}}}
  - {{id: relief, type: Arrangement, coalition: quay, partners: [gullland, auckia], begins: 2008-04, {SRC}}}
"""
WORKS = "@misc{quay-log, title = {The log of the quay}, year = {2011}}"
COUNTED = CASE.replace("2010-03-31,", "2010-03-31, count: 240,").replace("2010-03,", "2010-03, count: 300,")
MONTHS = COUNTED.replace("ends: 2010-03-31", "ends: 2010-04-10")


def judged(folder: Path, text: str, episode: str) -> Judgement:
    """Return the judgement on an episode of a case, read from a file beside the only bibliography of its folder."""
    (folder / "works.bib").write_text(WORKS, encoding="utf-8")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return Court(load([folder / "case.yaml"])).judge(episode)


def to_write(judgement: Judgement) -> str:
    """Return what ``coalition case next`` prints on the verdict."""
    gaps = open_gaps(judgement, "verdict")
    return "\n\n".join(stubs(judgement, open_questions(teller_of(judgement), judgement.proof, gaps)))


def test_numbers_that_nobody_gives_are_asked_of_the_units_that_lack_them(tmp_path: Path) -> None:
    assert to_write(judged(tmp_path, CASE, "gullland-2010-04")) == dedent("""\
        # Defection, unless as many combat units of the partner came as these that left;
        # no source says how many.
        # in `theirs`: count: NUMBER
        # in `ours`: count: NUMBER""")
    assert judged(tmp_path, COUNTED, "gullland-2010-04").verdict == "not-defection"
    assert judged(tmp_path, COUNTED.replace("300", "200"), "gullland-2010-04").verdict == "defection"


@pytest.mark.parametrize(("day", "verdict"), [("2010-03-05", "defection"), ("2010-03-20", "not-defection")])
def test_a_day_that_nobody_gives_is_asked_of_the_units_whose_it_is(tmp_path: Path, day: str, verdict: str) -> None:
    assert to_write(judged(tmp_path, MONTHS, "gullland-2010-04")) == dedent("""\
        # Defection, unless the change in the part of Auckia (March 2010) and the change
        # (11 April 2010) lie at most 1 month apart.
        # in `theirs`: begins: YYYY-MM-DD""")
    told = MONTHS.replace("begins: 2010-03,", f"begins: {day},")
    assert judged(tmp_path, told, "gullland-2010-04").verdict == verdict


def test_units_carried_on_are_counted_before_and_after(tmp_path: Path) -> None:
    carried = CASE.replace("state: auckia", "state: gullland, continues: ours").replace(
        "begins: 2010-03,", "begins: 2010-04-01,"
    )
    assert to_write(judged(tmp_path, carried, "gullland-2010-04")) == dedent("""\
        # Defection, if its combat units became fewer; no number on record decides it.
        # in `ours`: count: NUMBER
        # in `theirs`: count: NUMBER""")


def test_of_a_file_beside_the_only_bibliography_of_its_folder_the_facts_to_find_are_named(tmp_path: Path) -> None:
    judged(tmp_path, CASE, "gullland-2010-04")
    done = CliRunner().invoke(main, ["case", "next", str(tmp_path / "case.yaml")])
    assert done.exit_code == 0, done.output
    assert "1. Is it true that" in done.output
    assert sorted(item.name for item in tmp_path.iterdir()) == ["case.yaml", "works.bib"]
