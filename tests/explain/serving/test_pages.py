"""A talk whose course stands in the address alone, and facts changed on trial, by forms that need no script."""

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest

from explain.asking.conversing import respond
from explain.asking.model import Context, Understood
from explain.serving.hall import Hall
from explain.serving.reply import Asked, Reply
from explain.serving.working import working

EPISODE = "gullland-1911-10"
UNITS = "gullland-fighters-1911-10"
HOSTILE = "<script>alert(1)</script> \"quoted\" & 'quoted'"
Given = Sequence[tuple[str, str]]


class Forms(HTMLParser):
    """What the forms of a page would send if nobody changed anything: where to, and the values by name."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str]]]] = []
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a field holds."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", ""), []))
        elif tag == "select":
            self._select = given["name"]
        elif tag == "input":
            self.found[-1][1].append((given["name"], given.get("value", "")))
        elif tag == "option" and "selected" in given:
            self.found[-1][1].append((self._select, given["value"]))

    def of_fact(self) -> list[tuple[str, str]]:
        """Return what the form of a fact sends."""
        return next(values for _, values in self.found if any(name == "fact" for name, _ in values))


def talk(hall: Hall, *texts: str) -> str:
    return working(hall)(Asked("ask", {"texts": texts})).body.decode()


def suppose(hall: Hall, given: Given, episode: str = EPISODE) -> Reply:
    return working(hall)(Asked("what-if", {"episode": episode, "given": given}))


def follow(hall: Hall, reply: Reply) -> str:
    """Return the page to which a form leads."""
    assert reply.status == 303
    where = urlsplit(reply.headers["Location"])
    assert where.path == f"/what-if/{EPISODE}"
    shown = suppose(hall, parse_qsl(where.query, keep_blank_values=True))
    assert shown.status == 200
    return shown.body.decode()


def headlines(text: str) -> list[str]:
    return re.findall(r'class="headline">([^<]*)<', text)


def test_a_question_is_answered_with_its_proof_and_how_it_was_understood(hall: Hall) -> None:
    text = talk(hall, f"why was {EPISODE} a defection?")
    assert f"understood: <code>coalition why {EPISODE} verdict</code>" in text
    assert headlines(text) == ["DEFECTION · combat · on the record"]
    assert "on record" in text
    assert 'id="note-1"' in text


def test_a_talk_goes_on_from_what_stands_in_its_address(hall: Hall) -> None:
    text = talk(hall, f"why was {EPISODE} a defection?", "which strategy?")
    assert headlines(text)[0].startswith("STRATEGY")
    sent = next(values for action, values in Forms(text).found if action == "ask")
    assert [value for name, value in sent if name == "q"] == [f"why was {EPISODE} a defection?", "which strategy?", ""]


def test_what_can_mean_several_things_is_asked_back_with_links(hall: Hall) -> None:
    text = talk(hall, "why did Gullland defect?")
    links = [unescape(found) for found in re.findall(r'<li><a href="(ask\?[^"]*)"', text)]
    assert len(links) > 1
    chosen = [value for _, value in parse_qsl(urlsplit(links[0]).query)]
    assert headlines(talk(hall, *chosen))


def test_the_first_page_offers_what_is_understood(hall: Hall) -> None:
    links = [unescape(link) for link in re.findall(r'href="(ask\?[^"]*)"', talk(hall))]
    asked = [[text for _, text in parse_qsl(urlsplit(link).query)] for link in links]
    assert len(asked) > 20
    first = {texts[0] for texts in asked}
    read = {text: respond(hall.lexicon, text, Context()).reading for text in first}
    assert [text for text, reading in read.items() if not isinstance(reading, Understood)] == []
    assert ["which cause?"] in [texts[1:] for texts in asked]


def test_a_command_is_run_where_one_answers(hall: Hall) -> None:
    assert "timeline gullland" in talk(hall, "timeline of Gullland")


def test_what_is_typed_cannot_become_part_of_a_page(hall: Hall) -> None:
    pages = [talk(hall, HOSTILE), talk(hall, HOSTILE, "why?")]
    pages += [
        suppose(hall, given).body.decode() for given in ([("about", HOSTILE)], [("set", f"{UNITS}.count={HOSTILE}")])
    ]
    pages.append(working(hall)(Asked("find", {"name": HOSTILE, "media": "text/html"})).body.decode())
    for text in pages:
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


def test_a_fact_changed_in_its_form_gives_the_verdict_before_and_after_with_the_proof(hall: Hall) -> None:
    sent = Forms(suppose(hall, [("about", "quay-coalition")]).body.decode()).of_fact()
    assert ("to.ends", "1914-03-31") in sent
    sent = [(name, "1912-02" if name == "to.ends" else value) for name, value in sent]
    text = follow(hall, suppose(hall, sent))
    assert headlines(text) == ["DEFECTION · combat · on the record", "NOT DEFECTION · combat"]
    assert "quay-coalition.ends=1912-02" in text
    assert text.index("What changes") < text.index("Why, with these changes") < text.index("sources-heading")


def test_changes_add_up_and_each_can_be_undone(hall: Hall) -> None:
    first = [("set", "quay-coalition.ends=1912-02")]
    assert headlines(suppose(hall, first).body.decode())[1].startswith("NOT DEFECTION")
    sent = Forms(suppose(hall, [*first, ("about", UNITS)]).body.decode()).of_fact()
    text = follow(hall, suppose(hall, [(name, "7" if name == "to.count" else value) for name, value in sent]))
    assert "quay-coalition.ends=1912-02" in text
    assert f"{UNITS}.count=7" in text
    links = [unescape(found) for found in re.findall(r'href="([^"]*)">undo this change', text)]
    left = [[value for name, value in parse_qsl(urlsplit(link).query) if name == "set"] for link in links]
    assert left == [[f"{UNITS}.count=7"], ["quay-coalition.ends=1912-02"]]


def test_a_form_that_is_sent_as_it_was_changes_nothing(hall: Hall) -> None:
    sent = Forms(suppose(hall, [("about", UNITS)]).body.decode()).of_fact()
    assert "set=" not in suppose(hall, sent).headers["Location"]
    changed = [("set", f"{UNITS}.count=7"), *((name, value) for name, value in sent)]
    assert "set=" not in suppose(hall, changed).headers["Location"]


def test_a_fact_that_is_taken_back_is_gone(hall: Hall) -> None:
    text = follow(hall, suppose(hall, [("fact", UNITS), ("gone", "yes")]))
    assert f"without {UNITS}" in text


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([("fact", UNITS), ("to.count", "many")], "count"),
        ([("fact", UNITS), ("to.begins", "someday")], "begins"),
        ([("fact", "nobody"), ("to.count", "3")], "no fact is called"),
        ([("set", "x")], "changes no fact"),
        ([("retract", "nobody")], "no fact is called"),
        ([("about", "nobody")], "no fact is called"),
        ([("set", f"{UNITS}.role=flying")], "role"),
    ],
)
def test_what_no_case_file_could_state_is_refused_on_the_page(hall: Hall, given: Given, told: str) -> None:
    reply = suppose(hall, given)
    assert reply.status == 400
    assert 'role="alert"' in reply.body.decode()
    assert told in reply.body.decode()


def test_the_page_of_an_episode_leads_to_its_facts_and_to_a_talk_about_it(hall: Hall) -> None:
    text = hall.site.file(f"{EPISODE}.html").decode()
    forms = dict(Forms(text).found)
    assert f"what-if/{EPISODE}" in forms
    assert ("q", f"what about {EPISODE}?") in forms["ask"]
    assert f'<option value="{UNITS}"' in text


def test_an_episode_that_is_not_there_is_said_with_what_is_near(hall: Hall) -> None:
    reply = suppose(hall, [], "gullland-1911-11")
    assert reply.status == 404
    assert EPISODE in reply.body.decode()
