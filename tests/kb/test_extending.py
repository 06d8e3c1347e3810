"""A kind with two fields, a concept and a rule, as ``docs/extensions.md`` tells it: all of it data, no code written."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

PAGE = (ROOT / "docs" / "extensions.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r"```\w+\n# (\S+)\n(.*?)```", PAGE, re.DOTALL))
OPTIONS = ("--schema", "hearing.yaml", "--with", "hearing_case.yaml")
RULES = ("--rules", "hearing_rules.yaml")
UNHEARD = """\
concepts:
  unheard:
    label: lack of a hearing
    definition: No committee asked in a friendly way.
    source: {work: vaneijk-2021, place: ch. 2}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the files that the page shows."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *args: str, typed: str = "", before: str = "") -> tuple[int, str]:
    """Run the command there with some input, after some code; return its exit code and all that it printed."""
    words = [sys.executable, "-c", f"{before}from cli.main import main; main()", *args]
    done = subprocess.run(words, cwd=folder, input=typed, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Change a file of the folder."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_the_page_shows_every_file() -> None:
    assert sorted(FILES) == [
        "exceptions.yaml",
        "hearing.yaml",
        "hearing_case.yaml",
        "hearing_rules.yaml",
        "phrases.yaml",
        "tone.yaml",
    ]


def test_without_the_schema_the_kind_is_unknown(folder: Path) -> None:
    code, told = run(folder, "case", "check", "--with", "hearing_case.yaml")
    assert code == 1
    assert "tone" in told


def test_cases_use_the_kind_and_shapes_accept_it(folder: Path) -> None:
    code, told = run(
        folder, "case", "check", "hearing_case.yaml", "--schema", "hearing.yaml", "--with", str(ROOT / "kb/cases")
    )
    assert (code, told.endswith("\n1 remark.\n")) == (0, True), told
    assert "no rule reads this fact" in told


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tone: hostile", "tone: hotsile", "`tone` names the unknown tone 'hotsile'"),
        ("witnesses: 4", "witneses: 4", "witnesses"),
        ("witnesses: 4", "witnesses: four", "witnesses"),
        ("    tone: hostile\n", "", "tone"),
    ],
)
def test_what_a_case_says_amiss_is_refused(folder: Path, old: str, new: str, message: str) -> None:
    change(folder, "hearing_case.yaml", old, new)
    code, told = run(folder, "judge", "denmark", *OPTIONS)
    assert code == 2
    assert message in " ".join(told.split())
    assert "hearing_case.yaml:" in told


def test_timelines_tell_it_field_by_field(folder: Path) -> None:
    code, told = run(folder, "timeline", "denmark", *OPTIONS)
    assert code == 0, told
    assert "hearing; tone: hostile; witnesses: 4" in " ".join(told.split())


def test_exports_say_it_and_what_it_means(folder: Path) -> None:
    code, facts = run(folder, "export", "--what", "facts", *OPTIONS)
    assert code == 0, facts
    assert "<hearing-2016-11>" in facts
    assert "ck:tone <tone/hostile>" in facts
    assert "ck:dateEarliest" in facts
    _, ontology = run(folder, "export", "--what", "ontology", *OPTIONS)
    assert "ck:Hearing" in ontology
    assert "<tone/hostile>" in ontology


def test_a_rule_matches_it_and_why_shows_it(folder: Path) -> None:
    code, told = run(folder, "why", "denmark-2016-12", "restrictions", "--all", *OPTIONS, *RULES)
    assert code == 0, told
    assert "hearing.hostile" in told
    assert "hearing; tone: hostile; witnesses: 4 (15 November 2016)" in " ".join(told.split())


def test_a_kind_may_come_when_the_rules_are_loaded(folder: Path) -> None:
    asked = ("why", "denmark-2016-12", "restrictions", "--all", *OPTIONS, *RULES)
    code, told = run(folder, *asked, before="import rules.judging.court; ")
    assert code == 0, told
    assert "hearing.hostile" in told


def test_its_absence_is_evidence_where_the_record_is_complete(folder: Path) -> None:
    with (folder / "hearing_case.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - {id: heard, type: CompleteRecord, state: denmark, coalition: global-coalition, kinds: [Hearing],\n"
            "     begins: 2016-01-01, ends: 2017-01-01, source: {work: vaneijk-2021, place: ch. 5}}\n"
        )
    code, told = run(folder, "case", "check", *OPTIONS)
    assert code == 0, told


def test_a_scheme_that_is_there_grows_and_an_absence_counts(folder: Path) -> None:
    change(folder, "hearing.yaml", "[tone.yaml]", "[tone.yaml, restriction.yaml]")
    (folder / "restriction.yaml").write_text(UNHEARD, encoding="utf-8")
    episode = "- Episode: {id: $episode, state: $state, coalition: $coalition}\n      - no Hearing"
    change(folder, "hearing_rules.yaml", "- Hearing", episode)
    change(folder, "hearing_rules.yaml", "tone: hostile, date: $heard", "tone: friendly")
    change(folder, "hearing_rules.yaml", "      - $heard is not later than $date\n", "")
    change(folder, "hearing_rules.yaml", "restriction: procedural", "restriction: unheard")
    code, told = run(folder, "why", "denmark-2016-12", "restrictions", "--all", *OPTIONS, *RULES)
    assert code == 0, told
    assert "no hearing is on record" in told
    assert told.startswith("RESTRICTIONS · operational, procedural, structural and unheard")


def test_an_editor_learns_of_it(folder: Path) -> None:
    code, told = run(folder, "schema", "case", "--schema", "hearing.yaml")
    assert code == 0
    assert '"Hearing"' in told
    assert '"hostile"' in told


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("hearing.yaml", "  Hearing:", "  Vote:", "hearing.yaml:4: Vote: it is stated already, in ontology/schema"),
        ("hearing.yaml", "is: Event", "is: Evnt", "hearing.yaml:4: Hearing: the kind Evnt is stated nowhere"),
        ("hearing.yaml", "is: Event", "is: ComputedFact", "Hearing: nothing would compute it"),
        ("hearing.yaml", "is: Event", "is: Conclusion", "Hearing: no case file may state a conclusion"),
        ("hearing.yaml", "scheme: tone", "scheme: mood", "tone: there is no scheme 'mood'"),
        ("hearing.yaml", "exactly one", "just one", "'just one' is no number of values"),
        ("hearing.yaml", "[tone.yaml]", "[tune.yaml]", "tune.yaml: the schema cannot be read"),
        ("tone.yaml", "    label: hostile\n", "", "hostile: it has no `label`"),
        ("hearing.yaml", "kinds:", "kind:", "hearing.yaml:3: kind: this means nothing here"),
        ("tone.yaml", "concepts:", "terms:", "this is no vocabulary"),
    ],
)
def test_what_an_extension_says_amiss_is_refused(folder: Path, file: str, old: str, new: str, message: str) -> None:
    change(folder, file, old, new)
    code, told = run(folder, "judge", *OPTIONS)
    assert code == 2
    assert message in " ".join(told.split()), told


ASKED = (
    ("which hearings were hostile?", "1 hearing on record"),
    ("which hearings were friendly?", "None is on record"),
    ("was there a hostile hearing in Denmark?", "1 hearing on record"),
    ("how many witnesses did the Danish hearing have?", "4 witnesses"),
    ("how many witnesses were heard?", "4 witnesses"),
    ("was the Danish hearing hostile?", "1 hearing on record"),
    ("what tone did the Danish hearing have?", "Hostile."),
    ("which states held hearings?", "Denmark."),
    ("what happened in November 2016?", "tone: hostile"),
    ("which exits came after a hearing?", "why denmark-2016-12"),
    ("what is a hearing?", "A committee of parliament questions the government"),
)


def test_a_new_kind_is_asked_for_in_words(folder: Path) -> None:
    code, printed = run(folder, "ask", *OPTIONS, typed="\n".join(question for question, _ in ASKED))
    assert code == 0, printed
    _, *answers = printed.split("> ")
    for (question, answer), told in zip(ASKED, answers, strict=True):
        assert told.startswith(f"{question}\nunderstood: ")
        assert answer in " ".join(told.split()), told
