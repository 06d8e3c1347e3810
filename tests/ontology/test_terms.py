"""Names: from field to property, from bare name to IRI and back."""

import subprocess
import sys

import pytest

from ontology import terms


@pytest.mark.parametrize(
    ("field", "name"), [("ends", "ends"), ("planned_end", "plannedEnd"), ("in_favour", "inFavour")]
)
def test_a_field_and_its_property_name_each_other(field: str, name: str) -> None:
    assert terms.camel(field) == name
    assert terms.field_of(name) == field


def test_an_iri_and_its_name_lead_to_each_other() -> None:
    assert terms.iri("gullland") == "https://w3id.org/coalition-kb/gullland"
    assert terms.iri("air-strike", "role") == "https://w3id.org/coalition-kb/role/air-strike"
    assert terms.name_of(terms.iri("air-strike", "role")) == "role/air-strike"
    assert terms.term("Vote") == "https://w3id.org/coalition-kb/ontology#Vote"


def test_an_iri_from_elsewhere_has_no_name() -> None:
    with pytest.raises(ValueError, match="does not start with"):
        terms.name_of("https://example.org/gullland")


def test_the_module_imports_nothing_heavy() -> None:
    code = "import sys, ontology.terms; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rdflib", "pyoxigraph", "kb", "rules", "explain", "cli"} & set(loaded)
