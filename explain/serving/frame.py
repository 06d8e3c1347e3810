"""The frame of a page that is made when it is asked for."""

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

_LINKS = (("/ask", "Ask"), ("/what-if", "What if"), ("/sparql", "SPARQL"))


def page(title: str, body: str, *, above: str = "") -> str:
    """Return a page: its title, its content as HTML, and what stands above the title."""
    links = "".join(f'<a href="{address}">{name}</a>' for address, name in _LINKS)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="icon" href="data:,">\n<style>{style()}</style>\n</head>\n<body>\n'
        f'<a class="skip" href="#main">Skip to the content</a>\n<nav aria-label="Pages">{links}</nav>\n'
        f'<header>\n<p class="question">{above}</p>\n<h1>{escape(title)}</h1>\n</header>\n'
        f'<main id="main">\n{body}\n</main>\n<script>{script()}</script>\n</body>\n</html>\n'
    )


@cache
def style() -> str:
    """Return the style of these pages: that of answers, and what forms and tables need."""
    return "".join(
        files("explain").joinpath(name).read_text(encoding="utf-8") for name in ("answer.css", "serving/forms.css")
    )


@cache
def script() -> str:
    """Return the one script, which folds: no page needs it."""
    return files("explain").joinpath("answer.js").read_text(encoding="utf-8")


@cache
def policy() -> str:
    """Return what a browser may do for these pages: use their own style and script, and send forms back here."""
    return (
        f"default-src 'none'; img-src 'self' data:; style-src 'self' '{_digest(style())}'; "
        f"script-src 'self' '{_digest(script())}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
