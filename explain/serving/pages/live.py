"""The site alive: its pages as they are asked for, with a box to ask in and facts to change, and pages in its frame."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.loaders import ChoiceLoader

from explain.made_with import facts_of
from explain.serving.pages.writing import hidden, line, options
from explain.site.site import Seen, Site
from explain.site.sorts import Page, Sort
from explain.words.changes import described
from explain.words.telling import Teller
from ontology.stating import in_use
from rules.judging.court import Court, Judgement

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
    """Return the form in which a fact is chosen that is to be changed, among those that a judgement rests on."""
    offered: dict[str, dict[str, str]] = {}
    for label, name, told in resting(site, judgement):
        offered.setdefault(label, {})[name] = told
    return (
        f'<form class="live line" action="{up}what-if/{quote(judgement.episode.id)}" method="get">{hidden(changes)}'
        f'<select name="about" aria-label="A fact that the verdict rests on">{options(offered, fact)}</select>'
        "<button>Change this fact</button></form>"
    )


def resting(site: Live, judgement: Judgement) -> list[tuple[str, str, str]]:
    """Return the facts on which a judgement rests: the kind of each, its name and what it says, by kind and time.

    Contributions come first: what changed was one of them.
    """
    kb, held = site.held.kb, site.held
    teller = Teller(kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    names = held.in_time(facts_of([judgement.proof]) & kb.records.keys())
    found = [
        (in_use().kinds[type(kb.records[name]).__name__].label, name, described(teller, kb.records[name]))
        for name in names
    ]
    first = in_use().kinds["Contribution"].label
    return sorted(found, key=lambda item: (item[0] != first, item[0]))


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
