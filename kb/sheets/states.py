"""Which state a name or code means: by the states on record, then by the lists of codes that data sets use.

Names, ISO codes and Gleditsch-Ward numbers come from the list that the library country_converter brings. The Correlates
of War number states as Gleditsch and Ward do, but for a few; those are refused rather than remembered.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kb.records import Record, State

_PARTED: Final = frozenset({"255", "260", "265", "340", "345", "678", "679", "680", "946", "947", "955", "970"})
"""Numbers under which the two lists have, or may have, different states."""

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
HINT: Final = "pip install 'coalition-kb[sheets]' also reads other names and codes of states."


@dataclass(frozen=True)
class Country:
    """A state in the list of codes."""

    name: str
    iso2: str
    iso3: str
    number: str
    pattern: re.Pattern[str] = field(compare=False)

    @property
    def slug(self) -> str:
        """Return the name as the name of a node."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.casefold()).strip("-")


class States:
    """The states on record, and those that the rows of a table bring in."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Start from the states among some records."""
        self._known: dict[str, str] = {}
        self._by_country: dict[str, str] = {}
        self.added: dict[str, str] = {}
        self._found: dict[tuple[str, str], str | None] = {}
        for record in records:
            if isinstance(record, State):
                self.know(record.id, record.label)

    def know(self, name: str, label: str | None) -> None:
        """Take note of a state by its name and label."""
        for word in (name, label, _ARTICLE.sub("", label or "")):
            if word:
                self._known.setdefault(word.casefold(), name)
        self._by_country.clear()

    def find(self, text: str, code: str = "") -> str | None:
        """Return the name of the state that a text means; ``None`` where nothing vouches for one.

        Args:
            text: a name, or a code.
            code: by which list a number counts: ``gw`` or ``cow``.
        """
        key = (text, code)
        if key not in self._found:
            self._found[key] = self._find(text, code)
        return self._found[key]

    def _find(self, text: str, code: str) -> str | None:
        known = self._known.get(text.casefold()) or self._known.get(_ARTICLE.sub("", text).casefold())
        if known or (code == "cow" and text in _PARTED):
            return known
        country = country_of(text)
        if country is None:
            return None
        name = self._countries().get(country.iso3)
        if name is None:
            name = country.slug
            self.added[name] = country.name
            self.know(name, country.name)
        return name

    def _countries(self) -> Mapping[str, str]:
        """Return the states on record by their ISO code."""
        if not self._by_country:
            for word, name in self._known.items():
                country = country_of(word.replace("-", " "))
                if country:
                    self._by_country.setdefault(country.iso3, name)
        return self._by_country


def has_codes() -> bool:
    """Tell whether the list of codes is there."""
    return bool(_countries())


@cache
def country_of(text: str) -> Country | None:
    """Return the state of the list that a name, an ISO code or a Gleditsch-Ward number means, if it is one alone."""
    countries = _countries()
    word = text.strip()
    by_code = [item for item in countries if word and word.upper() in (item.iso2, item.iso3) and word.isupper()]
    if word.isdecimal():
        by_code = [item for item in countries if item.number == str(int(word))]
    if by_code or word.isdecimal():
        return by_code[0] if len(by_code) == 1 else None
    same = [item for item in countries if item.name.casefold() == word.casefold()]
    found = same or [item for item in countries if item.pattern.search(word)]
    return found[0] if len(found) == 1 else None


@cache
def _countries() -> tuple[Country, ...]:
    """Return the list, read from the library's own file: the library itself takes half a second to import."""
    spec = find_spec("country_converter")
    if spec is None or spec.origin is None:
        return ()
    return tuple(_read(Path(spec.origin).parent / "country_data.tsv"))


def _read(path: Path) -> Iterator[Country]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            pattern = re.compile(row["regex"], re.IGNORECASE)
            yield Country(row["name_short"], row["ISO2"], row["ISO3"], row["GWcode"], pattern)
