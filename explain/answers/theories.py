"""How rival theories fare: a cell for each theory and each state's part in a coalition, with the triggers behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explain.answer import Answer
from explain.answers.why import Tree
from explain.words.phrases import the
from explain.words.questions import compared, undoing_questions
from explain.words.telling import Teller
from kb.errors import InputError
from kb.near import suggest
from kb.records import Theory
from kb.store import KnowledgeBase
from rules.engine.proof import OPEN, Known, Proof
from rules.judging.dossier import Dossier
from rules.judging.gaps import undecided, undoing

ELSEWHERE = {"Defection": "", "Cause": "cause"}
"""Conclusions about an episode whose reasons are told when that episode is asked about."""

UNTESTED = "untested"


@dataclass(frozen=True)
class Trial:
    """What followed one trigger of a theory.

    Attributes:
        event: the name of the event, figure or episode.
        date: when it happened, as EDTF.
        trigger: what happened, in one sentence.
        outcome: supported, contradicted, coincidental, or untested.
        manner: by what followed, as a slug; ``None`` where the facts do not settle it.
        sentence: what followed, in one sentence.
        episodes: the exits that followed.
    """

    event: str
    date: str
    trigger: str
    outcome: str
    manner: str | None
    sentence: str
    episodes: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """How one theory fares for one state's part in a coalition.

    ``outcome`` is untested also where facts are missing; ``missing`` then says which; ``standing`` says how the
    outcome stands. ``episode`` names the exit if only what went before one is meant.
    """

    theory: str
    label: str
    predicts: str
    cause: str
    state: str
    coalition: str
    episode: str | None
    outcome: str
    trials: tuple[Trial, ...]
    sentence: str
    missing: tuple[str, ...]
    standing: str = OPEN


def theories(kb: KnowledgeBase) -> tuple[Theory, ...]:
    """Return the rival theories, in the order of the vocabulary."""
    return kb.of(Theory)


def find_theory(kb: KnowledgeBase, text: str) -> str:
    """Return the bare name of the theory that a user means by its name or label.

    Raises:
        InputError: there is none; near matches are offered.
    """
    names = {_bare(item.id): kb.label(item.id) for item in theories(kb)}
    for name, label in names.items():
        if text.casefold() in (name, label.casefold()):
            return name
    raise InputError(
        f"no theory is called {text!r}", remedy=suggest(text, names, otherwise=f"There are: {', '.join(names)}.")
    )


def cell(kb: KnowledgeBase, dossier: Dossier, theory: str, episode: str | None = None) -> Cell:
    """Return how a theory fares for a state's part in a coalition, or only at what went before one episode."""
    record = kb.records[f"theory/{theory}"]
    assert isinstance(record, Theory)
    teller = _teller(kb, dossier)
    found = _outcomes(dossier.proof, theory)
    trials = tuple(_trials(teller, dossier.proof, theory))
    missing = () if found else tuple(_missing(teller, dossier.proof, theory))
    outcome = found[0]["outcome"] if found else UNTESTED
    sentence = _trialled(trials) or "".join(f"{_told(teller, dossier.proof, item)}." for item in found)
    sentence = sentence or "Whether anything set it off, and what followed, is open."
    if episode is not None:
        trials = tuple(item for item in trials if episode in item.episodes)
        outcome = ", ".join(dict.fromkeys(item.outcome for item in trials)) or UNTESTED
        sentence = _trialled(trials) or "No trigger on record went before it."
    return Cell(
        theory=theory,
        label=kb.label(record.id),
        predicts=record.predicts,
        cause=record.cause,
        state=dossier.part.state,
        coalition=dossier.part.coalition.id,
        episode=episode,
        outcome=outcome,
        trials=trials,
        sentence=sentence,
        missing=missing,
        standing=dossier.proof.standing(found[0].name) if found else OPEN,
    )


def why_cell(kb: KnowledgeBase, dossier: Dossier, theory: str, *, every_way: bool = False) -> Answer:
    """Explain how a theory fares for a state's part in a coalition, from the proof."""
    teller = _teller(kb, dossier)
    made = cell(kb, dossier, theory)
    found = _outcomes(dossier.proof, theory)
    tree = Tree(teller, dossier.proof, every_way=every_way, elsewhere={} if every_way else ELSEWHERE)
    part = f"{teller.value(made.state)} in {the(teller.value(made.coalition))}"
    return Answer(
        question=f"How does the theory of {made.label} fare for {part}?",
        episode=f"{made.state}/{made.coalition}",
        title=part,
        verdict=f"{made.outcome.upper()} · {made.label}",
        sentence=made.sentence,
        reasons=tuple(tree.conclusion(item.name) for item in found),
        open_points=made.missing,
        standing=made.standing,
        undone_by=tuple(
            item.text
            for item in undoing_questions(teller, undoing(dossier.proof, [item.name for item in found], made.outcome))
        ),
    )


def _teller(kb: KnowledgeBase, dossier: Dossier) -> Teller:
    return Teller(kb, dossier.nearness.rulebook, dossier.nearness.thresholds)


def _bare(name: str) -> str:
    return name.rpartition("/")[2]


def _outcomes(proof: Proof, theory: str) -> tuple[Known, ...]:
    return proof.concluded("TheoryOutcome", theory=theory)


def _trials(teller: Teller, proof: Proof, theory: str) -> Iterator[Trial]:
    triggers = sorted(proof.concluded("Triggered", theory=theory), key=lambda item: (item["date"], item.name))
    for trigger in triggers:
        event = trigger["event"]
        settled = proof.concluded("TriggerOutcome", theory=theory, event=event)
        exits = proof.concluded("ExitFollowed", theory=theory, event=event)
        yield Trial(
            event=event,
            date=str(trigger["date"]),
            trigger=_told(teller, proof, trigger),
            outcome=settled[0]["outcome"] if settled else UNTESTED,
            manner=settled[0]["manner"] if settled else None,
            sentence=_told(teller, proof, settled[0]) if settled else "The facts do not settle what followed",
            episodes=tuple(sorted({item["episode"] for item in exits})),
        )


def _told(teller: Teller, proof: Proof, known: Known) -> str:
    return teller.step(proof.steps[known.name][0])


def _missing(teller: Teller, proof: Proof, theory: str) -> Iterator[str]:
    points = {
        compared(teller, proof, gap).text
        for item in proof.open("TheoryOutcome", theory=theory)
        for gap in undecided(proof, item.name, str(item["outcome"]))
    }
    yield from sorted(points)


def _trialled(trials: tuple[Trial, ...]) -> str:
    return " ".join(f"{item.trigger}: {_lowered(item.sentence)}." for item in trials)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def as_data(made: Cell) -> dict[str, Any]:
    """Return a cell as JSON-ready data, with the names of its fields."""
    return {
        "theory": made.theory,
        "label": made.label,
        "predicts": made.predicts,
        "cause": made.cause,
        "state": made.state,
        "coalition": made.coalition,
        "episode": made.episode,
        "outcome": made.outcome,
        "sentence": made.sentence,
        "triggers": [
            {
                "event": item.event,
                "date": item.date,
                "trigger": item.trigger,
                "outcome": item.outcome,
                "manner": item.manner,
                "sentence": item.sentence,
                "exits": list(item.episodes),
            }
            for item in made.trials
        ],
        "standing": made.standing,
        "missing": list(made.missing),
    }
