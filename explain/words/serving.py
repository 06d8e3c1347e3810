"""Phrases for units in service: for how long, what came next, and what is in doubt on a day."""

from datetime import date

from explain.words.phrases import period, spoken, units
from kb.profiles.profile import Snapshot, Successors, last_day
from kb.records import Coalition, Contribution
from kb.store import KnowledgeBase


def served(kb: KnowledgeBase, found: Contribution, following: Successors) -> str:
    """Return from when until when units were in service, and what they became."""
    later = following.get(found.id, ())
    then = f", then {' and '.join(units(kb, item) for item in later)}" if later else ""
    last = last_day(found, following)
    return period(found.begins, later[0].begins if later and last and not last.is_day else last) + then


def outside(kb: KnowledgeBase, snapshot: Snapshot) -> str:
    """Say so where the coalition surely did not exist on the day."""
    coalition = kb.records.get(snapshot.coalition)
    if not isinstance(coalition, Coalition):
        return ""
    if snapshot.day < coalition.begins.earliest:
        return f", before the coalition began ({spoken(coalition.begins)})"
    if coalition.ends and snapshot.day > coalition.ends.latest:
        return f", after the mission ended ({spoken(coalition.ends)})"
    return ""


def doubt(found: Contribution, on: date) -> str:
    """Say what the precision of a date leaves open on a day."""
    return f"no source gives the day: perhaps {'not yet there' if on < found.begins.latest else 'already gone'}"
