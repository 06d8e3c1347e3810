"""A conversation in a page: what was asked so far stands in the address, and nothing of it is kept elsewhere."""

from collections.abc import Sequence
from html import escape

from explain.answer import Answer
from explain.asking.conversing import Turn, offers, respond, spelled
from explain.asking.examples import guide
from explain.asking.model import Context, Understood
from explain.asking.queries.query import Query
from explain.renderings.html import Sheet
from explain.serving.hall import Hall
from explain.serving.pages.showing import headed, proven, verdicts
from explain.serving.pages.writing import LONG, address, hidden, line, link
from explain.serving.reply import Reply
from explain.site.leading import Leading
from explain.site.site import Seen

_MOST = 12
"""How many questions a conversation goes back."""
_FOLLOWING = frozenset(
    {"what was concluded", "what was not", "how firm it is", "where it stands", "what is open", "the talk"}
)
"""Of which examples take up what was said before."""
_OPEN = "UNITS"
"""What an example holds in whose place something of the record is to be said."""


def talk(hall: Hall, *, texts: Sequence[str]) -> Reply:
    """Return the page of a conversation: the last answer in full, what came before as links."""
    asked = [text.strip()[:LONG] for text in texts if text.strip()][-_MOST:]
    turns: list[Turn] = []
    for text in asked:
        turns.append(respond(hall.lexicon, text, turns[-1].context if turns else Context()))
    if not turns:
        return _page(hall, [], _welcome(hall))
    before = "".join(_earlier(asked[: number + 1], turn) for number, turn in enumerate(turns[:-1]))
    body = f'<ol class="taken">{before}</ol>\n' if before else ""
    return _page(hall, asked, f"{body}{_shown(hall, asked, turns[-1])}")


def _page(hall: Hall, asked: Sequence[str], body: str) -> Reply:
    box = line("ask", hidden(("q", text) for text in asked), first=not asked)
    again = f"<p>{link('ask', 'Begin anew')}</p>" if asked else ""
    return Reply(hall.site.framed("Ask", "ask", f"{box}\n{body}\n{again}"))


def _welcome(hall: Hall) -> str:
    """Return what can be asked; what takes up something said before is asked after the first example."""
    told = "<p>Ask in plain English, or take one of these. Questions that follow may leave out what is spoken of.</p>"
    first = guide(hall.lexicon, Context())[0][1].split(" · ")[0]
    return f"{told}\n{_guide(hall, (), Context(), first)}"


def _guide(hall: Hall, asked: Sequence[str], context: Context, first: str = "") -> str:
    """Return what can be asked where a conversation stands, by what it is about."""
    items = ""
    for about, texts in guide(hall.lexicon, context):
        before = [first] if first and about in _FOLLOWING else asked
        links = [_link(before, text, text) for text in texts.split(" · ") if _OPEN not in text and text != "quit"]
        items += f"<dt>{escape(about)}</dt><dd>{' · '.join(links)}</dd>" if links else ""
    return f"<dl>{items}</dl>"


def _link(asked: Sequence[str], text: str, shown: str) -> str:
    return link(address("ask", [*(("q", item) for item in asked), ("q", text)]), shown)


def _earlier(asked: Sequence[str], turn: Turn) -> str:
    told = turn.answer.headline if turn.answer else ""
    if not isinstance(turn.reading, Understood):
        told = offers(turn)[0]
    where = link(address("ask", (("q", text) for text in asked)), asked[-1])
    return f"<li>{where} · {escape(told)}</li>" if told else f"<li>{where}</li>"


def _shown(hall: Hall, asked: Sequence[str], turn: Turn) -> str:
    head = f"<h2>{escape(asked[-1])}</h2>\n"
    if not isinstance(turn.reading, Understood):
        told, offered = offers(turn)
        chosen = "".join(f"<li>{_link(asked, str(number), text)}</li>" for number, text in enumerate(offered, 1))
        return f'{head}<div class="asked" role="status"><p>{escape(told)}</p></div>\n<ol>{chosen}</ol>'
    told = " and ".join(f"<code>{escape(text)}</code>" for text in spelled(hall.lexicon, turn))
    remark = f" ({escape(turn.reading.remark)})" if turn.reading.remark else ""
    return f'{head}<p class="question">understood: {told}{remark}</p>\n{_answered(hall, asked, turn)}'


def _answered(hall: Hall, asked: Sequence[str], turn: Turn) -> str:
    assert isinstance(turn.reading, Understood)
    question = turn.reading.question
    if isinstance(question, Query):
        if question.command:
            return f'<pre class="wide" tabindex="0">{escape(hall.run(question.command))}</pre>'
    elif question.intent == "help":
        return _guide(hall, asked, turn.context)
    if turn.judged:
        return verdicts(hall.kb, turn.judged, "")
    return _reasoned(hall, turn.answer) if turn.answer else "<p>The talk is over.</p>"


def _reasoned(hall: Hall, answer: Answer) -> str:
    sheet = Sheet(Leading(hall.site.held, Seen(hall.site, "ask")))
    made = sheet.pieces(answer)
    return "\n".join(
        (
            f'<p class="subject">{escape(answer.title)}</p>\n<p class="headline">{escape(answer.headline)}</p>',
            f'<p class="sentence" id="answer">{made.sentence}</p>',
            headed("reasons", "Reasons", made.tree),
            headed("undone", "What would undo it", made.undone),
            headed("open", "What would settle it", made.open),
            proven(sheet),
        )
    )
