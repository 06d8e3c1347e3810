"""What a form of the phrase book demands of a text beside its words, and what words of the text add to it."""

from dataclasses import fields

from explain.asking.queries.query import Filters, value_parts
from explain.asking.reading.asked import Asked
from explain.asking.stems import stem
from kb.records import OBSERVED

_GOING_ON = frozenset({"active", "there", "deployed", "flying", "fighting", "bombing", "training"})
"""Words for what units were doing, of which it can be asked when it was."""


def fits_the_form(asked: Asked, options: dict[str, str], said: tuple[str, ...]) -> bool:
    """Tell whether a text keeps to what a form says of itself beside its words.

    With ``again`` facts of the same kind must have been asked for last; with ``deed`` it must say what was done, and
    not when something was; with ``content`` every free word must be one for what is said in statements.
    """
    if not all_have(options.get("kinds", "").split(), asked.line.filters.values):
        return False
    kinds = [kind for kind in OBSERVED if kind.__name__ in options.get("kinds", "").split()]
    who = options.get("leads") == "state" or (options.get("pick") and asked.opening == "who")
    if who and any("state" not in {item.name for item in fields(kind)} for kind in kinds):
        return False  # which states, is not asked of what is of none
    deed = options.get("kinds") == "State" and options.get("from") == "class" and asked.speaks_of_one
    if deed or (options.get("leads") == "theatres" and "from" in asked.whole.said):
        return False  # which state did it, is no list of states; where units set out from, no fact says
    if "only" in options and set(asked.named("class")) - set(options["only"].split()):
        return False
    if said and (set(said) <= {"against", "for"} or {"one", "ones"} & set(said)):
        return False  # what that is against, and which one is meant, depends on what was spoken of
    return _keeps(asked, options, said)


def _counts_others(asked: Asked) -> bool:
    """Tell whether a text asks how many of something, and that is units."""
    tokens = asked.whole.tokens
    return "many" in asked.whole.said and len(tokens) > len("ab") and bool(tokens[2].of("units"))


def _keeps(asked: Asked, options: dict[str, str], said: tuple[str, ...]) -> bool:
    last = asked.context.query
    if options.get("again") and (last is None or last.option("kinds") != options.get("kinds")):
        return False
    first = [word for token in asked.whole.tokens[:2] for word in token.phrase]
    if options.get("deed") and first[-1] in ("was", "were", "is") and not asked.whole.said & _GOING_ON:
        return False
    if options.get("content") and (asked.speaks_of_one or asked.points):
        return False
    if options.get("leads") == "state" and _counts_others(asked):
        return False  # how many units there were, is not told by which states had any
    return not options.get("content") or set(map(stem, said)) <= asked.lexicon.names.contents


def picked(asked: Asked, leads: str, options: dict[str, str]) -> dict[str, str]:
    """Return that only the first or the last is asked for, where a text says so of when something began or ended."""
    if "pick" in options or leads not in ("begins", "ends"):
        return {}
    said = asked.whole.said
    return {"pick": "first"} if "first" in said else {"pick": "last"} if said & {"last", "finally"} else {}


_PARLIAMENTS = frozenset({"folketing", "chamber", "senate", "congress"})
"""What parliaments are called: where no state is named, they tell of which one a vote is."""
_APPROVING = frozenset({"parliament", "parliaments", "approve", "approved", "approves", "agree", "agreed", "hold"})
"""Words that every vote of a parliament has of itself."""


def of_votes(asked: Asked, said: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return by which words votes are found, and of which state a parliament is that is called by its name alone."""
    named = () if asked.line.filters.states else sorted(asked.whole.said & _PARLIAMENTS)
    found = asked.lexicon.search.find(Filters(), ("Vote",), tuple(named)) if named else ()
    states = {str(getattr(item, "state", "")) for item in found}
    free = tuple(word for word in said if word not in _APPROVING and word not in _PARLIAMENTS)
    return (free, tuple(states)) if len(states) == 1 else ((*named, *free), ())


def all_have(kinds: list[str], values: tuple[str, ...]) -> bool:
    """Tell whether facts of all kinds have the fields of which something must be so."""
    known = [{item.name for item in fields(kind)} for kind in OBSERVED if kind.__name__ in kinds]
    return not values or bool(known and all(value_parts(value)[0] in names for names in known for value in values))
