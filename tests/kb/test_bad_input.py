"""Facts that cannot be used: one clear error each, with what, where and what to do, and nothing half-loaded."""

from pathlib import Path

import pytest

from tests.kb.cases import CASE, SOURCE, line_of, refused, write


def extra(*lines: str) -> str:
    """Return the case with one more node."""
    return CASE + "\n".join(["  - " + lines[0], *("    " + line for line in lines[1:])]) + "\n"


CHANGED = {
    "unknown key": ("population: 11000", "poplation: 11000", "'poplation' is not a key", "'population'"),
    "unknown key without a near match": ("population: 11000", "xyzzy: 1", "'xyzzy' is not a key", "Known keys: "),
    "key of another class": ("population: 11000", "leader: gullland", "a State has no `leader`", "Known: "),
    "unknown class": ("type: Theatre", "type: Theater", "unknown class 'Theater'", "'Theatre'"),
    "conclusion as a fact": ("type: Theatre", "type: Defection", "unknown class 'Defection'", "'Decision'"),
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
    "capability under another name": (
        "capability: f-16am",
        "capability: tanks",
        "unknown capability 'tanks'",
        "That is 'armour' here.",
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
        "from 0 to 3",
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
    "continuation of another state's units": (
        [
            "id: x",
            "type: Contribution",
            "state: gullland",
            "coalition: quay-coalition",
            "capability: f-16am",
            "role: air-strike",
            "begins: 1912-01",
            "continues: terns-1911",
            f"source: {SOURCE}",
        ],
        "`continues` names 'terns-1911', units of ternland",
        "Leave `continues` out",
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


def test_the_first_fault_in_the_order_of_files_is_named(tmp_path: Path) -> None:
    write(tmp_path, CASE.replace("count: 7", "count: seven").replace("reserve: 3", "reserve: three"), "b.yaml")
    write(tmp_path, f"facts:\n  - {{id: x, type: Theatre, risk: 9, source: {SOURCE}}}\n", "a.yaml")
    errors = {str(refused(tmp_path)) for _ in range(3)}
    assert len(errors) == 1
    assert "a.yaml:2" in errors.pop()
    assert "count" in refused(tmp_path / "b.yaml", tmp_path / "a.yaml").what


def test_an_id_that_means_two_things_in_two_files_is_refused(tmp_path: Path) -> None:
    first = write(tmp_path)
    node = f"facts:\n  - id: ternland\n    type: State\n    population: 12000\n    source: {SOURCE}\n"
    error = refused(first, write(tmp_path, node, "more.yaml"))
    assert str(error.where) == f"{tmp_path / 'more.yaml'}:2:5"
    assert "the id 'ternland' is used twice" in error.what
    assert f"{first}:{line_of(CASE, 'id: ternland')}:5 already, with another `population`" in error.why
