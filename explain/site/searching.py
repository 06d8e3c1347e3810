"""What the search of a site looks through: every page with its title, what it is about, and other words for it."""

import json
from collections.abc import Iterable

from explain.site.sorts import Page


def index(pages: Iterable[Page]) -> bytes:
    """Return the script that lists every page: its title, what sort it is of, where it stands, and more words."""
    rows = ([page.title, page.sort.noun, page.address, page.words] for page in pages)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f"window.coalitionPages = [\n{lines}\n];\n".encode()
