"""The guides say what the program says: their computed parts are as it would write them now.

``pytest --accept`` writes them.
"""

from pathlib import Path

import pytest

from tests.guides.error_parts import PARTS as ERRORS
from tests.guides.filling import GUIDES, filled, named
from tests.guides.graph_parts import PARTS as GRAPHS
from tests.guides.vocabulary_parts import PARTS as WORDS
from tests.guides.vocabulary_parts import concepts


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_a_guide_says_what_the_program_says(page: Path, *, accept: bool) -> None:
    text = page.read_text(encoding="utf-8")
    now = filled(text, {**WORDS, **GRAPHS, **ERRORS})
    if accept:
        page.write_text(now, encoding="utf-8")
    assert now == page.read_text(encoding="utf-8"), f"{page} is not what the program says: run pytest --accept"


def test_the_guide_to_the_theory_lists_every_word_that_a_verdict_can_use() -> None:
    wanted = {f"terms {scheme}" for scheme in ("verdict", "strategy", "cause", "hypothesis", "standing", "interest")}
    assert wanted <= set(named(GUIDES[0]))
    assert len(concepts("strategy")) == GUIDES[0].read_text(encoding="utf-8").count("van Eijk 2021, ch. 3, table 4")
