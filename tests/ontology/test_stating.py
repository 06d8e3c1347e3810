"""The schema states every kind and field that it names, and a file that states nonsense is refused in words."""

from pathlib import Path

import pytest

from ontology.stating import BASE_FIELDS, Misstated, Schema, bundled, read

QUAY = """\
kinds:
  Perch:
    label: perch
    is: Event
    definition: A gull comes to rest on a quay.
    fields:
      state: exactly one
      date: exactly one
      height: at most one

fields:
  height:
    label: height
    takes: count
    definition: How many metres the perch lies above the water.
"""


def stated(tmp_path: Path, text: str) -> Schema:
    """Return a schema of one file beside the bundled ones."""
    file = tmp_path / "quay.yaml"
    file.write_text(text, encoding="utf-8")
    return Schema((*bundled().parts, read(file)))


def test_all_that_the_bundled_schema_names_is_stated() -> None:
    assert list(bundled().faults()) == []


def test_every_field_is_borne_by_a_kind_or_is_about_conclusions_proofs_and_codes() -> None:
    borne = {name for kind in bundled().kinds.values() for name in kind.counts}
    for part in bundled().parts:
        if part.stem not in ("conclusions", "proofs", "identifiers"):
            assert part.fields.keys() <= borne | set(BASE_FIELDS), part.stem


def test_what_a_case_file_states_can_be_asked_for_in_one_line() -> None:
    schema = bundled()
    kinds = [kind for kind in schema.observed.values() if not kind.vocabulary]
    asked = {kind.name: kind.asks for kind in kinds if schema.is_a(kind.name, "Event") or "state" in kind.counts}
    asked |= {name: schema.fields[name].asks for kind in kinds for name in kind.counts}
    del asked["CompleteRecord"]  # asked for in the end, as the source in which one looked
    unasked = {"risk", "kinds", "property", "value"}  # of such statements, and of areas
    assert {name for name, text in asked.items() if not text} == unasked
    wrong = {name: text for name, text in asked.items() if text and not (text.endswith("?") and len(text) <= 80)}
    assert wrong == {}


def test_a_kind_says_what_it_is_and_how_many_values_its_fields_have(tmp_path: Path) -> None:
    schema = stated(tmp_path, QUAY)
    kind = schema.stated["Perch"]
    assert schema.is_a("Perch", "ObservedFact")
    assert (kind.least("date"), kind.many("date")) == (1, False)
    assert schema.fields["height"].bounds == (0, None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("exactly one", "just one"), r"quay\.yaml: Perch: .*'just one' is no number of values.*exactly one"),
        (("takes: count", "takes: metres"), r"quay\.yaml: height: 'metres' is nothing to take.*count"),
        (("takes: count", "takes: concept"), r"height: a concept is one of a scheme"),
        (("label: perch", "lable: perch"), r"quay\.yaml: Perch: 'lable' means nothing here.*label"),
        (("    definition: A gull", "    scope: A gull"), r"quay\.yaml: Perch: it has no `definition`"),
        (("kinds:", "- kinds"), r"quay\.yaml: this is not YAML"),
    ],
)
def test_what_means_nothing_is_refused(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(Misstated, match=message):
        stated(tmp_path, QUAY.replace(*change))


def test_what_is_named_and_not_stated_is_a_fault(tmp_path: Path) -> None:
    text = QUAY.replace("      height:", "      depth:").replace("is: Event", "is: Evnt")
    assert [str(fault) for fault in stated(tmp_path, text).faults()] == [
        "Perch: the field `depth` is stated nowhere. State it under `fields`.",
        "Perch: the kind Evnt is stated nowhere. State it under `kinds`.",
    ]
