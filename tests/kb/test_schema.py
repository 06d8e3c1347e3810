"""The schema: what each field takes agrees with the context, and messages find places and near matches."""

from pathlib import Path

from kb.dates import Moment
from kb.names import CLASSES, coercions, property_of
from kb.near import near
from kb.reading.files import read_file
from kb.reading.yaml_guard import Mapping, read_yaml
from kb.records import Contribution, field_types
from kb.schema import slots, text_fields
from ontology.terms import BASE, context
from tests.kb.cases import CASE, line_of, write


def test_every_field_has_a_key_in_the_context() -> None:
    fields = {slot.field for kind in CLASSES.values() for slot in slots(kind).values()}
    assert fields | {"id", "type"} == coercions().keys()


def test_every_field_means_its_own_property() -> None:
    prefixes = {key: value for key, value in context().items() if isinstance(value, str)}
    for field in coercions().keys() - {"id", "type"}:
        prefix, _, name = context()[field]["@id"].partition(":")
        assert prefixes[prefix] + name == property_of(field)


def test_text_fields_hold_words_or_dates_wherever_they_occur() -> None:
    assert {"begins", "place", "label"} <= text_fields()
    assert "count" not in text_fields()


def test_a_slot_says_how_many_values_there_may_be() -> None:
    found = {slot.field: slot for slot in slots(Contribution).values()}
    assert (found["state"].many, found["state"].required) == (False, True)
    assert (found["theatres"].many, found["theatres"].required) == (True, False)
    assert found["begins"].takes == "date"
    assert field_types(Contribution)["begins"] is Moment


def test_marks_lead_to_keys_and_to_values_in_lists(tmp_path: Path) -> None:
    marks = read_file(write(tmp_path)).marks
    node = BASE + "terns-1911"
    assert marks.place(node, "count").line == line_of(CASE, "count: 7")
    assert marks.place(node, "theatres", BASE + "harbour").column == "    theatres: [harbour]".index("harbour") + 1
    assert marks.place(BASE + "unknown").line is None
    tree = read_yaml(CASE, "case.yaml")
    assert isinstance(tree, Mapping)
    assert tree.keys["facts"].line == 1


def test_near_matches_see_past_case_and_word_breaks() -> None:
    assert near("PlannedEnd", ["planned_end", "ends"])[0] == "planned_end"
    assert near("air strike", ["air-strike", "training"]) == ["air-strike"]
    assert near("zzz", ["air-strike"]) == []
