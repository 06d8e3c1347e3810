"""What would keep a state in, in words: what each proposal takes, what stands in its way, and what was done before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from explain.foresight import words
from explain.foresight.listing import alert_data, head, outcome_data, teller_of
from explain.foresight.page import Line, Page, Section, plain
from explain.words.phrases import listed, spoken, spoken_day, term, terms, units
from explain.words.telling import Teller, sentence
from kb.records import Contribution
from rules.engine.proof import Known
from rules.foreseeing import proposals as p
from rules.foreseeing import signs as s
from rules.foreseeing.keeping import LESSER, NONE, WILLING, Keeping, Option, Precedent, beside_combat
from rules.foreseeing.opening import name_of_option
from rules.foreseeing.watching import Alert, Outcome, Watch

_EFFECTS: Mapping[str, str] = {
    NONE: "No defection",
    LESSER: "A defection of a lesser shape",
    WILLING: "Still a defection, but no doubt of the will to stay",
}
_BEYOND: Mapping[str, str] = {s.TERM: "a term", s.MANDATE: "a mandate", s.MONEY: "money"}
"""What would have to last longer, by the sign that it ends."""
_STRAINED: Mapping[str, str] = {
    s.REPAIRS: "repairs and rest for units and crews",
    s.READINESS: "time to restore readiness",
    s.ELSEWHERE: "such units for the commitment elsewhere",
}
"""What is short, and would have to be found, by the sign that shows it."""
_PRECEDENTS = 3
"""How many precedents are told of each kind."""


@dataclass(frozen=True)
class Kept:
    """What would keep one thing in: the alert, the exit that is supposed, and the proposals that help."""

    alert: Alert
    base: Outcome
    options: tuple[Option, ...]


def kept(watch: Watch, alerts: Sequence[Alert]) -> list[Kept]:
    """Return what would keep in each thing of which an exit would be a defection."""
    keeping = Keeping(watch)
    near = [item for item in alerts if item.nearest.defection]
    return [Kept(item, item.nearest, tuple(keeping.options(item, item.nearest))) for item in near]


def as_data(on: date, found: Sequence[Kept]) -> dict[str, Any]:
    """Return proposals as plain data."""
    return {
        "on": on.isoformat(),
        "things": [
            {**alert_data(rank, item.alert), "alternatives": [_option_data(item, place) for place in _places(item)]}
            for rank, item in enumerate(found, 1)
        ],
    }


def _places(item: Kept) -> range:
    return range(1, len(item.options) + 1)


def _option_data(item: Kept, place: int) -> dict[str, Any]:
    option = item.options[place - 1]
    return {
        **outcome_data(item.alert, option.outcome, name_of_option(item.alert, item.base, place)),
        "kind": option.proposal.kind,
        "partner": option.proposal.partner,
        "effect": option.effect,
        "obstacles": [str(known["restriction"]) for known in option.obstacles],
        "precedents": [
            {"episode": one.judgement.episode.id, "verdict": one.judgement.verdict, "months_until_back": one.back}
            for one in option.precedents
        ],
    }


def page(watch: Watch, found: Sequence[Kept], others: int) -> Page:
    """Return proposals as a page; ``others`` counts the things of which no exit would be a defection."""
    sections = tuple(section for item in found for section in _sections(watch, item))
    return Page(
        title=f"ALTERNATIVES  {words.dated(watch)}",
        lead=tuple(_lead(found, others)),
        sections=sections,
        foot=("To see why: coalition why NAME. To check it: coalition verify NAME.",) if sections else (),
    )


def _lead(found: Sequence[Kept], others: int) -> Iterator[str]:
    if not found:
        yield "No units are in service or owed on that day whose exit would be a defection."
    elif others:
        one = others == 1
        yield f"Of its other units {words.number_word(others)} {'is' if one else 'are'} no nearer than two facts."


def _sections(watch: Watch, item: Kept) -> Iterator[Section]:
    teller = teller_of(watch.court)
    told = f"{words.supposition(item.alert.standing, item.base)}: {words.verdict(item.base.judgement)}."
    lead = plain([told]) if item.options else plain([told, nothing_helps(item)])
    yield Section(head(teller, item.alert), lead)
    numbered = list(enumerate(item.options, 1))
    for effect, group in groupby(numbered, lambda pair: pair[1].effect):
        members = list(group)
        lines = [_option(teller, item, number, option) for number, option in members]
        yield Section(f"{_EFFECTS[effect]}, if", tuple(lines), members[0][0])
    yield from _beside(teller, item)


def nothing_helps(item: Kept) -> str:
    """Return why nothing is proposed."""
    beside = beside_combat(item.alert, item.base)
    return words.BESIDE_COMBAT if beside else "Nothing that was considered would make it less of a defection."


def _option(teller: Teller, item: Kept, number: int, option: Option) -> Line:
    judgement = option.outcome.judgement
    below = [Line(f"It takes {listed(list(takes(teller, item, option)))}.")]
    if option.effect != NONE:
        below.append(Line(f"Then: {words.verdict(judgement)}."))
    name = name_of_option(item.alert, item.base, number)
    return Line(proposed(teller, option), tuple(below), see=f"why {name}", strong=True)


def proposed(teller: Teller, option: Option) -> str:
    """Return what is proposed, as a clause."""
    kind, made = option.proposal.kind, {type(one): one for one in option.proposal.added}
    new = made.get(Contribution)
    partner = teller.value(option.proposal.partner) if option.proposal.partner else ""
    if kind == p.PROMISE:
        return "its government says in public that they will be back"
    assert isinstance(new, Contribution)
    there = units(teller.kb, new)
    return {
        p.LONGER: "they stay as they are",
        p.FEWER: f"{there} stay, and the others go",
        p.AREA: f"they stay in {listed([teller.value(name) for name in new.theatres])} alone",
        p.TASK: f"they stay, with another task: {term(teller.kb, 'role', new.role)}",
        p.LIMITS: f"they stay under a new limit: {terms(teller.kb, 'limit', new.caveats[-1:])}",
        p.RELIEF: f"{partner} relieves them with {there}, as agreed",
        p.TURN: f"the turn passes to {partner} with {there}, under an agreement to take turns",
        p.INSTEAD: f"it sends {there} for {term(teller.kb, 'role', new.role)} in their place",
    }[kind]


def takes(teller: Teller, item: Kept, option: Option) -> Iterator[str]:
    """Yield what a proposal would take: decisions, agreements, units, and what is known to be short."""
    proposal, last = option.proposal, item.base.supposition.last
    by = spoken_day(last)
    if proposal.partner:
        yield f"an agreement with {teller.value(proposal.partner)} and its units there by {by}"
        return
    if proposal.kind == p.PROMISE:
        yield f"a public word by {by}"
        return
    yield f"a decision of its own by {by}"
    if proposal.kind in p.STAYING:
        yield from _short(item.alert, longer=proposal.kind == p.LONGER)


def _short(alert: Alert, *, longer: bool) -> Iterator[str]:
    """Yield what is known to be short, and would have to be found for units to stay."""
    ending: dict[date, dict[str, None]] = {}
    for sign in alert.signs:
        if sign.kind in _BEYOND and sign.on is not None and (longer or sign.kind != s.TERM):
            ending.setdefault(sign.on, {})[_BEYOND[sign.kind]] = None
    yield from (f"{listed(list(named))} beyond {spoken_day(last)}" for last, named in ending.items())
    yield from dict.fromkeys(_STRAINED[sign.kind] for sign in alert.signs if sign.kind in _STRAINED)


def _beside(teller: Teller, item: Kept) -> Iterator[Section]:
    """Yield what stands in the way of proposals, and precedents, each once with the proposals that it bears on."""
    obstacles: dict[str, list[int]] = {}
    precedents: dict[str, tuple[Precedent, list[int]]] = {}
    for number, option in enumerate(item.options, 1):
        for known in option.obstacles:
            for told in binding(teller, item, known):
                obstacles.setdefault(told, []).append(number)
        for one in option.precedents[:_PRECEDENTS]:
            precedents.setdefault(one.judgement.episode.id, (one, []))[1].append(number)
    yield Section("What stands in the way", plain(f"{told} ({_numbers(held)})." for told, held in obstacles.items()))
    lines = [
        Line(
            f"{precedent(teller, one)} ({_numbers(held)}).",
            see=f"why {name} --as-of {item.alert.standing.part.kb.as_of}",
        )
        for name, (one, held) in precedents.items()
    ]
    yield Section("What was done before", tuple(lines))


def binding(teller: Teller, item: Kept, known: Known) -> list[str]:
    """Return how a restriction shows, once for each rule that finds it."""
    steps = {step.rule: step for step in reversed(item.base.judgement.proof.steps[known.name])}
    return sorted(map(teller.step, steps.values()))


def _numbers(held: Sequence[int]) -> str:
    """Return numbers in short: 1 to 3, 5."""
    spans: list[list[int]] = []
    for number in sorted(set(held)):
        if spans and spans[-1][-1] == number - 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    told = [str(span[0]) if len(span) == 1 else f"{span[0]} to {span[-1]}" for span in spans]
    return listed(told)


def precedent(teller: Teller, one: Precedent) -> str:
    """Return a precedent: who, when, what it was, and whether combat units came back."""
    episode = one.judgement.episode
    verdict = words.verdict(one.judgement, past=True)
    if one.back is None:
        back = "no more combat units of its own are known to have come"
    else:
        back = f"combat units of its own came again after {one.back} month{'' if one.back == 1 else 's'}"
    return f"{sentence(teller.value(episode.state))}, {spoken(episode.date)}: {verdict}; {back}"
