"""An editor that checks case files by their JSON Schema accepts every one that is here, and names what is amiss."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from ontology.stating import Kind, bundled
from ontology.terms import CASE_SCHEMA_FILE, FOLDER

CASES = sorted([*(FOLDER.parent / "kb/cases").glob("*.yaml"), *(FOLDER.parent / "examples/cases").glob("*.yaml")])
SCHEMA = json.loads(CASE_SCHEMA_FILE.read_text(encoding="utf-8"))

PERCH = """\
facts:
  - id: gullland-perch
    type: Contribution
    state: gullland
    coalition: quay-coalition
    capability: tern
    role: air-strike
    begins: 1911
    ends: 1911-12~
    count: 7
    theatres: north-quay
    source: {work: tern-1999, place: 14}
"""


class Editor(yaml.CSafeLoader):
    """YAML as editors read it (1.2): dates stay text, and only true and false are either."""


Editor.yaml_implicit_resolvers = {}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)$"), list("tf"))
Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9]\d*)$"), list("-0123456789"))
Editor.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?\d+\.\d+$"), list("-0123456789"))


def faults(text: str) -> list[str]:
    """Return what the schema refuses in a case file: where, and what."""
    found: list[Any] = sorted(Draft7Validator(SCHEMA).iter_errors(Editor(text).get_single_data()), key=str)
    return [f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in found]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_case_file_is_sound(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", bundled().observed.values(), ids=lambda kind: kind.name)
def test_every_kind_that_only_cases_state_has_a_sound_example(kind: Kind) -> None:
    assert bool(kind.example) == (kind.vocabulary is None)
    if kind.example:
        assert faults(f"facts:\n{kind.example}") == []
        assert f"type: {kind.name}\n" in kind.example


def test_a_small_case_is_sound() -> None:
    assert faults(PERCH) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("count: 7", "cuont: 7"), "facts.0: .*'cuont'"),
        (("count: 7", "count: -7"), "facts.0.count: "),
        (("begins: 1911", "begins: last June"), "facts.0.begins: "),
        (("    state: gullland\n", ""), "facts.0: 'state' is a required property"),
        (("    source:", "    caveats: [no-fish]\n    source:"), "facts.0.caveats: "),
        (("type: Contribution", "type: Defection"), "facts.0.type: 'Defection' is not one of"),
        (("place: 14", "page: 14"), "facts.0.source: "),
    ],
)
def test_what_is_amiss_is_named(change: tuple[str, str], message: str) -> None:
    assert any(re.match(message, fault) for fault in faults(PERCH.replace(*change))), faults(PERCH.replace(*change))
