"""Which work answers which request; it runs in a process of its own (:mod:`explain.serving.apart`)."""

from collections.abc import Callable, Mapping

from explain.serving import nodes, queries
from explain.serving.hall import Hall
from explain.serving.pages import supposing, talk
from explain.serving.pages.showing import refused
from explain.serving.pages.sparql_page import query_page
from explain.serving.reply import Asked, Refused, Reply
from explain.site.sorts import ALL
from kb.errors import InputError

KINDS: Mapping[str, Callable[..., Reply]] = {
    "ask": talk.talk,
    "episodes": supposing.episodes,
    "find": nodes.find,
    "queries": lambda hall: Reply(query_page(hall.site)),
    "query": queries.query,
    "service": nodes.service,
    "what-if": supposing.suppose,
}
"""The kinds of work by name."""


def working(hall: Hall) -> Callable[[Asked], Reply]:
    """Return what does any piece of work, from what a hall holds."""

    def work(asked: Asked) -> Reply:
        try:
            reply = KINDS[asked.kind](hall, **asked.about)
        except Refused as found:
            return refused(hall.site, found, plain=asked.plain)
        except InputError as error:
            return refused(hall.site, Refused(400, error), plain=asked.plain)
        if len(reply.body) > hall.most:
            long = InputError(f"the answer has more than {hall.most // 2**20} MB", remedy="Ask for a part of it.")
            return refused(hall.site, Refused(422, long), plain=asked.plain)
        return reply

    return work


def furnish(hall: Hall) -> None:
    """Do each kind of work once, so that whatever is made but once is there before the first request."""
    work = working(hall)
    work(Asked("query", {"text": "ASK {}", "default": (), "named": (), "accept": ""}))
    work(Asked("ask", {"texts": ("list episodes", "what happened in 2016?")}))
    for page in {page.sort.id: page for page in hall.site.pages.values() if ALL not in page.address}.values():
        work(Asked("find", {"name": page.address, "media": nodes.PAGE}))
    for name in [*hall.court.episodes][:1]:
        work(Asked("what-if", {"episode": name, "given": ()}))
