"""The words for signs and supposed exits: what is announced or due, what is supposed, what the rules would say."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from explain.answer import Source
from explain.foresight.page import Line
from explain.words.changes import described
from explain.words.needs import needed
from explain.words.phrases import counted, listed, spoken, spoken_day, task, term, units
from explain.words.telling import Teller, sentence
from kb.names import spelled
from kb.profiles.part import due
from kb.records import Contribution, Shift
from rules.foreseeing import proposals as proposing
from rules.foreseeing import signs as s
from rules.foreseeing.signs import Sign
from rules.foreseeing.standing import Standing
from rules.foreseeing.suppositions import DECIDED, ENDS, FEWER, OWED
from rules.foreseeing.watching import Outcome
from rules.judging.court import Judgement

_ENDING: Mapping[str, str] = {
    s.TERM: "the term announced for them",
    s.MANDATE: "the mandate",
    s.MONEY: "the money",
    s.TURN: "the turn",
}
"""What ends on a day."""
_STRAINED: Mapping[str, str] = {
    s.REPAIRS: "repairs or rest are due",
    s.READINESS: "readiness is worn down",
    s.ELSEWHERE: "such units are needed elsewhere",
}
_SUPPOSED: Mapping[str, str] = {
    ENDS: "They are gone after {last}",
    s.ANNOUNCED: "If they go after {last}, as announced",
    s.VOTED: "If they go after {last}, as parliament voted",
    s.TERM: "If their term, which ends on {last}, is not prolonged",
    s.MANDATE: "If their mandate, which ends on {last}, is not prolonged",
    s.MONEY: "If no more money is found than lasts until {last}",
    s.TURN: "If they go when the turn ends on {last}",
    FEWER: "If fewer carry on after {last}, as announced",
    s.ROTATION: "If partners take turns after {last}, as agreed",
}
"""What is supposed, by its way."""
_PROPOSED: Mapping[str, str] = {
    proposing.LONGER: "they stay",
    proposing.FEWER: "some of them stay",
    proposing.AREA: "they stay in one area alone",
    proposing.TASK: "they stay with another task",
    proposing.LIMITS: "they stay under a new limit",
    proposing.RELIEF: "a partner relieves them",
    proposing.TURN: "the turn passes to a partner",
    proposing.INSTEAD: "other units come",
    proposing.PROMISE: "they go, and are promised back",
}
"""What is proposed, in short."""
_REASONS: Mapping[str, str] = {
    "taken-over": "a partner takes over",
    "beyond-own-duty": "the duty is a partner's by then",
    "last-year": "the mission is in its last year",
    "no-change": "the units carry on as before",
    "exposure-not-lower": "they stand in no less danger",
    "support-only": "they are support units, and no reason of the state's own is known",
}
"""Why an exit would be none, where the slug alone does not say it in a sentence."""
_PAST_REASONS: Mapping[str, str] = {
    **_REASONS,
    "taken-over": "a partner took over",
    "beyond-own-duty": "the duty was a partner's by then",
    "last-year": "the mission was in its last year",
    "no-change": "the units carried on as before",
}
"""The same of what has been."""


def thing(teller: Teller, item: Standing) -> str:
    """Return what stands: the units and their task, or the units that are owed, and by when."""
    what = item.thing
    if isinstance(what, Contribution):
        return f"{units(teller.kb, what)} ({task(teller.kb, what)})"
    role = term(teller.kb, "role", what.role)
    number = counted(what.count, f"combat unit{'' if what.count == 1 else 's'}") if what.count else "combat units"
    kind = "turn" if isinstance(what, Shift) else "pledge"
    return f"{number} owed for {role} by {spoken(due(what))} ({kind})"


def signs(teller: Teller, found: Iterable[Sign], on: date) -> tuple[Line, ...]:
    """Return signs as lines, with the places where their facts stand; what ends on one day is one line."""
    lines: list[Line] = []
    ending: dict[date, list[Sign]] = {}
    for item in found:
        if item.kind in _ENDING and item.on is not None:
            ending.setdefault(item.on, []).append(item)
        else:
            lines.append(_sign(teller, item, on))
    for last, items in sorted(ending.items()):
        verb = "ended" if last < on else "ends"
        told = listed(list(dict.fromkeys(_ENDING[item.kind] for item in items)))
        lines.append(Line(f"{verb} on {spoken_day(last)}: {told}", sources=_sources(teller, *items)))
    return tuple(lines)


def _sources(teller: Teller, *found: Sign) -> tuple[Source, ...]:
    names = dict.fromkeys(name for item in found for name in item.facts)
    return tuple(source for name in names for source in teller.sources(teller.kb.records[name]))


def _sign(teller: Teller, item: Sign, on: date) -> Line:
    record = teller.kb.records[item.facts[0]]
    if item.kind in s.MADE_KNOWN:
        return Line(f"decided: {described(teller, record)}", sources=_sources(teller, item))
    if item.kind == s.ROTATION:
        assert item.on is not None
        told = "partners take turns" if item.on < on else "partners are to take turns"
        return Line(f"{told} after {spoken_day(item.on)}", sources=_sources(teller, item))
    known = getattr(record, "known", None) or getattr(record, "begins", None)
    since = f", as known since {spoken(known)}" if known is not None else ""
    return Line(f"{_STRAINED[item.kind]}{since}", sources=_sources(teller, item))


def supposition(item: Standing, outcome: Outcome) -> str:
    """Return what is supposed, as the first half of a sentence."""
    way, last = outcome.supposition.way, spoken_day(outcome.supposition.last)
    if way in proposing.KINDS:
        return f"If, in place of that, {_PROPOSED[way]}"
    if item.owed:
        announced = ", as announced" if way != OWED else ""
        return f"If they do not come by {last}{announced}"
    if way == DECIDED:
        verb = "withdraws them" if item.combat else "calls them home"
        when = "day" if outcome.supposition.last <= item.on else "month"
        return f"If the government {verb} the next {when}"
    over = next((one.on for one in outcome.supposition.signs if one.on and one.on < outcome.supposition.last), None)
    if over is not None and way in _ENDING:
        return f"If they go the next day, for {_ENDING[way]} ended on {spoken_day(over)}"
    return _SUPPOSED[way].format(last=last)


class Dated(Protocol):
    """What has a day, and a last day of which anything is known."""

    @property
    def on(self) -> date:
        """Return the day."""

    @property
    def known(self) -> date:
        """Return the last day of which anything is known."""


def dated(found: Dated) -> str:
    """Return the day of a page, and up to when anything is known."""
    known = (
        "on what was known by then" if found.known >= found.on else f"on what was known by {spoken_day(found.known)}"
    )
    return f"{spoken_day(found.on)}, {known}"


def verdict(judgement: Judgement, *, past: bool = False) -> str:
    """Return what the rules would say, or did say, as the second half of a sentence."""
    if judgement.verdict == "defection":
        shape = listed([spelled(name) for name in judgement.strategies]) or "no known shape"
        causes = families(judgement.causes)
        outside = ", outside combat" if judgement.scope == "non-combat" else ""
        none = "no established cause" if past else "no cause on what is known"
        return f"a defection{outside} by {shape}; {causes or none}"
    if judgement.verdict == "undetermined":
        return "open: the facts do not settle it"
    reasons = _PAST_REASONS if past else _REASONS
    return f"no defection: {listed([reasons.get(name, spelled(name)) for name in judgement.reasons])}"


def families(causes: Iterable[str]) -> str:
    """Return causes in words, those of one family together: ``political: election and parliament``."""
    found: dict[str, list[str]] = {}
    for name in causes:
        family, _, cause = name.partition("/")
        found.setdefault(family, []).append(spelled(cause))
    return "; ".join(f"{spelled(family)}: {listed(named)}" for family, named in found.items())


def causes(teller: Teller, judgement: Judgement) -> list[str]:
    """Return, for each cause that would be established, how."""
    found = judgement.proof.concluded("Cause", episode=judgement.episode.id)
    told = (f"{teller.step(judgement.proof.steps[item.name][0])}." for item in found)
    return list(dict.fromkeys(told))


def wanting(teller: Teller, outcome: Outcome) -> str:
    """Return how many further facts would make a defection of it, and of which kinds."""
    number = outcome.wanting
    if number is None:
        return "No further fact would make it a defection."
    if number == 0:
        return "Nothing further is wanting."
    own = "a decision of its own" if outcome.supposition.decided else ""
    kinds = () if outcome.defection else outcome.lacking[0]
    such = listed([noun(teller, kind) for kind in kinds])
    told = f"{own} and, for instance, {such}" if own and such else own or such
    return f"{sentence(number_word(number))} further fact{'' if number == 1 else 's'}: {told}."


BESIDE_COMBAT = "Combat units of its own go then too: it is a defection whether or not these stay."
"""What is told of support units where combat units go with them."""


def noun(teller: Teller, kind: str) -> str:
    """Return one fact of a kind, as a reader calls it."""
    word = teller.kind(kind)
    return needed(kind, (), teller.value, otherwise=f"a{'n' if word[0] in 'aeio' else ''} {word}")


def number_word(number: int) -> str:
    """Return a small number as a word."""
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return words[number] if number < len(words) else str(number)
