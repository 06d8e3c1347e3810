"""Finds the episodes that a reference can mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from explain.asking.labels import Labels
from explain.asking.model import Context, Mention
from explain.asking.pieces import Reference
from explain.words.phrases import MONTHS, spoken
from kb.dates import moment
from kb.profiles.changes import EpisodeFacts
from kb.profiles.computed import UnitChange
from kb.records import Capability, Contribution
from kb.words.synonyms import with_broader
from rules.judging.court import Judgement

Holds = Callable[[Judgement], bool]


@dataclass(frozen=True)
class Found:
    """The episodes that a reference can mean, what in the text and the conversation led there, and what was read in."""

    episodes: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    remark: str = ""
    sought: str = ""


def defected(judgement: Judgement) -> bool:
    """Tell whether an episode was a defection: what is presumed where nothing else is said of it."""
    return judgement.verdict == "defection"


def resolve(lexicon: Labels, reference: Reference | None, context: Context, holds: Holds | None = None) -> Found:
    """Return the episodes that a reference can mean.

    Args:
        lexicon: the names.
        reference: what the text says; ``None`` where it names no episode.
        context: what is being talked about, for what the text leaves out.
        holds: what the text takes for granted of the episode; among several only those count for which it holds.
    """
    current = context.episode if context.episode in lexicon.court.episodes else None
    if reference is None or reference.is_pronoun:
        return Found((current,), (Mention(current, origin="context"),)) if current else Found(())
    named = reference.get("episode")
    if named:
        return Found((named,), reference.mentions)
    if "pronoun" in reference.kinds and current is None and reference.get("state") is None:
        return Found(())
    filled = _filled(lexicon, reference, current)
    found = [name for name, item in lexicon.court.episodes.items() if _matches(lexicon, filled, item)]
    result = Found(tuple(found), _mentions(reference, filled, current), sought=_sought(lexicon, filled))
    if current in found and not reference.kinds & {"date", "state", "units", "coalition"}:
        return replace(result, episodes=(current,))
    return _narrowed(lexicon, filled, result, holds)


def _filled(lexicon: Labels, reference: Reference, current: str | None) -> Reference:
    """Return a reference with the state under discussion where the text names none."""
    if current is None or reference.get("state"):
        return reference
    episode = lexicon.court.episodes[current].episode
    return reference.joined(Reference((("state", episode.state, ()), ("coalition", episode.coalition, ()))))


def _mentions(reference: Reference, filled: Reference, current: str | None) -> tuple[Mention, ...]:
    from_context = (Mention(current, origin="context"),) if current and filled is not reference else ()
    return (*reference.mentions, *from_context)


def _narrowed(lexicon: Labels, reference: Reference, found: Found, holds: Holds | None) -> Found:
    """Narrow several episodes down by what the text takes for granted; what that means is said."""
    if len(found.episodes) < 2:  # noqa: PLR2004 - one is not several
        return found
    court = lexicon.court
    if reference.get("event") == "left" and not reference.get("units"):
        combat = tuple(name for name in found.episodes if lost_combat(court.episodes[name]))
        if len(combat) == 1:
            others = [name for name in found.episodes if name not in combat]
            remark = f"taken as the one in which combat units left; units also left in {', '.join(others)}"
            return replace(found, episodes=combat, remark=remark)
        whole = () if combat else _defections(lexicon, reference)
        if len(whole) == 1:
            support = ", ".join(name for name in found.episodes if name not in whole)
            return replace(found, episodes=whole, remark=f"taken as the defection; support units left in {support}")
        found = replace(found, episodes=combat or found.episodes)
    if holds:
        held = tuple(name for name in found.episodes if holds(court.judge(name)))
        if len(held) == 1:
            count = len(found.episodes)
            told = f"the only defection of {count} episodes" if holds is defected else ""
            remark = told or f"the only one of {count} for which it holds"
            return replace(found, episodes=held, remark=remark)
        found = replace(found, episodes=held or found.episodes)
    return found


def _defections(lexicon: Labels, reference: Reference) -> tuple[str, ...]:
    """Return the defections of the state and time of a reference: also those in which units did not come."""
    parts = tuple(part for part in reference.parts if part[0] != "event")
    return all_matching(lexicon, Reference((*parts, ("event", "defection", ()))))


def _matches(lexicon: Labels, reference: Reference, item: EpisodeFacts) -> bool:
    tests = (
        ("state", lambda name: item.episode.state == name),
        ("coalition", lambda name: item.episode.coalition == name),
        ("units", lambda name: concerns(lexicon, name, item)),
        ("event", lambda name: happened(lexicon, name, item)),
    )
    if not all(within(text, item.month) or served_until(item, text) for text in reference.all("date")):
        return False
    return all(not reference.all(kind) or any(test(name) for name in reference.all(kind)) for kind, test in tests)


def within(text: str, month: str) -> bool:
    """Tell whether a month falls in a date as it was said: a year or part of one, a month, a day."""
    first, _, last = text.partition("/")
    if last:
        return first <= month <= last
    return month.endswith(text[: len("-01")]) if text.startswith("-") else month.startswith(text[: len("2015-01")])


def served_until(item: EpisodeFacts, text: str) -> bool:
    """Tell whether units left on the day after a month or day, or units that fought on that after a year."""
    date = item.episode.date
    units_left = lost_combat(item) if len(text) == len("2015") else bool(_left(item))
    if "/" in text or text.startswith("-") or not date.is_day or not units_left:
        return False
    return moment(text).latest + timedelta(days=1) == date.earliest


def lost_combat(item: EpisodeFacts) -> bool:
    """Tell whether combat units left in an episode."""
    return any(unit.combat for unit in _left(item))


def leaving(item: EpisodeFacts) -> frozenset[str]:
    """Return the contributions that left in an episode, or grew smaller: those that fought, where any did."""
    left = _left(item)
    return frozenset(unit.contribution for unit in left if unit.combat or not lost_combat(item))


def _left(item: EpisodeFacts) -> list[UnitChange]:
    return [unit for unit in _units(item) if unit.size_after == 0 or (unit.lost or 0) > 0]


def _units(item: EpisodeFacts) -> list[UnitChange]:
    return [figure for figure in item.figures if isinstance(figure, UnitChange)]


def concerns(lexicon: Labels, name: str, item: EpisodeFacts) -> bool:
    """Tell whether units of a kind or with a task came, left or changed in an episode."""
    scheme, _, noun = name.partition("/")
    if scheme == "counted":
        kinds = {item.id for item in lexicon.kb.of(Capability) if item.counted_in == noun}
        return any(concerns(lexicon, kind, item) for kind in kinds)
    records = (lexicon.kb.records[unit.contribution] for unit in _units(item))
    return any(
        isinstance(record, Contribution) and name in with_broader(f"{scheme}/{getattr(record, scheme)}")
        for record in records
    )


def happened(lexicon: Labels, event: str, item: EpisodeFacts) -> bool:
    """Tell whether an episode is of a kind: units ``left`` or ``came``, ``any``, or it has a verdict."""
    if event == "left":
        return bool(_left(item))
    if event == "came":
        return any(unit.size_before == 0 or (unit.gained or 0) > 0 for unit in _units(item))
    return event == "any" or lexicon.court.judge(item.episode.id).verdict == event


def _sought(lexicon: Labels, reference: Reference) -> str:
    """Return what was looked for, in words."""
    kinds = {"left": "in which units left", "came": "in which units came", "defection": "that was a defection"}
    state, event = (reference.get(kind) for kind in ("state", "event"))
    dates = sorted(reference.all("date"))
    units = " or ".join(dict.fromkeys(lexicon.labels(name)[0] for name in reference.all("units")))
    parts = [
        "an episode",
        f"of {lexicon.kb.label(state)}" if state else "",
        _when(dates),
        kinds.get(event or "", ""),
        f"with {units}" if units else "",
    ]
    return " ".join(filter(None, parts))


def _when(dates: Sequence[str]) -> str:
    if not dates:
        return ""
    preposition = "on" if any(len(text) == len("2015-01-01") for text in dates) else "in"
    return f"{preposition} {' '.join(map(spell_date, dates))}"


def spell_date(text: str) -> str:
    """Return a date as it was read, in words."""
    if not text.startswith("-"):
        return spoken(moment(text))
    month, _, day = text[1:].partition("-")
    return f"{int(day)} {MONTHS[int(month) - 1]}" if day else MONTHS[int(month) - 1]


def described(lexicon: Labels, names: Sequence[str]) -> list[str]:
    """Return episodes as choices: name, date and verdict."""
    court = lexicon.court
    return [
        f"{name}: {lexicon.kb.label(court.episodes[name].episode.state)}, "
        f"{spoken(court.episodes[name].episode.date)}, {court.judge(name).verdict.replace('-', ' ')}"
        for name in names
    ]


def all_matching(lexicon: Labels, reference: Reference) -> tuple[str, ...]:
    """Return every episode that a reference can mean, without narrowing."""
    return tuple(name for name, item in lexicon.court.episodes.items() if _matches(lexicon, reference, item))


def listed_by(lexicon: Labels, wanted: tuple[str, ...]) -> list[str]:
    """Return the episodes that ``coalition judge`` would judge."""
    return [
        name
        for name, item in lexicon.court.episodes.items()
        if not wanted or {name, item.episode.state, item.episode.coalition} & set(wanted)
    ]
