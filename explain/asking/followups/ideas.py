"""What goes on with a theory, a hypothesis or a term: whether and where it holds, its instances, another."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.followups.rows import last, remark
from explain.asking.model import Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.reading.asked import Asked


def _test(asked: Asked) -> Reading | None:
    """Whether and where the hypothesis or theory holds that is being talked about, or what speaks against it."""
    before = last(asked)
    query = _tested(
        before, before.filters.overridden(asked.line.filters), against=bool(asked.form.options.get("against"))
    )
    told = "as before" if query and query.asks == before.asks else ""
    return Understood(query, remark=told) if query else None


def _tested(before: Query, filters: Filters, *, against: bool) -> Query | None:
    """Return the question how the idea fares that was last asked about: a hypothesis, a theory, or all theories."""
    about = tuple(name for name in before.about if name.startswith("hypothesis/"))[:1]
    if about:
        answer = "no" if against else "yes" if before.option("answer") else ""
        return Query("hypothesis", about, filters, options=(("answer", answer),) if answer else ())
    about = tuple(name for name in before.about if name.startswith("theory/"))
    over_all = before.asks == "theories" or before.option("command") == "theories"
    if not about and not over_all:
        return None
    outcome = "contradicted" if against else "supported" if over_all else ""
    return Query("theories", about, filters, options=(("outcome", outcome),) if outcome else ())


def _commonest(asked: Asked) -> Reading | None:
    """Which of two strategies or causes that were compared is more common."""
    schemes = {name.partition("/")[0] for name in last(asked).about}
    if len(schemes) != 1 or not schemes <= {"strategy", "cause"}:
        return None
    return Understood(Query("episodes", options=(("group", schemes.pop()), ("event", "defection"))))


def _instances(asked: Asked) -> Reading | None:
    """The episodes that have the strategy or cause, or reached the verdict, whose meaning was asked."""
    about = last(asked).about
    known = ("strategy/", "cause/", "interest/", "restriction/", "verdict/defection")
    if len(about) != 1 or not about[0].startswith(known):
        return None
    filters = Filters() if about[0].startswith("verdict/") else Filters(conclusions=about)
    return Understood(Query("episodes", filters=filters, options=(("event", "defection"),)))


def _other_conclusion(asked: Asked) -> Reading | None:
    """The episodes again, with another cause or strategy."""
    before = last(asked)
    scheme = before.filters.conclusions[0].partition("/")[0]
    found = tuple(name for name in asked.named("conclusion") if name.startswith(f"{scheme}/"))
    if len(before.filters.conclusions) != 1 or not found:
        return None
    return Understood(replace(before, filters=replace(before.filters, conclusions=found)), remark=remark(asked))


def _other_idea(asked: Asked) -> Reading | None:
    """The same of another hypothesis, theory or term; beside the last where they are held against each other."""
    before, found = last(asked), _named(asked)
    if not found:
        return None
    if before.asks in ("hypothesis", "theories"):
        query = _tested(replace(before, about=found), before.filters, against=_failing(before))
        return Understood(query, remark=remark(asked)) if query else None
    about = found if before.asks == "theories" else found[:1]
    about = (before.about[0], *about[:1]) if asked.form.options.get("beside") else about
    return Understood(replace(before, about=about), remark=remark(asked))


def _failing(query: Query) -> bool:
    """Tell whether it was asked where an idea fails."""
    return "no" in query.option("answer") or query.option("outcome") == "contradicted"


def _relation(asked: Asked) -> Reading | None:
    """How the idea that is being talked about stands to another."""
    found = _named(asked)
    about = (last(asked).about[0], *found[:1])
    return Understood(Query("relation", about), remark=remark(asked)) if found else None


def _named(asked: Asked) -> tuple[str, ...]:
    """Return what a text names of the first of the form's kinds of idea."""
    for kind in str(asked.form.options["kinds"]).split():
        found = tuple(name for token in asked.line.tokens for name in token.of(kind))
        if found:
            return found
    return ()


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {
    "test": _test,
    "commonest": _commonest,
    "instances": _instances,
    "other conclusion": _other_conclusion,
    "other idea": _other_idea,
    "relation": _relation,
}
