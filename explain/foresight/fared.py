"""How the list would have fared, as data and as a page: what came, what was flagged, what came to nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from explain.foresight import words
from explain.foresight.page import Line, Page, Section, plain
from explain.words.phrases import listed, named, spoken_day, units
from explain.words.telling import sentence
from kb.names import spelled
from kb.records import Contribution
from kb.store import KnowledgeBase
from rules.foreseeing.backtest import AHEAD, ANNOUNCED, CAUSE, DUE, GROUNDS, HORIZON, LIST, Backtest, Came, Fared
from rules.foreseeing.orders import ORDERS

_KINDS: Mapping[str, str] = {
    LIST: "The list as a whole",
    ANNOUNCED: "what is announced, alone",
    DUE: f"what comes due within {HORIZON} months, alone",
    CAUSE: "what has a cause on what is known, alone",
}
_FEW = (
    "These are few cases, chosen because states left: how often a flag comes to nothing among all contributions ever "
    "sent cannot be read off them."
)
_HINDSIGHT = (
    "They were coded with hindsight, and the rules were written with them in view. Each list was made from a copy of "
    "the record without all that happened or became known later; that the same list comes of it when later facts are "
    "taken away is tested. A fact dated by its year alone counts only from the end of that year."
)
_TRIGGERS = (
    "A trigger of a theory flags all combat units of its state for as long as a reaction counts (a threshold), from "
    "the day on which it was known."
)
CAVEATS = (_FEW, _HINDSIGHT, _TRIGGERS)


def as_data(found: Backtest) -> dict[str, Any]:
    """Return a backtest as plain data."""
    return {
        "months": [found.months[0].isoformat(), found.months[-1].isoformat()] if found.months else [],
        "horizon": HORIZON,
        "came": [_came_data(item) for item in found.came],
        "fared": [
            {
                "kind": item.name,
                "theory": item.name not in (LIST, *GROUNDS),
                "caught": item.caught,
                "of": item.of,
                "runs": item.runs,
                "in_vain": [
                    {"thing": run.thing, "state": run.state, "first": str(run.first), "last": str(run.last)}
                    for run in item.vain
                ],
                "flagged_months": item.months,
            }
            for item in found.fared
        ],
        "lists": [
            {
                "month": item.month.isoformat()[:7],
                "thing": item.thing,
                "state": item.state,
                "coalition": item.coalition,
                "combat": item.combat,
                "grounds": list(item.grounds),
                "causes": list(item.causes),
                "ranks": dict(item.ranks),
            }
            for item in found.seen
        ],
        "caveats": list(CAVEATS),
    }


def _came_data(item: Came) -> dict[str, Any]:
    return {
        "episode": item.episode,
        "day": item.day.isoformat(),
        "combat": item.combat,
        "things": list(item.things),
        "causes": list(item.causes),
        "months_flagged": dict(item.flagged),
        f"ranks_{AHEAD}_months_before": dict(item.ranks),
        "months_cause_named": item.named,
        "cause_public": item.public.isoformat() if item.public else None,
    }


def page(kb: KnowledgeBase, found: Backtest) -> Page:
    """Return a backtest as a page."""
    combat = [item for item in found.came if item.combat]
    flagged = [item for item in combat if LIST in item.flagged]
    span = f"{spoken_day(found.months[0])} to {spoken_day(found.months[-1])}" if found.months else "no month"
    lead = f"Defections with combat units: {len(combat)}. Flagged when they came: {len(flagged)}."
    return Page(
        title=f"BACKTEST  {span}, a list for the first of every month",
        lead=(lead, FLAGGED),
        sections=(
            Section("What came", tuple(_came(kb, item) for item in found.came)),
            Section("How warnings fared, combat units alone", tuple(_fared(kb, item) for item in found.fared)),
            Section("Flags of the list that came to nothing", tuple(_vain(kb, found.fared[:1]))),
            Section(f"Places on the list {AHEAD} months before, by order", tuple(_orders(flagged))),
            Section("Caveats", plain(CAVEATS)),
        ),
    )


FLAGGED = (
    "Flagged is what lacks no more than a decision for a defection and is announced, comes due within "
    f"{HORIZON} months or has a cause. A run of flagged months came true where that very thing defected by "
    f"{HORIZON} months after it."
)


def _came(kb: KnowledgeBase, item: Came) -> Line:
    return Line(f"{who(kb, item)}: {'; '.join(how(item))}.", see=f"why {item.episode}")


def who(kb: KnowledgeBase, item: Came) -> str:
    """Return who defected, and when."""
    what = "" if item.combat else " (support units)"
    return f"{sentence(kb.label(item.state))}, {spoken_day(item.day)}{what}"


def how(item: Came) -> list[str]:
    """Return how a defection was flagged: since when, at which place, with which cause."""
    if LIST not in item.flagged:
        there = "on the list, and not flagged" if item.ranks else f"not on the list {AHEAD} months before"
        return [there, *([_cause(item)] if item.causes else [])]
    parts = [f"flagged {_months(item.flagged[LIST])} before"]
    if item.ranks:
        parts.append(f"place {min(item.ranks.values())} on the list {AHEAD} months before")
    return [*parts, _cause(item)]


def _cause(item: Came) -> str:
    """Return whether its cause was named, and from when on that could be."""
    if not item.causes:
        return "no cause is established"
    told = f"its cause ({listed([spelled(name.rpartition('/')[2]) for name in item.causes])})"
    when = f" named {_months(item.named)} before" if item.named else " not named"
    if item.public is None:
        return told + when + ("" if item.named else ": it rests on the decision itself")
    if item.public >= item.day:
        if item.named:
            return told + when
        return f"{told}{when}: all of it is dated no earlier than {spoken_day(item.public)}"
    return f"{told}{when}: public from {spoken_day(item.public)} on"


def _months(number: int) -> str:
    return f"{number} month{'' if number == 1 else 's'}"


def _fared(kb: KnowledgeBase, item: Fared) -> Line:
    vain = words.number_word(len(item.vain))
    if item.runs == 0:
        told = "no flags"
    elif item.runs == 1:
        told = f"the one run of flags came {'true' if not item.vain else 'to nothing'}"
    else:
        told = f"of {words.number_word(item.runs)} runs of flags {vain} came to nothing"
    return Line(f"{kind(kb, item.name)}: flagged {item.caught} of {item.of}; {told}.")


def kind(kb: KnowledgeBase, name: str) -> str:
    """Return what a kind of warning is called: the list, a ground, a theory."""
    return sentence(_KINDS.get(name) or f"{kb.label(f'theory/{name}')}, a rival theory")


def _vain(kb: KnowledgeBase, fared: tuple[Fared, ...]) -> Iterator[Line]:
    for run in (run for item in fared for run in item.vain):
        record = kb.records[run.thing]
        what = units(kb, record) if isinstance(record, Contribution) else named(kb, run.thing)
        span = (
            f"from {spoken_day(run.first)} to {spoken_day(run.last)}"
            if run.first < run.last
            else f"on {spoken_day(run.first)}"
        )
        yield Line(
            f"{sentence(kb.label(run.state))}, {what}: flagged {span}.", see=f"why {run.thing}@{run.last.isoformat()}"
        )


def _orders(flagged: list[Came]) -> Iterator[Line]:
    for name, order in ORDERS.items():
        places = [item.ranks[name] for item in flagged if item.ranks]
        yield Line(f"{name}: {', '.join(map(str, places))}. {order.rule}")
