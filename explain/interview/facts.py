"""A whole fact, asked for field by field: what the schema requires, and of the rest what some rule reads.

What the case itself tells is filled in: the state and the coalition it is about, the units on which it turns, and the
leader where a rule means the leader.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from explain.interview.conversing import Why
from explain.interview.draft import Fact
from explain.interview.fields import Answer, Wanted, ask_field
from explain.interview.session import Session
from explain.words.phrases import EVENTS, spoken
from kb.dates import moment
from kb.reading.order import DATES
from kb.records import TARGETS, Record
from ontology.stating import Kind, in_use
from rules.engine.experta_engine import Fact as Pattern
from rules.engine.experta_engine import negated, variable_name
from rules.theory.book import RULEBOOK
from rules.theory.wider_book import WIDER

_LATER: Final = frozenset({"ends", "planned_end", "due", "runs_out", "recovered"})
"""Dates that can lie beyond the change."""


@dataclass(frozen=True)
class Purpose:
    """Why a fact is asked for.

    Attributes:
        why: in words.
        rules: the rules that ask for it, by name; none where it is told unasked.
        counted: a figure is computed from its numbers.
        given: what is known of it already.
    """

    why: Why = ()
    rules: tuple[str, ...] = ()
    counted: bool = False
    given: dict[str, Any] = field(default_factory=dict)


def enter(session: Session, kind_name: str, purpose: Purpose) -> str | None:
    """Ask for a fact of a kind and write it; return its name, or ``None`` where too little is known of it."""
    kind = in_use().kinds[kind_name]
    while True:
        fact = _asked(session, kind, purpose)
        if fact is None:
            session.talk.talk.say(f"Without that, {kind.called} cannot be written down; it is left out.")
            session.forget()
            session.keep()
            return None
        fault = session.write(fact)
        if fault is None:
            return str(fact["id"])
        session.talk.talk.say(fault)
        session.talk.talk.say(f"Once more, then: {kind.called}.")
        session.talk.written()


def _asked(session: Session, kind: Kind, purpose: Purpose) -> Fact | None:
    values: dict[str, Any] = {}
    order: dict[str, list[str]] = {"after": [], "before": []}
    for name in kind.counts:
        known = _known(session, kind, name, purpose)
        if known is not None:
            values[name] = known
        elif name in _of_interest(kind, purpose):
            found = _answer(session, kind, name, purpose)
            if found.value is None and kind.least(name):
                return None
            if found.value is not None:
                values[name] = found.value
            order["after"] += found.after
            order["before"] += found.before
    when = str(next((values[key] for key in DATES if key in values), ""))
    state = str(values.get("state", session.state))
    return {
        "id": session.name(state, kind.label, _year(when)),
        "type": kind.name,
        **({} if kind.name in EVENTS else {"label": _label(session, kind, state, when)}),
        **values,
        **{key: names for key, names in order.items() if names},
        "source": session.sources,
    }


def _label(session: Session, kind: Kind, state: str, when: str) -> str:
    """Return what readers call a fact that goes by no other name: its kind, whose it is, and since when."""
    told = f", {spoken(moment(when))}" if when else ""
    return f"{kind.label[:1].upper()}{kind.label[1:]} of {session.label(state)}{told}"


def _year(when: str) -> str:
    """Return the year of a date, if it lies in one."""
    years = {part[:4] for part in when.strip("[]").split("..")}
    return years.pop() if len(years) == 1 else ""


def _answer(session: Session, kind: Kind, name: str, purpose: Purpose) -> Answer:
    stated = in_use().fields[name]
    ends = session.mission.ends
    last = _last(session) if name not in _LATER else ends.latest if ends else None
    needed, default = bool(kind.least(name)) and stated.takes == "date", _default(session, kind, name, purpose)
    found = ask_field(session, Wanted(kind, stated, needed, default, purpose.why, last=last))
    if kind.least(name) > 1:
        own = [session.state, *(found.value or ())]
        found.value = list(dict.fromkeys(own)) if len(own) >= kind.least(name) else None
    return found


def _last(session: Session) -> date | None:
    """Return the last day of the change that the case is about."""
    judged = session.judgement()
    return judged.episode.date.latest if judged else None


def _known(session: Session, kind: Kind, name: str, purpose: Purpose) -> Any:
    """Return what the case itself tells of a field; ``None`` where it has to be asked for."""
    meant = _variables(kind.name, name, purpose.rules)
    found: Any = purpose.given.get(name)
    if name == "state" and (not meant or "state" in meant):
        found = session.state
    elif name == "coalition" and kind.least(name):
        found = session.coalition
    elif name == "about" and session.units and not kind.least(name):
        found = [session.units[0].id]
    elif meant == {"leader"}:
        found = session.mission.leader
    elif found is None and kind.least(name) == 1 and name != "state":
        found = _only(session, TARGETS.get(name, []))
    return found


def _only(session: Session, kinds: Sequence[type[Record]]) -> str | None:
    """Return the one fact in the coalition that can be meant; ``None`` where there are several, or none."""
    found = [item.id for kind in kinds[:1] for item in session.kb.of(kind)]
    here = [name for name in found if getattr(session.kb.records[name], "coalition", None) == session.coalition]
    return here[0] if len(here) == 1 and len(kinds) == 1 else None


def _default(session: Session, kind: Kind, name: str, purpose: Purpose) -> str:
    """Return what is meant where nothing is typed: the units, or the leader, that the case is about."""
    units = session.units
    if name in ("capability", "role") and units:
        return str(getattr(units[0], name))
    if name == "asked_to_leave":
        return session.state
    return session.mission.leader if "leader" in _variables(kind.name, name, purpose.rules) else ""


def _of_interest(kind: Kind, purpose: Purpose) -> frozenset[str]:
    """Return the fields worth asking for: those required, those that rules read (all, if none does), and numbers."""
    counts = {name for name in kind.counts if purpose.counted and in_use().fields[name].takes == "count"}
    needed = {name for name in kind.counts if kind.least(name)}
    return frozenset({*needed, *counts, *_read().get(kind.name, kind.counts)})


def _variables(kind: str, name: str, rules: tuple[str, ...]) -> set[str]:
    """Return what rules call a field of a kind, those that ask for it or, if none does, all."""
    named = [RULEBOOK.rules[rule] for rule in rules if rule in RULEBOOK.rules]
    own = {
        variable
        for rule in named
        for pattern in map(pattern_of, rule.when)
        if pattern is not None and type(pattern).__name__ == kind
        for variable in [variable_name(pattern[name]) if name in pattern else None]
        if variable
    }
    return own or set(_read().get(kind, {}).get(name, ()))


@cache
def _read() -> dict[str, dict[str, set[str]]]:
    """Return, for each kind of fact, the fields that some rule reads, and the variables that it calls them by."""
    found: dict[str, dict[str, set[str]]] = {}
    for rule in (*RULEBOOK.rules.values(), *WIDER.rules.values()):
        for pattern in map(pattern_of, rule.when):
            for key, value in (pattern or {}).items():
                if isinstance(key, str) and key != "id":
                    fields = found.setdefault(type(pattern).__name__, {})
                    fields.setdefault(key, set()).update(filter(None, [variable_name(value)]))
    return found


def pattern_of(item: object) -> Pattern | None:
    """Return the pattern of a condition, also of one that must not match; ``None`` for a comparison."""
    return item if isinstance(item, Pattern) else negated(item)
