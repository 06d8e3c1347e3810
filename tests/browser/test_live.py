"""The site alive in a real browser: asked and changed by forms alone, with and without a script, and by keyboard."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from benchmarks.serving import serving
from tests.places import ROOT

EPISODE = "gullland-1911-10"
QUAY = str(ROOT / "tests" / "golden" / "quay")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start a server of a small case."""
    with serving("--cases", QUAY) as started:
        yield started


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Open a tab that listens for complaints."""
    context = browser.new_context(java_script_enabled=request.param, reduced_motion="reduce")
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda message: complaints.append(message.text))
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    context.close()
    assert complaints == []


def check(page: Page, address: str, *, scripted: bool) -> None:
    """Check that a page fetched nothing from elsewhere, fits a telephone and is open to everyone."""
    if scripted:
        found = Axe().run(page)
        serious = [item for item in found.response["violations"] if item["impact"] in ("serious", "critical")]
        assert serious == [], found.generate_report()
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 1100, "height": 900})
    assert page.url.startswith(address)


def test_a_talk_and_a_change_by_forms_alone(page: Page, address: str, request: pytest.FixtureRequest) -> None:
    scripted = "no script" not in request.node.name
    asked: list[str] = []
    page.on("request", lambda found: asked.append(found.url))
    page.goto(f"{address}/{EPISODE}", wait_until="load")
    page.fill("#ask input[type=text]", "which strategy?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?**")
    assert page.locator(".headline").first.inner_text().startswith("STRATEGY")
    check(page, address, scripted=scripted)

    page.goto(f"{address}/{EPISODE}.html")
    page.select_option("#what-if select", "quay-coalition")
    page.click("text=Change this fact")
    page.fill("[name='to.ends']", "1912-02")
    page.keyboard.press("Enter")
    page.wait_for_url("**set=quay-coalition.ends**")
    assert page.locator(".stand .headline").all_inner_texts() == [
        "DEFECTION · combat · on the record",
        "NOT DEFECTION · combat",
    ]
    check(page, address, scripted=scripted)
    page.click("text=undo this change")
    assert page.locator(".stand").count() == 0
    assert all(url.startswith((address, "data:")) for url in asked)
