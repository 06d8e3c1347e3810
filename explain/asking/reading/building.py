"""Makes the query that a form of the phrase book asks for, once its words and names are known."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from explain.asking.composing.ahead import ahead
from explain.asking.composing.overviews import as_of, table, verdicts, with_threshold
from explain.asking.lexicon import Lexicon
from explain.asking.model import UNREAD, Ambiguous, Choice, NotUnderstood, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.selecting import selected, taken_over
from explain.asking.reading import events, ideas, many, records, shortcuts
from explain.asking.reading.asked import Asked
from explain.asking.reading.nearest import near_to
from explain.asking.reasons.deciding import MOST
from explain.asking.references import described


def build(asked: Asked) -> Reading | None:
    """Return what is asked; ``None`` where something is wanting that neither text nor conversation gives."""
    return _BUILDERS[asked.form.asks](asked)


def finds_nothing(lexicon: Lexicon, reading: Reading) -> bool:
    """Tell whether a reading asks for facts of which none is on record, and that is not itself the answer."""
    query = reading.question if isinstance(reading, Understood) else None
    if not isinstance(query, Query) or query.asks not in ("facts", "profile"):
        return False
    if query.option("from") == "class" and not query.words:
        return False  # that there is none of a kind is the answer
    kinds = query.option("kinds").split() or (["Contribution"] if query.asks == "profile" else [])
    return not lexicon.search.find(query.filters, kinds, query.words)


def _refusal(asked: Asked) -> Reading:
    return NotUnderstood(str(asked.form.options["because"]), tuple(near_to(asked.lexicon, asked.line.filters))[:3])


def _contrast(asked: Asked) -> Reading | None:
    last = asked.context.question
    if asked.form.options.get("about") == "carried" and (last is None or last.intent != "contrast"):
        return None
    if len(asked.whole.tokens) == 1 or asked.form.needs - asked.line.filters.kinds:
        return None
    if asked.form.options.get("about") == "carried" and not asked.line.filters.kinds:
        return None
    if asked.pronoun and asked.line.filters.states and (asked.state or len(asked.line.filters.states) == 1):
        return None  # what is compared with that, depends on what was spoken of
    return shortcuts.contrast(asked.lexicon, asked.line.filters, asked.state)


def _not_taken_over(asked: Asked) -> Reading | None:
    if asked.form.options.get("taken"):
        return shortcuts.if_taken_over(asked.lexicon, asked.episode, taken=True) if asked.episode else None
    return shortcuts.not_taken_over(asked.lexicon, asked.line.filters, asked.episode)


def _voted(asked: Asked) -> Reading | None:
    said = asked.whole.said - set(asked.lexicon.names.book.done["Vote"].split())
    return shortcuts.voted_otherwise(asked.lexicon, asked.line.filters, asked.state, said)


def _same(asked: Asked) -> Reading | None:
    """The last command again, whose answer holds what is asked."""
    last = asked.context.query
    wanted = str(asked.form.options["of"]).split()
    if last is None or not {last.option("command"), last.asks} & set(wanted):
        return None
    if last.asks == "disputed" and not asked.pronoun:
        return None  # of all disagreements
    if last.option("command") and asked.form.options.get("then"):
        return asked.understood(replace(last, asks=str(asked.form.options["then"]), command=()))
    return asked.understood(last, "its answer says so")


def _with_state(asked: Asked) -> Filters | None:
    """Return the filters with the state under discussion where the text names none."""
    filters = asked.line.filters
    if filters.states:
        return filters
    return replace(filters, states=(asked.state,)) if asked.state else None


def _command(asked: Asked) -> Reading | None:
    filters = asked.line.filters
    numbers = [str(token.number) for token in asked.line.tokens if token.number is not None]
    otherwise = {
        "ahead": lambda: ahead(asked),
        "threshold": lambda: with_threshold(asked, filters, numbers),
        "as_of": lambda: as_of(asked, filters),
    }
    for option in otherwise.keys() & asked.form.options.keys():
        if asked.form.options[option]:
            return otherwise[option]()
    if asked.form.options["command"] == "table":
        return table(asked, numbers)
    if asked.form.options["command"] == "judge" and (numbers or filters.spans):
        return verdicts(asked)
    if asked.form.options["command"] == "discrepancies" and asked.speaks_of_one and not filters.kinds:
        return None  # what differs from what, depends on what was spoken of
    if (asked.form.options.get("named") and not filters.states) or asked.form.options.get("dated"):
        return None
    return _of_states(asked)


def _of_states(asked: Asked) -> Reading:
    """A command, of the states that are named or talked about."""
    filters = asked.line.filters
    if asked.speaks_of_one and "states" in asked.form.takes and not filters.states:
        if asked.state is None:
            return NotUnderstood("it is not clear which state is meant; name it")
        filters = replace(filters, states=(asked.state,))
    if "states" in asked.form.needs:
        found = _with_state(asked)
        if found is None:
            return NotUnderstood("no state is being talked about; say which is meant")
        filters = found
    if asked.form.options.get("named") and not selected(asked.lexicon, "any", Filters(states=filters.states)):
        return asked.understood(Query("facts", filters=filters), "no exit or deployment of it is on record; all facts")
    remark = "the whole of it" if filters.spans else f"all that concern {_all(asked)}" if filters.units else ""
    filters = replace(filters, spans=(), units=())
    return asked.understood(with_command(asked.query(filters=filters)), remark)


def _all(asked: Asked) -> str:
    states = asked.line.filters.states
    return asked.lexicon.kb.label(states[0]) if states else "anybody"


def with_command(query: Query) -> Query:
    """Return a query with the command that answers it, where one does."""
    filters = query.filters
    if query.asks == "command":
        words = [query.option("command"), *filters.episodes, *filters.states]
        if filters.coalitions and query.option("command") in ("timeline", "mechanism", "alliance"):
            words += ["--coalition", filters.coalitions[0]]
        return replace(query, command=tuple(words))
    return query


def _profile(asked: Asked) -> Reading | None:
    last = asked.context.query
    if asked.whole.said & _PEOPLE and asked.line.filters.units:
        return None  # those who served with units are not the units
    if asked.form.options.get("rank"):
        return None if asked.form.needs - asked.line.filters.kinds else asked.understood(asked.query())
    if last is not None and last.asks == "taken-over" and asked.speaks_of_one:
        return None  # it is not clear whose units are meant
    filters = _with_state(asked) or asked.line.filters
    picked = last is not None and any(map(last.option, ("pick", "by")))
    if not asked.line.filters.kinds - {"units", "marks"} and last is not None and last.asks in ("facts", "profile"):
        filters = last.filters.overridden(filters if picked else asked.line.filters)
    if len(filters.states) > 1 and not any(token.phrase == ("and",) for token in asked.whole.tokens):
        return None  # the one may be a place where the other was
    if asked.form.needs - filters.kinds or not (filters.states or filters.units):
        return None
    return asked.understood(asked.query(filters=filters, words=asked.words))


def _open(asked: Asked) -> Reading | None:
    filters, last = asked.line.filters, asked.context.query
    if last is not None and last.asks in ("hypothesis", "command") and not filters.kinds:
        return shortcuts.undecided(asked.lexicon, last) if last.asks == "hypothesis" else None  # of what, is unclear
    if not filters.states and not filters.episodes:
        if asked.episode and (asked.form.options.get("about") == "that" or asked.state):
            return asked.understood(asked.query(filters=replace(filters, episodes=(asked.episode,))))
        if asked.state is None:
            return NotUnderstood("no episode is being talked about; say which state is meant")
        spans = last.filters.spans if last is not None and last.asks == UNREAD else ()
        filters = replace(filters, states=(asked.state,), spans=spans)
    found = shortcuts.with_open_points(asked.lexicon, filters)
    if not found:
        return shortcuts.nothing_open(asked.lexicon, filters)
    if "one" not in asked.whole.said:
        return asked.understood(asked.query(filters=replace(filters, episodes=found[:1])))
    return _open_one(asked, filters, found)


def _open_one(asked: Asked, filters: Filters, found: tuple[str, ...]) -> Reading:
    """What is open of one of those that were listed; of which, is asked where several are undetermined."""
    court = asked.lexicon.court
    shown = {item.id for item in asked.context.answer.reasons} if asked.context.answer else set()
    undetermined = [name for name in found if court.judge(name).verdict == "undetermined"]
    meant = [name for name in found if name in shown] or undetermined or list(found[:1])
    readings = [asked.understood(asked.query(filters=replace(filters, episodes=(name,)))) for name in meant]
    if len(readings) == 1:
        return readings[0]
    choices = tuple(map(Choice, described(asked.lexicon, meant[:MOST]), readings))
    return Ambiguous("which is meant?", choices)


def _whether(asked: Asked) -> Reading | None:
    """Whether it would still be a defection if a partner had, or had not, taken over."""
    marks = set(asked.line.filters.marks)
    if asked.episode is None or not asked.pronoun or len(marks & {"taken-over", "not-taken-over"}) != 1:
        return None
    return shortcuts.if_taken_over(asked.lexicon, asked.episode, taken="taken-over" in marks)


def _because_taken_over(asked: Asked, episode: str) -> Reading | None:
    """Whether it was no defection because a partner took over: as the record has it."""
    partners = {str(item["partner"]) for item in taken_over(asked.lexicon.court.judge(episode))}
    if set(asked.line.filters.states) - partners:
        return None
    return shortcuts.if_taken_over(asked.lexicon, episode, taken=True)


def _because(asked: Asked) -> Reading | None:
    """Whether something was the cause; only where the text asks whether."""
    over_all = asked.whole.said & {"all", "every", "each", "others", "anyone", "anybody"} or (
        asked.words and asked.words[0] in _WHETHER
    )
    if asked.opening not in _WHETHER or asked.form.needs - asked.line.filters.kinds or over_all:
        return None
    filters = asked.line.filters if asked.episode else _with_state(asked) or asked.line.filters
    last = asked.context.query
    if (
        asked.pronoun
        and last is not None
        and last.filters.episodes
        and not filters.kinds & {"states", "spans", "episodes"}
    ):
        filters = replace(filters, episodes=last.filters.episodes)
    if not (asked.episode or filters.states or filters.episodes):
        return NotUnderstood("no state is being talked about; say whose exit is meant")
    if asked.episode and ("taken-over" in filters.marks or asked.words in (("took", "over"), ("take", "over"))):
        return _because_taken_over(asked, asked.episode)
    if asked.form.options.get("of") == "cause":
        filters = replace(filters, conclusions=asked.named("cause"))
    if not asked.form.options.get("event"):
        found = shortcuts.because(asked.lexicon, asked.episode, asked.words, filters)
        if found is not None:
            return found
    of_event = bool(asked.form.options.get("event"))
    named = any(token.of("cause") and not (of_event and token.of("class")) for token in asked.line.tokens)
    return None if named else events.because_of(asked, filters)


def _taken_over(asked: Asked) -> Reading | None:
    filters = asked.line.filters
    bare = not (filters.states or filters.spans or filters.episodes)
    if bare and asked.episode:
        return asked.understood(asked.query(filters=Filters(episodes=(asked.episode,))))
    if bare:
        return NotUnderstood("no episode is being talked about; say from whom, and when")
    found = _with_state(asked) or filters
    item = asked.lexicon.court.episodes.get(asked.episode or "")
    if item is not None and filters.kinds == {"states"} and item.episode.state in filters.states:
        return asked.understood(asked.query(filters=Filters(episodes=(item.episode.id,))))
    of_combat = () if found.units else selected(asked.lexicon, "left", found.joined(Filters(marks=("lost-combat",))))
    names = filters.episodes or of_combat or selected(asked.lexicon, "left", found)
    return asked.understood(asked.query(filters=Filters(episodes=names))) if names else None


_WHETHER = frozenset(
    {"was", "is", "did", "does", "because", "not", "and", "so", "but", "only", "simply", "just", "were"}
)
"""Words with which a text opens that asks whether something is so."""

_PEOPLE = frozenset({"people", "personnel", "men", "women", "servicemen", "crew", "crews"})
_BUILDERS: Mapping[str, Callable[[Asked], Reading | None]] = {
    "refusal": _refusal,
    "definition": ideas.definition,
    "relation": ideas.relation,
    "thresholds": lambda asked: asked.understood(asked.query()),
    "holder": ideas.holder,
    "uses": ideas.uses,
    "shown-rule": ideas.rule_again,
    "rules": ideas.rules,
    "contrast": _contrast,
    "not-taken-over": _not_taken_over,
    "voted": _voted,
    "same": _same,
    "hypothesis": ideas.hypothesis,
    "hypotheses": ideas.hypotheses,
    "theories": ideas.theories,
    "ally": ideas.ally,
    "command": _command,
    "profile": _profile,
    "open": _open,
    "whether": _whether,
    "because": _because,
    "works": ideas.works,
    "disagreements": lambda asked: asked.understood(asked.query()),
    "disputed": events.disputed,
    "taken-over": _taken_over,
    "episodes": many.episodes,
    "facts": records.facts,
}
