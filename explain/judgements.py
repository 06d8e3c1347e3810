"""Judgements as plain data: the verdict on an episode and all that follows from it, with slugs instead of words."""

from typing import Any

from rules.judging import Judgement


def as_data(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as JSON-ready data.

    ``date`` and ``decided`` are EDTF; ``verdict``, ``reasons``, ``strategies``, ``causes`` and ``interests`` are the
    names of concepts; ``hypotheses`` maps H1, H1A, H2 and H2A to yes, no or ``None``; ``missing`` lists what would
    settle what is left open.
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
        "reasons": list(judgement.reasons),
        "strategies": list(judgement.strategies),
        "causes": list(judgement.causes),
        "interests": list(judgement.interests),
        "restrictions": list(judgement.restrictions),
        "hypotheses": dict(judgement.hypotheses),
        "units": {
            "combat": [change.combat_before, change.combat_after],
            "support": [change.support_before, change.support_after],
        },
        "missing": [
            {"towards": item.towards, "kind": item.kind, "name": item.name, "needed": item.needed}
            for item in judgement.missing
        ],
    }
