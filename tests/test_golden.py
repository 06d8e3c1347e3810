"""Every golden answer still holds."""

from pathlib import Path

import pytest

from tests import golden


@pytest.mark.parametrize("path", sorted(golden.FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_answer_is_what_the_file_says(path: Path, *, accept: bool) -> None:
    expected = path.read_text(encoding="utf-8")
    found = golden.answered(expected)
    if accept:
        path.write_text(found, encoding="utf-8")
        return
    assert found == expected, f"{path} differs; if on purpose: pytest --accept, then read the difference"


@pytest.mark.parametrize("path", sorted(golden.FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_answer_fits_eighty_columns_without_colour(path: Path) -> None:
    for command, line in golden.output(path.read_text(encoding="utf-8")):
        assert "\x1b" not in line
        assert {"--json", "--format"} & set(command.split()) or len(line) <= 80, f"{command}: {line}"
