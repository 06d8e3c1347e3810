"""A real Chromium without a window, in which the pages of answers are opened; without one, tests say so and skip."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from explain.answer import Answer, Reason, Source
from explain.answers.why import why
from explain.made_with import MadeWith
from explain.renderings import html
from kb.reading.loading import load
from rules.judging.court import Court
from tests.site_files import pages

__all__ = ["pages"]

MADE = MadeWith("why quay-1911", "coalition-kb 0", "sha256:0", "sha256:1", (), "sha256:3", "sha256:4")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EPISODES = ("belgium-2015-07", "denmark-2016-12")
HOSTILE = '<script>alert("x")</script> & <img src=https://example.org/x.png> "quoted" \'too\''


class Opened:
    """A page that was opened, with what it asked for and what it complained of."""

    def __init__(self, page: Page, path: Path) -> None:
        """Open the page, and listen."""
        self.page = page
        self.address = path.as_uri()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.address)


def browser_path() -> str:
    """Return where the browser is; empty where there is none."""
    found = (shutil.which(name) for name in NAMES)
    return os.environ.get("CHROMIUM") or next(filter(None, found), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    path = browser_path()
    if not path:
        pytest.skip(f"no Chromium: none of {', '.join(NAMES)} is installed and CHROMIUM names none; run make browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, chromium_sandbox=False)
        yield started
        started.close()


def hostile() -> Answer:
    """Return an invented answer whose every text would break a page that does not escape it."""
    source = Source(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    leaf = Reason("leaf", "observed", HOSTILE, sources=(source,), remarks=(HOSTILE,))
    step = Reason("step", "step", HOSTILE, "rule.one", sources=(source,), remarks=(HOSTILE,), children=(leaf,))
    deep = Reason("deep", "condition", HOSTILE, status="unmet", children=(step,))
    above = Reason("top", "rule", HOSTILE, "rule.two", sources=(source,), children=(deep, leaf))
    return Answer(HOSTILE, "quay-1911-12", HOSTILE, HOSTILE, HOSTILE, (above,), (HOSTILE,))


@pytest.fixture(scope="session")
def answers() -> dict[str, Answer]:
    """Return the answers to show: why two published episodes were judged as they were, and an invented one."""
    kb = load()
    court = Court(kb)
    found = {name: why(kb, court.judge(name), "cause", every_way=True) for name in EPISODES}
    return {**found, "hostile": hostile()}


@pytest.fixture(params=[EPISODES[0], "hostile"])
def opened(
    request: pytest.FixtureRequest, browser: Browser, answers: dict[str, Answer], tmp_path: Path
) -> Iterator[Opened]:
    """Open the page of each answer."""
    path = tmp_path / "answer.html"
    path.write_text(html.render(answers[request.param], MADE), encoding="utf-8")
    context = browser.new_context(reduced_motion="reduce")
    yield Opened(context.new_page(), path)
    context.close()
