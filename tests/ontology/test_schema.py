"""Ontology, context and shapes say the same as the record classes, so that none can drift from the others."""

import dataclasses
import typing
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kb import records
from kb.dates import Moment
from kb.profiles import computed
from kb.schema import CLASS_NAMES
from ontology import terms

CK = Namespace(terms.NAMESPACE)
SHAPE = Namespace(terms.BASE + "shapes#")
EDTF = URIRef(terms.EDTF)
DATATYPES: dict[Any, URIRef] = {Moment: EDTF, str: XSD.string, int: XSD.integer, float: XSD.double, bool: XSD.boolean}
INHERITED = {"id", "label", "source", "note", "after", "before"}
CLASSES: tuple[type[Any], ...] = (records.Citation, *records.OBSERVED)


@dataclasses.dataclass(frozen=True)
class Field:
    """One field of a record class: whether it may hold many values, must hold one, and of what kind."""

    record: str
    name: str
    many: bool
    needed: bool
    value: Any

    @property
    def path(self) -> URIRef:
        """Return the property that mirrors the field."""
        return CK[terms.camel(self.name)]

    @property
    def shape(self) -> URIRef:
        """Return the property shape for the field."""
        return SHAPE[f"{self.record}-{terms.camel(self.name)}"]

    @property
    def is_iri(self) -> bool:
        """Tell whether values are nodes, concepts or names of classes."""
        return self.value in (records.Node, records.Concept) or self.name in CLASS_NAMES


def fields_of(record: type[Any]) -> list[Field]:
    """Return the fields that a class has of its own."""
    found = []
    for item in dataclasses.fields(record):
        if item.name in INHERITED:
            continue
        value: Any = typing.get_type_hints(record, include_extras=True)[item.name]
        many = typing.get_origin(value) is tuple
        options = [option for option in typing.get_args(value) if option not in (type(None), ...)]
        if many or type(None) in typing.get_args(value):
            value = options[0]
        found.append(Field(record.__name__, item.name, many, item.default is dataclasses.MISSING, value))
    return found


FIELDS = [field for record in CLASSES for field in fields_of(record)]
NAMES = sorted({field.name for field in FIELDS})
DATES = sorted({field.name for field in FIELDS if field.value is Moment})
each_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.record}-{field.name}")
each_class = pytest.mark.parametrize("name", [record.__name__ for record in CLASSES])


def classes_in(graph: Graph, node: Node | None) -> set[Node]:
    """Return a class, or the members of a union of classes."""
    if node is None:
        return set()
    union = graph.value(node, OWL.unionOf)
    return {node} if union is None else set(Collection(graph, union))


@each_class
def test_every_record_class_is_a_class_a_shape_and_a_term(name: str, ontology: Graph, shapes: Graph) -> None:
    assert (CK[name], RDF.type, OWL.Class) in ontology
    assert (SHAPE[name], SH.targetClass, CK[name]) in shapes
    assert terms.context()[name] == f"ck:{name}"


def test_every_observed_class_is_a_record_class(ontology: Graph) -> None:
    below = {
        node for top in (CK.ObservedFact, CK.Entity) for node in ontology.transitive_subjects(RDFS.subClassOf, top)
    }
    leaves = {node for node in below if ontology.value(predicate=RDFS.subClassOf, object=node) is None}
    assert leaves - {CK.Work} == {CK[record.__name__] for record in CLASSES}


def test_every_computed_class_is_a_class(ontology: Graph) -> None:
    found = set(ontology.subjects(RDFS.subClassOf, CK.ComputedFact))
    assert {CK[record.__name__] for record in computed.COMPUTED} <= found


@each_field
def test_every_field_is_a_property_of_the_right_kind(field: Field, ontology: Graph) -> None:
    kinds = set(ontology.objects(field.path, RDF.type))
    assert (OWL.ObjectProperty if field.is_iri else OWL.DatatypeProperty) in kinds
    assert not (field.many and OWL.FunctionalProperty in kinds)
    if not field.is_iri:
        assert ontology.value(field.path, RDFS.range) == DATATYPES[field.value]


@each_field
def test_the_domain_of_a_property_is_open_or_holds_every_class_with_the_field(field: Field, ontology: Graph) -> None:
    domain = classes_in(ontology, ontology.value(field.path, RDFS.domain))
    assert not domain or domain == {CK[other.record] for other in FIELDS if other.name == field.name}


@each_field
def test_every_field_has_a_shape_with_its_counts_and_its_type(field: Field, shapes: Graph) -> None:
    assert (SHAPE[field.record], SH.property, field.shape) in shapes
    assert shapes.value(field.shape, SH.path) == field.path
    assert (shapes.value(field.shape, SH.minCount) is not None) == field.needed
    assert shapes.value(field.shape, SH.maxCount) == (None if field.many else Literal(1))
    if field.value is Moment:
        assert shapes.value(field.shape, SH.node) == SHAPE.Date
    elif not field.is_iri:
        assert shapes.value(field.shape, SH.datatype) == DATATYPES[field.value]
    elif field.name in records.SCHEMES and field.name not in {"work", "document"}:
        scheme = records.SCHEMES[field.name]
        classes = {"role": CK.Role, "capability": CK.Capability, "ground": CK.Ground, "theory": CK.Theory}
        wanted = (SH["class"], classes[scheme]) if scheme in classes else (SH.node, SHAPE[scheme])
        assert (field.shape, *wanted) in shapes
    else:
        assert shapes.value(field.shape, SH.nodeKind) == SH.IRI


def test_the_shapes_ask_for_no_field_that_records_lack(shapes: Graph) -> None:
    known = {field.path for field in FIELDS} | {CK.after, CK.before, CK.source, RDFS.label, SKOS.note, SKOS.inScheme}
    known |= {CK[terms.camel(name) + terms.EARLIEST] for name in DATES}
    assert set(shapes.objects(predicate=SH.path)) <= known


@each_field
def test_every_field_is_a_term_of_the_context_with_its_type(field: Field) -> None:
    term = terms.context()[field.name]
    assert term["@id"] == f"ck:{terms.camel(field.name)}"
    if field.name in CLASS_NAMES:
        assert term["@type"] == "@vocab"
    elif field.is_iri:
        assert term["@type"] == "@id"
    else:
        expanded = term["@type"].replace("xsd:", str(XSD)).replace("edtf:", terms.context()["edtf"])
        assert expanded == str(DATATYPES[field.value])
    scheme = records.SCHEMES.get(field.name)
    assert term.get("@context") == ({"@base": terms.iri(scheme) + "/"} if scheme else None)


def test_every_term_of_the_context_is_a_prefix_an_alias_a_class_or_a_field() -> None:
    context = terms.context()
    prefixes = {name for name, value in context.items() if isinstance(value, str) and value.startswith("http")}
    aliases = {"id", "type", "facts", *INHERITED}
    known = prefixes | aliases | set(NAMES) | {record.__name__ for record in CLASSES} | {"@version"}
    assert set(context) == known
    assert context["@base"] == terms.BASE


@pytest.mark.parametrize("name", DATES)
def test_every_date_has_properties_for_its_first_and_last_day(name: str, ontology: Graph) -> None:
    for part in (terms.EARLIEST, terms.LATEST):
        assert (CK[terms.camel(name) + part], RDFS.range, XSD.date) in ontology


def test_an_open_period_is_checked_wherever_a_record_begins_and_ends(shapes: Graph) -> None:
    for record in CLASSES:
        if {"begins", "ends"} <= {field.name for field in fields_of(record)}:
            shape = SHAPE[f"{record.__name__}-begins-to-ends"]
            assert (shape, SH.lessThanOrEquals, CK.endsLatest) in shapes
