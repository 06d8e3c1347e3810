"""Named tests that a pack brings as Python code: run only where that is allowed, sound, bounded, and told in words."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from kb.errors import InputError
from rules.packs.beside import Read, with_pack
from rules.packs.writing import write_rules
from tests import golden
from tests.pages import blocks
from tests.places import ROOT

CODE = next(code for kind, code in blocks(ROOT / "docs" / "extensions.md") if kind == "python")
CASES = """\
situations:
  - situation: Gullland defects, and had told its partners so.
    given:
      - {type: Defection, scope: combat}
      - {type: Statement, id: speech, date: 1911-06-01, content: [withdrawal-pledged]}
    cases:
      - case: Who said so in the year of the decision leaves from a promise
        fires: quay.warned-partners
      - case: What was said in another year is forgotten
        but: [{type: Statement, id: speech, date: 1910-06-01}]
        silent: quay.warned-partners
      - case: Of words of one year or the next nobody can tell
        but: [{type: Statement, id: speech, date: "[1911-11-20..1912-01-03]"}]
        undetermined: quay.warned-partners
"""
RULE, SENTENCE = "$said is not later than $decided", "$said falls in the same year as $decided"


def run(*arguments: str) -> Result:
    """Run the command in this process; it takes up no pack, so that nothing is left behind."""
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a pack whose rule asks a named test of its own."""
    folder = tmp_path / "quay"
    assert run("rules", "new", str(folder)).exit_code == 0
    rules = (folder / "rules.yaml").read_text(encoding="utf-8")
    (folder / "rules.yaml").write_text(rules.replace(RULE, SENTENCE), encoding="utf-8")
    (folder / "cases" / "first.yaml").write_text(CASES, encoding="utf-8")
    (folder / "named_tests.py").write_text(CODE, encoding="utf-8")
    return folder


def with_code(pack: Path, old: str, new: str) -> Read:
    """Return the pack read with other code, which is run."""
    assert old in CODE
    (pack / "named_tests.py").write_text(CODE.replace(old, new, 1), encoding="utf-8")
    return with_pack(pack, run_code=True)


@pytest.mark.parametrize("command", ["test", "check"])
def test_no_code_is_run_unless_that_is_said(pack: Path, command: str) -> None:
    left = pack / "left"
    (pack / "named_tests.py").write_text(f"open({str(left)!r}, 'w').close()\n{CODE}", encoding="utf-8")
    refused = run("rules", command, str(pack))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"{pack / 'named_tests.py'}: the pack 'quay' brings named tests" in " ".join(refused.stderr.split())
    assert "--run-code-of-packs" in " ".join(refused.stderr.split())
    assert not left.exists()
    allowed = run("rules", command, str(pack), "--run-code-of-packs")
    assert (allowed.exit_code, left.exists()) == (0, True), allowed.output


def test_the_tests_of_a_pack_are_for_its_own_rules_and_are_written_as_they_read(pack: Path) -> None:
    read = with_pack(pack, run_code=True)
    assert SENTENCE in write_rules([read.book.rules["quay.warned-partners"]])
    (pack / "named_tests.py").unlink()
    with pytest.raises(InputError, match="is no comparison"):
        with_pack(pack)


DECORATED = CODE[CODE.index("@named_test") : CODE.index("    years")]
UNSOUND = (
    ("def same_year(", "def later(", "its name is taken"),
    ("def same_year(", "def Same_Year(", "its name is not in small letters"),
    ("as {second}", "as the other", "its sentence does not name each operand once"),
    ("falls in the same year as", "", "its sentence has no words between two operands"),
    ("falls in the same year as", "is earlier than", "its sentence is that of another comparison"),
    ("{second} lie in one", "{third} lie in one", "its 'so' names 'third', which is not compared"),
    ("differ by {distance}", "differ by {distances}", "its 'not_so' names 'distances', which is not compared"),
    ('so="{first} and {second} lie in one year"', 'so=""', "its 'so' says nothing"),
    ("-> Answer", "-> str", "it is said to return something else than an answer"),
    ("def same_year(", "async def same_year(", "it gives no answer at once"),
    ("second: Moment)", "second: Moment, by: int = 3)", "it takes no operands, or some that may be left out"),
    (DECORATED, "def same_year(first, second):\n", "the file declares no named test"),
    ("from kb.dates", "1 / 0\nfrom kb.dates", "cannot be run: ZeroDivisionError: division by zero"),
    ("from kb.dates", "while True: pass\nfrom kb.dates", "cannot be run: it does not end within 500,000 steps"),
    ("years = {", "years = {{", "cannot be run: SyntaxError: "),
    ("from kb.dates", "from qb.dates", "cannot be run: ModuleNotFoundError: No module named 'qb'"),
)


@pytest.mark.parametrize(("old", "new", "told"), UNSOUND)
def test_code_that_declares_no_sound_test_is_refused_at_once(pack: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        with_code(pack, old, new)
    assert told in refused.value.what
    assert refused.value.where is not None
    assert refused.value.where.path == str(pack / "named_tests.py")


FAILING = (
    ("return 1", 8, "it answers 1, neither true, false nor None"),
    ("return len(5)", 18, "TypeError: object of type 'int' has no len()"),
    ("while True: pass", 18, "it does not end within 500,000 steps"),
    ("import sys; sys.exit()", 18, "SystemExit"),
    ("return turns.pop()", 8, "it answers once False and once True for the same values"),
)


@pytest.mark.parametrize(("new", "line", "told"), FAILING)
def test_a_test_that_gives_no_answer_is_told_with_its_pack_and_rule(pack: Path, new: str, line: int, told: str) -> None:
    code = f"{CODE.replace('return True', new, 1)}\n\nturns = [True, False]\n"
    (pack / "named_tests.py").write_text(code, encoding="utf-8")
    refused = run("rules", "test", str(pack), "--run-code-of-packs")
    assert refused.exit_code == 2, refused.output
    assert f"named_tests.py:{line}: the named test 'same_year' of the pack 'quay' fails: " in " ".join(
        refused.stderr.split()
    )
    assert told in " ".join(refused.stderr.split())
    assert "The rule quay.warned-partners asks it with first = 1911-06-01, second = 1911-11-15." in " ".join(
        refused.stderr.split()
    )


def test_what_code_prints_does_not_stand_among_the_results(pack: Path) -> None:
    (pack / "named_tests.py").write_text(
        CODE.replace("    years =", "    print('gulls')\n    years ="), encoding="utf-8"
    )
    done = run("rules", "test", str(pack), "--run-code-of-packs")
    assert (done.stdout, "gulls" in " ".join(done.stderr.split())) == ("3 cases: all as expected.\n", True)


def test_an_answer_says_that_code_was_run_and_making_it_again_needs_leave(pack: Path, tmp_path: Path) -> None:
    saved = tmp_path / "answer.json"
    asked = ["why-not", "denmark-2015-10", "cause", "political/campaign-pledge", "--rules", str(pack)]
    done = golden.run([*asked, "--run-code-of-packs", "--json", "-o", str(saved)])
    assert done.returncode == 0, done.stderr
    text = saved.read_text(encoding="utf-8")
    assert ", whose code was run: sha256:" in text
    refused = golden.run(["reproduce", str(saved)])
    assert refused.returncode == 2
    assert "made with the code of a pack" in " ".join(refused.stderr.split())
    again = golden.run(["reproduce", str(saved), "--run-code-of-packs"])
    assert again.stdout.endswith("Reproduced.\n"), again.stdout + again.stderr
