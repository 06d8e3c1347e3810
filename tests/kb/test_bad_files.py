"""Files that cannot be used, whatever their form: one clear error each, and nothing fetched or half-loaded."""

import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import InputError
from kb.reading.limits import MAX_BYTES, MAX_DEPTH
from kb.reading.loading import load
from ontology.terms import BASE, NAMESPACE, context
from tests.kb.cases import CASE, refused, write


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("", "the file is empty", "`facts:`"),
        ("# nothing yet\n", "the file is empty", "`facts:`"),
        ("facts:\n", "a value is missing", "leave the line out"),
        ("facts: []\n", "`facts` must be a list of nodes", "`- id: some-name`"),
        ("facts: yes\n", "`facts` must be a list of nodes", "`- id: some-name`"),
        ("- id: x\n", "must be a mapping", "`facts:`"),
        ("facts: [x]\n", "a node must be a mapping", "`- id: some-name`"),
        ('"@context": https://x.org/c.jsonld\nfacts: []\n', "'@context' is not allowed", "built in"),
        ("fact: []\n", "'fact' is not a key", "'facts'"),
        ("[" * 100_000, "nested more than 20 levels deep", "brackets"),
        ("facts:\n  - id: [x]\n    type: State\n", "one name is needed", "letters"),
        ("? [a, b]\n: 1\n", "a key must be a word", "Remove the brackets"),
    ],
)
def test_a_file_that_is_no_list_of_facts_is_refused(tmp_path: Path, text: str, what: str, remedy: str) -> None:
    error = refused(write(tmp_path, text))
    assert what in error.what
    assert remedy in error.remedy


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 20)]
    error = refused(write(tmp_path, "\n".join(["l0: &l0 [tern]", *levels])))
    assert "the anchor &l0" in error.what
    assert error.where is not None
    assert error.where.line == 1


def test_a_file_of_100_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)  # sparse: reading it would find NUL characters, not its size
    error = refused(path)
    assert f"100,000,000 bytes, at most {MAX_BYTES:,}" in error.what
    assert "Split it" in error.remedy


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + CASE.encode())
    plain = load([write(tmp_path, CASE, "plain.yaml")])
    assert set(load([path]).records) == set(plain.records)


@pytest.mark.parametrize("suffix", [".yaml", ".ttl", ".nt", ".jsonld", ".rdf", ".trig", ".nq", ".bib"])
@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"facts:\n  - id: T\xe9rn\n", "not UTF-8: the byte 0xE9", 2),
        ("facts:".encode("utf-16"), "not UTF-8: the byte 0xFF", 1),
    ],
)
def test_other_encodings_are_refused(tmp_path: Path, suffix: str, data: bytes, what: str, line: int) -> None:
    path = tmp_path / f"case{suffix}"
    path.write_bytes(data)
    error = refused(path)
    assert what in error.what
    assert "Save the file as UTF-8" in error.remedy
    assert error.where is not None
    assert error.where.line == line


def test_paths_that_lead_to_no_case_are_refused(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "missing.yaml").what
    assert "no case files" in refused(tmp_path).what
    assert "'.txt' is not that of a case file" in refused(write(tmp_path, "x", "case.txt")).what
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "not a file" in refused(tmp_path / "pipe.yaml").what


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.chmod(0)
    assert "Permission denied" in refused(path).what


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path)
    monkeypatch.setattr(Path, "open", fail)
    assert "Permission denied" in refused(path).what


def test_links_that_lead_back_are_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "folder").symlink_to(tmp_path)
    assert "contains itself through a link" in refused(tmp_path).what
    (tmp_path / "folder").unlink()
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    assert "Too many levels of symbolic links" in refused(tmp_path).what
    assert "Too many levels of symbolic links" in refused(tmp_path / "loop.yaml").what


TURTLE = f"""\
@prefix ck: <{NAMESPACE}> .
<gullland> a ck:State ; ck:source <gullland/source/1> .
<gullland/source/1> a ck:Citation ; ck:work <work/vaneijk-2021> ; ck:place "ch. 5" .
"""


def test_the_small_turtle_file_loads(tmp_path: Path) -> None:
    assert "gullland" in load([write(tmp_path, TURTLE, "case.ttl")]).records


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ("ck:State ;", "ck:State ,", "not valid Turtle", "Correct it here"),
        ("<gullland/source/1> .\n<", "[ a ck:Citation ] .\n<", "a node without a name", "Give it an IRI"),
        ("a ck:State", "a ck:Stat", "'gullland' is of the unknown class 'Stat'", "'State'"),
        ("a ck:State ;", "", "'gullland' has no class", "State"),
        ("a ck:State", "a ck:State, ck:Theatre", "more than one class", "State"),
        ("ck:place", "ck:pages 3 ; ck:place", "a Citation has no `pages`", "'place'"),
        ('"ch. 5"', "<ch5>", "names the node 'ch5'", "Write words"),
        ("ck:work <work/vaneijk-2021>", 'ck:work "vaneijk-2021"', "unknown source", "vaneijk-2021"),
        ("<gullland/source/1> .\n<", "<gullland> .\n<", "which is no Citation", "type Citation"),
        ("; ck:source <gullland/source/1>", "", "has no source", "Add `source:"),
        ('"ch. 5" .', '"ch. 5" .\n<x> <http://www.w3.org/2002/07/owl#imports> <http://x.org> .', "imports", "Remove"),
        (
            '"ch. 5" .',
            '"ch. 5" .\n<y> a ck:Citation ; ck:work <work/vaneijk-2021> ; ck:place "x" .',
            "no fact",
            "`source`",
        ),
    ],
)
def test_turtle_is_checked_likewise(tmp_path: Path, old: str, new: str, what: str, remedy: str) -> None:
    assert old in TURTLE
    error = refused(write(tmp_path, TURTLE.replace(old, new, 1), "case.ttl"))
    assert what in error.what
    assert remedy in error.remedy
    assert error.where is not None
    assert error.where.path.endswith("case.ttl")


def test_graphs_with_names_are_refused(tmp_path: Path) -> None:
    text = f"<{BASE}g> {{ <{BASE}a> <{BASE}b> <{BASE}c> }}"
    assert "default graph" in refused(write(tmp_path, text, "case.trig")).remedy


@pytest.mark.parametrize("name", ["case.ttl", "case.nt", "case.trig"])
def test_an_empty_graph_is_refused(tmp_path: Path, name: str) -> None:
    assert "holds no facts" in refused(write(tmp_path, "# nothing\n", name)).what


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE rdf SYSTEM "http://x.org/rdf.dtd">',
        '<!DOCTYPE rdf [<!ENTITY a "aaaa">]>',
        '<!doctype rdf [<!ENTITY a "">]>',
    ],
)
def test_xml_entities_are_refused(tmp_path: Path, declaration: str) -> None:
    text = f'<?xml version="1.0"?>\n{declaration}\n<rdf:RDF/>'
    error = refused(write(tmp_path, text, "case.rdf"))
    assert "is not allowed" in error.what
    assert error.where is not None
    assert error.where.line == 2


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ('{"@context": "https://x.org/context.jsonld"}', "the remote context 'https://x.org", "built in"),
        ('{"@context": [{}, "//x.org"]}', "the remote context '//x.org'", "built in"),
        ('{"@context": {"@import": "https://x.org"}}', "the remote context 'https://x.org'", "built in"),
        ('{"@context": {"a": {"@id": "ck:a", "@context": "https://x.org"}}}', "the remote context", "built in"),
        ('{"@graph": [{"@id": "x", "ck:a": {"@context": "https://x.org"}}]}', "the remote context", "built in"),
        ('{"@id": "x", "@id": "y"}', "the key '@id' is given twice", "Keep one"),
        ('{"@id": "x", "population": 3}', "'population' has no meaning", "context.jsonld"),
        ('{"@context": "context.jsonld", "id": "x", "poplation": 3}', "'poplation' has no meaning", "'population'"),
        ('{"@context": "context.jsonld", "id": "x y", "population": 3}', "'x y' cannot be a name", "hyphens"),
        ('{"@context": "context.jsonld", "id": "x", "state": "a b"}', "'a b' cannot be a name", "hyphens"),
        ('{"@id": "x", "ck:a": NaN}', "NaN is not a number", "Leave the key out"),
        ('{"@id": "x",\n}', "not valid JSON", "Correct it"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested more than", "brackets"),
        ("[" * 100_000 + "]" * 100_000, "nested more than", "brackets"),
        ("[]", "holds no facts", "Add facts"),
        ('{"@context": "context.jsonld", "type": "State", "population": 3}', "a node without a name", "IRI"),
    ],
)
def test_json_ld_brings_nothing_from_afar(tmp_path: Path, text: str, what: str, remedy: str) -> None:
    error = refused(write(tmp_path, text, "case.jsonld"))
    assert what in error.what
    assert remedy in error.remedy


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("@book{a, title = {x}\n@book{b, title = {y}}", "Unexpected block start", 1),
        ("@book{a, title = {x}}\n@book{a, title = {y}}", "Duplicate entry key 'a'", 2),
        ("@book{a, title = {x}, title = {y}}", "Duplicate field keys", 1),
        ("@book{a b, title = {x}}", "'a b' is no key", 1),
        ("@book{, title = {x}}", "'' is no key", 1),
        ("just words", "no entry", None),
        ("", "no entry", None),
    ],
)
def test_a_bibliography_is_checked_when_it_is_added(
    tmp_path: Path, text: str, what: str, line: int | None, capfd: pytest.CaptureFixture[str]
) -> None:
    error = refused(write(tmp_path), write(tmp_path, text, "works.bib"))
    assert what in error.what
    assert "@book{key" in error.remedy
    assert error.where is not None
    assert error.where.line == line
    assert capfd.readouterr() == ("", "")


def test_a_key_in_two_bibliographies_is_refused(tmp_path: Path) -> None:
    one = write(tmp_path, "@book{gull-1911, title = {Quays}}", "one.bib")
    two = write(tmp_path, "@book{gull-1911, title = {Harbours}}", "two.bib")
    error = refused(write(tmp_path), one, two)
    assert "'gull-1911' stands in two bibliographies" in error.what


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> bytes:
    """Return a text with pieces cut out, doubled or put in."""
    data = text.encode()
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        piece = draw(st.sampled_from([b"", data[start:end], *PIECES]) | st.binary(max_size=3))
        data = data[:start] + piece + data[min(end, start + draw(st.integers(0, 30))) :]
    return data


PIECES = [
    piece.encode() for piece in ("[", "{", ": ", "- ", "&a ", "*a ", "\n", "\t", "'", '"', "@", "<", "#", "\\", "%")
]
JSON = json.dumps({"@context": context(), "facts": [{"id": "gullland", "type": "State", "population": 7}]})
XML = f"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ck="{NAMESPACE}">
<ck:State r:about="x"><ck:population>7</ck:population></ck:State></r:RDF>"""
SAMPLES = {
    ".yaml": CASE,
    ".ttl": TURTLE,
    ".jsonld": JSON,
    ".rdf": XML,
    ".bib": "@book{a, title = {x}, author = {A and B}}",
}


@settings(max_examples=300)
@given(data=st.data(), suffix=st.sampled_from(sorted(SAMPLES)))
def test_spoilt_files_load_or_give_one_clear_error(data: st.DataObject, suffix: str) -> None:
    spoiled = data.draw(spoilt(SAMPLES[suffix]))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"case{suffix}"
        path.write_bytes(spoiled)
        beside = [write(Path(name), name="beside.yaml")] if suffix == ".bib" else []
        fault = None
        try:
            load([path, *beside])
        except InputError as error:
            fault = error
    assert fault is None or (fault.what and fault.remedy and fault.where)
