"""What if: facts changed on the page of an episode, the verdict before and after, and the proof of what then holds."""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from explain.answer import Answer
from explain.answers.what_if import again, what_if
from explain.answers.why import why
from explain.serving.fact_forms import TO, fields_of, forms, written
from explain.serving.frame import page
from explain.serving.hall import Hall
from explain.serving.parts import address, link, proof, refusal, verdicts
from explain.serving.reply import Refused, Reply
from kb.altered.altering import altered, retraction, setting
from kb.errors import InputError
from kb.near import suggest

Given = Sequence[tuple[str, str]]
"""Changes as they stand in an address: ``set`` with FACT.field=value, and ``retract`` with the name of a fact."""


_CHOOSE = "To choose one, see the page What if."


def episodes(hall: Hall) -> Reply:
    """Return the page on which an episode is chosen."""
    judged = [hall.court.judge(name) for name in hall.court.episodes]
    told = "<p>Choose an episode, change a fact that its verdict rests on, and see what would follow.</p>"
    return Reply(page("What if", f"{told}\n{verdicts(hall.kb, judged)}").encode())


def suppose(hall: Hall, *, episode: str, given: Given) -> Reply:
    """Return the page of an episode with some facts changed; where a form was sent, the address of that page.

    Raises:
        Refused: there is no such episode.
    """
    name = episode.casefold()
    if name not in hall.court.episodes:
        near = suggest(name, hall.court.episodes, otherwise=_CHOOSE)
        raise Refused(404, InputError(f"no episode is called {episode!r}", remedy=near))
    changes = [(kind, text) for kind, text in given if kind in ("set", "retract")]
    try:
        sent = _sent(hall, dict(given))
        if sent is not None:
            return Reply(b"", status=303, headers={"Location": _address(name, _merged(changes, sent))})
        return Reply(_page(hall, name, changes).encode())
    except InputError as error:
        return Reply(_page(hall, name, [], refusal(error)).encode(), status=400)


def _sent(hall: Hall, given: Mapping[str, str]) -> Given | None:
    """Return the changes that the form of a fact brings; ``None`` where no form was sent."""
    fact = given.get("fact")
    if fact is None:
        return None
    if "gone" in given:
        return [("retract", retraction(hall.kb, fact).fact)]
    record = hall.kb.records[retraction(hall.kb, fact).fact]
    found = []
    for slot in fields_of(record):
        now, wanted = written(slot, record), given.get(TO + slot.field)
        if wanted is not None and wanted.strip() != now:
            found.append(("set", str(setting(hall.kb, f"{fact}.{slot.field}={wanted.strip()}"))))
    return found


def _merged(changes: Given, fresh: Given) -> Given:
    """Return changes with fresh ones, which take the place of those of the same fact and field."""
    heads = {_head(kind, text) for kind, text in fresh}
    return [*(item for item in changes if _head(*item) not in heads), *fresh]


def _head(kind: str, text: str) -> str:
    return text.partition("=")[0] if kind == "set" else text


def _address(episode: str, changes: Given) -> str:
    return address(f"/what-if/{quote(episode)}", changes)


def _page(hall: Hall, episode: str, changes: Given, refused: str = "") -> str:
    kb, before = hall.kb, hall.court.judge(episode)
    read = [retraction(kb, text) if kind == "retract" else setting(kb, text) for kind, text in changes]
    as_it_is = why(kb, before)
    body = refused
    if read:
        supposed = what_if(kb, hall.court, episode, read)
        after = again(hall.court, episode, read)
        then = why(altered(kb, read), after) if after else supposed
        body += _sides(as_it_is, then) + _made(episode, changes)
        body += f"<p>{escape(supposed.sentence)}</p>\n{proof(supposed, 'changes-')}"
        if after:
            body += f"<details><summary>The proof of what follows then</summary>\n{proof(then, 'then-')}\n</details>"
    else:
        body += f'<p class="sentence">{escape(as_it_is.headline)}. {escape(as_it_is.sentence)}</p>'
    return page(f"What if · {as_it_is.title}", f"{body}\n{forms(hall, before, changes)}")


def _sides(before: Answer, after: Answer) -> str:
    sides = (("As it is", before), ("With these changes", after))
    return (
        '<div class="sides">'
        + "".join(
            f'<section class="side"><h2>{name}</h2>\n<p class="verdict">{escape(item.headline)}</p>\n'
            f"<p>{escape(item.sentence)}</p></section>"
            for name, item in sides
        )
        + "</div>\n"
    )


def _made(episode: str, changes: Given) -> str:
    """Return the changes that hold, each with a link to the page without it."""
    items = "".join(
        f"<li><code>{escape('without ' if kind == 'retract' else '')}{escape(text)}</code> "
        f"{link(_address(episode, [*changes[:number], *changes[number + 1 :]]), 'take this change back')}</li>"
        for number, (kind, text) in enumerate(changes)
    )
    return f'<ul class="talk">{items}</ul>\n'
