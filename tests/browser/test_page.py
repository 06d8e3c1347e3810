"""The page of an answer in a real browser: folding, notes, no errors, nothing fetched, open to everyone."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from explain.answer import Answer
from explain.renderings import html
from explain.renderings.notes import walk
from tests.browser.conftest import HOSTILE, MADE, Opened


def test_a_fold_opens_and_closes_by_keyboard(opened: Opened) -> None:
    fold = opened.page.locator("details").first
    fold.locator("> summary").focus()
    for wanted in (False, True, False):
        opened.page.keyboard.press("Enter" if wanted else "Space")
        assert fold.evaluate("fold => fold.open") is wanted
        assert fold.locator("> ul").is_visible() is wanted


def test_the_tab_key_reaches_the_reasons_from_the_top(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("location.hash") == "#reasons"
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.querySelector('#reasons').contains(document.activeElement)")


def test_every_note_is_reached_and_leads_back_also_into_what_is_folded(opened: Opened) -> None:
    page = opened.page
    page.get_by_role("button", name="Open all").click()
    marks = page.locator("a.note")
    assert marks.count() > 0
    for number in range(min(marks.count(), 6)):
        mark = marks.nth(number)
        mark.click()
        note = page.locator(page.evaluate("location.hash"))
        assert note.is_visible()
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = false; })")
        note.locator(f'a.back[href="#{mark.get_attribute("id")}"]').click()
        assert mark.is_visible()
        page.get_by_role("button", name="Open all").click()


def test_every_link_leads_to_a_place_on_the_page_and_every_name_is_given_once(opened: Opened) -> None:
    links = opened.page.evaluate("[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))")
    names = opened.page.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")
    assert {link.removeprefix("#") for link in links} <= set(names)
    assert len(names) == len(set(names))


def test_all_can_be_closed_and_opened(opened: Opened) -> None:
    count = opened.page.locator("details").count()
    opened.page.get_by_role("button", name="Close all").click()
    assert opened.page.locator("details[open]").count() == 0
    opened.page.get_by_role("button", name="Open all").click()
    assert opened.page.locator("details[open]").count() == count


def test_the_console_stays_silent_and_no_request_leaves_the_page(opened: Opened) -> None:
    opened.page.emulate_media(media="print")
    opened.page.emulate_media(media="screen", color_scheme="dark")
    opened.page.wait_for_load_state("networkidle")
    assert [url for url in opened.requests if not url.startswith("data:")] == [opened.address]
    assert opened.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_read_it(opened: Opened, scheme: Any) -> None:
    opened.page.emulate_media(color_scheme=scheme)
    opened.page.get_by_role("button", name="Open all").click()
    found = Axe().run(opened.page)
    assert found.violations_count == 0, found.generate_report()


def test_a_narrow_window_needs_no_sideways_scrolling(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 320, "height": 640})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_of_an_answer_is_left_out(answers: dict[str, Answer], browser: Browser, tmp_path: Path) -> None:
    for name, answer in answers.items():
        path = tmp_path / f"{name}.html"
        path.write_text(html.render(answer, MADE), encoding="utf-8")
        page = browser.new_page(java_script_enabled=False)
        page.goto(path.as_uri())
        text = " ".join((page.locator("body").text_content() or "").split())
        for reason in walk(answer.reasons):
            assert " ".join(reason.text.split()) in text
        page.close()


def test_what_a_text_says_is_shown_as_it_is(answers: dict[str, Answer], browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "answer.html"
    path.write_text(html.render(answers["hostile"], MADE), encoding="utf-8")
    opened = Opened(browser.new_page(), path)
    assert opened.page.locator("h1").text_content() == HOSTILE
    assert opened.page.locator("script").count() == 1
    assert opened.page.locator("img").count() == 0
    opened.page.close()
