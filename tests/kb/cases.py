"""A small case of invented states, for tests of loading."""

from pathlib import Path

import pytest

from kb.errors import InputError
from kb.reading.loading import load

SOURCE = "{work: vaneijk-2021, place: ch. 5}"

CASE = f"""\
facts:
  - id: gullland
    type: State
    source: {SOURCE}
  - id: ternland
    type: State
    population: 11000
    source: {SOURCE}
  - id: harbour
    type: Theatre
    source: {SOURCE}
  - id: quay-coalition
    type: Coalition
    leader: gullland
    begins: 1911-06
    theatres: [harbour]
    source: {SOURCE}
  - id: terns-1911
    type: Contribution
    state: ternland
    coalition: quay-coalition
    capability: f-16am
    role: air-strike
    begins: 1911-06-17
    ends: 1911-12
    count: 7
    reserve: 3
    theatres: [harbour]
    source:
      - {{work: vaneijk-2021, place: ch. 5, document: folketinget-2014c, document_place: p. 3}}
      - {{work: vaneijk-2021, place: table 10}}
"""


def write(folder: Path, text: str = CASE, name: str = "case.yaml") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def line_of(text: str, wanted: str) -> int:
    """Return the number of the first line that holds some text."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if wanted in line)


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
