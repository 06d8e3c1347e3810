"""What can be said of a state's whole part in a coalition, once its episodes are judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kb.dates import Moment, day
from kb.errors import InputError
from kb.profiles.changes import EpisodeFacts
from kb.profiles.completeness import complete_kinds
from kb.profiles.computed import Engagement
from kb.profiles.engagement import engaged
from kb.profiles.part import Part, parts
from kb.profiles.tours import anniversaries, tours
from rules.engine.facts import mirror
from rules.engine.inference import Inference
from rules.engine.nearness import Nearness
from rules.engine.proof import Proof
from rules.judging.court import Court, Judgement
from rules.theory.wider_book import WIDER


@dataclass(frozen=True)
class Dossier:
    """A state's part in a coalition: its judged episodes, and what follows from them together."""

    part: Part
    engagement: Engagement
    judgements: tuple[Judgement, ...]
    proof: Proof
    nearness: Nearness


Finding = Judgement | Dossier
"""What a proof is about: an episode, or a state's whole part in a coalition."""


def name_of(finding: Finding) -> str:
    """Return the name of an episode or of a state's part, as commands take it."""
    return finding.engagement.id if isinstance(finding, Dossier) else finding.episode.id


def span(part: Part, items: Iterable[EpisodeFacts]) -> tuple[Moment, Moment]:
    """Return the first and last day for which a state's whole part needs complete records, given all episodes."""
    begins = engaged(part).begins
    own = (
        item.episode.date
        for item in items
        if (item.part.state, item.part.coalition.id) == (part.state, part.coalition.id)
    )
    last = part.coalition.ends or max(own, default=begins)
    return begins, day(last.latest)


class Archive:
    """Makes dossiers; builds the network for them once."""

    def __init__(self, court: Court, inference: Inference | None = None) -> None:
        """Use the judgements of a court, and other rules about states' parts where they are given."""
        self.court = court
        self.inference = inference or Inference(WIDER, court.inference.thresholds)
        self._made: dict[tuple[str, str], Dossier] = {}

    @cached_property
    def parts(self) -> dict[tuple[str, str], Part]:
        """Return every state's part in every coalition, by state and coalition."""
        return {(part.state, part.coalition.id): part for part in parts(self.court.kb)}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names of everything there are findings on: episodes, then states' parts."""
        return (*self.court.episodes, *map("/".join, self.parts))

    def dossier(self, state: str, coalition: str) -> Dossier:
        """Return the dossier of a state in a coalition.

        Raises:
            InputError: the state has no part in it.
        """
        key = (state, coalition)
        if key not in self.parts:
            raise InputError(f"{state} has no part in {coalition} on record")
        if key not in self._made:
            self._made[key] = self._make(self.parts[key])
        return self._made[key]

    def finding(self, name: str) -> Finding:
        """Return the judgement on an episode, or the dossier of a state's part: STATE/COALITION.

        Raises:
            KeyError: there is neither.
        """
        if name in self.court.episodes:
            return self.court.judge(name)
        state, _, coalition = name.partition("/")
        if (state, coalition) not in self.parts:
            raise KeyError(name)
        return self.dossier(state, coalition)

    def _make(self, part: Part) -> Dossier:
        own = [
            item
            for item in self.court.episodes.values()
            if (item.part.state, item.part.coalition.id) == (part.state, part.coalition.id)
        ]
        judged = tuple(self.court.judge(item.episode.id) for item in own)
        engagement = engaged(part)
        coverage = complete_kinds(self.court.kb, part, *span(part, own))
        figures = (engagement, *tours(part), *anniversaries(part))
        facts = [*map(mirror, figures), *self.court.view.of_part(part)]
        proof = self.court.follow(self.inference, facts, coverage, [item.proof for item in judged])
        nearness = Nearness(self.inference.rulebook, proof, coverage, self.inference.thresholds)
        return Dossier(part, engagement, judged, proof, nearness)


@lru_cache(maxsize=2)
def archive_of(court: Court) -> Archive:
    """Return the archive of a court, the same each time, so that no dossier is made twice."""
    return Archive(court)
