"""Judges an episode again with some facts changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.altering import Alteration, altered
from kb.errors import InputError
from kb.records import Record
from rules.judging import Court, Judgement
from rules.targets import Target

Setting = frozenset[Alteration]


@dataclass
class Alternatives:
    """The alternatives to one episode as it is; each is judged once. ``runs`` counts how many were."""

    court: Court
    episode: str
    runs: int = 0
    _judged: dict[Setting, Judgement | None] = field(default_factory=dict)

    def judge(self, changes: Iterable[Alteration], added: Iterable[Record] = ()) -> Judgement | None:
        """Judge the episode with facts changed and added; ``None`` where there is no such episode then."""
        key = frozenset(changes)
        extra = tuple(added)
        if extra or key not in self._judged:
            self.runs += 1
            court = self.court.over(altered(self.court.kb, sorted(key, key=str), extra))
            judged = court.judge(self.episode) if self.episode in court.episodes else None
            if extra:
                return judged
            self._judged[key] = judged
        return self._judged[key]

    def overturns(self, target: Target, changes: Iterable[Alteration], added: Iterable[Record] = ()) -> bool:
        """Tell whether a conclusion no longer holds with facts changed and added."""
        judged = self.judge(changes, added)
        return judged is None or not target.found(judged.proof)


def with_thresholds(court: Court, episode: str, settings: Mapping[str, float]) -> Judgement:
    """Judge an episode with other thresholds.

    Raises:
        InputError: a threshold of that name does not exist.
    """
    unknown = settings.keys() - court.inference.thresholds.keys()
    if unknown:
        raise InputError(f"there is no threshold {min(unknown)!r}")
    with court.inference.shifted(settings):
        return court.afresh(episode)
