"""Commands that draw: into a file of the form that its ending names, whole or not at all, with a caption on demand."""

from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from click.testing import CliRunner, Result

from cli.forms import PICTURES
from cli.main import main

COMMANDS = {
    "timeline": ("timeline", "denmark"),
    "profile": ("profile", "denmark", "--on", "2016-12-15"),
    "theories": ("theories", "belgium", "terror-at-home"),
    "table": ("table", "vaneijk-8"),
    "contrast": ("contrast", "belgium-2015-07", "belgium-2018-01"),
}
STARTS = {"svg": b"<svg xmlns=", "png": b"\x89PNG", "pdf": b"%PDF-"}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_picture_and_what_goes_below_it(command: str, tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    done = run(*COMMANDS[command], "-o", path, "--caption")
    assert (done.exit_code, done.stderr) == (0, "")
    assert path.read_bytes().startswith(STARTS["svg"])
    assert [item.name for item in tmp_path.iterdir()] == [path.name]
    caption, _, works = done.stdout.partition("% Works read")
    assert all(len(line) <= 80 for line in caption.splitlines())
    assert "van Eijk 2021. Drawn by coalition-kb" in " ".join(caption.split())
    assert "vaneijk-2021" in parse_string(works).entries_dict
    assert run(*COMMANDS[command], "--caption").stdout == done.stdout


@pytest.mark.parametrize("form", PICTURES)
def test_each_form_goes_by_the_ending_or_to_standard_output(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"picture.{form}"
    assert run("profile", "denmark", "--on", "2016-12-15", "-o", path).output == ""
    printed = run("profile", "denmark", "--on", "2016-12-15", "--format", form).stdout_bytes
    assert path.read_bytes() == printed
    assert printed.startswith(STARTS[form])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("timeline", "belgium", "--json", "--caption"),
            "--caption goes with a picture (svg, png, pdf)",
        ),
        (
            ("timeline", "belgium", "--format", "svg", "--caption"),
            "name the file for the picture",
        ),
        (("timeline", "spain", "-o", "x.svg"), "there is nothing to draw: Spain"),
        (("table", "-o", "x.pdf"), "the list of tables has no form pdf"),
        (("contrast", "belgium-2015-07", "defection", "-o", "x.svg"), "only two episodes are drawn side by side"),
        (("judge", "denmark", "-o", "x.svg"), "does not say in which form to write"),
    ],
    ids=lambda item: " ".join(item) if isinstance(item, tuple) else "",
)
def test_what_cannot_be_drawn_is_said(
    arguments: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())
    assert not list(tmp_path.iterdir())
