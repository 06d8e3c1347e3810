"""What if: facts changed on the page of an episode, the verdict before and after, and the proof of what then holds."""

from html import escape
from urllib.parse import quote

from explain.answer import Answer
from explain.answers.what_if import again, what_if
from explain.answers.why import why
from explain.renderings.html import Sheet
from explain.serving.hall import Hall
from explain.serving.pages.fact_forms import Changes, form, of, sent
from explain.serving.pages.live import chosen
from explain.serving.pages.showing import headed, proven, verdicts
from explain.serving.pages.writing import address, link, refusal
from explain.serving.reply import Refused, Reply
from explain.site.leading import Leading
from explain.site.site import Seen
from explain.words.changes import described
from explain.words.telling import Teller
from kb.altered.altering import altered, retraction, setting
from kb.errors import InputError
from kb.near import suggest
from rules.judging.court import Judgement

_CHOOSE = "To choose one, see the page What if."


def episodes(hall: Hall) -> Reply:
    """Return the page on which an episode is chosen."""
    told = "<p>Choose an episode, change a fact that its verdict rests on, and see what would follow.</p>"
    judged = [hall.court.judge(name) for name in hall.court.episodes]
    return Reply(hall.site.framed("What if?", "what-if", f"{told}\n{verdicts(hall.kb, judged, 'what-if/')}"))


def suppose(hall: Hall, *, episode: str, given: Changes) -> Reply:
    """Return the page of an episode with some facts changed; where a form was sent, the address of that page.

    Raises:
        Refused: there is no such episode.
    """
    name = episode.casefold()
    if name not in hall.court.episodes:
        near = suggest(name, hall.court.episodes, otherwise=_CHOOSE)
        raise Refused(404, InputError(f"no episode is called {episode!r}", remedy=near))
    changes = list(dict.fromkeys(item for item in given if item[0] in ("set", "retract")))
    asked = dict(given)
    try:
        if "fact" in asked:
            fresh = [*(item for item in changes if not of(asked["fact"], item)), *sent(hall.kb, asked)]
            where = address(f"/what-if/{quote(name)}", [*fresh, ("about", asked["fact"])])
            return Reply(b"", status=303, headers={"Location": where})
        return Reply(_page(hall, name, changes, asked.get("about", "")))
    except InputError as error:
        return Reply(_page(hall, name, [], "", refusal(error)), status=400)


def _page(hall: Hall, episode: str, changes: Changes, about: str, refused: str = "") -> bytes:
    before = hall.court.judge(episode)
    as_it_is = why(hall.kb, before)
    parts = [refused]
    if changes:
        parts += _supposed(hall, before, as_it_is, changes)
    else:
        parts.append(
            f'<p class="headline">{escape(as_it_is.headline)}</p><p class="sentence">{escape(as_it_is.sentence)}</p>'
        )
    parts.append('<section aria-labelledby="change"><h2 id="change">Change a fact</h2>')
    if about:
        record = hall.kb.records[retraction(hall.kb, about).fact]
        teller = Teller(hall.kb, before.nearness.rulebook, before.nearness.thresholds)
        parts.append(form(f"/what-if/{quote(episode)}", record, described(teller, record), changes))
    parts.append(f"{chosen(hall.site, before, changes, '../', about)}</section>")
    way = Seen(hall.site, "what-if/-").to(episode)
    above = f"What if? · {link(way, episode)}" if way else "What if?"
    return hall.site.framed(as_it_is.title, f"what-if/{episode}", "\n".join(parts), above)


def _supposed(hall: Hall, before: Judgement, as_it_is: Answer, changes: Changes) -> list[str]:
    """Return what is told of an episode with some facts changed.

    Raises:
        InputError: the facts would be none that a case file could state.
    """
    kb, episode = hall.kb, before.episode.id
    read = [retraction(kb, text) if kind == "retract" else setting(kb, text) for kind, text in changes]
    supposed = what_if(kb, hall.court, episode, read)
    after = again(hall.court, episode, read)
    then = why(altered(kb, read), after) if after else supposed
    sheet = Sheet(Leading(hall.site.held, Seen(hall.site, "what-if/-")))
    parts = [_sides(as_it_is, then), _made(episode, changes)]
    parts.append(
        headed("what-changes", "What changes", f"<p>{escape(supposed.sentence)}</p>\n{sheet.pieces(supposed).tree}")
    )
    if after:
        tree = sheet.pieces(then, "then").tree
        parts.append(headed("proof", "Why, with these changes", f'<p id="then">{escape(then.sentence)}</p>\n{tree}'))
    return [*parts, proven(sheet)]


def _sides(before: Answer, after: Answer) -> str:
    sides = (("As it is", before), ("With these changes", after))
    inner = "".join(
        f'<section class="stand"><h2>{name}</h2>\n<p class="headline">{escape(item.headline)}</p>\n'
        f"<p>{escape(item.sentence)}</p></section>"
        for name, item in sides
    )
    return f'<div class="both">{inner}</div>'


def _made(episode: str, changes: Changes) -> str:
    """Return the changes that hold, each with a link to the page without it."""
    items = "".join(
        f"<li><code>{'without ' if kind == 'retract' else ''}{escape(text)}</code> · "
        f"{link(address(quote(episode), [*changes[:number], *changes[number + 1 :]]), 'undo this change')}</li>"
        for number, (kind, text) in enumerate(changes)
    )
    return f'<ul class="taken">{items}</ul>'
