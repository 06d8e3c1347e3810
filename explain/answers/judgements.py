"""Judgements as plain data: the verdict on an episode and all that follows from it, with slugs instead of words."""

from collections.abc import Sequence
from typing import Any

from explain.words.questions import questions
from kb.records import Contribution
from rules.judging.court import Judgement
from rules.questions.support import support

ASKED = ("Defection", "NotDefection", "OutOfScope", "Strategy", "Cause", "Hypothesis", "Interest", "Restriction")
"""The conclusions that a reader asks for; what lies between shows in their reasons."""


def as_data(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as JSON-ready data.

    ``date`` and ``decided`` are EDTF; ``verdict``, ``reasons``, ``strategies``, ``causes`` and ``interests`` are the
    names of concepts; ``hypotheses`` maps H1, H1A, H2 and H2A to yes, no or ``None``; ``standing`` says how the
    verdict stands and ``standings`` how each of the others does, open ones included; ``rules`` are those by which all
    of it was concluded; ``missing`` lists what would undo the verdict or settle what is open.
    """
    episode = judgement.episode
    change = judgement.change
    return {
        "episode": episode.id,
        "state": episode.state,
        "coalition": episode.coalition,
        "date": str(episode.date),
        "decided": str(episode.decided),
        "scope": judgement.scope,
        "verdict": judgement.verdict,
        "standing": judgement.standing,
        "reasons": list(judgement.reasons),
        "strategies": list(judgement.strategies),
        "causes": list(judgement.causes),
        "interests": list(judgement.interests),
        "restrictions": list(judgement.restrictions),
        "hypotheses": dict(judgement.hypotheses),
        "standings": dict(judgement.standings),
        "rules": _rules(judgement),
        "units": {
            "combat": [_units(judgement, change.fought), _units(judgement, change.fights)],
            "kept": _units(judgement, change.kept),
        },
        "missing": [
            {
                "sort": item.sort,
                "towards": item.towards,
                "text": item.text,
                "kinds": list(item.kinds),
                "write": item.write,
            }
            for item in questions(judgement)
        ],
    }


def _rules(judgement: Judgement) -> list[str]:
    """Return the rules that led to what a reader asks for, sorted."""
    asked = [item.name for kind in ASKED for item in judgement.proof.concluded(kind)]
    return sorted({step.rule for step in support(judgement.proof, asked).steps})


def _units(judgement: Judgement, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return bodies of units, each with its kind and what sources count of it: units or people."""
    records = judgement.facts.part.kb.records
    found = [record for record in (records[name] for name in names) if isinstance(record, Contribution)]
    return [
        {"name": item.id, "capability": item.capability, "count": item.count, "personnel": item.personnel}
        for item in found
    ]
