"""Judgements as plain data: the verdict on an episode and all that follows from it, with slugs instead of words."""

from typing import Any

from explain.questions import questions
from rules.judging import Judgement


def as_data(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as JSON-ready data.

    ``date`` and ``decided`` are EDTF; ``verdict``, ``reasons``, ``strategies``, ``causes`` and ``interests`` are the
    names of concepts; ``hypotheses`` maps H1, H1A, H2 and H2A to yes, no or ``None``; ``standing`` says how the
    verdict stands and ``standings`` how each of the others does, open ones included; ``missing`` lists what would undo
    the verdict or settle what is open.
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
        "units": {
            "combat": [change.combat_before, change.combat_after],
            "support": [change.support_before, change.support_after],
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
