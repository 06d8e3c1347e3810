"""The watch list: who is how near to a defection on a day, in an order that says its rule, as data and as a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from explain.foresight import words
from explain.foresight.page import Line, Page, Section
from explain.words.phrases import listed, the
from explain.words.questions import open_questions
from explain.words.telling import Teller, sentence
from rules.foreseeing.keeping import beside_combat
from rules.foreseeing.opening import name_of
from rules.foreseeing.orders import ORDERS, ordered
from rules.foreseeing.watching import Alert, Outcome, Watch
from rules.judging.court import Court
from rules.judging.topics import open_gaps

_QUESTIONS = 5
"""How many facts are named that would give a cause."""


@dataclass(frozen=True)
class Listing:
    """A list of alerts in an order.

    Attributes:
        on: the day.
        known: the last day of which anything is known.
        order: the name of the order.
        alerts: what stands, in that order.
        court: the court over what is known.
    """

    on: date
    known: date
    order: str
    alerts: tuple[Alert, ...]
    court: Court


def listing(watch: Watch, order: str, state: str | None = None, coalition: str | None = None) -> Listing:
    """Return what stands on a day, of one state or coalition where one is named, in an order."""
    chosen = [
        item
        for item in watch.things
        if state in (None, item.part.state) and coalition in (None, item.part.coalition.id)
    ]
    return Listing(watch.on, watch.known, order, tuple(ordered(watch.alerts(chosen), order)), watch.court)


def as_data(found: Listing) -> dict[str, Any]:
    """Return a list as plain data."""
    return {
        "on": found.on.isoformat(),
        "known_by": found.known.isoformat(),
        "order": {"name": found.order, "rule": ORDERS[found.order].rule},
        "alerts": [alert_data(rank, item) for rank, item in enumerate(found.alerts, 1)],
    }


def alert_data(rank: int, item: Alert) -> dict[str, Any]:
    """Return an alert as plain data; ``wanting`` is null where no further fact would make a defection of it."""
    standing = item.standing
    return {
        "rank": rank,
        "name": item.name,
        "state": standing.part.state,
        "coalition": standing.part.coalition.id,
        "thing": standing.thing.id,
        "owed": standing.owed,
        "combat": standing.combat,
        "announced": item.announced,
        "signs": [
            {"kind": one.kind, "on": one.on.isoformat() if one.on else None, "facts": list(one.facts)}
            for one in item.signs
        ],
        "outcomes": [outcome_data(item, one) for one in item.outcomes],
    }


def outcome_data(alert: Alert, item: Outcome, name: str | None = None) -> dict[str, Any]:
    """Return a supposed exit and what the rules would say, as plain data."""
    judgement = item.judgement
    return {
        "name": name or name_of(alert, item),
        "way": item.supposition.way,
        "last_day": item.supposition.last.isoformat(),
        "episode": judgement.episode.id,
        "verdict": judgement.verdict,
        "reasons": list(judgement.reasons),
        "strategies": list(judgement.strategies),
        "causes": list(judgement.causes),
        "wanting": item.wanting,
        "lacking": [list(kinds) for kinds in item.lacking],
    }


def page(found: Listing, *, whole: bool) -> Page:
    """Return a list as a page; ``whole``: with all that is supposed of each, and the facts that would give a cause."""
    order = f"Order ({found.order}): {ORDERS[found.order].rule}"
    return Page(
        title=f"WATCH  {words.dated(found)}",
        lead=(counts(found.alerts), order) if found.alerts else (NOTHING,),
        sections=tuple(_sections(found, whole=whole)),
        foot=("To see why: coalition why NAME. To check it: coalition verify NAME.",) if found.alerts else (),
    )


def _sections(found: Listing, *, whole: bool) -> Iterator[Section]:
    """Yield the list in order; what would be no defection is told in short, alike together."""
    ranks = enumerate(found.alerts, 1)
    for told, group in groupby(ranks, lambda pair: "" if _near(pair[1]) else _far(found, pair[1])):
        members = list(group)
        lines = [(_short if told else _alert)(found, item, whole=whole) for _, item in members]
        yield Section(told, tuple(lines), members[0][0])


def _near(item: Alert) -> bool:
    """Tell whether an exit would be a defection in some way, or is announced."""
    return item.announced or any(one.defection for one in item.outcomes)


def _far(found: Listing, item: Alert) -> str:
    told = f"{words.supposition(item.standing, item.nearest)}: {words.verdict(item.nearest.judgement)}."
    return f"{told} {words.wanting(teller_of(found.court), item.nearest)}"


def _short(found: Listing, item: Alert, *, whole: bool) -> Line:
    teller = teller_of(found.court)
    shown = words.signs(teller, item.signs, found.on) if whole else ()
    return Line(head(teller, item), shown, see=f"why {item.name}")


NOTHING = "No units are in service or owed on that day, as far as is known."


def counts(alerts: Sequence[Alert]) -> str:
    """Return how many things stand, and how near they are to a defection."""
    wanting = [item.nearest.wanting for item in alerts]
    one, away = wanting.count(1), "two facts or more away"
    told = [
        (number, alone if number == 1 else several)
        for number, alone, several in (
            (wanting.count(0), "needs only to run its course", "need only to run their course"),
            (one, "is one fact away from a defection", "are one fact away from a defection"),
            (
                sum(number is not None and number > 1 for number in wanting),
                f"is {away}" if one else f"is {away} from a defection",
                f"are {away}" if one else f"are {away} from a defection",
            ),
            (wanting.count(None), "would be no defection", "would be no defection"),
        )
        if number
    ]
    if len(alerts) == 1:
        return f"The one contribution in service or owed {told[0][1]}."
    numbers = ["all"] if len(told) == 1 else [words.number_word(number) for number, _ in told]
    clauses = [f"{number} {clause}" for number, (_, clause) in zip(numbers, told, strict=True)]
    return f"{len(alerts)} contributions in service or owed: {listed(clauses)}."


def teller_of(court: Court) -> Teller:
    """Return what puts into words what a court knows."""
    return Teller(court.kb, court.inference.rulebook, court.inference.thresholds)


def _alert(found: Listing, item: Alert, *, whole: bool) -> Line:
    teller = teller_of(found.court)
    outcomes = item.outcomes if whole else item.outcomes[:1]
    signs = words.signs(teller, item.signs, found.on)
    return Line(head(teller, item), (*signs, *(outcome(item, one, whole=whole) for one in outcomes)), strong=True)


def head(teller: Teller, item: Alert) -> str:
    """Return whose units an alert is about, and which."""
    part = item.standing.part
    state = sentence(teller.value(part.state))
    return f"{state}, {words.thing(teller, item.standing)}, in {the(teller.value(part.coalition.id))}"


def outcome(alert: Alert, item: Outcome, *, whole: bool) -> Line:
    """Return what is supposed and what the rules would say, with the command that opens it."""
    teller = teller_of(item.court)
    told = f"{words.supposition(alert.standing, item)}: {words.verdict(item.judgement)}."
    below = [Line(text) for text in words.causes(teller, item.judgement)]
    if beside_combat(alert, item):
        below += [Line(words.BESIDE_COMBAT)]
    if item.wanting != 1:
        below += [Line(words.wanting(teller, item))]
    if whole and item.defection and not item.judgement.causes:
        asked = tuple(Line(text) for text in _open(teller, item))
        below += [Line("What would give it a cause:", asked)] if asked else []
    return Line(told, tuple(below), see=f"why {name_of(alert, item)}", strong=True)


def _open(teller: Teller, item: Outcome) -> list[str]:
    asked = open_questions(teller, item.judgement.proof, open_gaps(item.judgement, "cause"))
    return [one.text for one in asked[:_QUESTIONS]]
