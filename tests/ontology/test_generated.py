"""What is generated says what the statements it comes from say now."""

from pathlib import Path

import pytest

from ontology.generating.files import FILES
from ontology.generating.vocabularies import FOLDER, vocabularies
from ontology.stating import SCHEMA

CONCEPT = """\
label: tide
definition: Which way the water goes.
work: tern-1999
kind: Role

concepts:
  ebb:
    label: ebb
    synonyms: [falling tide]
    definition: The water goes out.
    combat: false
    risk: 1
    source: {work: tern-1999, place: p. 14, document: log-16a}
  ebb/neap:
    label: neap ebb
    broader: ebb
    definition: It goes out a little.
    combat: true
    risk: 2
    source: {work: plover-1987, place: p. 3}
"""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_generated_file_is_as_it_would_be_written_now(file: Path) -> None:
    assert file.read_text(encoding="utf-8") == FILES[file](), "run `make schema`"


def test_what_a_concept_carries_for_rules_stands_in_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "tide.yaml").write_text(CONCEPT, encoding="utf-8")
    written = vocabularies(tmp_path)
    assert "a skos:Concept, ck:Role ;" in written
    assert "ck:combat false ;\n    ck:risk 1 ;" in written
    assert "skos:broader <tide/ebb> ;" in written
    assert "skos:hasTopConcept <tide/ebb> ;" in written
    assert "ck:document <work/log-16a>" in written


def test_a_property_that_no_fact_may_bear_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tide.yaml").write_text(CONCEPT.replace("risk: 1", "rsik: 1"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"tide\.yaml: ebb: 'rsik' is no property.*risk"):
        vocabularies(tmp_path)


@pytest.mark.parametrize("file", sorted([*FOLDER.glob("*.yaml"), *SCHEMA.glob("*.yaml")]), ids=lambda file: file.stem)
def test_what_is_stated_has_a_file_of_readable_length(file: Path) -> None:
    assert max(map(len, file.read_text(encoding="utf-8").splitlines())) <= 120
