"""Input that cannot be used: one clear error each, with what, where and what to do, and nothing half-loaded."""

import os
from pathlib import Path

import pytest

from kb.errors import InputError
from kb.json_ld import MAX_DEPTH
from kb.loading import load
from kb.reading import MAX_BYTES
from ontology.terms import BASE, NAMESPACE
from tests.kb.cases import CASE, SOURCE, line_of, write

LAST = "document_place: p. 3}\n"


def refused(path: Path, *more: Path) -> InputError:
    """Return the error that loading raises, after checking that it says all that an error must."""
    with pytest.raises(InputError) as caught:
        load([path, *more])
    error = caught.value
    assert error.what
    assert error.remedy
    assert error.where is not None
    assert str(error).startswith(f"{error.where}: ")
    return error


def extra(*lines: str) -> str:
    """Return the case with one more node."""
    return CASE + "\n".join(["  - " + lines[0], *("    " + line for line in lines[1:])]) + "\n"


CHANGED = {
    "unknown key": ("population: 11000", "poplation: 11000", "'poplation' is not a key", "'population'"),
    "unknown key without a near match": ("population: 11000", "xyzzy: 1", "'xyzzy' is not a key", "Known keys: "),
    "key of another class": ("population: 11000", "leader: gullland", "a State has no `leader`", "Known: "),
    "unknown class": ("type: Theatre", "type: Theater", "unknown class 'Theater'", "'Theatre'"),
    "conclusion as a fact": ("type: Theatre", "type: Defection", "unknown class 'Defection'", "Known classes"),
    "wrong date": ("begins: 1911-06-17", "begins: 1911-06-31", "'1911-06-31', which is no date", "2014-10-06"),
    "date in another order": ("begins: 1911-06-17", "begins: 17.06.1911", "'17.06.1911', which is no date", "2014-10"),
    "true as a date": ("begins: 1911-06-17", "begins: true", "'true', which is no date", "2014-10-06"),
    "end before begin": ("ends: 1911-12", "ends: 1911-05", "`ends` (1911-05) lies before `begins`", "both dates"),
    "planned end before begin": (
        "ends: 1911-12",
        "planned_end: 1910",
        "`planned_end` (1910) lies before",
        "both dates",
    ),
    "unknown capability": ("capability: f-16am", "capability: f-16-am", "unknown capability 'f-16-am'", "'f-16am'"),
    "new capability": (
        "capability: f-16am",
        "capability: zeppelin",
        "unknown capability 'zeppelin'",
        "type Capability",
    ),
    "unknown role": ("role: air-strike", "role: air-strikes", "unknown role 'air-strikes'", "'air-strike'"),
    "concept of another scheme": ("role: air-strike", "role: iraq/x", "unknown role 'iraq/x'", "Known are: "),
    "unknown source": (
        "{work: vaneijk-2021, place: table 10}",
        "{work: vaneyk-2021, place: x}",
        "source",
        "vaneijk-2021",
    ),
    "unknown document": ("document: folketinget-2014c", "document: zzz", "`document` names the unknown source", ".bib"),
    "two states": ("state: ternland", "state: [gullland, ternland]", "2 values for `state`", "a fact of its own"),
    "two dates": ("begins: 1911-06-17", "begins: [1911-06, 1911-07]", "2 values for `begins`", "Keep one"),
    "unknown node": ("state: ternland", "state: terland", "no such State", "'ternland'"),
    "node of another class": ("state: ternland", "state: harbour", "'harbour', which is a Theatre", "a State"),
    "coalition that is a state": ("coalition: quay-coalition", "coalition: gullland", "is a State", "Coalition"),
    "unknown mandate": ("count: 7", "mandate: nowhere", "no such Mandate", "Name a Mandate"),
    "unknown continued units": ("count: 7", "continues: terns-1910", "no such Contribution", "'terns-1911'"),
    "negative count": ("count: 7", "count: -7", "`count` is -7", "positive"),
    "count in words": ("count: 7", "count: seven", "'seven', which is no whole number", "whole number"),
    "half a unit": ("count: 7", "count: 7.5", "'7.5', which is no whole number", "whole number"),
    "count too large": ("count: 7", f"count: {10**30}", "`count` is 1000", "digits"),
    "more reserves than units": ("reserve: 3", "reserve: 8", "`reserve` (8) is larger than `count` (7)", "Add"),
    "empty value": ("count: 7", "count:", "a value is missing", "leave the line out"),
    "null": ("count: 7", "count: ~", "a value is missing", "leave the line out"),
    "space in a name": ("role: air-strike", "role: air strike", "'air strike' is not a name", "`air-strike`"),
    "way out of a folder": ("role: air-strike", "role: ../harbour", "'../harbour' is not a name", "letters"),
    "nested node": (
        "state: ternland",
        "state: {id: ternland}",
        "`state` must be a plain value",
        "Give that node an id",
    ),
    "unknown key in a source": ("place: table 10}", "page: 10}", "'page' is not a key in a source", "'place'"),
    "source without a place": (", place: table 10}", "}", "has no `place`", "`place: ...`"),
    "own context": ("  - id: gullland", "  - '@context': https://x.org/c\n    id: gullland", "'@context'", "built in"),
    "own keyword": ("population: 11000", "'@reverse': x", "'@reverse' is not allowed", "Remove it"),
    "key twice": ("reserve: 3", "count: 8", "the key 'count' is given twice", "write a list"),
    "id twice": ("- id: harbour", "- id: ternland", "the id 'ternland' is used twice", "another id"),
    "name of a known term": ("- id: harbour", "- id: role/air-strike", "'role/air-strike' is used twice", "another id"),
    "missing id": ("- id: harbour\n    type", "- type", "a node has no `id`", "Add a line"),
    "missing type": ("    type: Theatre\n", "", "a node has no `type`", "Add a line"),
    "missing field": ("    role: air-strike\n", "", "has no `role`", "Add a line `role: ...`"),
    "tab": ("    population", "\tpopulation", "not valid YAML", "Replace the tab by spaces"),
    "alias": ("population: 11000", "population: *many", "the alias *many", "Write the value out"),
    "anchor": ("population: 11000", "population: &many 11000", "the anchor &many", "Write the value out"),
    "tag": ("population: 11000", "population: !!python/name:os.system x", "the tag", "Remove the tag"),
    "second document": ("  - id: harbour", "---\n  - id: harbour", "a second document", "`---`"),
    "control character": ("population: 11000", "label: Tern\a", "U+0007", "Delete the character"),
    "byte order mark inside": ("population: 11000", "label: \ufeffTern", "U+FEFF", "Delete the character"),
    "brackets left open": ("theatres: [harbour]\n    source:\n", "theatres: [harbour\n", "not valid YAML", "brackets"),
}


@pytest.mark.parametrize(("old", "new", "what", "remedy"), CHANGED.values(), ids=CHANGED.keys())
def test_a_fault_is_named_with_its_line_and_a_remedy(
    tmp_path: Path, old: str, new: str, what: str, remedy: str
) -> None:
    assert old in CASE
    text = CASE.replace(old, new, 1)
    error = refused(write(tmp_path, text))
    assert what in error.what
    assert remedy in error.remedy
    assert error.where is not None
    assert error.where.path == str(tmp_path / "case.yaml")
    assert error.where.line is not None
    first = text[: CASE.index(old)].count("\n") + 1
    assert first - 12 <= error.where.line <= first + new.count("\n") + 2
    assert error.where.column


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("population: 11000", "poplation: 11000", "poplation"),
        ("type: Theatre", "type: Theater", "Theater"),
        ("begins: 1911-06-17", "begins: 1911-06-31", "1911-06-31"),
        ("ends: 1911-12", "ends: 1911-05", "ends: 1911-05"),
        ("capability: f-16am", "capability: f-16-am", "f-16-am"),
        ("document: folketinget-2014c", "document: zzz", "zzz"),
        ("state: ternland", "state: [gullland, ternland]", "state: [gullland"),
        ("- id: harbour", "- id: ternland", "- id: ternland"),
        ("theatres: [harbour]", "theatres:\n      - harbour\n      - nowhere", "- nowhere"),
    ],
)
def test_the_line_is_that_of_the_fault(tmp_path: Path, old: str, new: str, line: str) -> None:
    at = CASE.rindex(old)
    text = CASE[:at] + new + CASE[at + len(old) :]
    where = refused(write(tmp_path, text)).where
    assert where is not None
    lines = text.splitlines()
    assert where.line is not None
    assert line in lines[where.line - 1]


ADDED = {
    "fact without a source": (["id: x", "type: Theatre"], "x: has no source", "Add `source:"),
    "kinds that do not exist": (
        ["id: x", "type: CompleteRecord", "state: gullland", "coalition: quay-coalition", "kinds: [Vote, Votes]"],
        "unknown class 'Votes'",
        "'Vote'",
    ),
    "variant of no field": (
        ["id: x", "type: Variant", "about: terns-1911", "property: counts", "value: 8", f"source: {SOURCE}"],
        "`property` is 'counts'",
        "'count'",
    ),
    "capability outside its folder": (
        ["id: leopard-2", "type: Capability"],
        "does not lie in capability/",
        "capability/",
    ),
    "risk beyond the scale": (
        ["id: reef", "type: Theatre", "risk: 4", f"source: {SOURCE}"],
        "`risk` is 4",
        "0, 1, 2 or 3",
    ),
    "truth in words": (
        ["id: x", "type: Government", "state: gullland", "caretaker: yes", f"source: {SOURCE}"],
        "'yes', which is no truth value",
        "true or false",
    ),
    "share above the whole": (
        ["id: x", "type: State", "military_spending: 101", f"source: {SOURCE}"],
        "`military_spending` is 101",
        "0 to 100",
    ),
    "continuation of itself": (
        [
            "id: x",
            "type: Contribution",
            "state: gullland",
            "coalition: quay-coalition",
            "capability: frigate",
            "role: naval-escort",
            "begins: 1911",
            "continues: x",
            f"source: {SOURCE}",
        ],
        "leads back to 'x'",
        "came before",
    ),
}


@pytest.mark.parametrize(("lines", "what", "remedy"), ADDED.values(), ids=ADDED.keys())
def test_an_added_node_is_checked(tmp_path: Path, lines: list[str], what: str, remedy: str) -> None:
    text = extra(*lines)
    error = refused(write(tmp_path, text))
    assert what in error.what
    assert remedy in error.remedy
    assert error.where is not None
    assert error.where.line is not None
    assert error.where.line >= line_of(text, lines[0])


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


@pytest.mark.parametrize("suffix", [".yaml", ".ttl", ".nt", ".jsonld", ".rdf", ".trig", ".bib"])
@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"facts:\n  - id: T\xe9rn\n", "not UTF-8: the byte 0xE9", 2),
        ("facts:".encode("utf-16"), "not UTF-8: the byte 0xFF", 1),
        (b"\xef\xbb\xbffacts:\n", "byte order mark", 1),
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


def test_an_id_in_two_files_is_refused(tmp_path: Path) -> None:
    first = write(tmp_path)
    node = f"facts:\n  - id: harbour\n    type: Theatre\n    source: {SOURCE}\n"
    error = refused(first, write(tmp_path, node, "more.yaml"))
    assert str(error.where) == f"{tmp_path / 'more.yaml'}:2:5"
    assert "the id 'harbour' is used twice" in error.what
    assert f"{first}:{line_of(CASE, 'id: harbour')}" in error.why


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


def test_the_first_fault_in_the_order_of_files_is_named(tmp_path: Path) -> None:
    write(tmp_path, CASE.replace("count: 7", "count: seven").replace("reserve: 3", "reserve: three"), "b.yaml")
    write(tmp_path, f"facts:\n  - {{id: x, type: Theatre, risk: 9, source: {SOURCE}}}\n", "a.yaml")
    errors = {str(refused(tmp_path)) for _ in range(3)}
    assert len(errors) == 1
    assert "a.yaml:2" in errors.pop()
    assert "count" in refused(tmp_path / "b.yaml", tmp_path / "a.yaml").what
