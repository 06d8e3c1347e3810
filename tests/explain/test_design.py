"""The design holds for every eye: contrast of words, and colours apart in greyscale, by day, by night and on paper."""

import re
from importlib.resources import files
from itertools import combinations, pairwise

import pytest

from explain import design

SHEETS = ("answer.css",)
"""The style sheets that stand on the design."""
SCHEMES = {"day": design.LIGHT, "night": design.DARK, "paper": {**design.LIGHT, **design.PRINT}}


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_words_stand_out_from_every_ground(scheme: dict[str, str]) -> None:
    for word, ground in ((word, ground) for word in design.WORDS for ground in ("paper", "wash")):
        assert design.contrast(scheme[word], scheme[ground]) >= 4.5, f"{word} on {ground}"


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_what_tells_facts_apart_does_so_in_greyscale(scheme: dict[str, str]) -> None:
    for one, other in combinations(design.DATA, 2):
        assert design.contrast(scheme[one], scheme[other]) >= 1.25, f"{one} and {other}"
    assert design.contrast(scheme["combat"], scheme["support"]) >= 2.3
    for name in design.DATA:
        assert design.contrast(scheme[name], scheme["paper"]) >= 2.1, name


def test_the_three_schemes_name_the_same_things() -> None:
    assert design.DARK.keys() == design.LIGHT.keys() >= design.PRINT.keys()


@pytest.mark.parametrize("sheet", SHEETS)
def test_style_sheets_take_colours_from_the_design_alone(sheet: str) -> None:
    text = files("explain").joinpath(sheet).read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*})", text), "a colour has its name in explain/design.py"
    known = set(re.findall(r"--([\w-]+):", design.properties()))
    assert set(re.findall(r"var\(--([\w-]+)", text)) <= known


def test_a_mixed_colour_lies_between() -> None:
    steps = [design.luminance(design.mixed("#000", "#fff", share)) for share in (1, 0.7, 0.3, 0)]
    assert all(darker < lighter for darker, lighter in pairwise(steps))
    assert (steps[0], steps[-1]) == (0, 1)
