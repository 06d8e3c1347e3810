"""Where two sides judge differently, by other rules or from other facts: which answers, and through what."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from explain.answer import Answer, Reason
from explain.answers.judgements import ASKED
from explain.answers.what_if import changed_findings, counted, headline
from explain.answers.why import title
from explain.words.phrases import the
from explain.words.telling import Teller
from kb.names import spelled
from kb.records import Record
from kb.store import KnowledgeBase
from rules.engine.facts import Episode, mirror
from rules.engine.inference import Inference
from rules.engine.proof import Known, Proof
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.judging.court import Court, Judgement
from rules.judging.dossier import Archive, Dossier
from rules.questions.following import followed
from rules.questions.support import support

OF_PARTS = (
    *("TheoryOutcome", "Alignment", "PrevailingFear", "FreeRiding", "SuperLoyalty", "AboveWeight"),
    *("PartFinding", "ChainConfidence", "MotivesCompatible"),
)
"""The conclusions about a state's whole part in a coalition that a reader asks for."""
_UNTOLD = frozenset({"id", "label", "source", "note"})
"""Fields of a fact from which nothing follows."""
_FATES = {"appears": "only in the second", "vanishes": "only in the first"}


@dataclass(frozen=True)
class Side:
    """One of two sides: a knowledge base, rules about episodes and about states' parts, and thresholds."""

    kb: KnowledgeBase
    books: Mapping[str, Rulebook]
    thresholds: Mapping[str, Threshold]

    @cached_property
    def court(self) -> Court:
        """Return the court that judges by these rules."""
        return Court(self.kb, inference=Inference(self.books["episode"], self.thresholds))

    @cached_property
    def archive(self) -> Archive:
        """Return the dossiers by these rules."""
        return Archive(self.court, Inference(self.books["part"], self.thresholds))


def differences(old: Side, new: Side, names: Collection[str] | None = None) -> Iterator[Answer]:
    """Yield an answer for each episode, and each state's part in a coalition, of which two sides say other things.

    With ``names``, only what bears one of them on either side is looked at.
    """
    comparison = _Comparison(old, new, names)
    yield from comparison.episodes()
    yield from comparison.parts()


class _Comparison:
    """Holds two sides against each other; both speak with the words of the rules of either."""

    def __init__(self, old: Side, new: Side, names: Collection[str] | None) -> None:
        self.old, self.new, self._names = old, new, names
        self._books = {name: _both(name, old, new) for name in old.books}

    def _teller(self, side: Side, about: str = "episode") -> Teller:
        return Teller(side.kb, self._books[about], side.thresholds)

    def episodes(self) -> Iterator[Answer]:
        """Yield what differs about episodes, those of one side alone included."""
        theirs = self.new.court.episodes
        pairs = {name: followed(item, theirs) for name, item in self.old.court.episodes.items()}
        seen = {other for other in pairs.values() if other}
        alike = {name for name, other in pairs.items() if other is None and name in theirs} - seen
        for name, followed_to in pairs.items():
            other = name if name in alike else followed_to  # the same month, of facts with other names
            found = self._episode(name, other) if self._asked_for(name, other) else None
            if found:
                yield found
        for name in self.new.court.episodes:
            if name not in seen | alike and self._asked_for(name):
                yield self._alone(self.new, self.new.court.judge(name), "appears")

    def _asked_for(self, *names: str | None) -> bool:
        return self._names is None or any(name in self._names for name in names)

    def _episode(self, name: str, other: str | None) -> Answer | None:
        before = self.old.court.judge(name)
        if other is None:
            return self._alone(self.old, before, "vanishes")
        after = self.new.court.judge(other)
        teller, later = self._teller(self.old), self._teller(self.new)
        changed = tuple(changed_findings(teller, before, after, later))
        found = [self._with_rules(item, before, after) for item in changed]
        verdict = headline(before, after)
        if not found and "→" not in verdict:
            return None
        names = frozenset(item.id for item in found)
        return Answer(
            question=f"What differs for {name}?",
            episode=name,
            title=title(later, after.facts),
            verdict=verdict,
            sentence=f"{name}: {counted(changed)}",
            reasons=(*self._facts((before.proof, after.proof), names), *found),
        )

    def _alone(self, side: Side, judgement: Judgement, status: str) -> Answer:
        """Return what is said of an episode that only one side has."""
        told, proof = self._teller(side), judgement.proof
        asked = [item for kind in ASKED for item in proof.concluded(kind)]
        findings = tuple(_finding(told, proof, item, status) for item in asked)
        return Answer(
            question=f"What differs for {judgement.episode.id}?",
            episode=judgement.episode.id,
            title=title(told, judgement.facts),
            verdict=headline(judgement, judgement),
            sentence=f"{judgement.episode.id}: it is an episode {_FATES[status]}.",
            reasons=(*self._facts((proof, proof), frozenset(item.name for item in asked)), *findings),
        )

    def _with_rules(self, item: Reason, before: Judgement, after: Judgement) -> Reason:
        """Say by which rules a conclusion holds now or no longer, where its own rule does not show it."""
        if item.status == "vanishes":
            gone = item.rule not in self.new.books["episode"].rules
            return replace(item, remarks=("its rule is gone",)) if gone else item
        old, new = (
            {step.rule for name, steps in side.proof.steps.items() if _undated(side, name) == key for step in steps}
            for key in [_undated(after, item.id)]
            for side in (before, after)
        )
        told = [(f"now by {name} too", name) for name in sorted(new - old)]
        told += [(f"no longer by {name}", name) for name in sorted(old - new)]
        remarks = (text for text, name in told if item.status == "moves" and name != item.rule)
        return replace(item, remarks=(*item.remarks, *remarks))

    def parts(self) -> Iterator[Answer]:
        """Yield what differs about the parts that states have in coalitions on both sides."""
        for state, coalition in self.old.archive.parts:
            if (state, coalition) in self.new.archive.parts and self._asked_for(f"{state}/{coalition}"):
                before, after = (side.archive.dossier(state, coalition) for side in (self.old, self.new))
                found = tuple(self._part(before, after))
                if found:
                    yield self._about_part(after, found, (before.proof, after.proof))

    def _about_part(self, after: Dossier, found: tuple[Reason, ...], proofs: tuple[Proof, Proof]) -> Answer:
        kb, name = self.new.kb, after.engagement.id
        return Answer(
            question=f"What differs for {name}?",
            episode=name,
            title=f"{kb.label(after.engagement.state)} in {the(kb.label(after.engagement.coalition))}",
            verdict="ITS WHOLE PART",
            sentence=f"{name}: {counted(found)}",
            reasons=(*self._facts(proofs, frozenset(item.id for item in found)), *found),
        )

    def _part(self, before: Dossier, after: Dossier) -> Iterator[Reason]:
        old, new = (
            {item.name: item for kind in OF_PARTS for item in found.proof.concluded(kind)} for found in (before, after)
        )
        for name in (name for name in old if name not in new):
            yield _finding(self._teller(self.old, "part"), before.proof, old[name], "vanishes")
        for name in (name for name in new if name not in old):
            yield _finding(self._teller(self.new, "part"), after.proof, new[name], "appears")

    def _facts(self, proofs: tuple[Proof, Proof], names: frozenset[str]) -> Iterator[Reason]:
        """Yield the facts on which findings rest and which the two sides do not share as they are."""
        if self.old.kb is self.new.kb:
            return
        rest = {name for proof in proofs for name in support(proof, sorted(names & proof.steps.keys())).facts}
        for known in (known for proof in proofs for known in proof.facts.values() if known.origin == "computed"):
            rest |= {value for _, value in known.values if isinstance(value, str) and value in self.new.kb.records}
        for name in sorted(rest):
            old, new = (side.kb.records.get(name) for side in (self.old, self.new))
            if old is None and new is not None:
                yield self._fact(self.new, new, "appears")
            elif new is None and old is not None:
                yield self._fact(self.old, old, "vanishes")
            elif old is not None and new is not None and (others := tuple(_otherwise(old, new))):
                yield self._fact(self.new, new, "moves", others)

    def _fact(self, side: Side, record: Record, status: str, remarks: tuple[str, ...] = ()) -> Reason:
        teller = self._teller(side)
        text = teller.fact(mirror(record).known)
        return Reason(record.id, "change", text, status=status, sources=teller.sources(record), remarks=remarks)


def _undated(judgement: Judgement, name: str) -> str:
    return name.replace(judgement.episode.id, "")


def _both(name: str, old: Side, new: Side) -> Rulebook:
    """Return a rulebook with the rules of both sides, in which each can be looked up."""
    base = _both("episode", old, new) if name == "part" else None
    rules = {**old.books[name].rules, **new.books[name].rules}
    return Rulebook(rules, base=base, about=Episode if base is None else None)


def _finding(teller: Teller, proof: Proof, item: Known, status: str) -> Reason:
    step = proof.steps[item.name][0]
    return Reason(item.name, "finding", teller.step(step), step.rule, status)


def _otherwise(old: Record, new: Record) -> Iterator[str]:
    """Yield how a fact is otherwise than it was, field by field."""
    names = [item.name for item in fields(new) if item.name not in _UNTOLD]
    for name in names:
        before, after = (getattr(record, name, None) for record in (old, new))
        if before != after:
            yield f"{spelled(name.replace('_', '-'))}: {_value(before)} before, {_value(after)} now"


def _value(value: Any) -> str:
    if value is None or value == ():
        return "none"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
