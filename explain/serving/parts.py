"""Parts of pages: an answer with its proof, a table of verdicts, what was refused."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote, urlencode

from explain.answer import Answer
from explain.renderings import html
from explain.serving.frame import page
from explain.serving.reply import HTML, TEXT, Refused, Reply
from explain.tables.verdicts import row
from kb.errors import InputError
from kb.store import KnowledgeBase
from rules.judging.court import Judgement

_ANCHORS = re.compile(r'(\b(?:id|aria-labelledby)="|\bhref="#)')


def proof(answer: Answer, apart: str = "") -> str:
    """Return the reasons of an answer, its rules and sources; ``apart`` keeps its anchors from those of another."""
    text = html.parts(answer)["sections"]
    return _ANCHORS.sub(rf"\g<1>{apart}", text) if apart else text


def said(answer: Answer) -> str:
    """Return the headline of an answer, its title and its sentence."""
    parts = html.parts(answer)
    return (
        f'<p class="subject">{parts["title"]}</p>\n<p class="verdict">{parts["verdict"]}</p>\n'
        f'<p class="sentence">{parts["sentence"]}</p>'
    )


def verdicts(kb: KnowledgeBase, judged: Iterable[Judgement]) -> str:
    """Return judgements as a table, each with a link to what can be changed there."""
    rows = [row(kb, item) for item in judged]
    return table(
        ("Episode", "Combat units", "Verdict", "What follows"),
        [(link(f"/what-if/{quote(item.episode)}", item.episode), item.combat, item.said, item.told) for item in rows],
        linked=1,
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, linked: int = 0) -> str:
    """Return a table; the first columns, as many as are ``linked``, are HTML already."""
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    lines = "\n".join(
        "<tr>"
        + "".join(f"<td>{cell if index < linked else escape(cell)}</td>" for index, cell in enumerate(cells))
        + "</tr>"
        for cells in rows
    )
    body = f"<tbody>\n{lines}\n</tbody>"
    return f'<div class="table" tabindex="0"><table>\n<thead><tr>{top}</tr></thead>\n{body}</table></div>'


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


def refusal(error: InputError) -> str:
    """Return what is wrong, why and what to do."""
    head = f"{error.where}: {error.what}" if error.where else error.what
    rest = "".join(f"<p>{escape(text)}</p>" for text in (error.why, error.remedy) if text)
    return f'<div class="refused" role="alert"><p><strong>{escape(head)}</strong></p>{rest}</div>'


def refused(found: Refused, *, plain: bool) -> Reply:
    """Return the reply to a request that is not answered: a page, or plain text for programs."""
    if plain:
        return Reply(f"{found.error}\n".encode(), TEXT, found.status)
    return Reply(page("Not answered", refusal(found.error)).encode(), HTML, found.status)
