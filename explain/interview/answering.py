"""What becomes of the answer to an inquiry: facts are written, an order is recorded, a date is narrowed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from explain.interview.conversing import Ask, Choice
from explain.interview.facts import Purpose, enter
from explain.interview.fields import YES_NO, Wanted, ask_field
from explain.interview.inquiring import Inquiry, own_kind, ways_to
from explain.interview.reading import one_of, read_truth
from explain.interview.session import Session, value_of
from explain.interview.units import ask_other
from explain.words.clauses import ORDERS, Side
from explain.words.phrases import named, spoken
from kb.dates import Moment, add_months, moment
from kb.records import Contribution, Shift
from ontology.stating import in_use
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import CONCLUSIONS, VOCABULARY, Mirrored
from rules.judging.court import Judgement
from rules.judging.gaps import ABSENCE, COMPARISON

YES, NO, NOT_KNOWN = "yes", "no", "unknown"
_COUNTED: Final = {"count", "personnel"}


def pursue(session: Session, judgement: Judgement, inquiry: Inquiry) -> None:
    """Ask what an inquiry asks, and put the answer on record."""
    told = session.talk.ask(Ask(inquiry.text, YES_NO, why=inquiry.why), read_truth)
    if inquiry.gap.sort == COMPARISON:
        _compared(session, inquiry, told)
    elif told:
        if inquiry.gap.sort == ABSENCE:
            _supply(session, judgement, inquiry)
        else:
            _enter(session, inquiry.kind, Purpose(inquiry.why, inquiry.rules, inquiry.counted))
    session.draft.note({True: YES, False: NO, None: NOT_KNOWN}[told], inquiry.key)
    session.keep()


def _enter(session: Session, kind: str, purpose: Purpose) -> str | None:
    """Ask for a fact of a kind; for units of the state's own as for any others of it."""
    if kind == Contribution.__name__:
        ask_other(session)
        return None
    return enter(session, kind, purpose)


def _supply(session: Session, judgement: Judgement, inquiry: Inquiry) -> None:
    """Ask for the facts by which something was so that no rule could conclude, or that was not listed."""
    about = inquiry.gap.about
    if about not in CONCLUSIONS:
        _enter(session, own_kind(about), Purpose(inquiry.why))
        return
    nearness = judgement.nearness
    misses = {miss.rule: miss for miss in nearness.misses(about)}
    claims = {nearness.rulebook.rules[name].claim: name for name in reversed(misses)}
    choices = tuple(Choice(name, claim) for claim, name in reversed(claims.items()))
    asked = Ask("In which way?", "one of them, or unknown", choices, why=inquiry.why)
    chosen = choices[0].name if len(choices) == 1 else session.talk.ask(asked, one_of(choices))
    if chosen is None:
        return
    rule = nearness.rulebook.rules[chosen]
    ways = ways_to(nearness, misses[chosen])
    own = [type(item).__name__ for _, item in rule.positives if _can_be_told(item)]
    kinds = own if own or not ways else sorted(ways[0])
    partner: str | None = None
    for kind, figure in {own_kind(name): name for name in kinds}.items():
        made = _enter(session, kind, Purpose(inquiry.why, (chosen,), figure != kind))
        if made:
            partner = _partner(session.draft.facts[made], judgement.episode.state) or partner
    if partner and any(_is_of_partner(item) for _, item in rule.positives):
        session.talk.talk.say(f"Now the units of {session.kb.label(partner)}.")
        ask_other(session, partner)


def _partner(fact: Mapping[str, Any], state: str) -> str | None:
    """Return the partner of whom a fact speaks: whose turn it is, or the one with whom a state has agreed."""
    if fact["type"] == Shift.__name__:
        return str(fact["state"])
    others = [str(name) for name in fact.get("partners", ()) if name != state]
    return others[0] if len(others) == 1 else None


def _is_of_partner(item: Fact) -> bool:
    """Tell whether a pattern is about a change of another state's units."""
    return type(item).__name__ == "Change" and (variable_name(item.get("state")) or "state") != "state"


def _can_be_told(item: object) -> bool:
    """Tell whether a pattern is about facts that a case file states, beyond units and vocabularies."""
    kind = type(item)
    observed = isinstance(item, Mirrored) and kind.__name__ in in_use().observed
    return observed and kind not in VOCABULARY and kind.__name__ != Contribution.__name__


def _compared(session: Session, inquiry: Inquiry, told: bool | None) -> None:
    """Record the order that an answer gives; where an order does not say it, ask for the date or number itself."""
    relation, sides = inquiry.sides
    if told is None:
        return
    first, second = (_fact(session, side) for side in sides[:2])
    if relation in ORDERS and first and second and first != second:
        earlier, later = (first, second) if told else (second, first)
        fault = _order(session, earlier, later)
        if fault is None:
            return
        session.talk.talk.say(fault)
    if relation == "within" and _bring_near(session, sides, near=told):
        return
    for side in sides[:2]:
        _narrow(session, side)


def _bring_near(session: Session, sides: tuple[Side, ...], *, near: bool) -> bool:
    """Take into a date that it lies so many months from another, or further before it; tell whether one could be."""
    months = int(sides[2].value)
    for side, other in (sides[:2], sides[1::-1]):
        if not isinstance(side.value, Moment) or not isinstance(other.value, Moment):
            continue
        for name, field in _places(session, side):
            first, last = side.value.earliest, side.value.latest
            if near:
                first = max(first, add_months(other.value.earliest, -months))
                last = min(last, add_months(other.value.latest, months))
            elif last <= other.value.latest:
                last = min(last, add_months(other.value.earliest, -months) - timedelta(days=1))
            if (first, last) != (side.value.earliest, side.value.latest) and first <= last:
                spelled = f"[{first}..{last}]" if first < last else str(first)
                return session.write({**session.draft.facts[name], field: spelled}) is None
    return False


def _fact(session: Session, side: Side) -> str | None:
    """Return the fact whose date one side of a comparison is; ``None`` where it is a figure or a threshold."""
    found = side.fact or (side.value.of if isinstance(side.value, Moment) else None)
    return found if found in session.kb.records else None


def _order(session: Session, earlier: str, later: str) -> str | None:
    """Record that one fact came before another, in the file; return what is wrong with that, if anything."""
    facts = session.draft.facts
    if earlier in facts:
        fact, key, other = facts[earlier], "before", later
    elif later in facts:
        fact, key, other = facts[later], "after", earlier
    else:
        return "Both stand in other case files, which are left as they are."
    return session.write({**fact, key: [*value_of(fact, key), other]})


def _narrow(session: Session, side: Side) -> None:
    """Ask for a date more closely, or for a number that nobody gave, and write it into the fact."""
    for name, field in _places(session, side):
        fact = session.draft.facts[name]
        kind, stated = in_use().kinds[fact["type"]], in_use().fields[field]
        given = fact.get(field)
        so_far = f" So far it is {spoken(moment(str(given)))}." if stated.takes == "date" and given else ""
        label = named(session.kb, name)
        question = stated.asks or f"{stated.label}?"
        text = f"{label[:1].upper()}{label[1:]}: {question[:1].lower()}{question[1:]}{so_far}"
        found = ask_field(session, Wanted(kind, stated, text=text))
        if found.value is not None:
            order = {"after": found.after, "before": found.before}
            more = {key: [*value_of(fact, key), *names] for key, names in order.items() if names}
            fault = session.write({**fact, field: found.value, **more})
            if fault is not None:
                session.talk.talk.say(fault)


def _places(session: Session, side: Side) -> list[tuple[str, str]]:
    """Return the fields of facts in the file that give one side of a comparison, as far as they leave it open."""
    found: list[tuple[str, str]] = []
    for name, fact in session.draft.facts.items():
        fields = in_use().kinds[fact["type"]].counts
        if isinstance(side.value, Moment):
            if side.value.is_day or (_fact(session, side) or name) != name:
                continue
            found += [(name, key) for key in fields if _says(fact.get(key), side.value)]
        elif side.value is None and side.name and fact["type"] == Contribution.__name__:
            found += [(name, "count")] if "count" in fields and not _COUNTED & fact.keys() else []
    return found


def _says(value: Any, when: Moment) -> bool:
    return value is not None and str(value) == when.text
