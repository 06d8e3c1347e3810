"""Withdrawals from other coalitions, coded from what news reports tell, come out as the theory has them."""

import json
import re
from pathlib import Path

import pytest

from explain.answers.why import why
from explain.words.questions import questions
from kb.reading.loading import load
from rules.engine.proof import CERTAIN, ON_THE_RECORD
from rules.judging.court import Court, Judgement
from tests import golden
from tests.places import EXAMPLES

KINDS = Path(__file__).parent / "withdrawals"
"""Withdrawals of kinds that happened, coded for these tests alone: their dates and figures rest on no source."""
FOUND = [
    ("spain-iraq", "spain-2004-05", "defection", {"total-withdrawal"}, "political"),
    ("philippines-iraq", "philippines-2004-07", "defection", {"total-withdrawal"}, "political/military-risk"),
    ("bulgaria-iraq", "bulgaria-2005-12", "defection", {"total-withdrawal"}, "political/p"),
    ("georgia-iraq", "georgia-2008-08", "defection", {"total-withdrawal"}, "military-capacity/competing-commitment"),
    ("netherlands-afghanistan", "netherlands-2010-08", "defection", {"partial-withdrawal"}, "political"),
    ("canada-afghanistan", "canada-2011-07", "defection", {"swapping"}, "political"),
    ("austria-golan", "austria-2013-06", "defection", {"total-withdrawal"}, "political/military-risk"),
    ("sierra-leone-somalia", "sierra-leone-2014-12", "not-defection", set(), None),
    ("honduras-iraq", "honduras-2004-05", "defection", {"total-withdrawal"}, "international/lead-nation-leaves"),
    ("ukraine-iraq", "ukraine-2005-03", "defection", {"total-withdrawal"}, "political"),
    ("ukraine-iraq", "ukraine-2005-12", "defection", {"total-withdrawal"}, "political"),
    ("poland-iraq", "poland-2008-10", "defection", {"total-withdrawal"}, "political"),
    ("australia-iraq", "australia-2008-06", "defection", {"partial-withdrawal"}, "political"),
    ("japan-iraq", "japan-2006-07", "out-of-scope", set(), None),
    ("belgium-rwanda", "belgium-1994-04", "defection", {"total-withdrawal"}, "political/casualties"),
    ("bangladesh-rwanda", "bangladesh-1994-04", "not-defection", set(), None),
    ("japan-golan", "japan-2013-01", "defection", {"total-withdrawal"}, "political/military-risk"),
    ("netherlands-mali", "netherlands-2017-01", "defection", {"partial-withdrawal"}, "military-capacity"),
    ("denmark-mali", "denmark-2022-02", "not-defection", set(), None),
    ("ukraine-congo", "ukraine-2022-09", "defection", {"total-withdrawal"}, "military-capacity/competing-commitment"),
    ("qatar-yemen", "qatar-2017-06", "not-defection", set(), None),
    ("united-arab-emirates-yemen", "united-arab-emirates-2019-07", "defection", {"partial-withdrawal"}, None),
    ("norway-lebanon", "norway-1998-11", "defection", {"total-withdrawal"}, "political/de-prioritisation"),
    ("norway-libya", "norway-2011-08", "not-defection", set(), None),
    ("hungary-iraq", "hungary-2004-12", "out-of-scope", set(), None),
    ("south-korea-afghanistan", "south-korea-2007-12", "out-of-scope", set(), None),
    ("burundi-somalia", "burundi-2019-03", "not-defection", set(), None),
    ("new-zealand-afghanistan", "new-zealand-2013-04", "not-defection", set(), None),
    ("united-kingdom-bosnia", "united-kingdom-2007-03", "not-defection", set(), None),
    ("croatia-golan", "croatia-2013-03", "defection", {"total-withdrawal"}, "political/military-risk"),
    ("philippines-golan", "philippines-2014-09", "defection", {"total-withdrawal"}, "political/military-risk"),
    ("sudan-yemen", "sudan-2019-12", "defection", {"partial-withdrawal"}, "political/leadership-change"),
    ("italy-iraq", "italy-2006-12", "defection", {"total-withdrawal"}, "political"),
    ("canada-isil", "canada-2016-02", "defection", {"swapping"}, "political"),
    ("lithuania-iraq", "lithuania-2007-08", "defection", {"partial-withdrawal"}, "international/lead-nation-leaves"),
    ("denmark-iraq", "denmark-2007-08", "defection", {"swapping"}, None),
    ("poland-golan", "poland-2009-10", "defection", {"total-withdrawal"}, "political/de-prioritisation"),
    ("united-states-somalia", "united-states-1993-10", "defection", {"total-withdrawal"}, "political/casualties"),
    ("united-states-somalia", "united-states-1994-03", "defection", {"total-withdrawal"}, "political/casualties"),
    ("thailand-vietnam", "thailand-1971-08", "defection", {"total-withdrawal"}, "international/lead-nation-leaves"),
    ("thailand-vietnam", "thailand-1972-02", "defection", {"total-withdrawal"}, "international/lead-nation-leaves"),
    (
        "new-zealand-vietnam",
        "new-zealand-1971-12",
        "defection",
        {"partial-withdrawal"},
        "international/lead-nation-leaves",
    ),
    ("united-kingdom-lebanon", "united-kingdom-1984-02", "not-defection", set(), None),
    ("netherlands-sinai", "netherlands-1995-04", "out-of-scope", set(), None),
    ("italy-somalia", "italy-1993-09", "defection", {"repositioning"}, "political"),
    ("france-somalia", "france-1993-12", "not-defection", set(), None),
    ("belgium-somalia", "belgium-1993-12", "defection", {"total-withdrawal"}, "political/de-prioritisation"),
    ("germany-somalia", "germany-1994-03", "out-of-scope", set(), None),
    ("poland-afghanistan", "poland-2007-04", "not-defection", set(), None),
    ("spain-kosovo", "spain-2009-09", "defection", {"total-withdrawal"}, None),
    ("czech-republic-kosovo", "czech-republic-2011-10", "not-defection", set(), None),
    ("uruguay-haiti", "uruguay-2015-06", "not-defection", set(), None),
    ("netherlands-iraq", "netherlands-2005-03", "defection", {"partial-withdrawal"}, None),
    ("azerbaijan-iraq", "azerbaijan-2008-12", "not-defection", set(), None),
    ("nigeria-somalia", "nigeria-2007-04", "defection", {"total-withdrawal"}, None),
    ("australia-afghanistan", "australia-2013-12", "not-defection", set(), None),
    ("australia-isil", "australia-2017-06", "defection", {"caveats"}, "political/military-risk"),
    ("portugal-afghanistan", "portugal-2008-08", "defection", {"swapping"}, None),
    ("chad-car", "chad-2014-04", "not-defection", set(), None),
    ("kenya-south-sudan", "kenya-2016-12", "defection", {"total-withdrawal"}, None),
    ("chad-sahel", "chad-2021-08", "defection", {"partial-withdrawal"}, "military-capacity/competing-commitment"),
    ("egypt-mali", "egypt-2022-08", "defection", {"caveats"}, "political"),
    ("germany-red-sea", "germany-2024-04", "out-of-scope", set(), None),
    ("france-korea", "france-1953-10", "defection", {"total-withdrawal"}, "political/de-prioritisation"),
    ("slovakia-golan", "slovakia-2008-06", "not-defection", set(), None),
    ("albania-iraq", "albania-2008-12", "not-defection", set(), None),
    ("ireland-golan", "ireland-2024-04", "not-defection", set(), None),
    ("norway-afghanistan", "norway-2012-10", "not-defection", set(), None),
    ("netherlands-lebanon", "netherlands-1985-10", "defection", {"total-withdrawal"}, None),
    ("australia-samawah", "australia-2006-07", "not-defection", set(), None),
    ("germany-afghanistan", "germany-2013-10", "not-defection", set(), None),
    (
        "ethiopia-somalia",
        "ethiopia-2016-11",
        "defection",
        {"partial-withdrawal"},
        "military-capacity/competing-commitment",
    ),
]


def judged(name: str, episode: str) -> Judgement:
    """Return the judgement on an episode of an example."""
    folder = folder_of(name)
    return Court(load([folder / f"{name}.yaml", folder / "sources.bib"])).judge(episode)


def folder_of(name: str) -> Path:
    """Return where a case stands: among the examples, or among those for these tests alone."""
    return EXAMPLES if (EXAMPLES / f"{name}.yaml").exists() else KINDS


@pytest.mark.parametrize(("name", "episode", "verdict", "strategies", "cause"), FOUND, ids=[row[1] for row in FOUND])
def test_the_example_comes_out(name: str, episode: str, verdict: str, strategies: set[str], cause: str | None) -> None:
    found = judged(name, episode)
    assert (found.verdict, set(found.strategies)) == (verdict, strategies)
    assert found.standing in (ON_THE_RECORD, CERTAIN)
    assert bool(found.causes) is bool(cause)
    assert all(item.startswith(cause or "") for item in found.causes)


def test_a_unit_called_home_for_a_hostage_defected_outside_the_combat_scope() -> None:
    assert judged("philippines-iraq", "philippines-2004-07").scope == "non-combat"


@pytest.mark.parametrize(("name", "episode"), [row[:2] for row in FOUND], ids=[row[1] for row in FOUND])
def test_what_is_left_open_reads_as_words_and_not_as_names_of_classes(name: str, episode: str) -> None:
    found = judged(name, episode)
    for question in questions(found):
        assert not any(part[1:].lower() != part[1:] for part in question.text.split() if part.isalpha()), question.text
        assert "None" not in question.text


SIX_LINES = """\
facts:
  - {id: plovermark, type: State, source: {work: vaneijk-2021, place: ch. 1}}
  - {id: gullland, type: State, source: {work: vaneijk-2021, place: ch. 1}}
  - {id: quay, type: Coalition, label: Quay Force, leader: plovermark, begins: 2003, SRC}
  - {id: brigade, type: Contribution, state: gullland, coalition: quay, capability: infantry, role: patrol,
     personnel: 900, TIME, SRC}
  - {id: order, type: Decision, state: gullland, coalition: quay, act: withdraw, date: 2004-04, about: brigade, SRC}
"""


def test_a_case_of_six_lines_gets_a_useful_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "six.yaml"
    monkeypatch.setattr(golden, "FOLDER", tmp_path)  # a reader stands where the file is
    source = "source: {work: vaneijk-2021, place: ch. 1}"
    path.write_text(
        SIX_LINES.replace("SRC", source).replace("TIME", "begins: 2003-08, ends: 2004-05"), encoding="utf-8"
    )
    done = golden.run(["why", "gullland-2004-05", "--cases", "six.yaml"])
    lines = done.stdout.splitlines()
    assert len(lines) < 25
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].startswith("DEFECTION · combat · on the record")
    assert "It would be none if" in done.stdout
    assert "coalition case complete gullland-2004-05 1 2 3" in done.stdout
    assert "What to find out next" in done.stdout
    data = json.loads(golden.run(["judge", "--json", "--cases", str(path)]).stdout)
    (found,) = (item for item in data if item["episode"] == "gullland-2004-05")
    assert (found["verdict"], found["standing"]) == ("defection", "on the record")
    assert found["standings"]["total-withdrawal"] == "on the record"


def test_what_one_states_to_have_looked_for_makes_the_verdict_certain(tmp_path: Path) -> None:
    path = tmp_path / "six.yaml"
    source = "source: {work: vaneijk-2021, place: ch. 1}"
    text = SIX_LINES.replace("SRC", source).replace("TIME", "begins: 2003-08, ends: 2004-05")
    path.write_text(text, encoding="utf-8")
    stated = golden.run(["case", "complete", "gullland-2004-05", "--cases", str(path)]).stdout
    stated = stated.replace("WORK", "vaneijk-2021").replace("PLACE", "ch. 1")
    path.write_text(text + "".join(f"  {line}\n" for line in stated.splitlines()), encoding="utf-8")
    found = Court(load([path])).judge("gullland-2004-05")
    assert (found.verdict, found.standing) == ("defection", CERTAIN)
    assert why(load([path]), found).undone_by == ()


@pytest.mark.parametrize(("name", "episode"), [row[:2] for row in FOUND], ids=[row[1] for row in FOUND])
def test_a_decision_that_names_no_units_is_about_all_that_were_there(tmp_path: Path, name: str, episode: str) -> None:
    lines = (folder_of(name) / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    unnamed = [re.sub(r", about: (\[[^]]*\]|[a-z0-9-]+)", "", line) if "Decision" in line else line for line in lines]
    path = tmp_path / "case.yaml"
    path.write_text("\n".join(unnamed) + "\n", encoding="utf-8")
    found, named = Court(load([path, folder_of(name) / "sources.bib"])).judge(episode), judged(name, episode)
    assert (found.verdict, found.strategies, found.causes) == (named.verdict, named.strategies, named.causes)
