"""Questions about many episodes: which, how many, who most; and which of them speak of one episode instead."""

from dataclasses import replace
from itertools import pairwise

from explain.asking.model import UNREAD, NotUnderstood, Reading
from explain.asking.queries.query import Filters
from explain.asking.queries.saying import narrowing
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import WHETHER, Asked

_OF_DEFECTIONS = ("cause/", "strategy/")
_SEVERAL = 2
_TIMES = {"once": 1, "twice": 2, "thrice": 3}


def episodes(asked: Asked) -> Reading | None:
    """Return the episodes that a text asks for; ``None`` where it asks for the reasons of one, or of units."""
    if asked.form.options.get("group") and (_pointed_at(asked) or _most_of_one(asked) or _main_one(asked)):
        return None  # which cause is meant by that, depends on what was spoken of
    counted = asked.line.filters.units and _counts_units(asked)
    if _of_one(asked) or _a_table(asked) or counted:
        return None
    if asked.opening in WHETHER and _over_states(asked) and set(asked.named("event")) == {"any"}:
        return None  # a change may be one of anything
    filters = _filters(asked)
    options = _options(asked)
    unclear = _unclear(asked) or _none_to_group(asked, options["event"], filters)
    if unclear:
        return NotUnderstood(unclear)
    if options.get("verdicts") and len(selected(asked.lexicon, options["event"], filters)) < _SEVERAL:
        return None  # what is asked of one episode is answered with reasons
    return asked.understood(asked.query(filters=filters, options=tuple(options.items())))


def _none_to_group(asked: Asked, event: str, filters: Filters) -> str:
    """Return that nothing is on record of which causes or shapes could be told; empty where they are not asked for."""
    if not asked.form.options.get("group") or selected(asked.lexicon, event, filters):
        return ""
    return f"no {'defection' if event == 'defection' else 'exit'} {narrowing(asked.lexicon, filters)} is on record"


def _counts_units(asked: Asked) -> bool:
    """Tell whether a text asks how many units came or left, and not in how many episodes they did."""
    after = [token for token in asked.whole.tokens[2:] if not token.of("state")][:1]
    of_units = any(token.of("units") for token in after)
    return "many" in asked.whole.said and (of_units or asked.named("event") == ("came",))


def _pointed_at(asked: Asked) -> bool:
    """Tell whether a text speaks of that cause, or this shape: of one that was named before."""
    return any(
        before.phrase[0] in ("that", "this", "these", "those") and bool(after.of("topic"))
        for before, after in pairwise(asked.whole.tokens)
    )


def _main_one(asked: Asked) -> bool:
    """Tell whether the main cause of the exit is meant that is spoken of; or exits of some kind by "one"."""
    said = asked.whole.said
    last = asked.context.query
    of_all = last is None or last.asks in ("episodes", UNREAD)
    bare = not asked.named("event") and not asked.line.filters.kinds
    if bare and not of_all and asked.speaks_of_one and asked.state is None:
        return True
    main = bare and (asked.episode is not None or not of_all)
    return (main and bool(said & {"main", "important"})) or bool(said & {"one", "ones"})


def _most_of_one(asked: Asked) -> bool:
    """Tell whether a text asks which exit has most causes, and not which cause most exits have."""
    tokens = asked.whole.tokens
    of_event = len(tokens) > 1 and asked.opening in ("which", "what") and bool(tokens[1].of("event"))
    return of_event and bool(asked.whole.said & {"most", "fewest", "least", "more", "fewer"})


def _over_states(asked: Asked) -> bool:
    return bool(asked.form.options.keys() & {"states", "group"})


def _of_one(asked: Asked) -> bool:
    """Tell whether a text goes on with one episode or with units."""
    opening = [word for token in asked.whole.tokens[:2] for word in token.phrase]
    again = opening[:2] == ["what", "about"] or opening[:1] == ["and"]
    filters = asked.line.filters
    if filters.episodes or (again and asked.context.question):
        return True
    if _over_states(asked):
        return asked.pronoun and asked.context.query is None and asked.episode is not None
    return (asked.pronoun and not filters.kinds and asked.episode is not None) or (
        asked.speaks_of_one and asked.of_units
    )


def _a_table(asked: Asked) -> bool:
    """Tell whether all episodes are asked for: they are a table of verdicts."""
    narrow = asked.line.filters.kinds - {"states", "coalitions"}
    listing = asked.form.options.keys() & {"states", "group", "pick", "verdicts"} or narrow
    return set(asked.named("event")) == {"any"} and not listing and "many" not in asked.whole.said


def _unclear(asked: Asked) -> str:
    """Return what is not clear about the text; empty where all is."""
    if asked.speaks_of_one and not _over_states(asked) and not asked.line.filters.states and asked.state is None:
        return "no state is being talked about; say which is meant"
    nothing = not asked.line.filters.kinds and asked.state is None
    if asked.opening in WHETHER and asked.pronoun and nothing and not _over_states(asked):
        return "it is not clear which exit is meant"
    if (
        asked.opening in ("for", "in", "of")
        and not _over_states(asked)
        and asked.context.query is not None
        and not asked.line.filters.kinds
    ):
        return "it is not clear what is asked of them"
    return ""


def _filters(asked: Asked) -> Filters:
    filters = asked.line.filters
    events = asked.named("event")
    if asked.named("strategy") and asked.form.options.get("states") == "enough":
        filters = filters.joined(Filters(conclusions=asked.named("strategy")))
    if asked.form.options.get("from") == "cause":
        filters = filters.joined(Filters(conclusions=asked.named("cause")))
    if asked.form.options.get("from") == "strategy" or asked.form.options.get("group") == "state":
        filters = filters.joined(Filters(conclusions=asked.named("strategy")))
    if "defection" in events and len(events) > 1 and not asked.form.options.get("verdicts"):
        filters = filters.joined(Filters(marks=("defection",)))
    if asked.form.options.get("mark"):
        filters = filters.joined(Filters(marks=(str(asked.form.options["mark"]),)))
    if _over_states(asked):
        return _of_those(asked, filters)
    if not filters.states and asked.state and (asked.speaks_of_one or asked.points):
        last = asked.context.query
        unread = last is not None and last.asks == UNREAD and not filters.spans
        spans = last.filters.spans if last is not None and unread else filters.spans
        filters = replace(filters, states=(asked.state,), spans=spans)
    return filters


def _of_those(asked: Asked, filters: Filters) -> Filters:
    """Return filters with those of the last question, where a text speaks of its episodes or of its state."""
    last = asked.context.query
    if not (asked.speaks_of_one or asked.points) or "states" not in asked.form.takes:
        return filters
    if last is not None and last.asks == "episodes":
        return last.filters.overridden(filters)
    return filters if filters.states or not asked.state else replace(filters, states=(asked.state,))


def _options(asked: Asked) -> dict[str, str]:
    options = dict(asked.options)
    events = asked.named("event")
    event = next((item for item in events if item != "defection"), "defection" if events else "")
    named = asked.form.options.keys() & {"group", "states"} and asked.named("strategy")
    options.setdefault("event", event or ("defection" if named else "any"))
    if options["event"] == "left" and any(name.startswith(_OF_DEFECTIONS) for name in asked.line.filters.conclusions):
        options["event"] = "defection"  # only those have a cause and a strategy, also where fewer came than were owed
    if options.get("states") == "enough":
        numbers = [token.number for token in asked.line.tokens if token.number is not None]
        numbers += [_TIMES[word] for word in _TIMES if word in asked.line.said]
        count = numbers[0] if numbers else 1
        least = count + 1 if "than" in asked.line.said or not numbers else count
        options["least"] = str(1 if "once" in asked.line.said and "than" not in asked.line.said else least)
        if asked.whole.said & {"exactly", "only", "just"}:
            options["most"] = options["least"]
    return options
