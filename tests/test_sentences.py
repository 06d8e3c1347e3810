"""Every pattern of sentence is on one page that a reviewer reads, and none has what no editor would let pass."""

import re
from pathlib import Path

import pytest

from tests.sentences import patterns

PAGE = Path(__file__).parent / "golden" / "sentences.md"
HEAD = """# Every pattern of sentence

What answers print about the bundled cases and the examples, each pattern once: names stand as <state>, <decision> and
the like, numbers as #, dates as <date>. `pytest --accept tests/test_sentences.py` writes this page.

"""
FORBIDDEN = {
    "a name of a class or of a field": re.compile(
        r"\b[a-z]+_[a-z]+\b|\b[A-Z][a-z]+[A-Z]\w*\b(?<!McInnis)|\w\(\w+=|\bNone\b"
    ),
    "a word twice": re.compile(r"\b([a-z]+) \1\b"),
    "a double negative": re.compile(r"\b(no|not|never|nobody|none)\b [^,;:.]{0,12}\b(no|not|without|never|un\w+ed)\b"),
    "a condition nobody put in words": re.compile(r"^\? "),
    "'not' between 'to' and its verb": re.compile(r"\bto not\b"),
    "an article that does not fit": re.compile(r"\ba [aeio]\w|\ban [bcdfgjklmnpqrstvwz]\w"),
}
"""What no sentence may have."""


def test_the_page_lists_every_pattern(*, accept: bool) -> None:
    page = HEAD + "".join(f"- {pattern}\n" for pattern in patterns())
    if accept:
        PAGE.write_text(page, encoding="utf-8")
        return
    assert page == PAGE.read_text(encoding="utf-8"), "patterns differ; if on purpose: pytest --accept, then read them"


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_pattern_has(fault: str) -> None:
    listed = [
        line.removeprefix("- ") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("- ")
    ]
    assert listed
    assert [pattern for pattern in listed if FORBIDDEN[fault].search(pattern)] == []
