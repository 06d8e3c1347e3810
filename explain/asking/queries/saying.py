"""Says what a query asks for, in the words in which it is shown again."""

import re
from collections.abc import Sequence

from explain.asking.lexicon import Lexicon
from explain.asking.queries.query import Filters, Near, Query, Span, value_parts
from explain.asking.references import spell_date
from explain.words.phrases import listed
from kb.records import Record

_MARKS = {
    "taken-over": "where a partner took over",
    "not-taken-over": "where nobody took over",
    "combat": "in combat",
    "support": "in support",
    "not-defection": "that were no defection",
    "defection": "that were defections",
    "undetermined": "that are undetermined",
    "no-cause": "without an established cause",
    "some-cause": "with an established cause",
    "returned": "that came back",
    "came-back": "after which the state came back",
    "not-early": "that were not early",
    "early": "well before the mission ended",
    "begun": "that began",
    "ended": "that ended",
    "last-year": "in the last year of the mission",
    "gone": "after which the state did not come back",
    "certain": "that are certain",
    "out-of-scope": "that are out of scope",
    "uncertain": "that are not certain",
    "on-the-record": "that hold on the record",
}
"""What the marks of the phrase book say."""


def things(lexicon: Lexicon, query: Query, found: Sequence[Record]) -> str:
    """Return the noun for the facts that a query asks for."""
    kinds = tuple(query.option("kinds").split()) or tuple(dict.fromkeys(type(item).__name__ for item in found))
    named = [plural(lexicon.classes(kind)[0]) for kind in kinds]
    return named[0] if len(named) == 1 else "facts"


def plural(noun: str) -> str:
    """Return the plural of a noun, of its first part where it goes on with "of"."""
    head, of, rest = noun.partition(" of ")
    if head.endswith("y") and head[-2] not in "aeiou":
        head = f"{head[:-1]}ies"
    elif head.endswith("sis"):
        head = f"{head[:-2]}es"
    elif head.endswith(("s", "x", "ch")):
        head = head if head.endswith("ies") or head.endswith("ss") is False else f"{head}es"
    else:
        head = f"{head}s"
    return head + of + rest


def narrowed(lexicon: Lexicon, query: Query, *, titled: bool = False) -> str:
    """Return what narrows a query in words: of Gullland in 1911 about "terns"."""
    told = narrowing(lexicon, query.filters)
    quoted = " ".join(query.words)
    if quoted:
        told = f'{told} about "{quoted}"'.strip()
    return told[:1].upper() + told[1:] if titled else told


def narrowing(lexicon: Lexicon, filters: Filters) -> str:
    """Return filters in words."""
    kb = lexicon.kb
    parts = []
    if filters.states:
        parts.append(f"of {listed([kb.label(name) for name in filters.states])}")
    if filters.coalitions:
        parts.append(f"in the {listed([kb.label(name) for name in filters.coalitions])}")
    if filters.episodes:
        several = len(filters.episodes) > _SEVERAL
        parts.append(f"among those {len(filters.episodes)}" if several else f"at {listed(list(filters.episodes))}")
    if filters.persons:
        parts.append(f"by {listed(list(filters.persons))}")
    if filters.works:
        parts.append(f"in {listed([kb.works[name].short for name in filters.works])}")
    if filters.units:
        labels = list(dict.fromkeys(lexicon.labels(name)[0] for name in filters.units))
        parts.append(f"with {' or '.join(labels)}")
    if filters.conclusions:
        schemes = dict.fromkeys(name.partition("/")[0] for name in filters.conclusions)
        named = [[item for item in filters.conclusions if item.startswith(f"{scheme}/")] for scheme in schemes]
        told = [" or ".join(dict.fromkeys(_concluded(lexicon, name) for name in names)) for names in named]
        parts.append(f"with {' and '.join(told)}")
    if filters.places:
        parts.append(f"over {listed([kb.label(name) for name in filters.places])}")
    parts += [_span(span) for span in filters.spans]
    parts += [f"without {_concluded(lexicon, name)}" for name in filters.excluded]
    parts += [_near(lexicon, item) for item in filters.near]
    parts += [_valued(lexicon, *value_parts(item)) for item in filters.values]
    parts += [_MARKS[mark] for mark in filters.marks if mark in _MARKS]
    return " ".join(parts)


def _near(lexicon: Lexicon, item: Near) -> str:
    """Return how something stands to another fact: at most 12 months after an election, while a government lasted."""
    within = f"at most {item.months} month{'' if item.months == 1 else 's'} " if item.months else ""
    noun = lexicon.classes(item.kind)[0] if item.kind[0].isupper() else _EVENTS[item.kind].removesuffix("s")
    noun += f" {_valued(lexicon, item.field, '=', item.value)}" if item.field else ""
    noun += f' about "{" ".join(item.words)}"' if item.words else ""
    noun += f" by {listed([lexicon.kb.label(name) for name in item.states])}" if item.states else ""
    noun += f" of {listed(list(item.persons))}" if item.persons else ""
    noun = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    told = {"during": f"while {noun} lasted", "year": f"in the year of {noun}"}
    return told.get(item.relation, f"{within}{item.relation} {noun}")


def _valued(lexicon: Lexicon, field: str, how: str, value: str) -> str:
    """Return what a field of facts must say: carried: no."""
    head, *rest = field.split("_")
    told = "on record" if value == "*" else {"=": "", ">": "more than ", "<": "fewer than "}[how] + value
    return f"({lexicon.classes(head + ''.join(map(str.capitalize, rest)))[0]}: {told})"


def _span(span: Span) -> str:
    if "/" in span.text and span.relation == "in":
        return spell_date(span.text)
    of_day = len(span.text) in (len("2015-01-01"), len("-01-01"))
    preposition = "on" if span.relation == "in" and of_day else span.relation
    return f"{preposition} {spell_date(span.text)}"


def _concluded(lexicon: Lexicon, name: str) -> str:
    scheme, _, concept = name.partition("/")
    if scheme == "hypothesis":
        return concept
    return f"the {scheme} {lexicon.labels(name)[0]}"


_SEVERAL = 3
"""From how many episodes on they are counted and no more named."""
_EVENTS = {"left": "exits", "came": "arrivals", "any": "episodes", "defection": "defections", "": "episodes"}
_LEADS = {
    "against": "votes against",
    "in_favour": "votes in favour",
    "head": "who led",
    "leader": "who leads",
    "ends": "the end",
    "begins": "the beginning",
    "public": "when they became public",
    "deaths": "the dead",
    "units": "the units",
    "state": "the states",
    "personnel": "people",
    "by": "by",
    "grounds": "the reasons given",
    "theatres": "the area",
    "speaker": "the speaker",
    "when": "the time",
}
"""What is asked of facts where one of their fields is."""


def told(lexicon: Lexicon, query: Query) -> str:
    """Return a query in words, as it was understood."""
    if query.command:
        return f"coalition {' '.join(query.command)}"
    about = narrowed(lexicon, query)
    if query.asks in ("theories", "hypothesis", "ally"):
        about = re.sub(r"^of ", "for ", about)
    return " ".join(filter(None, [_head(lexicon, query), about]))


def _head(lexicon: Lexicon, query: Query) -> str:
    named = listed([name_of(lexicon, name) for name in query.about])
    fixed = {
        "definition": f"what {named} means" if len(query.about) == 1 else f"what {named} mean",
        "relation": f"how {named} are related",
        "thresholds": "the thresholds of the theory",
        "holder": f"who says {named}",
        "uses": f"where the rule {named} is used",
        "rules": f"rules that conclude {named}" if named else "rules",
        "hypothesis": f"where {named} {_HELD.get(query.option('answer'), 'holds')}",
        "profile": _served(query),
        "open": "what is open",
        "works": "works on which the record rests",
        "taken-over": "who took over",
        "hypotheses": f"how often each hypothesis {_HELD.get(query.option('answer'), 'holds')}",
        "ally": _ASPECTS.get(query.option("aspect"), ""),
        "disputed": "where sources disagree on facts",
        "disagreements": "where sources disagree in a way that changes an answer",
    }
    if query.asks in fixed:
        return fixed[query.asks]
    if query.asks == "theories":
        outcome = f", where {query.option('outcome')}" if query.option("outcome") else ""
        return f"how {named or 'the theories'} fare{'s' if len(query.about) == 1 else ''}{outcome}"
    if query.asks == "episodes":
        return _episodes_asked(query)
    lead = _LEADS.get(query.leads, query.leads.replace("_", " "))
    noun = things(lexicon, query, ())
    if query.about:
        noun = f"{len(query.about)} of the {noun}" if len(query.about) > 1 else lexicon.kb.label(query.about[0])
    if query.option("states"):
        return _of_states(query, noun)
    if query.option("by"):
        least = query.option("rank") == "least"
        what = {
            "duration": ("longest", "shortest"),
            "size": ("largest", "smallest"),
            "margin": ("clearest", "closest"),
        }.get(query.option("by"))
        return f"the {what[least]} of the {noun}" if what else f"{'fewest' if least else 'most'} {lead}: {noun}"
    noun = f"the {query.option('pick')} of the {noun}" if query.option("pick") else noun
    return f"{lead}: {noun}" if lead else noun


_HELD = {"no": "fails", "open": "is open"}
_ASPECTS = {
    "fear": "which fear prevailed, of abandonment or of entrapment,",
    "entrapment": "whether fear of entrapment was voiced",
    "super_loyal": "super-loyalty",
    "free_riding": "free-riding (expected of small states)",
    "above_weight": "punching above its weight",
    "alignment": "balancing, bandwagoning, neutrality and shelter",
}
"""Sides of how states behave as allies, in words."""


def _served(query: Query) -> str:
    if query.option("rank"):
        ranked = {"most": "who had most", "least": "who had fewest", "each": "how many each had"}
        return f"{ranked[query.option('rank')]} in service"
    people = "people " if query.option("people") else ""
    return f"how many {people}were in service" if query.option("count") else "what was in service"


def _episodes_asked(query: Query) -> str:
    event = _EVENTS[query.option("event")]
    if query.option("group"):
        return f"{event} by {query.option('group')}"
    if query.option("share"):
        return f"how many of the {'exits' if event == 'defections' and 'defection' in query.filters.marks else event}"
    if query.option("pick"):
        return f"the {query.option('pick')} of the {event}"
    return _of_states(query, event) if query.option("states") else event


def _of_states(query: Query, event: str) -> str:
    """Return which states are asked for, by what was found of each."""
    least = query.option("least")
    head, _, rest = event.partition(" ")
    some = f"{head.removesuffix('s')} {rest}".strip() if least == "1" else event
    return {
        "each": f"states by {event}",
        "most": f"states with most {event}",
        "least": f"states with fewest {event}",
        "never": f"states without {event}",
        "enough": f"states with {'exactly' if query.option('most') else 'at least'} {least} {some}",
        "first": f"the state of the first of the {event}",
        "last": f"the state of the last of the {event}",
    }[query.option("states")]


def name_of(lexicon: Lexicon, name: str) -> str:
    """Return what a term, a kind of fact, a hypothesis, a theory or a rule is called."""
    if name.startswith("hypothesis/"):
        return name.partition("/")[2]
    if name.startswith("theory/"):
        return lexicon.kb.label(name)
    if "/" in name or "." not in name:
        return lexicon.labels(name)[0] if "/" in name or name.islower() else lexicon.classes(name)[0]
    return name
