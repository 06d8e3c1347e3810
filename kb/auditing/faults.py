"""Everything that is wrong with case files, in the order in which it stands there: not the first fault alone.

What is at fault is left out and the rest is read on, so that one slip hides no other. What follows only from a fault
that has been told (a fact that names one which could not be read) is no fault of its own.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kb.auditing.belied import belied
from kb.auditing.slips import slips
from kb.dates import DateError, moment
from kb.errors import InputError, Place
from kb.reading.loading import load
from kb.reading.relations import Fault
from kb.store import KnowledgeBase
from ontology.terms import EDTF

if TYPE_CHECKING:
    from kb.reading.shapes import Watch

FORM, FACT, SHAPE, COMPLETENESS, UNREAD, SLIP = "form", "fact", "shape", "completeness", "unread", "slip"
"""The sorts of finding: of the writing of a file; of a fact; against the ontology's shapes; a statement that
the record is complete and that the record belies; and, as remarks, a fact that no rule reads, and a decision that
seems to lack something."""
REMARKS = (UNREAD, SLIP)


_XSD = "http://www.w3.org/2001/XMLSchema#"
_READS: Mapping[str, Callable[[str], object]] = {
    EDTF: moment,
    f"{_XSD}integer": int,
    f"{_XSD}decimal": Decimal,
    f"{_XSD}double": float,
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing found: where it stands, its sort, the fact it is about (if one), what is wrong, why, and what to do."""

    path: str
    line: int
    column: int
    sort: str
    fact: str
    what: str
    why: str = ""
    remedy: str = ""

    @property
    def is_fault(self) -> bool:
        """Tell whether it must be mended; else it is a remark."""
        return self.sort not in REMARKS


def audit(paths: Sequence[Path], extra: Sequence[Path] = ()) -> tuple[KnowledgeBase, list[Finding]]:
    """Return what can be read of some files, with others beside them, and all that is wrong with any of them.

    Raises:
        InputError: a path leads nowhere.
    """
    told: list[InputError] = []
    kb = load(paths, extra, told.append)
    found = [_finding(error) for error in told]
    for name, fault in belied(kb):
        found.append(_at(kb, name, COMPLETENESS, fault))
    return kb, sorted(set(found))


def against_shapes(
    kb: KnowledgeBase, files: Collection[str], found: Sequence[Finding], watch: "Watch" = iter
) -> Iterator[Finding]:
    """Yield what the shapes refuse in the facts of some files, but in those of which a fault has been told."""
    from kb.reading.shapes import check  # noqa: PLC0415 - slow to import

    names = {name for name, place in kb.places.items() if place.path in files}
    told: dict[tuple[str, str], set[str]] = {}
    for fault in found:
        told.setdefault((fault.path, fault.fact), set()).update(_WORD.findall(fault.what))
    readable = tuple(filter(_is_readable, kb.quads))
    for item in check(replace(kb, statements=lambda: readable), names, watch):
        name, field = item.node.partition("/source/")[0], item.what.partition(" ")[0]
        said = told.get((kb.places[name].path, name), set())
        if field in said or (said and not field.islower()) or _is_of_unknown(kb, item.what):
            continue
        why = "The ontology says so of every fact of this kind, and rules rely on it."
        remedy = "Bring the fact in line with that; docs/facts.md shows one of each kind."
        yield _at(kb, name, SHAPE, Fault(None, item.what, why, remedy))


def _is_readable(quad: ox.Quad) -> bool:
    """Tell whether a statement holds no date or number that is none: shapes could not be held against it."""
    value = quad.object
    if not isinstance(value, ox.Literal) or value.datatype.value not in _READS:
        return True
    try:
        _READS[value.datatype.value](value.value)
    except (DateError, ValueError, InvalidOperation):
        return False
    return True


def _is_of_unknown(kb: KnowledgeBase, what: str) -> bool:
    """Tell whether a finding is about a value that could not be read, of which a fault has been told."""
    _, marked, value = what.rpartition(" (it is ")
    return bool(marked) and value.removesuffix(")") not in kb.records


def _finding(error: InputError) -> Finding:
    place = error.where or Place("")
    fact, sort = error.fact.partition("/source/")[0], FACT if error.fact else FORM
    return Finding(place.path, place.line or 1, place.column or 1, sort, fact, error.what, error.why, error.remedy)


def _at(kb: KnowledgeBase, name: str, sort: str, fault: Fault) -> Finding:
    place = kb.places.get(name) or Place("")
    what = f"{name}: {fault.what}"
    return Finding(place.path, place.line or 1, place.column or 1, sort, name, what, fault.why, fault.remedy)


def remark(kb: KnowledgeBase, name: str, why: str) -> Finding:
    """Return the remark that no rule reads a fact."""
    return _at(kb, name, UNREAD, Fault(None, "no rule reads this fact", why, "It does no harm, and changes no answer."))


def remarks(kb: KnowledgeBase, names: Collection[str]) -> Iterator[Finding]:
    """Yield, of the facts of these names, the remark on each that seems to lack something."""
    yield from (_at(kb, name, SLIP, fault) for name, fault in slips(kb) if name in names)
