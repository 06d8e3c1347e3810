"""``coalition case template`` and ``coalition case import``, from an empty workbook to a verdict."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from cli.main import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(item) for item in arguments])


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "case.xlsx"
    assert run("case", "template", path).exit_code == 0
    return path


def fill(sheet: Any, **cells: object) -> None:
    heads = [cell.value for cell in sheet[1]]
    row = sheet.max_row + 1
    for name, value in cells.items():
        sheet.cell(row, heads.index(name.replace("_", " ")) + 1).value = value


def test_a_template_explains_its_columns_and_offers_their_terms(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert book.sheetnames == [
        *("about", "contributions", "decisions", "events", "statements", "parliamentary votes", "sources", "terms")
    ]
    sheet = book["decisions"]
    act = next(cell for cell in sheet[1] if cell.value == "act")
    assert sheet.cell(2, act.column).value.startswith("What a government decided to do. Needed.")
    rules = {str(item.sqref): item for item in sheet.data_validations.dataValidation}
    rule = rules[f"{act.column_letter}3:{act.column_letter}2000"]
    first, last = rule.formula1.replace("$B$", "").removeprefix("terms!").split(":")
    offered = [book["terms"].cell(row, 2).value for row in range(int(first), int(last) + 1)]
    assert {"withdraw", "deploy", "extend"} <= set(offered)
    assert (rule.type, rule.showErrorMessage) == ("list", True)


def test_a_template_is_the_same_each_time_and_never_replaces_a_file(template: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    run("case", "template", again)
    assert again.read_bytes() == template.read_bytes()
    refused = run("case", "template", again)
    assert refused.exit_code == 2
    assert "there is such a file already" in refused.output


def test_a_filled_workbook_becomes_a_case_that_is_judged(template: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template)
    source = {"work": "vaneijk-2021", "place": "ch. 3"}
    units = {
        "capability": "infantry",
        "role": "ground combat",
        "begins": "2015-04",
        "ends": "2017-06",
        "personnel": 300,
    }
    fill(book["contributions"], id="terns", state="Norway", coalition="global-coalition", **units, **source)
    act = {"act": "withdraw", "date": "2017-05-03", "about": "terns"}
    fill(book["decisions"], state="Norway", coalition="global-coalition", **act, **source)
    filled, case = tmp_path / "filled.xlsx", tmp_path / "case.yaml"
    book.save(filled)
    done = run("case", "import", filled, "-o", case)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"3 facts written to {case}.\nAdded from the list of states: Norway.\n"
    judged = run("judge", "norway", "--with", case)
    assert "2017-06   300 → 0  defection" in judged.output


def test_a_folder_of_csv_files_is_read_like_a_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "sheets"
    assert run("case", "template", folder, "--sheet", "elections").exit_code == 0
    assert sorted(item.name for item in folder.iterdir()) == ["elections.csv", "terms.csv"]
    path = folder / "elections.csv"
    path.write_text(path.read_text("utf-8-sig") + "terns-vote,Belgium,2024-06-09,no,,vaneijk-2021,ch. 4\n", "utf-8")
    done = run("case", "import", folder)
    assert done.exit_code == 0
    assert "  - id: terns-vote\n    type: Election\n" in done.stdout


def test_what_a_long_table_leaves_open_is_undetermined_and_asked(tmp_path: Path) -> None:
    table, case = tmp_path / "placemats.csv", tmp_path / "case.yaml"
    table.write_text("country,year,troops\nNorway,2009,600\nNorway,2010,100\nGermany,2010,4000\n", "utf-8")
    done = run("case", "import", table, "--coalition", "isaf", "--work", "mcinnis-2020", "-o", case)
    assert "600 in 2009, 100 in 2010" in done.stderr
    assert "# ? Norway in" in case.read_text("utf-8")
    judged = run("judge", "norway", "--with", case)
    assert "2 undetermined" in judged.output
    assert "defection" not in judged.output.replace("not defection", "")
    told = run("why", "norway-2010-01", "--with", case).output
    assert "Defection, if the units concerned were combat units" in told


def test_a_case_that_is_too_large_for_one_file_goes_into_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kb.sheets import parts  # noqa: PLC0415

    monkeypatch.setattr(parts, "MAX_BYTES", 500)
    monkeypatch.setattr(parts, "_AT_ONCE", 2)
    table = tmp_path / "placemats.csv"
    rows = "".join(f"Norway,{year},{year}\n" for year in range(2001, 2006))
    table.write_text(f"country,year,troops\n{rows}", "utf-8")
    options = ("--coalition", "isaf", "--work", "mcinnis-2020", "-o")
    refused = run("case", "import", table, *options, tmp_path / "case.yaml")
    assert (refused.exit_code, "too many for one case file" in refused.output) == (2, True)
    assert run("case", "import", table, *options, tmp_path / "parts").exit_code == 0
    assert [item.name for item in sorted((tmp_path / "parts").iterdir())] == [f"case-00{n}.yaml" for n in (1, 2, 3)]
    assert run("judge", "norway", "--with", tmp_path / "parts").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("template", "case.ods"), "not that of a template"),
        (("template", "sheets", "--sheet", "vots"), "no kind of fact is called 'vots'"),
        (("import", ".", "--work", "nobody-1999"), "unknown source 'nobody-1999'"),
        (("import", ".", "-o", "x.yaml"), "there are no rows in it"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("case", *arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert not list(tmp_path.iterdir())
