"""Every command that the README and the pages of docs/ show is run, and prints what they say it prints.

``pytest --accept`` writes the real output into the pages. A line ``...`` stands for any lines left out.
"""

from pathlib import Path

import pytest

from explain.renderings.catalogue import catalogue
from tests import pages
from tests.places import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
"""The tutorials are followed from beginning to end, in a folder of their own: see ``test_tutorials.py``."""
SHOWN = [
    pytest.param(page, command, output, id=f"{page.name}: {command}")
    for page in PAGES
    for command, output in pages.sessions(page)
    if not command.startswith(pages.NOT_RUN)
]


@pytest.mark.parametrize(("page", "command", "output"), SHOWN)
def test_a_command_that_is_shown_prints_what_is_shown(page: Path, command: str, output: str, *, accept: bool) -> None:
    printed, said, code = pages.run(command, ROOT, pages.typed(output))
    assert code in (0, 1), said
    if not output:
        return
    real = printed.rstrip("\n")
    if accept and not pages.shows(output, real):
        text = page.read_text(encoding="utf-8")
        shown, now = (f"$ {command}\n{lines}\n" for lines in (output, pages.shortened(output, real)))
        page.write_text(text.replace(shown, now), encoding="utf-8")
        return
    assert pages.shows(output, real)


def test_the_catalogue_of_rules_is_fresh() -> None:
    shown = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert shown == catalogue(), "the rules have changed: run `make docs`"
