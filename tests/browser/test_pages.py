"""Pages of the site in a real browser, from the file system: nothing fetched, open to everyone, found and read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Opened

KINDS = (
    "index",
    "all/verdicts",
    "all/theories",
    "outer-terns",
    "denmark/global-coalition",
    "denmark-2016-12",
    "belgium-f-16am-2014",
    "work/folketinget-2016a",
    "rule/defection.combat",
    "theory/elite-consensus",
    "table/vaneijk-8",
    "strategy/swapping",
)
SEARCH = "all/search.html"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open one context for all pages."""
    made = browser.new_context(reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Open a tab."""
    made = context.new_page()
    yield made
    made.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_sort_is_silent_fetches_nothing_fits_and_is_open_to_everyone(
    kind: str, page: Page, pages: Path
) -> None:
    page.emulate_media(color_scheme="dark" if KINDS.index(kind) % 2 else "light")
    opened = Opened(page, pages / f"{kind}.html")
    assert {request.partition(":")[0] for request in opened.requests} <= {"file", "data"}
    assert opened.complaints == []
    found = Axe().run(page)
    serious = [item for item in found.response["violations"] if item["impact"] in ("serious", "critical")]
    assert serious == [], found.generate_report()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_newcomer_is_five_clicks_from_who_defected_to_the_page_of_a_source(page: Page, pages: Path) -> None:
    page.goto((pages / "index.html").as_uri())
    page.get_by_role("link", name="Which states defected?").click()
    page.locator("#defection td").get_by_role("link", name="Denmark").first.click()
    page.get_by_role("link", name="December 2016").click()
    page.locator("#verdict-reasons").get_by_role("link", name="on record").first.click()
    assert "7 F-16AM" in (page.locator("h1").text_content() or "")
    page.get_by_role("link", name="Folketinget 2016a").first.click()
    assert page.get_by_text("p. 3, cited in van Eijk 2021").count() > 0


def test_the_keyboard_alone_leads_from_the_search_to_a_proof_that_opens(page: Page, pages: Path) -> None:
    page.goto((pages / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("denmark december 2016")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{SEARCH}?for=*")
    assert page.evaluate("document.activeElement.id") == "find"
    page.locator("#found a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/denmark-2016-12.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    fold = page.locator("#cause-reasons details.proof").first
    fold.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert fold.evaluate("fold => fold.open")
    assert fold.locator("ul.tree").is_visible()


def test_the_search_looks_at_every_word_and_says_when_it_finds_nothing(page: Page, pages: Path) -> None:
    opened = Opened(page, pages / SEARCH)
    page.locator("#find").fill("swapping")
    assert page.locator("#found a").first.text_content() == "Swapping"
    page.locator("#find").fill("strateg swapp rotat")
    assert page.locator("#found a").first.text_content() == "strategy.rotation-swapping"
    page.locator("#find").fill("nowhere to be found")
    assert page.locator("#told").text_content() == "No page has all these words."
    page.locator("#find").fill('<script>alert("x")')
    assert page.locator("#found a").count() > 0
    assert opened.complaints == []


def test_a_proof_is_read_without_a_script(browser: Browser, pages: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((pages / "denmark-2016-12.html").as_uri())
    assert page.locator("#verdict-reasons .tree").is_visible()
    page.locator("#cause-reasons summary").first.click()
    assert page.locator("#cause-reasons .tree").is_visible()
    page.close()
