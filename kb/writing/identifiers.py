"""By which identifiers others know what is on record: codes of states, and where works are to be found.

Nothing is looked up: the codes stand in ``identifiers/states.yaml``, and a work's identifiers in the bibliography.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import yaml

from kb.names import RDFS, SKOS, XSD, iri_of
from kb.records import State
from kb.store import KnowledgeBase, Work
from kb.writing.rdf import IRI, Triple, concept
from ontology.terms import ALIGNMENTS_FILE, BASE, term

STATES: Final = Path(__file__).parent.parent / "identifiers" / "states.yaml"

_BIBO = "http://purl.org/ontology/bibo/"
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)")
_TEXTS = {"iso2": "isoAlpha2", "iso3": "isoAlpha3", "iso": "isoNumeric"}
_NUMBERS = {"cow": "cowCode", "gw": "gwCode"}


@cache
def codes() -> Mapping[str, Mapping[str, Any]]:
    """Return the codes of every state in the list, by each name that a case file might give it."""
    given = yaml.load(STATES.read_text(encoding="utf-8"), yaml.CSafeLoader)["states"]
    return {name: said for key, said in given.items() for name in (key, *said.get("also", ()))}


def identifiers(kb: KnowledgeBase, works: Iterable[str]) -> Iterator[Triple]:
    """Yield how terms stand to those of others, the codes of states on record, and where some works are to be found."""
    for quad in ox.parse(ALIGNMENTS_FILE.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=BASE):
        yield quad.triple
    for state in kb.of(State):
        yield from _state(IRI(iri_of(state.id)), codes().get(state.id, {}))
    for key in works:
        yield from _work(concept("work", key), kb.works[key])


def _state(node: IRI, said: Mapping[str, Any]) -> Iterator[Triple]:
    for key, link in _TEXTS.items():
        if key in said:
            yield Triple(node, IRI(term(link)), ox.Literal(said[key]))
    for key, link in _NUMBERS.items():
        if key in said:
            yield Triple(node, IRI(term(link)), ox.Literal(str(said[key]), datatype=IRI(XSD + "integer")))


def _work(node: IRI, work: Work) -> Iterator[Triple]:
    found = _DOI.match(work.url)
    doi = work.doi or (found[1] if found else "")
    if doi:
        yield Triple(node, IRI(_BIBO + "doi"), ox.Literal(doi))
        yield Triple(node, IRI(SKOS + "exactMatch"), IRI(f"https://doi.org/{_sound(doi)}"))
    if work.isbn:
        yield Triple(node, IRI(_BIBO + "isbn"), ox.Literal(work.isbn))
    if work.url and not found and "://" in work.url:
        yield Triple(node, IRI(RDFS + "seeAlso"), IRI(_sound(work.url)))


def _sound(text: str) -> str:
    """Return an address without the letters that no IRI may hold."""
    return re.sub(r'[\s<>"{}|\\^`]', lambda found: f"%{ord(found[0]):02X}", text)
