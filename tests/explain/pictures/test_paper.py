"""Pictures as files: their type goes along, their size is that of a page, and the same picture gives the same bytes."""

import base64
import hashlib
import io
import json
import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont

from explain.pictures import measuring, paper
from explain.pictures.shapes import WIDTH, Box, Disc, Line, Look, Mark, Picture, Word
from tests.places import ROOT

SMALL = Picture(
    "A gull on a quay",
    "What nobody has seen.",
    60,
    (
        Box(1, 1, 90, 20, Look("support", "support", hatched=True)),
        Line(((1, 40), (90, 40)), Look(edge="ink", dashed=True)),
        Mark("gull", "A gull\nTern 1999, p. 3", (Disc(50, 40, 5, Look("paper", "combat")),)),
        Line(((60, 30), (70, 30), (65, 38)), Look("combat", "combat"), closed=True),
        Word(1, 55, "Señor Gull’s $quay$ 雪", bold=True),
        Word(200, 55, "turned", turn=-60),
        Word(300, 55, "plain", align="end"),
    ),
)
"""A picture with every kind of shape, and a letter that the type lacks."""

ANEW = (
    "import hashlib; from explain.pictures import paper; "
    "from tests.explain.pictures.test_paper import SMALL; "
    "print(*(hashlib.sha256(paper.written(SMALL, form)).hexdigest() for form in paper.FORMS))"
)


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return {form: paper.written(SMALL, form) for form in paper.FORMS}


def test_another_day_and_another_process_give_the_same_bytes(written: dict[str, bytes]) -> None:
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "9"}
    done = subprocess.run([sys.executable, "-c", ANEW], env=env, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == [hashlib.sha256(written[form]).hexdigest() for form in paper.FORMS]


def test_what_a_user_has_set_for_the_library_does_not_count(written: dict[str, bytes]) -> None:
    with mpl.rc_context({"savefig.transparent": True, "font.size": 30, "savefig.bbox": "tight", "pdf.fonttype": 3}):
        assert paper.written(SMALL, "png") == written["png"]
        assert mpl.rcParams["font.size"] == 30


def test_a_png_is_sixteen_centimetres_wide_at_the_dots_that_journals_ask_for(written: dict[str, bytes]) -> None:
    data = written["png"]
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", data[16:24])
    assert (wide, high) == (int(WIDTH / 72 * 300), int(60 / 72 * 300))
    assert round(wide / 300 * 2.54, 1) == 16.0
    assert struct.unpack(">II", data[data.index(b"pHYs") + 4 :][:8]) == (11811, 11811)


def test_a_pdf_takes_its_type_along_and_says_nothing_of_when(written: dict[str, bytes]) -> None:
    data = written["pdf"]
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    described = data.count(b"/Type /FontDescriptor")
    assert described == data.count(b"/FontFile2") > 0
    assert b"/Type3" not in data
    assert b"Date" not in data
    assert b"/MediaBox [ 0 0 453.5 60 ]" in data


def test_an_svg_holds_the_letters_that_it_shows(written: dict[str, bytes]) -> None:
    root = ET.fromstring(written["svg"])  # noqa: S314 - written just before
    style = root.find("{http://www.w3.org/2000/svg}style")
    assert style is not None
    faces = re.findall(r"font-weight:(\w+);src:url\(data:font/ttf;base64,([^)]+)\)", style.text or "")
    shown = {"bold": "Señor Gull’s $quay$", "normal": "turnedplain"}
    assert {weight for weight, _ in faces} == shown.keys()
    for weight, data in faces:
        font = TTFont(io.BytesIO(base64.b64decode(data)))
        assert set(map(ord, shown[weight])) <= set(font.getBestCmap())
        assert len(font.getGlyphOrder()) < 40
    assert "class=" not in written["svg"].decode()


def test_words_are_as_wide_as_their_type(*, accept: bool) -> None:
    found = {}
    for name, weight in (("regular", "normal"), ("bold", "bold")):
        font = TTFont(paper._face(weight))
        letters, moves, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        found[name] = [round(moves[letters[ord(letter)]][0] * 1000 / units) for letter in measuring.LETTERS]
    path = ROOT / "explain" / "pictures" / "widths.json"
    if accept:
        path.write_text(json.dumps(found) + "\n", encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8")) == found


def test_every_kind_of_picture_can_be_written(pictures: dict[str, Picture]) -> None:
    for name in ("profile with long names", "theories", "contrast"):
        assert paper.written(pictures[name], "svg").endswith(b"</svg>\n")
    assert Path(paper._face("bold")).is_file()
