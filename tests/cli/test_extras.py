"""Without the libraries of an extra, its commands say how to install them, and do all that they can without."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from kb.sheets import states
from tests.places import EXAMPLES, ROOT

CASE = str(EXAMPLES / "spain-iraq.yaml")
ISAF = str(ROOT / "kb" / "cases" / "isaf.yaml")
WORKS = str(EXAMPLES / "sources.bib")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.mark.parametrize(
    ("library", "arguments", "remedy"),
    [
        ("openpyxl", ("case", "template", "x.xlsx"), "pip install 'coalition-kb[sheets]'"),
        ("starlette", ("serve",), "pip install 'coalition-kb[serve]'"),
        ("krippendorff", ("case", "agree", ISAF, ISAF), "pip install 'coalition-kb[agreement]'"),
        (
            "pyarrow",
            ("dataset", "x", "--format", "parquet", "--cases", CASE, "--cases", WORKS),
            "pip install 'coalition-kb[parquet]'",
        ),
        ("matplotlib", ("timeline", "belgium", "-o", "x.svg"), "pip install 'coalition-kb[pictures]'"),
        ("jinja2", ("site", "-o", "x"), "pip install 'coalition-kb[site]'"),
    ],
)
def test_a_library_that_is_not_there_is_named_with_how_to_get_it(
    library: str, arguments: tuple[str, ...], remedy: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, library, None)
    done = run(*arguments)
    assert (done.exit_code, "the library" in done.output) == (2, True)
    assert remedy in done.output
    assert not list(tmp_path.iterdir())


def test_codings_are_compared_without_alpha(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    assert run("case", "agree", CASE, CASE, "--with", WORKS, "--no-alpha").exit_code == 0


def test_without_the_patterns_of_names_states_are_known_by_their_codes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(states, "_patterns", lambda: ())
    states.country_of.cache_clear()
    table = tmp_path / "troops.csv"
    table.write_text("country,year,troops\nthe Netherlands,2006,5\nNLD,2007,5\nKingdom of Holland,2008,5\n", "utf-8")
    done = run("case", "import", table, "--coalition", "isaf", "--work", "mcinnis-2020")
    states.country_of.cache_clear()
    assert "1 fault in all" in done.output
    assert "A4: no state is called 'Kingdom of Holland'" in done.output
    assert "pip install 'coalition-kb[sheets]'" in done.output
