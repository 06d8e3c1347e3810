"""A conversation in a page: what was asked so far stands in the address, and nothing of it is kept elsewhere."""

from collections.abc import Iterable, Sequence
from html import escape

from explain.asking.conversing import Turn, respond
from explain.asking.echoing import offers, spelled
from explain.asking.examples import guide
from explain.asking.model import Context, Understood
from explain.asking.queries.query import Query
from explain.serving.frame import page
from explain.serving.hall import Hall
from explain.serving.parts import address, hidden, link, proof, said, verdicts
from explain.serving.reply import Reply

_MOST = 12
"""How many questions a conversation goes back."""
_LONG = 400
"""How many letters a question may have."""


def talk(hall: Hall, *, texts: Sequence[str]) -> Reply:
    """Return the page of a conversation: the last answer in full, what came before as links."""
    asked = [text.strip()[:_LONG] for text in texts if text.strip()][-_MOST:]
    turns: list[Turn] = []
    for text in asked:
        turns.append(respond(hall.lexicon, text, turns[-1].context if turns else Context()))
    if not turns:
        return _page([], _welcome(hall))
    before = "".join(_earlier(asked[: number + 1], turn) for number, turn in enumerate(turns[:-1]))
    body = f'<ol class="talk">{before}</ol>\n' if before else ""
    return _page(asked, f"{body}{_shown(hall, asked, turns[-1])}")


def _page(asked: Sequence[str], body: str) -> Reply:
    form = (
        '<form class="line" action="/ask" method="get" role="search">'
        f'{hidden(("q", text) for text in asked)}<input type="text" name="q" id="q" maxlength="{_LONG}" '
        'aria-label="Your question" autocomplete="off" autofocus required><button>Ask</button></form>'
    )
    again = f"<p>{link('/ask', 'Begin anew')}</p>" if asked else ""
    return Reply(page("Ask", f"{form}\n{body}\n{again}").encode())


def _welcome(hall: Hall) -> str:
    return f"<p>Ask in plain English, or take one of these.</p>\n{_guide(hall, (), Context())}"


def _guide(hall: Hall, asked: Sequence[str], context: Context) -> str:
    """Return what can be asked where a conversation stands, by what it is about."""
    rows = ((about, texts.split(" · ")) for about, texts in guide(hall.lexicon, context))
    items = "".join(f"<dt>{escape(about)}</dt><dd>{_links(asked, texts)}</dd>" for about, texts in rows)
    return f"<dl>{items}</dl>"


def _links(asked: Sequence[str], texts: Iterable[str]) -> str:
    return " · ".join(_link(asked, text, text) for text in texts)


def _link(asked: Sequence[str], text: str, shown: str) -> str:
    return link(address("/ask", [*(("q", item) for item in asked), ("q", text)]), shown)


def _earlier(asked: Sequence[str], turn: Turn) -> str:
    told = turn.answer.headline if turn.answer else ""
    if not isinstance(turn.reading, Understood):
        told = offers(turn)[0]
    where = link(address("/ask", (("q", text) for text in asked)), asked[-1])
    return f"<li>{where} {escape(told)}</li>"


def _shown(hall: Hall, asked: Sequence[str], turn: Turn) -> str:
    head = f'<h2 class="asked">{escape(asked[-1])}</h2>\n'
    if not isinstance(turn.reading, Understood):
        return head + _offered(asked, turn)
    told = "".join(f"<code>{escape(text)}</code> " for text in spelled(hall.lexicon, turn))
    remark = f" ({escape(turn.reading.remark)})" if turn.reading.remark else ""
    return f'{head}<p class="question">understood: {told}{remark}</p>\n{_answer(hall, asked, turn)}'


def _offered(asked: Sequence[str], turn: Turn) -> str:
    told, offered = offers(turn)
    chosen = "".join(f"<li>{_link(asked, str(number), text)}</li>" for number, text in enumerate(offered, 1))
    return f'<div class="refused" role="status"><p>{escape(told)}</p></div>\n<ol>{chosen}</ol>'


def _answer(hall: Hall, asked: Sequence[str], turn: Turn) -> str:
    assert isinstance(turn.reading, Understood)
    question = turn.reading.question
    if isinstance(question, Query):
        if question.command:
            return f'<pre tabindex="0">{escape(hall.run(question.command))}</pre>'
    elif question.intent == "help":
        return _guide(hall, asked, turn.context)
    if turn.judged:
        return verdicts(hall.kb, turn.judged)
    return f"{said(turn.answer)}\n{proof(turn.answer)}" if turn.answer else "<p>The talk is over.</p>"
