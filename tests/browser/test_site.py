"""The documentation as a site: it builds without a warning, a browser loads all of it from here, and search finds."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Opened
from tests.places import ROOT

pytest.importorskip("mkdocs", reason="the site is built with mkdocs: pip install 'coalition-kb[dev]'")

LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
NOT_LOADED = {"canonical", "next", "prev"}
ELSEWHERE = re.compile(r"(https?:)?//")
IN_STYLES = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)")


class Loads(HTMLParser):
    """What a browser loads for a page."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of a tag that loads something."""
        given = dict(attrs)
        if tag in LOADED and not NOT_LOADED & {given.get("rel")}:
            self.found.append(given.get(LOADED[tag]) or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def home(site: Path, browser: Browser) -> Iterator[Opened]:
    """Open the site where it lies, without a server."""
    context = browser.new_context()
    yield Opened(context.new_page(), site / "index.html")
    context.close()


def test_every_page_of_docs_is_a_page_of_the_site_and_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        assert (site / page.relative_to(ROOT / "docs").with_suffix(".html")).exists()
    for path in site.rglob("*.html"):
        loads = Loads()
        loads.feed(path.read_text(encoding="utf-8"))
        assert loads.found
        assert [address for address in loads.found if ELSEWHERE.match(address)] == [], path
    for path in site.rglob("*.css"):
        assert IN_STYLES.findall(path.read_text(encoding="utf-8")) == [], path


def test_the_site_opens_from_the_file_system_and_its_search_finds(home: Opened) -> None:
    home.page.locator("input.md-search__input").click()
    home.page.keyboard.type("swapping")
    home.page.locator(".md-search-result__link", has_text="The theory as encoded").first.click()
    home.page.wait_for_url("**/theory.html*")
    assert home.complaints == []
    assert {request.partition(":")[0] for request in home.requests} <= {"file", "data"}
