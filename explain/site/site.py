"""The site: which pages there are, where each stands, and what it says, without any file being written.

The address of a page is the path of the IRI of what it is about, below the base of the knowledge base, with
``.html`` behind it; what is known of it as RDF and as JSON stands beside it under ``.ttl`` and ``.json``. Pages that
list many things stand under ``all/``.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from explain.design import properties
from explain.pictures.svg import rules
from explain.site.citing import cited
from explain.site.holdings import Holdings
from explain.site.pages.every import LISTS, SORTS
from explain.site.searching import index
from explain.site.sorts import ALL, Page, View, plain
from explain.site.sorts import Links as Leading
from explain.words.telling import sentence
from kb.names import name_of
from kb.writing.export import serialise
from kb.writing.rdf import Triple
from rules.judging.court import Court

START: Final = ""
"""The name of the page with which a reader begins."""
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"
)
"""What a browser may do for a page."""
_ENDINGS: Final = (".html", ".ttl", ".json")
_UNSAFE: Final = re.compile(r"[^\w.~+-]")
_LONGEST: Final = 50
_SHARED: Final = {
    f"{ALL}style.css": ("answer.css", "site/site.css"),
    f"{ALL}site.js": ("answer.js", "site/search.js"),
}
"""What all pages share, made of the files that are named."""
_INDEX: Final = f"{ALL}search-index.js"
"""What the search looks through: a script, since a page from the file system may fetch nothing."""


class Site:
    """The pages of one court: ``pages`` by name, ``html`` and ``file`` by address; each is made when asked for."""

    def __init__(
        self,
        court: Court,
        given: tuple[str, ...] = (),
        beside: Callable[[Page], str] | None = None,
        live: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """List the pages.

        Args:
            court: what is known, and the rules.
            given: the options by which commands come to the same facts, rules and thresholds, as they are typed.
            beside: what a live site adds below the text of a page, as HTML.
            live: to what else each page of a live site leads: words, and the address.
        """
        self.held = Holdings(court, given)
        self._beside = beside
        self._live = live

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Return every page by the name of what it is about, in the order of the sorts."""
        found: dict[str, Page] = {}
        taken = {address.casefold() for address in (*_SHARED, _INDEX)}
        for sort in SORTS:
            for name in sort.names(self.held):
                if name not in found:
                    title, words = sort.title(self.held, name), sort.words(self.held, name)
                    found[name] = Page(name, sort, title, _address(name, taken), words)
        return found

    @cached_property
    def _by_address(self) -> Mapping[str, Page]:
        return {page.address: page for page in self.pages.values()}

    def addresses(self) -> Iterator[str]:
        """Yield the address of every file: pages, what stands beside each, and what all share."""
        yield from (*_SHARED, _INDEX)
        for page in self.pages.values():
            yield page.address
            yield from beside(page.address).values()

    def page(self, address: str) -> Page | None:
        """Return the page that stands at an address, or beside which that stands."""
        stem = address.rpartition(".")[0]
        return self._by_address.get(f"{stem}.html")

    def leading(self, iri: str) -> str | None:
        """Return the address of the page on which a node is told, by its IRI; ``None`` where none tells of it."""
        name, _, at = name_of(iri).partition("#")
        seen = Seen(self, "index.html")
        while name and not seen.to(name):
            name = name.rpartition("/")[0]
        return seen.to(name, at) if name else None

    def file(self, address: str) -> bytes:
        """Return what stands at an address.

        Raises:
            KeyError: nothing does.
        """
        if address in _SHARED:
            texts = [files("explain").joinpath(name).read_text(encoding="utf-8") for name in _SHARED[address]]
            return "".join([properties(), *texts, rules()] if address.endswith(".css") else texts).encode()
        if address == _INDEX:
            return index(self.pages.values())
        page = self.page(address)
        if page is None:
            raise KeyError(address)
        if address == page.address:
            return self.html(page).encode()
        return self.json(page) if address.endswith(".json") else serialise({"page": self.graph(page)}, "turtle")

    def html(self, page: Page) -> str:
        """Return a page."""
        seen = Seen(self, page.address)
        view = page.sort.view(self.held, page.name, seen)
        return _templates().get_template(f"{page.sort.id}.html").render({**self.frame(page, seen), **view})

    def frame(self, page: Page, seen: "Seen") -> View:
        """Return what every page shows beside its own."""
        return {
            "page": page,
            "up": "../" * page.address.count("/"),
            "to": seen.to,
            "files": {kind: quote(seen.from_here(address)) for kind, address in beside(page.address).items()},
            "policy": POLICY,
            "cited": cited(page.name, page.title, self.held.made),
            "lists": LISTS,
            "live": self._live,
            "made": self.held.made.told,
            "beside": self._beside(page) if self._beside else "",
        }

    def json(self, page: Page) -> bytes:
        """Return what stands beside a page as JSON."""
        data = page.sort.data(self.held, page.name)
        return (json.dumps(plain(data), ensure_ascii=False, indent=2) + "\n").encode()

    def graph(self, page: Page) -> Iterator[Triple]:
        """Yield what stands beside a page as RDF."""
        yield from page.sort.graph(self.held, page.name)


class Seen(Leading):
    """The pages of a site as they lie seen from one of them."""

    def __init__(self, site: Site, here: str) -> None:
        """Look from an address."""
        self._site = site
        self._up = "../" * here.count("/")

    def from_here(self, address: str) -> str:
        """Return the way to an address."""
        return self._up + address

    def to(self, name: str | None, at: str = "") -> str:
        """Return the way to the page of a node, or to a place on it; empty where it has none."""
        page = self._site.pages.get(name) if name is not None else None
        if page is None:
            return ""
        return quote(self.from_here(page.address)) + (f"#{quote(at)}" if at else "")


def beside(address: str) -> dict[str, str]:
    """Return what stands beside a page, by what it is."""
    stem = address.removesuffix(".html")
    return {"Turtle": f"{stem}.ttl", "JSON": f"{stem}.json"}


def _address(name: str, taken: set[str]) -> str:
    """Return where a page stands; one that would take the place of another steps aside."""
    parts = (_UNSAFE.sub("_", part).lstrip(".") for part in name.split("/"))
    stem = "/".join(_short(part) for part in parts if part) or "index"
    while any(f"{stem}{ending}".casefold() in taken for ending in _ENDINGS):
        stem += "-"
    taken.update(f"{stem}{ending}".casefold() for ending in _ENDINGS)
    return f"{stem}.html"


def _short(part: str) -> str:
    """Return a part of an address that every file system takes."""
    return part if len(part) <= _LONGEST else f"{part[:_LONGEST]}-{hashlib.sha256(part.encode()).hexdigest()[:8]}"


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("explain.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["sentence"] = sentence
    return made
