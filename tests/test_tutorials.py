"""The tutorials, followed as they are written: every file they show is written, every command run, in an empty folder.

What they leave behind stands finished in a folder of ``examples/`` that bears their name, where there is one.
``pytest --accept`` writes the real output into the pages, and the finished files into that folder.
"""

from pathlib import Path

import pytest

from tests import pages
from tests.places import ROOT

TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_a_tutorial_works_as_it_is_written(page: Path, tmp_path: Path, *, accept: bool) -> None:
    pages.follow(page, tmp_path, accept=accept)
    finished = ROOT / "examples" / page.stem
    for path in finished.rglob("*.*") if finished.is_dir() else ():
        left = (tmp_path / path.relative_to(finished)).read_text(encoding="utf-8")
        if accept:
            path.write_text(left, encoding="utf-8")
        assert left == path.read_text(encoding="utf-8"), f"{path} is not what the tutorial leaves"
