"""Which work answers which request; it runs in a process of its own (:mod:`explain.serving.apart`)."""

from collections.abc import Callable, Mapping

from explain.serving import nodes, queries, supposing, talk
from explain.serving.hall import Hall
from explain.serving.parts import refused
from explain.serving.reply import Asked, Refused, Reply
from explain.serving.sparql_page import query_page
from kb.errors import InputError

KINDS: Mapping[str, Callable[..., Reply]] = {
    "ask": talk.talk,
    "episodes": supposing.episodes,
    "node": nodes.node,
    "queries": lambda hall: Reply(query_page(hall).encode()),
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
            return refused(found, plain=asked.plain)
        except InputError as error:
            return refused(Refused(400, error), plain=asked.plain)
        if len(reply.body) > hall.most:
            long = InputError(f"the answer has more than {hall.most // 2**20} MB", remedy="Ask for a part of it.")
            return refused(Refused(422, long), plain=asked.plain)
        return reply

    return work
