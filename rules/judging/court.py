"""Judges episodes one by one: gathers what an episode can see, runs the theory and reads off the verdict."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.profiles.changes import EpisodeFacts, window
from kb.profiles.completeness import complete_kinds
from kb.profiles.computed import Change, Episode
from kb.profiles.episodes import Episodes
from kb.store import KnowledgeBase
from rules.engine.facts import Mirrored, Mirrors
from rules.engine.inference import Inference
from rules.engine.nearness import Nearness
from rules.engine.prepared import Coverage
from rules.engine.proof import OPEN, STANDINGS, Known, Proof
from rules.engine.thresholds import Threshold
from rules.judging.view import View
from rules.theory.book import RULEBOOK
from rules.theory.conclusions import Cause, Strategy
from rules.theory.thresholds import THRESHOLDS

VERDICTS = {"Defection": "defection", "NotDefection": "not-defection", "OutOfScope": "out-of-scope"}
ALL: frozenset[str] = frozenset()
"""No kind of conclusion in particular: all of them."""
HYPOTHESES = ("H1", "H1A", "H2", "H2A")
STRATEGIES = frozenset(str(rule.then["strategy"]) for rule in RULEBOOK.rules.values() if rule.concludes is Strategy)
"""The name of every strategy that a rule can conclude."""
CAUSE_NAMES = tuple(
    sorted({(rule.then["kind"], rule.then["cause"]) for rule in RULEBOOK.rules.values() if rule.concludes is Cause})
)
"""The kind and name of every cause that a rule can establish."""
_STANDING = {
    "Strategy": "strategy",
    "Cause": "cause",
    "Interest": "interest",
    "Restriction": "restriction",
    "Hypothesis": "hypothesis",
}


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one episode, and the proof."""

    facts: EpisodeFacts
    proof: Proof
    nearness: Nearness

    @property
    def episode(self) -> Episode:
        """Return the episode judged."""
        return self.facts.episode

    @property
    def change(self) -> Change:
        """Return the change of profile."""
        return self.facts.change

    @cached_property
    def findings(self) -> tuple[Known, ...]:
        """Return the conclusions that state the verdict, those of the best standing; none where it is undetermined."""
        found = [item for kind in VERDICTS for item in self.proof.concluded(kind, episode=self.episode.id)]
        certain = [item for item in found if item.name in self.proof.certain]
        best = certain or found
        return tuple(item for item in best if VERDICTS[item.kind] == VERDICTS[best[0].kind])

    @property
    def verdict(self) -> str:
        """Return ``defection``, ``not-defection``, ``out-of-scope`` or ``undetermined``."""
        return VERDICTS[self.findings[0].kind] if self.findings else "undetermined"

    @property
    def scope(self) -> str:
        """Return ``combat`` or ``non-combat``, by what the episode concerns."""
        concerned = ("ExposureFell", "CombatConcerned")
        combat = any(
            self.proof.concluded(kind, episode=self.episode.id) or self.proof.open(kind, episode=self.episode.id)
            for kind in concerned
        )
        return "combat" if combat else "non-combat"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the slugs of the reasons for the verdict."""
        if self.verdict == "defection":
            manners = (item["manner"] for item in self.proof.concluded("ExposureFell", episode=self.episode.id))
            recalled = self.proof.concluded("RecalledEarly", episode=self.episode.id)
            return tuple(sorted({*manners, *(["recalled-early"] if recalled else ["others-carry-more"])}))
        if self.verdict == "out-of-scope":
            return ("support-only",)
        return tuple(sorted(str(item["reason"]) for item in self.findings if item.kind == "NotDefection"))

    @property
    def strategies(self) -> tuple[str, ...]:
        """Return the shapes that a defection took."""
        return tuple(sorted({item["strategy"] for item in self._concluded("Strategy")}))

    @property
    def causes(self) -> tuple[str, ...]:
        """Return the established causes of a defection."""
        return tuple(sorted({item["cause"] for item in self._concluded("Cause")}))

    @property
    def interests(self) -> tuple[str, ...]:
        """Return the interests that the state pursued by its part, as known when it decided."""
        return tuple(sorted({item["interest"] for item in self.proof.concluded("Interest")}))

    @property
    def restrictions(self) -> tuple[str, ...]:
        """Return the kinds of restriction on the state's part."""
        return tuple(sorted({item["restriction"] for item in self.proof.concluded("Restriction")}))

    @property
    def hypotheses(self) -> Mapping[str, str | None]:
        """Return the answer to each hypothesis: yes, no or ``None`` where it was not judged."""
        found = {item["hypothesis"]: item["answer"] for item in self._concluded("Hypothesis")}
        return {name: found.get(name) for name in HYPOTHESES}

    @property
    def standing(self) -> str:
        """Return how the verdict stands: ``certain``, ``on the record`` or, where there is none, ``open``."""
        return self.proof.standing(self.findings[0].name) if self.findings else OPEN

    @cached_property
    def standings(self) -> Mapping[str, str]:
        """Return how each strategy, cause, interest, restriction and hypothesis stands, by name, open ones included."""
        found: dict[str, str] = {}
        for kind, field in _STANDING.items():
            own = {"episode": self.episode.id} if kind in ("Strategy", "Cause", "Hypothesis") else {}
            for item in (*self.proof.concluded(kind, **own), *self.proof.open(kind, **own)):
                name, standing = str(item[field]), self.proof.standing(item.name)
                found[name] = min(found.get(name, standing), standing, key=STANDINGS.index)
        return dict(sorted(found.items()))

    def _concluded(self, kind: str) -> tuple[Known, ...]:
        return self.proof.concluded(kind, episode=self.episode.id)


class Court:
    """Judges the episodes of one knowledge base, with one network for them all."""

    def __init__(
        self,
        kb: KnowledgeBase,
        thresholds: Mapping[str, Threshold] = THRESHOLDS,
        inference: Inference | None = None,
        mirrors: Mirrors | None = None,
    ) -> None:
        """Make the rules ready, or take over what was made ready before; episodes are judged when they are asked for.

        Args:
            kb: what is known.
            thresholds: those of the theory, or other values for them.
            inference: rules made ready before, with their thresholds.
            mirrors: the facts that mirror records, of a court over a knowledge base that shares them.
        """
        self.kb = kb
        self.inference = inference or Inference(RULEBOOK, thresholds)
        self._mirrors = mirrors or Mirrors()
        self._judged: dict[str, Judgement] = {}

    def over(self, kb: KnowledgeBase) -> "Court":
        """Return a court with the same rules over another knowledge base."""
        return Court(kb, inference=self.inference, mirrors=self._mirrors)

    @cached_property
    def episodes(self) -> Episodes:
        """Return every episode, by name."""
        return Episodes(self.kb)

    @cached_property
    def view(self) -> View:
        """Return what episodes can see."""
        return View(self.kb, self.episodes, self._mirrors)

    def judge(self, name: str) -> Judgement:
        """Judge one episode.

        Raises:
            KeyError: there is no such episode.
        """
        if name not in self._judged:
            self._judged[name] = self.afresh(name)
        return self._judged[name]

    def on_record(self, name: str, kinds: frozenset[str] = ALL) -> Judgement:
        """Judge one episode on the record alone, for a question that does not ask what is certain.

        Args:
            name: the episode's name.
            kinds: the kinds of conclusion that are asked for, if that they hold is all that is to be known: nothing
                else is worked out, and no steps are noted.

        Raises:
            KeyError: there is no such episode.
        """
        return self._judgement(name, Inference.holding if kinds else Inference.on_record, kinds)

    def afresh(self, name: str, kinds: frozenset[str] = ALL) -> Judgement:
        """Judge one episode anew, whatever was judged before, by the thresholds as they stand now.

        Args:
            name: the episode's name.
            kinds: the kinds of conclusion that are asked for; nothing else is worked out.

        Raises:
            KeyError: there is no such episode.
        """
        return self._judgement(name, self.follow, kinds)

    def _judgement(
        self, name: str, infer: Callable[[Inference, Iterable[Mirrored], Coverage], Proof], kinds: frozenset[str]
    ) -> Judgement:
        item = self.episodes[name]
        inference = self.inference.towards(kinds) if kinds else self.inference
        coverage = complete_kinds(self.kb, item.part, *window(item))
        proof = infer(inference, self.view.of_episode(item), coverage)
        return Judgement(item, proof, Nearness(inference.rulebook, proof, coverage, dict(inference.thresholds)))

    def follow(
        self, inference: Inference, facts: Iterable[Mirrored], coverage: Coverage, built_on: Iterable[Proof] = ()
    ) -> Proof:
        """Return all that follows by some rules from facts, and from what other proofs have concluded."""
        return inference.run(facts, coverage, built_on=built_on)
