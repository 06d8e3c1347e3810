"""Pictures as plain data: a mark for each fact, each mark with its source, nothing beyond the edge or over another."""

from collections.abc import Iterator
from html import unescape
from itertools import combinations
from math import cos, radians, sin
from xml.etree import ElementTree as ET

import pytest

from explain.answers.history import History
from explain.answers.theories import Cell
from explain.design import contrast, properties
from explain.pictures import signs, svg
from explain.pictures.measuring import width, wrapped
from explain.pictures.shapes import WIDTH, Box, Disc, Line, Look, Mark, Picture, Shape, Word, hatching, paint
from explain.tables.computed import Table
from kb.profiles.profile import Snapshot
from kb.store import KnowledgeBase
from tests.places import ROOT

KINDS = ("timeline", "profile", "theories", "table", "contrast", "backtest")
HOSTILE = "<b>&\"' $x_1$ \\frac</title><script>"


def read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - written just before


def of_kind(pictures: dict[str, Picture], kind: str) -> Iterator[tuple[str, Picture]]:
    yield from ((name, picture) for name, picture in pictures.items() if name.startswith(kind))


def bounds(shape: Shape) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a shape."""
    if isinstance(shape, Box):
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    if isinstance(shape, Disc):
        return shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius
    if isinstance(shape, Line):
        across, down = zip(*shape.points, strict=True)
        return min(across), min(down), max(across), max(down)
    wide = width(shape.text, shape.size, bold=shape.bold)
    left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.align]
    if shape.turn:
        reach = wide * cos(radians(shape.turn)), wide * sin(radians(shape.turn))
        return left, shape.y + min(0, reach[1]), left + reach[0], shape.y
    return left, shape.y - 0.75 * shape.size, left + wide, shape.y + 0.2 * shape.size


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_goes_over_the_edge(pictures: dict[str, Picture], kind: str) -> None:
    for name, picture in of_kind(pictures, kind):
        for shape in picture.shapes:
            left, top, right, bottom = bounds(shape)
            assert left >= -0.1, (name, shape)
            assert top >= -0.1, (name, shape)
            assert right <= WIDTH + 0.1, (name, shape)
            assert bottom <= picture.height + 0.1, (name, shape)


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_stands_on_another(pictures: dict[str, Picture], kind: str) -> None:
    for name, picture in of_kind(pictures, kind):
        words = [shape for shape in picture.shapes if isinstance(shape, Word) and not shape.turn]
        boxes = sorted((bounds(word), word.text) for word in words)
        for (one, first), (other, second) in combinations(boxes, 2):
            apart = one[2] <= other[0] or one[3] <= other[1] + 0.6 or other[3] <= one[1] + 0.6
            assert apart, (name, first, second)


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_says_what_it_is_and_where_that_stands(
    pictures: dict[str, Picture], kb: KnowledgeBase, kind: str
) -> None:
    names = {work.short for work in kb.works.values()} | {"Tern 1999"}
    for name, picture in of_kind(pictures, kind):
        for mark in picture.marks:
            lead, *places = mark.title.splitlines()
            assert lead, name
            assert any(place.startswith(tuple(names)) for place in places), (name, mark.title)


def test_there_is_a_mark_for_each_fact(
    pictures: dict[str, Picture],
    histories: list[History],
    snapshot: Snapshot,
    cells: list[Cell],
    tables: dict[str, Table],
) -> None:
    for item in histories:
        dated = [line.id for line in item.lines if line.sort in signs.SORTS]
        drawn = [mark.about for mark in pictures[f"timeline {item.state} {item.coalition}"].marks]
        assert sorted(drawn) == sorted([*dated, *(found.id for found in item.contributions)])
    assert len(pictures["profile"].marks) == len(snapshot.entries)
    assert len(pictures["theories"].marks) == len(cells)
    for name, table in tables.items():
        assert len(pictures[f"table {name}"].marks) == len(table.rows) * len(table.heads)
    assert len(pictures["backtest"].marks) == 4


def test_what_dates_leave_open_is_drawn_as_open(histories: list[History], pictures: dict[str, Picture]) -> None:
    for item in histories:
        marks = {mark.about: mark for mark in pictures[f"timeline {item.state} {item.coalition}"].marks}
        for found in item.contributions:
            sure = found.begins.is_day and (found.ends is None or found.ends.is_day) and found.id not in item.following
            pale = [shape for shape in marks[found.id].shapes if not isinstance(shape, Word) and shape.look.dashed]
            assert not (sure and pale), found.id
            assert pale or found.begins.is_day, found.id
        for line in item.lines:
            hollow = line.sort in signs.SORTS and marks[line.id].shapes[-1]
            if isinstance(hollow, (Disc, Line, Box)) and [other.id for other in item.lines].count(line.id) == 1:
                assert (hollow.look.fill == "paper") is not line.date.is_day, line


@pytest.mark.parametrize("kind", KINDS)
def test_within_a_page_nothing_clashes_and_nothing_is_refused(pictures: dict[str, Picture], kind: str) -> None:
    known = svg.rules()
    for name, picture in of_kind(pictures, kind):
        text = svg.svg(picture)
        root = read(text)
        assert not any({"id", "style"} & set(item.attrib) for item in root.iter()), name
        assert len(text.encode()) < 60_000, name
        used = {part for item in root.iter() for part in item.get("class", "").split()}
        assert all(f".{part} " in known for part in used), name
        assert len(root.findall(".//g/title")) == len(picture.marks)
        assert (root.get("role"), root.get("aria-label")) == ("img", picture.title)


def test_marks_lead_to_pages(pictures: dict[str, Picture]) -> None:
    picture = pictures["profile"]
    about = picture.marks[0].about
    root = read(svg.svg(picture, {about: "fact.html?a&b"}))
    assert [item.get("href") for item in root.iter("a")] == ["fact.html?a&b"]
    assert root.get("role") == "group"


def test_a_narrow_page_lets_a_picture_be_moved_by_keys(pictures: dict[str, Picture]) -> None:
    picture = pictures["profile"]
    root = read(svg.framed(picture))
    frame = root.find("div")
    assert frame is not None
    assert (frame.get("tabindex"), frame.get("role")) == ("0", "region")
    assert [item.text for item in root.iter("figcaption")] == [picture.caption]


def test_the_rules_of_style_name_colours_of_the_design() -> None:
    names = {part.partition(")")[0] for part in svg.rules().split("var(--")[1:]}
    assert all(f"--{name}:" in properties() for name in names)


def test_what_is_told_apart_differs_in_greyscale() -> None:
    combat, support, pale = (paint(name) for name in ("combat", "support", "combat-30"))
    assert contrast(combat, support) > 2.5
    assert contrast(combat, pale) > 2.5
    assert contrast(support, paint("paper")) > 2
    assert contrast(paint("support"), paint("support-30")) > 1.5


def test_any_text_is_safe() -> None:
    picture = Picture(
        HOSTILE, HOSTILE, 20, (Mark(HOSTILE, HOSTILE, (Word(0, 9, HOSTILE),)), Line(((0, 0), (1, 1)), Look(edge="ink")))
    )
    root = read(svg.svg(picture, {HOSTILE: HOSTILE}))
    assert {item.text for item in root.iter() if item.text and item.text.strip()} == {HOSTILE}
    assert unescape(root.get("aria-label") or "") == HOSTILE


def test_the_lines_over_a_box_stay_within_it() -> None:
    for box in (Box(0, 0, 0.5, 9, Look()), Box(3.3, 700.1, 80, 7, Look()), Box(100, 1, 7, 90, Look())):
        lines = list(hatching(box))
        assert len(lines) >= int((box.width + box.height) / 3.5) - 1
        for points in lines:
            for x, y in points:
                assert box.x - 0.01 <= x <= box.x + box.width + 0.01
                assert box.y - 0.01 <= y <= box.y + box.height + 0.01


def test_words_break_at_spaces_then_hyphens_then_anywhere() -> None:
    assert wrapped("one two", 1000) == ["one two"]
    assert wrapped("", 10) == [""]
    assert wrapped("one two", width("one ")) == ["one", "two"]
    assert wrapped("well-thought", width("well-thou")) == ["well-", "thought"]
    assert all(width(line) <= 30 for line in wrapped("unbreakablyverylongindeed", 30))


def test_the_readme_shows_the_picture_as_it_is(pictures: dict[str, Picture], *, accept: bool) -> None:
    path = ROOT / "docs" / "pictures" / "belgium.svg"
    drawn = svg.alone(pictures["timeline belgium global-coalition"], {})
    if accept:
        path.write_bytes(drawn)
    assert path.read_bytes() == drawn, "the picture has changed; if on purpose: pytest --accept tests/explain/pictures"
