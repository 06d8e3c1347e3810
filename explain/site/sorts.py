"""What a page is: its sort says which pages there are, what each shows, and what stands beside it as data and RDF."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple

from explain.site.holdings import Holdings
from kb.dates import Moment
from kb.names import iri_of
from kb.writing.rdf import Triple

View = Mapping[str, Any]
"""What a template shows, by the names that it uses."""

ALL = "all/"
"""Under this the pages stand that list many things, and what all pages share."""


class Link(NamedTuple):
    """Words that lead to the page of a node, or to a place on it, where there is one."""

    text: str
    name: str | None = None
    at: str = ""


@dataclass(frozen=True)
class Page:
    """A page: whose and of what sort it is, its title, where it stands, and by which other words it is found."""

    name: str
    sort: "Sort"
    title: str
    address: str
    words: str = ""


class Sort:
    """A sort of page; ``id`` names its template, ``noun`` says in a word what such a page is about."""

    id: str
    noun: str

    def names(self, held: Holdings) -> Iterable[str]:
        """Return the nodes that have such a page."""
        raise NotImplementedError

    def title(self, held: Holdings, name: str) -> str:
        """Return what a page is called."""
        return held.kb.label(name)

    def words(self, held: Holdings, name: str) -> str:
        """Return by which words a page is found beside its title."""
        del held, name
        return ""

    def view(self, held: Holdings, name: str, links: "Links") -> View:
        """Return what a page shows."""
        raise NotImplementedError

    def data(self, held: Holdings, name: str) -> Any:
        """Return what stands beside a page as JSON."""
        raise NotImplementedError

    def graph(self, held: Holdings, name: str) -> Iterable[Triple]:
        """Return what stands beside a page as RDF."""
        return held.stated(name)


class Links:
    """Where the pages of a site stand, seen from one of them."""

    def to(self, name: str | None, at: str = "") -> str:
        """Return the way to the page of a node, or to a place on it; empty where it has none."""
        raise NotImplementedError


def plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    if isinstance(value, Moment):
        return value.text
    if isinstance(value, Link):
        return {"text": value.text, "iri": iri_of(value.name)} if value.name else value.text
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (tuple, list)) else value
