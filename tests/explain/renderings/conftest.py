"""Answers of every kind about published episodes, and an invented one whose texts try to break what shows them."""

import pytest

from explain.answer import Answer, Reason, Source
from explain.answers.contrast import contrast
from explain.answers.flip import flip
from explain.answers.robust import robust
from explain.answers.what_if import what_if
from explain.answers.why import why
from explain.answers.why_not import why_not
from explain.made_with import MadeWith
from kb.altered.altering import setting
from kb.reading.loading import load
from rules.judging.court import Court
from rules.judging.targets import target
from rules.overturning.flipping import flips
from rules.questions.robustness import robustness

MADE = MadeWith("why quay-1911", "coalition-kb 0", "sha256:0", "sha256:1", ("quay 1 sha256:2",), "sha256:3", "sha256:4")
EPISODES = ("denmark-2016-12", "belgium-2015-07")
HOSTILE = "1. *a* _b_ `c` [d](e) <i>f</i> & \"g\" 'h' \\ #i; {j} | k ~~l~~ $m$ ^n^ %%{o}%% --> p"


@pytest.fixture(scope="session")
def court() -> Court:
    """Return a court over the bundled cases."""
    return Court(load())


def _answers(court: Court, name: str, other: str) -> dict[str, Answer]:
    kb, judged = court.kb, court.judge(name)
    verdict = target(judged, ())
    change = setting(kb, "global-coalition.ends=2017-06")
    return {
        "why": why(kb, judged, "cause"),
        "why in full": why(kb, judged, every_way=True),
        "why not": why_not(kb, judged, target(judged, ("strategy", "total-withdrawal"))),
        "what if": what_if(kb, court, name, [change]),
        "flip": flip(kb, judged, verdict, flips(court, judged, verdict)),
        "robust": robust(kb, judged, verdict, robustness(court, judged, verdict)),
        "contrast": contrast(kb, judged, court.judge(other)),
    }


@pytest.fixture(scope="session")
def answers(court: Court) -> dict[str, Answer]:
    """Return an answer of every kind for each episode, by name."""
    found = {
        f"{kind}, {name}": answer
        for name in EPISODES
        for kind, answer in _answers(court, name, "netherlands-2016-07").items()
    }
    return {**found, "hostile": hostile()}


def hostile() -> Answer:
    """Return an answer with a text everywhere that means something in Markdown, DOT, Mermaid or YAML."""
    source = Source(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    leaf = Reason("leaf", "observed", HOSTILE, sources=(source,), remarks=(HOSTILE,))
    step = Reason("step", "step", HOSTILE, "rule.one", sources=(source,), remarks=(HOSTILE,), children=(leaf,))
    deep = Reason("deep", "condition", HOSTILE, status="unmet", remarks=(HOSTILE,), children=(step,))
    above = Reason("top", "rule", HOSTILE, "rule.two", sources=(source,), children=(deep, leaf))
    return Answer(HOSTILE, "quay-1911-12", HOSTILE, HOSTILE, HOSTILE, (above,), (HOSTILE,))
