"""Which state a name or code means: by the states on record, then by the lists of codes that data sets use.

The codes stand in ``kb/identifiers/states.yaml``: those of ISO 3166-1, and the numbers of Gleditsch and Ward and of the
Correlates of War, which differ for a few states. Where the library country_converter is installed, its list of patterns
also finds names in other spellings.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kb.records import Record, State
from kb.writing.identifiers import codes

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_SMALL: Final = frozenset({"and", "of", "the"})
HINT: Final = "pip install 'coalition-kb[sheets]' finds states by other names, too."


class States:
    """The states on record, and those that the rows of a table bring in."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Start from the states among some records."""
        self._known: dict[str, str] = {}
        self._by_country: dict[str, str] = {}
        self._found: dict[tuple[str, str], str | None] = {}
        self.added: dict[str, str] = {}
        for record in records:
            if isinstance(record, State):
                self.know(record.id, record.label)

    def know(self, name: str, label: str | None) -> None:
        """Take note of a state by its name and label."""
        for word in (name, label, _ARTICLE.sub("", label or "")):
            if word:
                self._known.setdefault(word.casefold(), name)
        self._by_country.clear()
        self._found.clear()

    def find(self, text: str, code: str = "") -> str | None:
        """Return the name of the state that a text means; ``None`` where nothing vouches for one.

        Args:
            text: a name, or a code.
            code: by which list a number counts: ``gw`` or ``cow``.
        """
        key = (text, code)
        if key not in self._found:
            found = self._find(text, code)
            self._found[key] = found
        return self._found[key]

    def _find(self, text: str, code: str) -> str | None:
        known = self._known.get(text.casefold()) or self._known.get(_ARTICLE.sub("", text).casefold())
        country = None if known else country_of(text, code)
        if known or country is None:
            return known
        name = self._countries().get(country)
        if name is None:
            self.added[country] = label_of(country)
            self.know(country, label_of(country))
        return name or country

    def _countries(self) -> Mapping[str, str]:
        """Return the states on record by what the list of codes calls them."""
        if not self._by_country:
            for word, name in self._known.items():
                country = country_of(word.replace("-", " "))
                if country:
                    self._by_country.setdefault(country, name)
        return self._by_country


def has_patterns() -> bool:
    """Tell whether the list of other names is there."""
    return bool(_patterns())


@cache
def country_of(text: str, code: str = "") -> str | None:
    """Return what the list of codes calls the state that a name or code means, if it is one alone.

    A number counts by the list that ``code`` names; without one, both lists must have the same state under it.
    """
    word = text.strip()
    if word.isdecimal():
        found = {_by_code(name).get(str(int(word))) for name in ([code] if code else ("gw", "cow"))}
        return found.pop() if len(found) == 1 else None
    if word.isupper() and word in _by_code(f"iso{len(word)}"):
        return _by_code(f"iso{len(word)}")[word]
    slug = re.sub(r"[^a-z0-9]+", "-", _ARTICLE.sub("", word).casefold()).strip("-")
    if slug in codes():
        return _by_code("iso3")[codes()[slug]["iso3"]]
    fitting = {iso3 for iso3, pattern in _patterns() if pattern.search(word)}
    return _by_code("iso3").get(fitting.pop()) if len(fitting) == 1 else None


def label_of(country: str) -> str:
    """Return what a reader calls a state of the list."""
    return " ".join(word if word in _SMALL else word.capitalize() for word in country.split("-"))


@cache
def _by_code(name: str) -> Mapping[str, str]:
    """Return what the list calls each state, by one of its codes."""
    found: dict[str, str] = {}
    for country, said in codes().items():
        if name in said:
            found.setdefault(str(said[name]), country)
    return found


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of names by ISO code, from the library's own file: the library is slow to import."""
    spec = find_spec("country_converter")
    if spec is None or spec.origin is None:
        return ()
    with (Path(spec.origin).parent / "country_data.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return tuple((row["ISO3"], re.compile(row["regex"], re.IGNORECASE)) for row in rows)
