"""The shapes in SHACL: what a sound case says of each kind, field by field, with a message for each."""

from collections.abc import Iterator

from ontology.generating.ontology import concept_class
from ontology.generating.turtle import Statement, english, node, quoted
from ontology.stating import BASE_FIELDS, VALUES, Field, Kind, Schema, bundled, with_article
from ontology.terms import BASE, EARLIEST, LATEST, camel

HEAD = """\
# Written by `make schema` from ontology/schema/: edit the files there, not this one.
#
# SHACL shapes: what a well-formed case says of each kind of record, field by field.
# Data to validate: the case files with the vocabularies. Dates are EDTF; derived ck:...Earliest and ck:...Latest
# triples, where present, let a period's order be checked: it fails only when no reading of the dates puts it right.

@base <https://w3id.org/coalition-kb/> .
@prefix ck: <https://w3id.org/coalition-kb/ontology#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/coalition-kb/shapes#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

COMMON = """\
# Values that fields share

shape:Date
    a sh:NodeShape ;
    sh:datatype edtf:EDTF ;
    sh:pattern "^[\\\\[{]?(\\\\.\\\\.)?[?~%]?-?Y?-?[0-9X]{4}[-0-9XETYSZ:+/.,?~%\\\\]}]*$" ;
    sh:message "a date must be written as EDTF (ISO 8601-2), such as 2014-10-06, 2014-10 or 2014-10~"@en .

shape:Label
    a sh:NodeShape ;
    sh:or ( [ sh:datatype xsd:string ] [ sh:datatype rdf:langString ] ) ;
    sh:message "a label or note must be text"@en .

# Fields that every record has

shape:Record
    a sh:NodeShape ;
    sh:nodeKind sh:IRI ;
    sh:property shape:Record-label, shape:Record-note, shape:Record-source, shape:Record-after, shape:Record-before .

shape:Record-label
    a sh:PropertyShape ;
    sh:path rdfs:label ;
    sh:maxCount 1 ;
    sh:node shape:Label ;
    sh:message "label of a record: at most one, text"@en .

shape:Record-note
    a sh:PropertyShape ;
    sh:path skos:note ;
    sh:maxCount 1 ;
    sh:node shape:Label ;
    sh:message "note of a record: at most one, text"@en .

shape:Record-source
    a sh:PropertyShape ;
    sh:path ck:source ;
    sh:minCount 1 ;
    sh:nodeKind sh:IRI ;
    sh:class ck:Citation ;
    sh:message "source of a record: at least one citation, which names a work and a place in it"@en .

shape:Record-after
    a sh:PropertyShape ;
    sh:path ck:after ;
    sh:nodeKind sh:IRI ;
    sh:message "after of a record: any number, each a name of a node"@en .

shape:Record-before
    a sh:PropertyShape ;
    sh:path ck:before ;
    sh:nodeKind sh:IRI ;
    sh:message "before of a record: any number, each a name of a node"@en .
"""

OWN_FIELDS = """\
# No unknown fields: a record bears no property of this ontology but its own

shape:OwnFieldsOnly
    a sh:NodeShape ;
    sh:targetNode <ontology> ;
    sh:sparql shape:OwnFieldsOnly-query .

shape:OwnFieldsOnly-query
    a sh:SPARQLConstraint ;
    sh:prefixes <shapes> ;
    sh:message "{?value} bears a field that its class does not have: {?path}"@en ;
    sh:select \"\"\"
        SELECT $this ?path ?value WHERE {
%s
            FILTER(STRSTARTS(STR(?path), "https://w3id.org/coalition-kb/ontology#"))
        }
    \"\"\" .

<shapes> sh:declare shape:prefix-ck .

shape:prefix-ck
    sh:prefix "ck" ;
    sh:namespace "https://w3id.org/coalition-kb/ontology#"^^xsd:anyURI .
"""

WORDS = {
    "text": "a text",
    "date": "a date",
    "truth": "true or false",
    "class": "a name of a class of records",
    "source": "a citation",
}


def shapes(schema: Schema | None = None) -> str:
    """Return the shapes of a schema, in Turtle."""
    schema = schema or bundled()
    return HEAD + "".join(f"\n{text}" for text in _texts(schema))


def _texts(schema: Schema) -> Iterator[str]:
    yield COMMON
    for scheme in _schemes(schema):
        yield node(
            f"shape:{scheme}",
            [
                ("a", ["sh:NodeShape"]),
                ("sh:nodeKind", ["sh:IRI"]),
                ("sh:property", [f"[ sh:path skos:inScheme ; sh:hasValue <{scheme}> ]"]),
                ("sh:message", [english(f"the value must be a concept of the scheme {scheme}")]),
            ],
        )
    yield "# One shape for each class of record\n"
    for kind in schema.stated.values():
        yield from kind_shapes(schema, kind)
    rows = (own_fields(schema, kind) for kind in schema.stated.values())
    yield OWN_FIELDS % "\n            UNION\n".join(f"            {row}" for row in rows)


def _schemes(schema: Schema) -> list[str]:
    """Return the schemes that fields draw on whose concepts are no records and no works."""
    fields = [schema.fields[name] for kind in schema.stated.values() for name in kind.counts]
    return sorted({f.scheme for f in fields if f.scheme and concept_class(schema, f) == "skos:Concept"})


def kind_shapes(schema: Schema, kind: Kind) -> Iterator[str]:
    """Return the shape of a kind, one for each of its fields, and one for each order of its dates."""
    below = [f"shape:{kind.name}-{camel(name)}" for name in kind.counts]
    below += [f"shape:{kind.name}-{camel(first)}-to-{camel(last)}" for first, last in orders(schema, kind)]
    target: list[Statement] = [("a", ["sh:NodeShape"]), ("sh:targetClass", [f"ck:{kind.name}"])]
    record: Statement = ("sh:nodeKind", ["sh:IRI"]) if kind.name == "Citation" else ("sh:node", ["shape:Record"])
    yield node(f"shape:{kind.name}", [*target, record, ("sh:property", below)])
    for name in kind.counts:
        yield _field(schema, kind, schema.fields[name])
    for first, last in orders(schema, kind):
        yield node(
            f"shape:{kind.name}-{camel(first)}-to-{camel(last)}",
            [
                ("a", ["sh:PropertyShape"]),
                ("sh:path", [f"ck:{camel(first)}{EARLIEST}"]),
                ("sh:lessThanOrEquals", [f"ck:{camel(last)}{LATEST}"]),
                ("sh:message", [english(f"{first} of {kind.called} must not lie after {last}")]),
            ],
        )


def orders(schema: Schema, kind: Kind) -> list[tuple[str, str]]:
    """Return the pairs of dates of a kind of which the second cannot lie before the first."""
    return [
        (first, last)
        for last in kind.counts
        for first in kind.counts
        if first in schema.fields[last].not_before
    ]  # fmt: skip


def _field(schema: Schema, kind: Kind, field: Field) -> str:
    least, many = kind.least(field.name), kind.many(field.name)
    count = kind.counts[field.name]
    value = describe(schema, field)
    said = f"{field.name} of {kind.called}: {count}, {'each ' if many else ''}{value}"
    return node(
        f"shape:{kind.name}-{camel(field.name)}",
        [
            ("a", ["sh:PropertyShape"]),
            ("sh:path", [f"ck:{camel(field.name)}"]),
            ("sh:minCount", [str(least)] if least else []),
            ("sh:maxCount", [] if many else ["1"]),
            *_values(schema, field),
            ("sh:message", [english(said)]),
        ],
    )


def _values(schema: Schema, field: Field) -> list[Statement]:
    """Return what a value must be."""
    if field.takes in VALUES:
        return _literals(field)
    iri: Statement = ("sh:nodeKind", ["sh:IRI"])
    if field.takes == "class":
        return [iri, ("sh:in", [f"( {' '.join(f'ck:{name}' for name in listable(schema))} )"])]
    if field.scheme == "work":
        return [iri, ("sh:pattern", [quoted(f"^{BASE}work/[^/]+$")])]
    if field.takes == "concept":
        kind = concept_class(schema, field)
        return [("sh:node", [f"shape:{field.scheme}"])] if ":" in kind else [iri, ("sh:class", [f"ck:{kind}"])]
    if len(field.names) > 1:
        return [iri, ("sh:or", [f"( {' '.join(f'[ sh:class ck:{name} ]' for name in field.names)} )"])]
    return [iri, ("sh:class", [f"ck:{name}" for name in field.names])]


def _literals(field: Field) -> list[Statement]:
    if field.takes == "date":
        return [("sh:node", ["shape:Date"])]
    low, high = field.bounds
    return [
        ("sh:datatype", [VALUES[field.takes]]),
        ("sh:minLength", ["1"] if field.takes == "text" else []),
        ("sh:minInclusive", [] if low is None else [str(low)]),
        ("sh:maxInclusive", [] if high is None else [str(high)]),
    ]


def listable(schema: Schema) -> list[str]:
    """Return the kinds that may be named as kinds: all that no vocabulary lists in full."""
    return [name for name, kind in schema.observed.items() if kind.vocabulary is None]


def describe(schema: Schema, field: Field) -> str:
    """Return in words what a field takes."""
    if field.takes in ("count", "number"):
        low, high = field.bounds
        noun = "a whole number" if field.takes == "count" else "a number"
        if high is not None:
            return f"{noun} from {low} to {high}"
        return noun if low is None else f"{noun} of at least {low}"
    if field.scheme == "work":
        return "a key of a work in the bibliography"
    if field.takes == "concept":
        return f"a concept of the scheme {field.scheme}"
    if field.takes == "node":
        kinds = [with_article(schema.kinds[name].label) for name in field.names]
        return f"a name of {' or '.join(kinds) or 'a node'}"
    return WORDS[field.takes]


def own_fields(schema: Schema, kind: Kind) -> str:
    """Return a part of a query that finds what a fact of a kind bears and does not have."""
    shared = () if kind.name == "Citation" else (name for name in BASE_FIELDS if name in schema.fields)
    names = [camel(name) for name in (*kind.counts, *shared)]
    dates = [camel(name) for name in kind.counts if schema.fields[name].takes == "date"]
    if dates:
        names.append(f"({'|'.join(dates)})({EARLIEST}|{LATEST})")
    pattern = f'"#({"|".join(names)})$"'
    return f"{{ ?value a ck:{kind.name} ; ?path ?object . FILTER(!REGEX(STR(?path), {pattern})) }}"
