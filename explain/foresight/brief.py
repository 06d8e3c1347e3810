"""A briefing of one page on a state or a coalition: what is there, what may come and why, what would help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from explain.foresight import keeping, listing, words
from explain.foresight.keeping import Kept
from explain.foresight.page import Line, Page, Section
from explain.words.phrases import listed, period, the
from explain.words.questions import questions
from explain.words.telling import Teller, sentence
from kb.profiles.profile import last_day, successors
from kb.records import Contribution
from rules.foreseeing.keeping import EFFECTS, NONE, Option, Precedent
from rules.foreseeing.opening import name_of_option
from rules.foreseeing.orders import ordered
from rules.foreseeing.watching import Alert, Watch

MOST_WARNINGS, MOST_OPTIONS, MOST_QUESTIONS, MOST_PRECEDENTS = 3, 4, 5, 3
"""How much of each sort one page holds; what is left out is counted."""

BASIS = (
    "Each warning and each proposal was judged by the rules on what was known; the order goes by facts wanting and by "
    "days, and no number stands for a belief."
)


@dataclass(frozen=True)
class Briefing:
    """What a briefing is made of: whom it is about, the alerts in order, and what would keep the nearest in."""

    watch: Watch
    about: str
    alerts: tuple[Alert, ...]
    kept: tuple[Kept, ...]

    @property
    def near(self) -> list[Alert]:
        """Return the alerts of which an exit would be a defection, or is announced."""
        return [item for item in self.alerts if item.nearest.defection or item.announced]


def briefing(watch: Watch, about: str, state: str | None, coalition: str | None) -> Briefing:
    """Return a briefing on a state or a coalition."""
    found = listing.listing(watch, "nearness", state, coalition)
    near = [item for item in found.alerts if item.nearest.defection][:MOST_WARNINGS]
    return Briefing(watch, about, tuple(ordered(found.alerts)), tuple(keeping.kept(watch, near)))


def as_data(found: Briefing) -> dict[str, Any]:
    """Return a briefing as plain data."""
    asked = dict.fromkeys(item.text for one in found.kept for item in questions(one.base.judgement))
    return {
        "about": found.about,
        "on": found.watch.on.isoformat(),
        "known_by": found.watch.known.isoformat(),
        "alerts": [listing.alert_data(rank, item) for rank, item in enumerate(found.alerts, 1)],
        "alternatives": keeping.as_data(found.watch.on, found.kept)["things"],
        "find_out_first": list(asked),
    }


def page(found: Briefing) -> Page:
    """Return a briefing as a page."""
    teller = listing.teller_of(found.watch.court)
    about = sentence(teller.value(found.about))
    return Page(
        title=f"BRIEFING  {about}, {words.dated(found.watch)}",
        lead=(listing.counts(found.alerts),) if found.alerts else (listing.NOTHING,),
        sections=(
            Section("In service and owed", tuple(_parts(teller, found.alerts))),
            Section("What may come", tuple(_warnings(teller, found))),
            Section("What would keep them in", tuple(_options(teller, found))),
            Section("What stands in the way", tuple(_obstacles(teller, found))),
            Section("What to find out first", tuple(_questions(found))),
            Section("What was done before", tuple(_precedents(teller, found))),
        ),
        foot=_foot(found),
    )


def _foot(found: Briefing) -> tuple[str, ...]:
    """Return on what a briefing rests, and how to open what it names, where it names anything."""
    opening = "To open one: coalition why NAME. To check its proof: coalition verify NAME."
    return (BASIS, opening) if found.near else (BASIS,) if found.alerts else ()


def _parts(teller: Teller, alerts: Sequence[Alert]) -> Iterator[Line]:
    """Yield what is in service or owed, state by state in each coalition, the combat units first."""

    def part(item: Alert) -> tuple[str, str]:
        return item.standing.part.coalition.id, item.standing.part.state

    for (coalition, state), group in groupby(sorted(alerts, key=part), key=part):
        own = sorted(group, key=lambda item: (not item.standing.combat, item.standing.thing.id))
        told = listed([_unit(teller, item) for item in own])
        sources = tuple(source for item in own for source in teller.sources(item.standing.thing)[:1])
        lead = f"{sentence(teller.value(state))} in {the(teller.value(coalition))}"
        yield Line(f"{lead}: {told}", sources=sources)


def _unit(teller: Teller, item: Alert) -> str:
    thing = item.standing.thing
    if not isinstance(thing, Contribution):
        return words.thing(teller, item.standing)
    last = last_day(thing, successors(item.standing.part.contributions))
    return f"{words.thing(teller, item.standing)} {period(thing.begins, last)}"


def _warnings(teller: Teller, found: Briefing) -> Iterator[Line]:
    for item in found.near[:MOST_WARNINGS]:
        shown = words.signs(teller, item.signs, found.watch.on)
        yield Line(listing.head(teller, item), (*shown, listing.outcome(item, item.nearest, whole=False)), strong=True)
    left = len(found.near) - MOST_WARNINGS
    if left > 0:
        verb = "is" if left == 1 else "are"
        yield Line(
            f"{sentence(words.number_word(left))} more {verb} one fact away: coalition watch --on {found.watch.on}."
        )
    if found.alerts and not found.near:
        yield Line("Nothing is one fact away from a defection, as far as is known.")


def _options(teller: Teller, found: Briefing) -> Iterator[Line]:
    """Yield the proposals that help most, one of each kind, for each thing that is near."""
    most = MOST_OPTIONS if len(found.kept) == 1 else MOST_OPTIONS // 2
    for kept in found.kept:
        kinds: dict[str, Line] = {}
        for number, option in enumerate(kept.options, 1):
            if option.proposal.kind not in kinds and len(kinds) < most:
                kinds[option.proposal.kind] = _option(teller, kept, number, option)
        below = tuple(kinds.values()) or (Line(keeping.nothing_helps(kept)),)
        yield Line(listing.head(teller, kept.alert), below, strong=True)


def _option(teller: Teller, kept: Kept, number: int, option: Option) -> Line:
    effect = "no defection" if option.effect == NONE else words.verdict(option.outcome.judgement)
    taken = listed(list(keeping.takes(teller, kept, option)))
    told = f"If {keeping.proposed(teller, option)}: {effect}. It takes {taken}."
    return Line(told, see=f"why {name_of_option(kept.alert, kept.base, number)}", strong=True)


def _obstacles(teller: Teller, found: Briefing) -> Iterator[Line]:
    """Yield the restrictions that bear on some proposal, each once."""
    told = (
        line
        for kept in found.kept
        for option in kept.options
        for known in option.obstacles
        for line in keeping.binding(teller, kept, known)
    )
    yield from (Line(f"{line}.") for line in dict.fromkeys(told))


def _questions(found: Briefing) -> Iterator[Line]:
    """Yield what would change the answer most: what would make the nearest exit none, and what would give its cause."""
    for kept in found.kept[:1]:
        asked = [item.text for item in questions(kept.base.judgement)]
        for text in asked[:MOST_QUESTIONS]:
            yield Line(text if text.endswith((".", "?")) else f"It would be no defection if {text}.")


def _precedents(teller: Teller, found: Briefing) -> Iterator[Line]:
    seen: dict[str, Precedent] = {}
    options = (option for kept in found.kept for option in kept.options)
    for option in sorted(options, key=lambda item: EFFECTS.index(item.effect)):
        for one in option.precedents:
            seen.setdefault(one.judgement.episode.id, one)
    for name, one in list(seen.items())[:MOST_PRECEDENTS]:
        yield Line(f"{keeping.precedent(teller, one)}.", see=f"why {name} --as-of {found.watch.known}")
