"""Small parts of pages: links, tables, forms, and what is told of a fault."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from kb.errors import InputError

LONG = 400
"""How many letters a question may have."""


def link(address: str, text: str) -> str:
    """Return a link."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def address(path: str, given: Iterable[tuple[str, str]]) -> str:
    """Return an address with parameters."""
    told = urlencode(list(given))
    return f"{path}?{told}" if told else path


def hidden(given: Iterable[tuple[str, str]]) -> str:
    """Return what a form sends along unseen."""
    return "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in given)


def line(path: str, along: str = "", *, first: bool = False) -> str:
    """Return the box in which a question is asked; ``along`` is sent with it, ``first`` begins there."""
    return (
        f'<form class="live line" action="{path}" method="get">{along}<input type="text" name="q" id="q" '
        f'maxlength="{LONG}" aria-label="Your question" placeholder="a question in plain English" '
        f'autocomplete="off" required{" autofocus" if first else ""}><button>Ask</button></form>'
    )


def options(offered: Mapping[str, Mapping[str, str]], chosen: str) -> str:
    """Return what a list offers, in groups with labels: what is sent, and what is read; no label, no group."""
    groups = []
    for label, items in offered.items():
        inner = "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
            for value, text in items.items()
        )
        groups.append(f'<optgroup label="{escape(label)}">{inner}</optgroup>' if label else inner)
    return "".join(groups)


def table(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that scrolls sideways where it must; its cells are HTML already."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    return (
        f'<div class="wide" role="region" aria-label="{escape(name)}" tabindex="0"><table>\n'
        f"<thead><tr>{top}</tr></thead>\n<tbody>\n{lines}\n</tbody></table></div>"
    )


def refusal(error: InputError) -> str:
    """Return what is wrong, why and what to do."""
    head = f"{error.where}: {error.what}" if error.where else error.what
    rest = "".join(f"<p>{escape(text)}</p>" for text in (error.why, error.remedy) if text)
    return f'<div class="refused" role="alert"><p><strong>{escape(head)}</strong></p>{rest}</div>'
