"""A page as one self-contained HTML document, which fetches nothing."""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib.resources import files

from explain.design import properties
from explain.foresight.page import Line, Page
from explain.renderings.notes import Notes


def html(page: Page) -> str:
    """Return a page as one self-contained HTML document, which fetches nothing."""
    notes = Notes()
    parts = [f"<h1>{escape(page.title)}</h1>", *(f"<p>{escape(lead)}</p>" for lead in page.lead)]
    for section in page.parts:
        tag, start = ("ul", "") if section.first is None else ("ol", f' start="{section.first}"')
        heading = f"<h2>{escape(section.heading)}</h2>\n" if section.heading else ""
        items = "\n".join(_html_line(line, notes) for line in section.lines)
        parts.append(f"<section>\n{heading}<{tag}{start}>\n{items}\n</{tag}>\n</section>")
    told = "\n".join(f'<li id="note-{number}">{escape(spelled)}</li>' for number, spelled in notes.texts())
    parts += [f"<section>\n<h2>Sources</h2>\n<ol>\n{told}\n</ol>\n</section>"] if told else []
    parts.append(f"<footer>{_paragraphs(page.foot)}</footer>")
    style = properties() + files("explain").joinpath("answer.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f'<title>{escape(page.title)}</title>\n<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n'
        "<body>\n<main>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n".join(f"<p>{escape(item)}</p>" for item in texts)


def _html_line(line: Line, notes: Notes) -> str:
    words = f"<strong>{escape(line.text)}</strong>" if line.strong and line.below else escape(line.text)
    marks = " ".join(f'<sup><a href="#note-{number}">{number}</a></sup>' for number in notes.numbers(line.sources))
    see = f" <code>coalition {escape(line.see)}</code>" if line.see else ""
    below = "\n".join(_html_line(item, notes) for item in line.below)
    return f"<li>{words}{marks}{see}" + (f"\n<ul>\n{below}\n</ul>" if below else "") + "</li>"
