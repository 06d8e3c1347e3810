"""How states behave as allies: what the rules conclude on each question, and on which facts."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from explain.answers.seen import Seen, lightest, observed, seen, speaker
from explain.words.phrases import listed, the
from explain.words.questions import compared
from explain.words.telling import Teller
from kb.records import State
from kb.store import KnowledgeBase
from rules.engine.proof import Known, Proof
from rules.judging.dossier import Dossier
from rules.judging.gaps import undecided


@dataclass(frozen=True)
class Question:
    """One thing asked of every state: a key, words for it, the class that answers it and the field that says how.

    ``field`` is ``None`` where the conclusion itself means yes.
    """

    key: str
    text: str
    kind: str
    field: str | None = None


QUESTIONS = (
    Question("small", "Small beside the leader", "SmallState"),
    Question("fear", "Abandonment or entrapment: the fear that prevails", "PrevailingFear", "fear"),
    Question("entrapment", "Fear of entrapment voiced", "EntrapmentFeared"),
    Question("super_loyal", "Super-loyal", "SuperLoyalty"),
    Question("free_riding", "Free-riding, expected of small states", "FreeRiding", "answer"),
    Question("above_weight", "Punching above its weight", "AboveWeight", "sign"),
    Question("alignment", "Balancing, bandwagoning, neutrality, shelter", "Alignment", "form"),
)

NOT_SHOWN = "not shown"
"""The answer where nothing on record leads to a conclusion."""
_TERMS = frozenset({"State", "Role", "Ground", "Manifestation"})
"""Kinds of fact that say nothing a reader would look up."""


@dataclass(frozen=True)
class Conclusion:
    """One answer: its value, how it stands, the step that gives it in words, the rule, and the facts it rests on."""

    value: str
    standing: str
    text: str
    rule: str
    facts: tuple[Seen, ...]


@dataclass(frozen=True)
class Behaviour:
    """The answer to one question: what was concluded; else ``open_points`` say what would settle it, if anything."""

    key: str
    text: str
    answers: tuple[Conclusion, ...]
    open_points: tuple[str, ...]

    @property
    def value(self) -> str:
        """Return the answer in one or a few words."""
        if self.answers:
            return listed(list(dict.fromkeys(item.value for item in self.answers)))
        return "open" if self.open_points else NOT_SHOWN


@dataclass(frozen=True)
class AllianceReport:
    """How one state behaves in one coalition; ``posture`` is that of its security policy, where a source says."""

    state: str
    coalition: str
    title: str
    posture: str | None
    behaviour: tuple[Behaviour, ...]


def alliance(kb: KnowledgeBase, dossier: Dossier) -> AllianceReport:
    """Report how a state behaves as an ally in a coalition."""
    teller, engagement = speaker(kb, dossier), dossier.engagement
    record = kb.records[engagement.state]
    return AllianceReport(
        engagement.state,
        engagement.coalition,
        f"{teller.value(engagement.state)} in {the(teller.value(engagement.coalition))}",
        record.posture if isinstance(record, State) else None,
        tuple(_behaviour(teller, dossier.proof, question) for question in QUESTIONS),
    )


def as_data(report: AllianceReport) -> dict[str, Any]:
    """Return a report as nested dictionaries and lists, with the short answer to each question."""
    data = asdict(report)
    for told, item in zip(data["behaviour"], report.behaviour, strict=True):
        told["value"] = item.value
    return data


def _behaviour(teller: Teller, proof: Proof, question: Question) -> Behaviour:
    found = proof.concluded(question.kind)
    answers = tuple(_conclusion(teller, proof, question, item) for item in found)
    return Behaviour(question.key, question.text, answers, () if found else tuple(_open(teller, proof, question.kind)))


def _conclusion(teller: Teller, proof: Proof, question: Question, item: Known) -> Conclusion:
    step = lightest(proof, item.name)
    value = "yes" if question.field is None else str(item[question.field]).replace("-", " ")
    told = (seen(teller, known, step) for known in observed(proof, step) if known.kind not in _TERMS)
    return Conclusion(value, proof.standing(item.name), teller.step(step), step.rule, tuple(told))


def _open(teller: Teller, proof: Proof, kind: str) -> Iterator[str]:
    points = {
        compared(teller, proof, gap).text
        for possible in proof.open(kind)
        for gap in undecided(proof, possible.name, "then")
    }
    yield from sorted(points)
