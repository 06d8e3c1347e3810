"""Judges an episode again with some facts changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.altered.altering import Alteration, altered
from kb.records import Record
from rules.judging.court import Court, Judgement
from rules.judging.targets import Target
from rules.questions.following import followed

Setting = frozenset[Alteration | Record]


@dataclass
class Alternatives:
    """The alternatives to one episode as it is; each is judged once. ``runs`` counts how many were.

    An episode is followed: units that went on another day went all the same, in whatever month. It is judged on the
    record, unless ``certain`` asks for all standings. Only conclusions of some ``kinds`` are worked out.
    """

    court: Court
    episode: str
    kinds: frozenset[str]
    certain: bool = False
    runs: int = 0
    _judged: dict[Setting, Judgement | None] = field(default_factory=dict)

    def judge(self, changes: Iterable[Alteration], added: Iterable[Record] = ()) -> Judgement | None:
        """Judge the episode with facts changed and added; ``None`` where it is then another, or none at all.

        Raises:
            InputError: the facts would be none that a case file could state.
        """
        altering, adding = tuple(changes), tuple(added)
        key: Setting = frozenset([*altering, *adding])
        if key not in self._judged:
            self._judged[key] = self.afresh(altering, adding)
        return self._judged[key]

    def afresh(self, changes: Iterable[Alteration], added: Iterable[Record] = ()) -> Judgement | None:
        """Judge the episode with facts changed and added, whatever was judged before.

        Raises:
            InputError: the facts would be none that a case file could state.
        """
        court = self.court.over(altered(self.court.kb, sorted(changes, key=str), added))
        self.runs += 1
        name = followed(self.court.episodes[self.episode], court.episodes)
        return (court.afresh if self.certain else court.on_record)(name, self.kinds) if name else None

    def overturns(self, target: Target, changes: Iterable[Alteration], added: Iterable[Record] = ()) -> bool:
        """Tell whether a conclusion no longer holds of the episode with facts changed and added."""
        judged = self.judge(changes, added)
        return judged is not None and not target.at(judged.episode).found(judged.proof)

    def undoes(self, target: Target, changes: Iterable[Alteration], added: Iterable[Record] = ()) -> bool:
        """Tell whether a conclusion no longer holds, or the episode is another or none at all."""
        return self.judge(changes, added) is None or self.overturns(target, changes, added)
