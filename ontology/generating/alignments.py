"""The alignments in Turtle: each as a mapping of SKOS, and as an axiom with a name that says why and whence."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ontology.generating.turtle import english, node
from ontology.stating import bundled
from ontology.terms import FOLDER, camel

FILE = FOLDER / "alignments.yaml"

RELATIONS = {"same": "exactMatch", "near": "closeMatch", "wider": "broadMatch", "narrower": "narrowMatch"}
"""What the other term is beside ours, and how SKOS says so."""

HEAD = """\
# Written by `make schema` from ontology/alignments.yaml: edit the file there, not this one.
#
# How terms of the ontology stand to those of other vocabularies. Each is said twice: as a mapping, and as an axiom that
# says why, and where the other term is defined.

@base <https://w3id.org/coalition-kb/> .
@prefix ck: <https://w3id.org/coalition-kb/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def alignments() -> str:
    """Return the alignments, in Turtle."""
    given = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    prefixes = (f"@prefix {name}: <{said['start']}> .\n" for name, said in sorted(given["vocabularies"].items()))
    told = ((name, said) for name, some in given["alignments"].items() for said in some_of(some))
    texts = (text for name, said in told for text in _alignment(name, said, given))
    return HEAD + "".join(prefixes) + "".join(f"\n{text}" for text in texts)


def some_of(said: Mapping[str, str] | list[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Return what is said of one term: its counterpart, or a list of several."""
    return said if isinstance(said, list) else [said]


def _alignment(name: str, said: Mapping[str, str], given: Mapping[str, Any]) -> Iterator[str]:
    ours = f"ck:{name if name in bundled().kinds else camel(name)}"
    for relation, link in RELATIONS.items():
        if relation in said:
            other = said[relation]
            vocabulary = given["vocabularies"][other.partition(":")[0]]
            yield node(ours, [(f"skos:{link}", [other])])
            yield node(
                f"<alignment/{name}/{other.replace(':', '/')}>",
                [
                    ("a", ["owl:Axiom"]),
                    ("owl:annotatedSource", [ours]),
                    ("owl:annotatedProperty", [f"skos:{link}"]),
                    ("owl:annotatedTarget", [other]),
                    ("rdfs:comment", [english(said["why"])]),
                    ("dcterms:source", [f"<{vocabulary['source']}>"]),
                ],
            )
