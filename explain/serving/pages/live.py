"""The site alive: its pages as they are asked for, with a box to ask in and facts to change, and pages in its frame."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.loaders import ChoiceLoader

from explain.made_with import facts_of
from explain.serving.pages.writing import hidden, line, options
from explain.site.holdings import Holdings
from explain.site.site import Seen, Site
from explain.site.sorts import Page, Sort
from explain.words.changes import described
from explain.words.telling import Teller
from ontology.stating import in_use
from rules.judging.court import Court, Judgement

_FIRST = "contribution"
"""The kind of fact that is offered first: what changed was one of these."""

WAYS = (("Ask", "ask"), ("What if", "what-if"), ("SPARQL", "sparql"))
"""To what every page leads that a site in files does not have."""


class Live(Site):
    """The pages of one court, alive."""

    def __init__(self, court: Court, given: tuple[str, ...] = ()) -> None:
        """List the pages, as :class:`Site` does."""
        super().__init__(court, given, self._alive, WAYS)

    def file(self, address: str) -> bytes:
        """Return what stands at an address; the style has what forms need.

        Raises:
            KeyError: nothing does.
        """
        more = files("explain.serving").joinpath("live.css").read_bytes() if address == "all/style.css" else b""
        return super().file(address) + more

    def framed(self, title: str, address: str, body: str, above: str = "") -> bytes:
        """Return a page that is made when it is asked for: its title, address and content, and what stands above."""
        page = Page(address, Sort(), title, address)
        shown = {**self.frame(page, Seen(self, address)), "beside": "", "above": above, "body": body}
        return _templates().get_template("live.html").render(shown).encode()

    def _alive(self, page: Page) -> str:
        """Return what a page has here below its text: on that of an episode, a box to ask in, and facts to change."""
        judged = self.held.judgements.get(page.name)
        if judged is None:
            return ""
        up = "../" * page.address.count("/")
        talk = hidden([("q", f"what about {page.name}?")])
        return (
            '<section id="what-if" aria-labelledby="what-if-heading"><h2 id="what-if-heading">What if?</h2>\n'
            f"{chosen(self, judged, (), up)}</section>\n"
            '<section id="ask" aria-labelledby="ask-heading"><h2 id="ask-heading">Ask about it</h2>\n'
            f"{line(f'{up}ask', talk)}</section>"
        )


def chosen(site: Live, judgement: Judgement, changes: Sequence[tuple[str, str]], up: str, fact: str = "") -> str:
    """Return the form in which a fact is chosen that is to be changed: those that a judgement rests on come first."""
    held = site.held
    teller = Teller(held.kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    offered: dict[str, dict[str, str]] = {}
    for names, more in _offered(held, judgement):
        kinds = {name: in_use().kinds[type(held.kb.records[name]).__name__].label for name in names}
        for name in sorted(names, key=lambda name: "" if kinds[name] == _FIRST else kinds[name]):
            offered.setdefault(kinds[name] + more, {})[name] = described(teller, held.kb.records[name])
    return (
        f'<form class="live line" action="{up}what-if/{quote(judgement.episode.id)}" method="get">{hidden(changes)}'
        f'<select name="about" aria-label="A fact to change">{options(offered, fact)}</select>'
        "<button>Change this fact</button></form>"
    )


def _offered(held: Holdings, judgement: Judgement) -> Iterator[tuple[list[str], str]]:
    """Yield facts in order of time, and what is added to their kind: those used, and others about the same part."""
    records, episode = held.kb.records, judgement.episode
    about = {episode.coalition, episode.state}
    used = (facts_of([judgement.proof]) | about) & records.keys()
    yield held.in_time(used), ""
    named = {episode.coalition, None}
    others = {
        name
        for name, record in records.items()
        if getattr(record, "state", None) == episode.state and getattr(record, "coalition", None) in named
    }
    yield held.in_time(others - used), ", of which the verdict makes no use"


@cache
def _templates() -> Environment:
    return Environment(
        loader=ChoiceLoader([PackageLoader("explain.serving"), PackageLoader("explain.site")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
