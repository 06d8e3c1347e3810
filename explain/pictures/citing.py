"""What stands below a picture in a paper: its caption, with what it was made, and the works in BibTeX."""

import textwrap
from collections.abc import Iterable

from explain.made_with import MadeWith
from explain.pictures.shapes import Picture
from explain.words.phrases import sources
from kb.records import Record
from kb.store import KnowledgeBase
from kb.writing.references import bibtex

_COLUMNS = 80

Works = tuple[tuple[str, ...], tuple[str, ...]]


def title_of(kb: KnowledgeBase, record: Record, text: str) -> str:
    """Return what a mark stands for, and in which places that is written, a line each."""
    return "\n".join([text, *sources(kb, record)])


def works_of(records: Iterable[Record]) -> Works:
    """Return the keys of the works read for some facts, and of the documents that these works cite there."""
    places = [place for record in records for place in record.source]
    read = {place.work for place in places}
    return tuple(sorted(read)), tuple(sorted({place.document for place in places if place.document} - read))


def joined(works: Iterable[Works]) -> Works:
    """Return all that several name."""
    found = list(works)
    read = {key for own, _ in found for key in own}
    return tuple(sorted(read)), tuple(sorted({key for _, own in found for key in own} - read))


def told(kb: KnowledgeBase, picture: Picture, made: MadeWith) -> str:
    """Return the caption of a picture, then the works read and the documents that they cite, in BibTeX."""
    read, cited = ([kb.works[key] for key in keys if key in kb.works] for keys in picture.works)
    works = "; ".join(dict.fromkeys(work.short for work in read))
    after = f" After {works}." if works else ""
    caption = f"{picture.caption}{after} Drawn by {made.program} from facts {made.facts}."
    parts = [textwrap.fill(caption, _COLUMNS, break_long_words=False, break_on_hyphens=False) + "\n"]
    parts += [f"% Works read\n\n{bibtex(read).decode()}"] if read else []
    parts += [f"% Documents that they cite\n\n{bibtex(cited).decode()}"] if cited else []
    return "\n".join(parts)
