"""The ontology in OWL: a class for each kind, a property for each field, as the schema states them."""

from collections.abc import Iterator, Mapping
from typing import Any

from ontology.generating.turtle import Statement, english, node, quoted
from ontology.stating import PLAIN, VALUES, Field, Kind, Part, Schema, bundled, listed
from ontology.terms import EARLIEST, LATEST, NAMESPACE, ONTOLOGY, PREFIX, camel

HEAD = """\
# Written by `make schema` from ontology/schema/: edit the files there, not this one.
#
# The ontology of coalition-kb: what a case file can say, what is computed from it and what is concluded.
# Nothing is imported: every borrowed term is declared in the last section, so that the file opens by itself.
# Dates are EDTF literals; for comparison each also yields a first and a last day (see the derived dates).

@base <https://w3id.org/coalition-kb/> .
@prefix ck: <https://w3id.org/coalition-kb/ontology#> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
@prefix cito: <http://purl.org/spar/cito/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dctype: <http://purl.org/dc/dcmitype/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

EVIDENCE = """\
# Evidence at one step: a fact cites the work, and rests on the primary document, that its citation names

cito:citesAsEvidence owl:propertyChainAxiom ( ck:source ck:work ) .

prov:hadPrimarySource owl:propertyChainAxiom ( ck:source ck:document ) .
"""

TERM_KINDS = {
    "class": "owl:Class",
    "datatype": "rdfs:Datatype",
    "object property": "owl:ObjectProperty",
    "datatype property": "owl:DatatypeProperty",
    "annotation property": "owl:AnnotationProperty",
}

OURS: Statement = ("rdfs:isDefinedBy", ["<ontology>"])


def ontology(schema: Schema | None = None) -> str:
    """Return the ontology of a schema, in Turtle."""
    schema = schema or bundled()
    return HEAD + "".join(f"\n{text}" for text in _texts(schema))


def _texts(schema: Schema) -> Iterator[str]:
    for part in schema.parts:
        if "ontology" in part.rest:
            yield _whole(part.rest["ontology"])
        yield f"# {part.title.rstrip('.')}\n"
        for kind in part.kinds.values():
            yield _class(kind)
        for field in part.fields.values():
            yield _property(schema, field)
        for name, term in part.rest.get("terms", {}).items():
            yield _borrowed(name, term)
    yield "# What excludes what: no observed fact is computed or concluded, and no fact is an actor, place or term\n"
    for part in schema.parts:
        for names in _disjoint(schema, part):
            members = " ".join(f"ck:{name}" for name in names)
            yield node("[]", [("a", ["owl:AllDisjointClasses"]), ("owl:members", [f"( {members} )"])])
    yield EVIDENCE
    yield "# Derived dates: the first and the last day that a date allows, for comparison and queries\n"
    borne = {name for kind in schema.kinds.values() for name in kind.counts}
    for field in schema.fields.values():
        if field.takes == "date" and field.name in borne:
            yield from _days(field)


def _whole(said: Mapping[str, Any]) -> str:
    return node(
        "<ontology>",
        [
            ("a", ["owl:Ontology"]),
            ("dcterms:title", [english(said["title"])]),
            ("dcterms:description", [english(said["description"])]),
            ("dcterms:creator", [quoted(said["creator"])]),
            ("dcterms:created", [f'"{said["created"]}"^^xsd:date']),
            ("dcterms:modified", [f'"{said["modified"]}"^^xsd:date']),
            ("dcterms:license", [f"<{said['licence']}>"]),
            ("dcterms:source", [f"<work/{work}>" for work in said["works"]]),
            ("rdfs:label", [english(said["label"])]),
            ("skos:definition", [english(said["definition"])]),
            ("dcterms:bibliographicCitation", [quoted(citation(said))]),
            ("vann:preferredNamespacePrefix", [quoted(PREFIX)]),
            ("vann:preferredNamespaceUri", [quoted(NAMESPACE)]),
            ("owl:versionIRI", [f"<ontology/{said['version']}>"]),
            ("owl:versionInfo", [quoted(said["version"])]),
            OURS,
        ],
    )


def citation(said: Mapping[str, Any]) -> str:
    """Return how the ontology is cited."""
    return f"{said['creator']} ({said['modified'].year}). {said['title']}. Version {said['version']}. {ONTOLOGY}"


def _class(kind: Kind) -> str:
    return node(
        f"ck:{kind.name}",
        [("a", ["owl:Class"]), ("rdfs:subClassOf", _prefixed(kind.above)), *_words(kind)],
    )


def _property(schema: Schema, field: Field) -> str:
    kind = "owl:DatatypeProperty" if field.takes in PLAIN else "owl:ObjectProperty"
    return node(
        f"ck:{camel(field.name)}",
        [
            ("a", [kind, *(["owl:FunctionalProperty"] if _functional(schema, field) else [])]),
            ("rdfs:subPropertyOf", _prefixed(field.above)),
            ("rdfs:domain", _union(field.domain or (() if field.open else schema.bearers(field.name)))),
            ("rdfs:range", _union(_range(schema, field))),
            *_words(field),
        ],
    )


def _functional(schema: Schema, field: Field) -> bool:
    """Tell whether nothing has two values: no kind that is stated may, and one is."""
    if field.functional is not None:
        return field.functional
    kinds = schema.stated
    bearers = schema.bearers(field.name)
    return bool(bearers) and not any(kinds[name].many(field.name) for name in bearers)


def _range(schema: Schema, field: Field) -> tuple[str, ...]:
    if field.range:
        return field.range
    if field.takes == "concept":
        return (concept_class(schema, field),)
    if field.takes == "source":
        return ("Citation",)
    return (VALUES[field.takes],) if field.takes in VALUES else field.names


def concept_class(schema: Schema, field: Field) -> str:
    """Return the class of the concepts that a field takes."""
    if field.scheme == "work":
        return "Work"
    kinds = [kind.name for kind in schema.kinds.values() if kind.vocabulary == field.scheme]
    return kinds[0] if kinds else "skos:Concept"


def _borrowed(name: str, term: Mapping[str, str]) -> str:
    return node(
        name,
        [
            ("a", [TERM_KINDS[term["kind"]]]),
            ("rdfs:subClassOf", _prefixed(listed(term.get("is")))),
            ("rdfs:label", [english(term["label"])]),
            ("skos:definition", [english(term["definition"])]),
            ("rdfs:isDefinedBy", [f"<{term['defined_by']}>"]),
        ],
    )


def _disjoint(schema: Schema, part: Part) -> Iterator[tuple[str, ...]]:
    for members in part.rest.get("disjoint", ()):
        if isinstance(members, str):
            above = members.removeprefix("every kind of ")
            lowest = schema.kinds.keys() - {name for kind in schema.kinds.values() for name in kind.above}
            yield tuple(name for name in schema.kinds if name in lowest and schema.is_a(name, above))
        else:
            yield tuple(members)


def _days(field: Field) -> Iterator[str]:
    name = camel(field.name)
    for part, word, day in ((EARLIEST, "earliest", "first"), (LATEST, "latest", "last")):
        said = f"The {day} day that the date given for '{field.label}' allows; derived from ck:{name}."
        yield node(
            f"ck:{name}{part}",
            [
                ("a", ["owl:DatatypeProperty", "owl:FunctionalProperty"]),
                ("rdfs:range", ["xsd:date"]),
                ("rdfs:label", [english(f"{field.label}, {word}")]),
                ("skos:definition", [english(said)]),
                OURS,
            ],
        )


def _words(said: Kind | Field) -> list[Statement]:
    return [
        ("rdfs:label", [english(said.label)]),
        ("skos:definition", [english(said.definition)]),
        ("skos:scopeNote", [english(said.scope)] if said.scope else []),
        ("owl:deprecated", ["true"] if said.replaced_by else []),
        ("dcterms:isReplacedBy", [_successor(said)] if said.replaced_by else []),
        OURS,
    ]


def _successor(said: Kind | Field) -> str:
    """Return the term that takes the place of one that is no longer to be used."""
    name = said.replaced_by or ""
    return f"ck:{name if isinstance(said, Kind) else camel(name)}"


def _prefixed(names: tuple[str, ...]) -> list[str]:
    return [name if ":" in name else f"ck:{name}" for name in names]


def _union(names: tuple[str, ...]) -> list[str]:
    """Return a class, or the union of several."""
    classes = _prefixed(names)
    return [f"[ a owl:Class ; owl:unionOf ( {' '.join(classes)} ) ]"] if len(classes) > 1 else classes
