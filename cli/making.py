"""What the commands say of that with which an answer was made."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from cli.asking_again import asked_in_full

if TYPE_CHECKING:
    from explain.made_with import MadeWith
    from kb.store import KnowledgeBase
    from rules.judging.court import Court

_FIXED = "coalition.made-with"
"""Key under which a context keeps what is the same for all answers of one run."""


def made_with(kb: "KnowledgeBase", court: "Court | None" = None, names: Iterable[str] = ()) -> "MadeWith":
    """Return with what an answer about some episodes and states' parts is made; without names, from every fact.

    Without a court nothing was judged, and the rules are those that would judge.
    """
    from dataclasses import replace

    from explain.made_with import facts_digest, facts_of
    from rules.judging.dossier import archive_of

    fixed = _fixed(kb, court)
    if court is None or not (named := list(names)):
        return fixed
    proofs = [archive_of(court).finding(name).proof for name in named]
    return replace(fixed, facts=facts_digest(kb, facts_of(proofs)))


def with_made(item: dict[str, Any], made: "MadeWith") -> dict[str, Any]:
    """Return data with that with which it was made."""
    return {**item, "made_with": asdict(made)}


def _fixed(kb: "KnowledgeBase", court: "Court | None") -> "MadeWith":
    """Return what is the same for all answers of one run, which is worked out once."""
    from explain import made_with as making
    from rules.theory.thresholds import with_overrides
    from rules.theory.wider_book import WIDER

    ctx = click.get_current_context()
    found: dict[int, MadeWith] = ctx.meta.setdefault(_FIXED, {})
    if id(kb) not in found:
        thresholds = court.inference.thresholds if court else with_overrides({})
        book = court.inference.rulebook if court else WIDER.base
        assert book is not None
        found[id(kb)] = making.made_with(kb, (book, WIDER), thresholds, asked=asked_in_full(ctx))
    return found[id(kb)]
