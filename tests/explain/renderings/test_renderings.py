"""Every answer in every form: nothing lost, nothing broken, and what is hidden is counted."""

import json
import re
import shutil
import subprocess
from dataclasses import asdict
from html import escape
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from explain.answer import Answer
from explain.linked.answer import triples
from explain.renderings import graphs, html, markdown, text
from explain.renderings.answer_schema import schema
from explain.renderings.notes import walk
from explain.renderings.plain import as_data
from explain.renderings.shortening import shorten
from kb.writing.export import serialise
from ontology.terms import term
from rules.judging.court import Court
from tests.explain.renderings.conftest import EPISODES, MADE

PUBLISHED = files("explain").joinpath("answer.schema.json")


def plain(words: str) -> str:
    return " ".join(words.split())


def told(answer: Answer, depth: int | None) -> list[str]:
    """Return the words of every reason that is shown down to a depth."""
    return [plain(reason.text) for reason in walk(shorten(answer, depth).reasons)]


def shown_as_text(source: str) -> str:
    """Return what a reader of a Markdown document sees."""
    found = []
    for token in MarkdownIt("commonmark").parse(source):
        for part in token.children or []:
            assert part.type in {"text", "code_inline", "em_open", "em_close", "strong_open", "strong_close"}
            found.append(part.content)
        assert token.type != "html_block"
    return plain("".join(found))


def test_the_published_schema_is_what_the_classes_say(*, accept: bool) -> None:
    found = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if accept:
        Path(str(PUBLISHED)).write_text(found, encoding="utf-8")
    assert PUBLISHED.read_text(encoding="utf-8") == found, "answer.schema.json is stale; run pytest --accept"


def test_every_answer_keeps_to_the_schema(answers: dict[str, Answer]) -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(published)
    for answer in answers.values():
        Draft202012Validator(published).validate(json.loads(json.dumps({**as_data(answer), "made_with": asdict(MADE)})))


def test_the_schema_describes_every_field_and_lets_no_other_in() -> None:
    for described in (schema(), *schema()["$defs"].values()):
        assert described["additionalProperties"] is False
        assert [name for name, item in described["properties"].items() if "description" not in item] == []


@pytest.mark.parametrize("depth", [1, 2, 4, None])
def test_what_is_shown_and_what_is_hidden_are_the_whole(answers: dict[str, Answer], depth: int | None) -> None:
    for answer in answers.values():
        shown = shorten(answer, depth)
        whole = list(walk(answer.reasons))
        stated = sum(f"{reason.text}." == answer.sentence for reason in answer.reasons)
        assert stated + len(told(answer, depth)) + shown.hidden == len(whole) + sum(reason.ways for reason in whole)
        assert bool(shown.more) is bool(shown.hidden)


def test_every_form_that_shortens_says_how_much_it_hid(answers: dict[str, Answer]) -> None:
    shortened = {name: more for name, answer in answers.items() if (more := shorten(answer, 1).more)}
    assert len(shortened) >= 8
    for name, more in shortened.items():
        answer = answers[name]
        assert more in plain(text.render(answer, depth=1).plain)
        assert more in shown_as_text(markdown.render(answer, depth=1))
        assert more in graphs.dot(answer, depth=1)
        assert more in graphs.mermaid(answer, depth=1)


@pytest.mark.parametrize("depth", [2, None])
def test_markdown_shows_every_reason_as_it_is(answers: dict[str, Answer], depth: int | None) -> None:
    for answer in answers.values():
        shown = shown_as_text(markdown.render(answer, depth=depth))
        assert plain(answer.sentence) in shown
        assert [words for words in told(answer, depth) if words not in shown] == []


def test_markdown_numbers_its_notes_and_defines_each_once(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        source = markdown.render(answer, depth=None)
        defined = re.findall(r"^\[\^(\d+)\]: ", source, re.MULTILINE)
        used = re.findall(r"\[\^(\d+)\](?!:)", source)
        assert defined == [str(number) for number in range(1, len(defined) + 1)]
        assert set(used) == set(defined)


def test_dot_is_drawn_by_graphviz(answers: dict[str, Answer]) -> None:
    drawn = shutil.which("dot")
    if drawn is None:
        pytest.skip("Graphviz is not installed: no program dot")
    for answer in answers.values():
        done = subprocess.run(
            [drawn, "-Tplain"], input=graphs.dot(answer, depth=None).encode(), capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


def test_dot_holds_every_reason_once_and_joins_it_to_what_it_supports(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        source = graphs.dot(answer, depth=None)
        nodes = set(re.findall(r"^  (n\d+) \[", source, re.MULTILINE))
        edges = re.findall(r"^  (n\d+) -> (n\d+)$", source, re.MULTILINE)
        assert {name for edge in edges for name in edge} <= nodes
        assert {below for _, below in edges} == nodes - {"n0"}
        assert re.fullmatch(r'(?:[^"]|"(?:[^"\\]|\\.)*")*', source), "a quote stands open"


def test_mermaid_quotes_every_label_and_escapes_what_means_something(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        lines = graphs.mermaid(answer, depth=None).splitlines()
        assert lines[3] == "flowchart RL"
        for line in lines[4:]:
            if line.startswith("  n") and "-->" not in line.partition('"')[0]:
                node = re.fullmatch(r'  n\d+[\[({>/]+"([^"]*)"[\])}/]+:::\w+', line) or re.match(
                    r"  n\d+ --> n\d+$", line
                )
                assert node, line
                for row in (node.group(1) if node.lastindex else "").split("<br/>"):
                    assert not re.search(r"[<>`\\{}]|#(?!\d+;)|^\d+[.)] |^[-+*] ", row), row


def test_rdf_tells_every_reason_and_comes_with_the_proof(court: Court, answers: dict[str, Answer]) -> None:
    for name, answer in answers.items():
        data = serialise({"answer": triples(court, answer, "why gullland-1911-12")}, "turtle")
        found = ox.Dataset(ox.parse(data, format=ox.RdfFormat.TURTLE))
        kinds = [quad.object for quad in found.quads_for_predicate(ox.NamedNode(_TYPE))]
        assert kinds.count(ox.NamedNode(term("Reason"))) == len(list(walk(answer.reasons)))
        assert kinds.count(ox.NamedNode(term("Explanation"))) == 1
        assert bool(kinds.count(ox.NamedNode(term("Step")))) is (name != "hostile")
        _derived_from_what_is_there(found, court)


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _derived_from_what_is_there(found: ox.Dataset, court: Court) -> None:
    """Check that what a reason derives from is described beside it or is a record of the cases."""
    base = "https://w3id.org/coalition-kb/"
    subjects = {str(quad.subject) for quad in found}
    for quad in found.quads_for_predicate(ox.NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")):
        name = str(quad.object).removeprefix(f"<{base}").removesuffix(">")
        assert str(quad.object) in subjects or name in court.kb.records, quad


def test_html_shows_every_reason_with_each_note_defined_once(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        page = html.render(answer, MADE)
        assert [reason.text for reason in walk(answer.reasons) if escape(reason.text) not in page] == []
        used, defined = (set(re.findall(pattern, page)) for pattern in (r'href="#note-(\d+)"', r'id="note-(\d+)"'))
        assert used == defined


def test_answers_are_about_published_episodes(answers: dict[str, Answer]) -> None:
    assert {answer.episode for answer in answers.values()} > set(EPISODES)
