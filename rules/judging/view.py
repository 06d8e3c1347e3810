"""What an episode, or a state's whole part in a coalition, can see of the knowledge base."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache

from kb.profiles.base import Computed
from kb.profiles.changes import EpisodeFacts, vote_shares, window
from kb.profiles.computed import Change
from kb.profiles.episodes import Episodes
from kb.profiles.part import Part
from kb.records import (
    FOLDERS,
    OBSERVED,
    Arrangement,
    Casualties,
    CompleteRecord,
    Decision,
    HostageTaking,
    Record,
    State,
    Statement,
    Variant,
)
from kb.store import KnowledgeBase
from rules.engine.facts import Mirrored, Mirrors, Seen, mirror

_LEAVING = frozenset({"withdraw", "recall", "not-extend", "complete-task", "reduce"})
"""Acts by which a member goes, or begins to, which others may follow."""

_APART = (CompleteRecord, Variant, State)
"""Kinds of which rules see nothing, or see only what is about one state."""
_DATES = ("date", "begins", "known", "public")


class View:
    """Selects facts; what is shared by all episodes is gathered once."""

    def __init__(self, kb: KnowledgeBase, episodes: Episodes, mirrors: Mirrors) -> None:
        """Gather the facts that rules can match."""
        self._kb = kb
        self._mirrors = mirrors
        self._terms = mirrors.terms(tuple([record for kind in FOLDERS for record in kb.of(kind)]))
        self._shares = vote_shares(kb)
        self._leaving: dict[str, list[Decision]] = {}
        for decision in kb.of(Decision):
            if decision.act in _LEAVING:
                self._leaving.setdefault(decision.coalition, []).append(decision)
        self._struck: dict[str, list[Casualties | HostageTaking]] = {}
        for losses in kb.of(Casualties):
            self._struck.setdefault(losses.coalition, []).append(losses)
        for taking in kb.of(HostageTaking):
            self._struck.setdefault(taking.coalition, []).append(taking)
        self._episodes = episodes
        self._kinds = tuple(kind for kind in OBSERVED if kind not in _APART and kind not in FOLDERS)
        self._own: dict[tuple[str, str], list[tuple[date | None, Mirrored]]] = {}

    def of_episode(self, item: EpisodeFacts) -> Seen:
        """Return an episode's figures, its state's facts up to the end of its window, and its partners' changes."""
        last = window(item)[1].latest
        own = [fact for first, fact in self._of_state(item.part) if first is None or first <= last]
        figures = map(self._mirrored, (item.episode, *item.figures))
        return Seen(self._terms, (*figures, *own, *map(self._mirrored, self._partner_changes(item))))

    def of_part(self, part: Part) -> Seen:
        """Return all of a state's facts in a coalition, and the figures of all its episodes."""
        own = self._episodes.of_state(part.state, part.coalition.id)
        figures = (figure for item in own for figure in (item.episode, *item.figures))
        return Seen(self._terms, (*map(self._mirrored, figures), *(fact for _, fact in self._of_state(part))))

    def _of_state(self, part: Part) -> list[tuple[date | None, Mirrored]]:
        """Return a state's facts in a coalition, each with the day up to which no episode can see it, if it has one."""
        key = part.state, part.coalition.id
        if key not in self._own:
            sent = _sent(part)
            self._own[key] = [(sent.get(item.id, _first(item)), self._mirrored(item)) for item in self._of(part)]
        return self._own[key]

    def _mirrored(self, record: Record | Computed) -> Mirrored:
        """Return the fact that mirrors a record; figures, and facts that were completed, are of this view alone."""
        if isinstance(record, Record) and self._kb.records.get(record.id) is record:
            return self._mirrors.of(record)
        return mirror(record)

    def _of(self, part: Part) -> Iterator[Record | Computed]:
        state, coalition = part.state, part.coalition.id
        arrangements = {found.id for found in part.arrangements}
        partners = {name for found in part.arrangements for name in found.partners}
        told = {item.id: item for item in (*part.decisions, *part.contributions)}
        near = (None, *sorted({state, part.coalition.leader, *partners}))
        for record in (record for name in near for record in self._about(name)):
            own = getattr(record, "state", state) == state and getattr(record, "coalition", None) in (None, coalition)
            shared = record.id in arrangements or getattr(record, "arrangement", None) in arrangements
            led = isinstance(record, (Decision, Statement)) and (record.state, record.coalition) == (
                part.coalition.leader,
                coalition,
            )
            if shared or led or (own and not isinstance(record, Arrangement)):
                yield told.get(record.id, record)
        yield from (
            item for item in self._leaving.get(coalition, ()) if item.state not in (state, part.coalition.leader)
        )
        yield from (item for item in self._struck.get(coalition, ()) if item.state != state)

    def _about(self, state: str | None) -> Iterator[Record | Computed]:
        """Yield all that is about a state, or about none."""
        for kind in self._kinds:
            yield from self._kb.of_state(kind, state)
        itself = self._kb.records.get(state or "")
        if isinstance(itself, State):
            yield itself
        yield from (share for share in self._shares if share.state == state)

    def _partner_changes(self, item: EpisodeFacts) -> Iterator[Change]:
        partners = {state for found in item.part.arrangements for state in found.partners} - {item.episode.state}
        for state in sorted(partners):
            yield from self._episodes.changes_of(state, item.episode.coalition)


def _sent(part: Part) -> dict[str, date]:
    """Return the days on which it was decided to send units instead of others: from then on they can be seen."""
    own = {item.id: item for item in part.contributions}
    found: dict[str, date] = {}
    for decision in part.decisions:
        for item in (own[name] for name in decision.about if name in own):
            if decision.act == "substitute" or (decision.act == "deploy" and item.substitutes):
                found[item.id] = min(found.get(item.id, item.begins.earliest), decision.date.earliest)
    return found


def _first(record: Record | Computed) -> date | None:
    """Return the first day on which all that a fact tells of can have happened; ``None`` where it bears no date."""
    kind: type = type(record)
    days = [getattr(record, name) for name in _dates_of(kind)]
    return max([day.earliest for day in days if day is not None], default=None)


@cache
def _dates_of(kind: type) -> tuple[str, ...]:
    """Return which dates a class of fact has that tell how late it is."""
    return tuple(item.name for item in fields(kind) if item.name in _DATES)
