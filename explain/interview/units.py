"""What a state had there before a change, what was left, and what else it had or sent: the units of a case."""

from datetime import timedelta
from typing import Any, Final

from explain.interview.conversing import Ask, Choice, Misread
from explain.interview.draft import Fact
from explain.interview.fields import CENTURY, YES_NO, Wanted, ask_field, date_reader
from explain.interview.reading import one_of, read_count, read_truth
from explain.interview.session import Session
from kb.dates import Moment, add_months, moment
from kb.records import Capability, Contribution
from ontology.stating import in_use

_SOME: Final = -1
_BEFORE_AFTER: Final = ("Whether a state took fewer risks shows in what it had before and after, and with which task.",)
_CHANGES: Final = (
    Choice("role", "their task", "The same units did something else."),
    Choice("theatres", "where they served", "The same units served elsewhere."),
    Choice("caveats", "limits on their use", "The same units served under new national limits."),
)


def ask_change(session: Session) -> None:
    """Ask for the units on which the case turns, before and after, and write them down."""
    units: Fact = {"type": Contribution.__name__, "state": session.state, "coalition": session.coalition}
    units["capability"] = _field(session, "capability", "What kind of unit did it have there before the change?")
    units["role"] = _field(session, "role", "With which task?")
    noun = _noun(session, units["capability"])
    before = session.talk.ask(
        Ask(f"How many {noun} were there before the change?", _COUNTED, why=_BEFORE_AFTER), read_count
    )
    after = session.talk.ask(Ask("How many of them were left after it?", _LEFT, why=_BEFORE_AFTER), _read_left)
    date = _date(session, "ends", "When did that change come?", needed=True)
    when = moment(date["value"])
    mission = _mission_by(session, when)
    rest = _rest(session, units, before, after)
    units |= {"count": before} if before is not None else {}
    _since(session, units, _begun(session, mission), when)
    planned = ask_field(session, _wanted("planned_end", last=session.mission.ends)).value
    units |= {"planned_end": planned} if planned else {}
    _write_change(session, [mission] if mission else [], units, rest, date=date, after=after)


_COUNTED: Final = "a number, or unknown"
_LEFT: Final = "a number; 0 if none; some, where nobody counts them"


def _write_change(
    session: Session, facts: list[Fact], units: Fact, rest: Fact | None, *, date: dict[str, Any], after: int | None
) -> None:
    """Write down the units before and after a change, beside other facts; if that contradicts the record, ask again."""
    name = session.name(session.state, str(units["capability"]), str(date["value"]).strip("[")[:4])
    if rest is None:
        units["ends"] = date["value"]
    order = {key: date[key] for key in ("after", "before") if date[key]}
    facts = [*facts, {"id": name, **units, **order, "source": session.sources}]
    if rest is not None:
        follower = {**{key: units[key] for key in ("type", "state", "coalition", "capability", "role")}, **rest}
        follower |= {"begins": date["value"], "continues": name}
        follower |= {"count": after} if after is not None and after >= 0 else {}
        facts.append({"id": session.name(name, "after"), **follower, "source": session.sources})
    fault = session.write(*facts)
    if fault is not None:
        session.talk.talk.say(fault)
        session.talk.written()
        ask_change(session)


def _mission_by(session: Session, when: Moment) -> Fact | None:
    """Return the mission as one that had begun by the day of a change in it, where nobody knew when it began."""
    fact, begins = session.draft.facts.get(session.coalition), session.mission.begins
    if fact is None or add_months(begins.earliest, CENTURY) > begins.latest:
        return None
    first = add_months(when.latest, -CENTURY)
    return {**fact, "begins": date_reader(session, first, when.latest).unknown().text}


def _begun(session: Session, mission: Fact | None) -> Moment:
    """Return when the mission began, as far as it is known by now."""
    return moment(mission["begins"]) if mission else session.mission.begins


def _rest(session: Session, units: Fact, before: int | None, after: int | None) -> Fact | None:
    """Return in what the units that stayed differ from those that were there; ``None`` where none stayed."""
    if after == 0:
        return None
    if before is not None and before == after:
        why = ("As many units as before can still face less danger: elsewhere, with another task, under limits.",)
        asked = Ask("What changed, if not their number?", "one of them", _CHANGES, why=why, needed=True)
        field = session.talk.ask(asked, one_of(_CHANGES)) or ""
        found = ask_field(session, _wanted(field, "And what was it then?", needed=True)).value
        if field == "theatres":
            units["theatres"] = ask_field(session, _wanted(field, "Where had they served before?", needed=True)).value
        return {field: found}
    why = (
        "Fewer units with the same task are a smaller part; with another task they are also a part of another kind.",
    )
    same = session.talk.ask(Ask("Did those who stayed have the same task as before?", YES_NO, why=why), read_truth)
    if same is not False:
        return {}
    role = _field(session, "role", "Which task had those who stayed?")
    kind = _field(session, "capability", "What kind of unit were they?", default=str(units["capability"]))
    return {"role": role, "capability": kind}


def ask_others(session: Session) -> None:
    """Ask for other units that the state had or sent there at about that time, until there are no more."""
    why = ("Whether anything stayed, or came instead, decides which shape the change had.",)
    text = "Did it have, or send, any other units there at about that time?"
    while session.talk.ask(Ask(text, YES_NO, why=why), read_truth):
        ask_other(session)
        text = "And any more?"


def ask_other(session: Session, state: str = "") -> None:
    """Ask for other units of the state, or for those of a partner."""
    units: Fact = {"type": Contribution.__name__, "state": state or session.state, "coalition": session.coalition}
    like = session.units[0] if state else None
    for field, text in (("capability", "What kind of unit?"), ("role", "With which task?")):
        default = str(getattr(like, field)) if like else ""
        units[field] = ask_field(session, _wanted(field, text, default=default)).value
        if units[field] is None:
            session.talk.talk.say("Without that, they cannot be written down; they are left out.")
            return
    noun = _noun(session, units["capability"])
    count = session.talk.ask(Ask(f"How many {noun}?", _COUNTED, why=_BEFORE_AFTER), read_count)
    units |= {"count": count} if count is not None else {}
    change = session.units[0].ends or session.units[0].begins
    _since(session, units, session.mission.begins, session.mission.ends or change)
    ends = ask_field(session, _wanted("ends", "Until when were they there? Say unknown if they stayed.")).value
    units |= {"ends": ends} if ends else {}
    why = ("Units that come in place of others, by the state's own word, show that it wanted to stay.",)
    asked = Ask("Did it say that they came in place of the others?", YES_NO, why=why)
    instead = not state and session.talk.ask(asked, read_truth)
    units |= {"substitutes": session.units[0].id} if instead else {}
    name = session.name(units["state"], str(units["capability"]), str(units["begins"]).strip("[")[:4])
    fault = session.write({"id": name, **units, "source": session.sources})
    if fault is not None:
        session.talk.talk.say(fault)
        session.talk.written()


def _since(session: Session, units: Fact, first: Moment, last: Moment) -> None:
    """Ask since when units were there; where nobody knows, they came some day since the mission began."""
    found = ask_field(session, _wanted("begins", "Since when were they there?", first=first, last=last))
    if found.value is None:
        latest = last.latest
        if not session.units:
            why = ("Units that come within a month of a change may have come because of it.",)
            text = "Had they been there for more than a month when the change came?"
            long = session.talk.ask(Ask(text, YES_NO, why=why), read_truth)
            latest = add_months(latest, -1) - timedelta(days=1) if long else latest
        found.value = date_reader(session, first.earliest, latest).unknown().text
    units["begins"] = found.value


def _field(session: Session, name: str, text: str, default: str = "") -> str:
    """Ask for a term that has to be known."""
    return str(ask_field(session, _wanted(name, text, needed=True, default=default)).value)


def _date(session: Session, name: str, text: str, *, needed: bool) -> dict[str, Any]:
    found = ask_field(session, _wanted(name, text, first=session.mission.begins, last=session.mission.ends))
    while needed and found.value is None:
        session.talk.talk.say("Without a date nothing can be set before or after it. A year, or a span, will do.")
        found = ask_field(session, _wanted(name, text, first=session.mission.begins, last=session.mission.ends))
    return {"value": found.value, "after": list(found.after), "before": list(found.before)}


def _wanted(
    name: str,
    text: str = "",
    *,
    needed: bool = False,
    default: str = "",
    first: Moment | None = None,
    last: Moment | None = None,
) -> Wanted:
    kind = in_use().kinds[Contribution.__name__]
    ends = (first.earliest if first else None, last.latest if last else None)
    field = in_use().fields[name]
    needed = needed and field.takes != "date"
    return Wanted(kind, field, needed, default, _BEFORE_AFTER, text, *ends)


def _noun(session: Session, capability: Any) -> str:
    """Return the noun in which units of a kind are counted, for several."""
    found = session.kb.records.get(f"capability/{capability}")
    one = found.counted_in if isinstance(found, Capability) else None
    return {None: "units", "aircraft": "aircraft"}.get(
        one, f"{one[:-1]}ies" if one and one.endswith("y") else f"{one}s"
    )


def _read_left(text: str) -> int:
    if text.casefold().strip(" .") in ("some", "a few", "few", "several", "not all"):
        return _SOME
    try:
        return read_count(text)
    except Misread as fault:
        raise Misread("Write how many were left: 0 if none, or some where nobody counts them.") from fault
