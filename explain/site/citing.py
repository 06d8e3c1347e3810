"""How a page is cited: in one line, and as an entry for a bibliography."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from explain.made_with import MadeWith
from kb.names import iri_of
from ontology.stating import bundled


@dataclass(frozen=True)
class Cited:
    """How a page is cited: ``text`` in one line, ``bibtex`` as an entry of BibTeX."""

    text: str
    bibtex: str


def cited(name: str, title: str, made: MadeWith) -> Cited:
    """Return how a page is cited, with the digests by which what it says can be found again."""
    said: dict[str, Any] = bundled().parts[0].rest["ontology"]
    whole, creator, changed = said["dataset"]["title"], said["creator"], said["modified"]
    year = changed.year if isinstance(changed, date) else str(changed)[:4]
    address, state = iri_of(name), f"rules {made.rules}, facts {made.facts}"
    text = f"{creator} ({year}). {title}. In {whole} ({made.program}; {state}). {address}"
    fields = {
        "author": f"{{{creator}}}",
        "title": _tex(title),
        "howpublished": f"In: {_tex(whole)} ({made.program})",
        "year": str(year),
        "note": state,
        "url": address,
    }
    entry = ",\n".join(f"  {field} = {{{value}}}" for field, value in fields.items())
    return Cited(text, f"@misc{{coalition-kb-{name.replace('/', '-') or 'start'},\n{entry}\n}}")


def _tex(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "&%$#_{}" else letter for letter in text)
