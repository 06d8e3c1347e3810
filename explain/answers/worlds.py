"""How often each verdict comes out over the possible worlds of an episode, as data and in words."""

from collections.abc import Iterator
from typing import Any

from explain.words.changes import described, otherwise
from explain.words.telling import Teller
from rules.engine.thresholds import Threshold
from rules.questions.worlds import Option, Worlds

_LISTED = 5
"""How many deciding changes a reader is told of."""


def as_data(found: Worlds) -> dict[str, Any]:
    """Return what becomes of an episode as JSON-ready data: slugs, counts and changes as a user would set them."""
    return {
        "episode": found.episode,
        "verdict": found.verdict,
        "worlds": {"judged": found.judged, "possible": found.possible, "exact": found.exact},
        "verdicts": dict(found.counts),
        "left_open": {choice.about: [str(option) for option in choice.options] for choice in found.choices},
        "decided_by": {str(option): verdict for option, verdict in found.deciding},
    }


def lines(teller: Teller, found: Worlds) -> Iterator[str]:
    """Yield what becomes of an episode in short lines: how often which verdict, in how many worlds, what decides."""
    shares = " · ".join(
        f"{verdict.replace('-', ' ')} {_share(count, found)}" for verdict, count in found.counts.items()
    )
    yield shares or "no world in which the facts agree"
    yield _worlds(found)
    for option, verdict in found.deciding[:_LISTED]:
        yield f"{_told(teller, option)}: {verdict.replace('-', ' ')}"
    if len(found.deciding) > _LISTED:
        rest = len(found.deciding) - _LISTED
        yield f"and {rest} more {'change' if rest == 1 else 'changes'} that would alone alter it (see --json)"


def _share(count: int, found: Worlds) -> str:
    if len(found.counts) == 1:
        return "in every world" if found.exact else "in every world drawn"
    return f"{count / found.judged:.0%}".replace("%", " %") if count / found.judged >= 0.01 else "under 1 %"  # noqa: PLR2004


def _worlds(found: Worlds) -> str:
    things = f"{len(found.choices)} {'thing' if len(found.choices) == 1 else 'things'} left open"
    if not found.choices:
        return "nothing is left open"
    if found.exact:
        return f"{things}: all {found.judged} worlds judged"
    return f"{things}: {found.judged} worlds drawn and judged"


def _told(teller: Teller, option: Option) -> str:
    """Return one change, as the condition under which another verdict follows."""
    if option.threshold:
        name, value = option.threshold
        known: Threshold = teller.thresholds[name]
        return f"with {value:g} {known.unit} for the threshold {name}, not {known.value:g}"
    (change,) = option.changes
    record = teller.kb.records[change.fact]
    return f"if {otherwise(teller, record, change)} ({described(teller, record)})"
