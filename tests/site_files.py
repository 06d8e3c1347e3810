"""The site of all bundled cases, of examples and of an invented case, written once for all tests of a run."""

import posixpath
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from explain.site.site import Site
from kb.reading.loading import load
from rules.judging.court import Court
from tests.places import EXAMPLES

LONG = "the Most Serene and Federated Commonwealth of the Outer Terns"
HOSTILE = '<script>alert("x")</script> & "others"'
INVENTED = f"""facts:
  - {{id: outer-terns, type: State, label: {LONG}, source: {{work: vaneijk-2021, place: nowhere}}}}
  - {{id: lone-state, type: State, label: Lonely, source: {{work: vaneijk-2021, place: nowhere}}}}
  - id: index
    type: Coalition
    label: '{HOSTILE}'
    leader: lone-state
    begins: 2001-01-01
    aim: '{HOSTILE}'
    source: {{work: vaneijk-2021, place: '{HOSTILE}'}}
  - id: terns-of-the-outer-terns-1
    type: Contribution
    state: outer-terns
    coalition: index
    capability: f-16am
    role: air-strike
    begins: 2002-01-01
    ends: 2003-05
    count: 7
    note: '{HOSTILE}'
    source: {{work: vaneijk-2021, place: '{HOSTILE}', document: folketinget-2016a, document_place: p. 3}}
"""
"""A name of sixty letters, a state with one fact, texts that would break a page, and a fact called as a page is."""

LEFT_OUT = ("canada-afghanistan.yaml", "netherlands-afghanistan.yaml")
"""Examples that tell the bundled ISAF once more."""
_PATIENCE = 1200
"""How many tenths of a second a test waits for the site that another writes."""
DATA = ("index", "denmark-2016-12", "denmark/global-coalition", "work/vaneijk-2021", "rule/defection.combat")
"""The pages of which the data beside them are written, too."""


class Read(HTMLParser):
    """A page as a reader of links sees it: the names on it, where it leads, what it loads, and its words."""

    def __init__(self, path: Path) -> None:
        """Read a page."""
        super().__init__()
        self.names: list[str] = []
        self.links: list[tuple[str, dict[str, str | None]]] = []
        self.loaded: list[str] = []
        self.forms: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a tag names, and whither it leads."""
        given = dict(attrs)
        if given.get("id"):
            self.names.append(given["id"] or "")
        if tag == "a":
            self.links.append((given.get("href") or "", given))
        elif tag == "form":
            self.forms.append(given.get("action") or "")
        elif tag == "link" and given.get("rel") == "alternate":
            self.links.append((given.get("href") or "", given))
        elif tag in ("script", "img", "link", "iframe", "source", "object", "use", "image"):
            self.loaded.append(given.get("src") or given.get("href") or "")


def goal(page: str, link: str) -> tuple[str, str]:
    """Return the address to which a link on a page leads, and the name there."""
    address, name = urldefrag(link)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address))) if address else page, unquote(
        name
    )


def _written(folder: Path) -> Iterator[Path]:
    case = folder.parent / "invented.yaml"
    case.write_text(INVENTED, encoding="utf-8")
    examples = [path for path in sorted(EXAMPLES.iterdir()) if path.name not in LEFT_OUT]
    site = Site(Court(load(None, [*examples, case])))
    for address in site.addresses():
        page = site.page(address)
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = page is None or address.endswith(".html") or address.rpartition(".")[0] in DATA
        path.write_bytes(site.file(address) if whole else b"")
        yield path


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder of the site, which the first that asks for it writes."""
    base = tmp_path_factory.getbasetemp()
    root = base if worker_id == "master" else base.parent
    folder, done = root / "whole-site" / "pages", root / "whole-site" / "done"
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        for _ in range(_PATIENCE):
            if done.exists():
                return folder
            time.sleep(0.1)
        raise AssertionError("the site was not written by the test that began it") from None
    list(_written(folder))
    done.touch()
    return folder
