"""Answers with what sources disagree about: all that matters, or what is disputed of some facts."""

from typing import TYPE_CHECKING

from explain.answer import Answer, Reason
from explain.asking.answers import counted
from explain.asking.lexicon import Lexicon
from explain.asking.queries.query import Query
from explain.asking.queries.saying import narrowed
from explain.words.phrases import listed
from kb.records import Record, Variant

if TYPE_CHECKING:
    from explain.answers.discrepancies import Discrepancy
    from rules.judging.retrial import Effect


def mattering(lexicon: Lexicon, query: Query) -> Answer:
    """Return where sources disagree in a way that would change a verdict, strategy, cause or hypothesis."""
    from explain.answers.discrepancies import discrepancies  # noqa: PLC0415 - it judges again, which few questions need

    states = set(query.filters.states)
    found = [
        item
        for item in discrepancies(lexicon.court)
        if item.effects and (not states or states.intersection(item.states))
    ]
    many = counted(len(found), "disagreement")
    return Answer(
        question="Which disagreements of the sources change an answer?",
        episode="",
        title=narrowed(lexicon, query, titled=True),
        verdict=f"{many} that matter{'s' if len(found) == 1 else ''}".upper() if found else "NONE MATTERS",
        sentence=f"With the other value, {many} would change an answer." if found else "No answer would change.",
        reasons=tuple(map(_reason, found)),
        advice=("All of them: coalition discrepancies",),
    )


_FEW = 3


def _effect(effect: "Effect") -> str:
    def spelled(value: str | None) -> str:
        return (value or "none").replace("/", ": ").replace("-", " ")

    return f"{effect.episode}, {effect.what}: {spelled(effect.used)} would become {spelled(effect.other)}"


def disputed(lexicon: Lexicon, query: Query) -> Answer:
    """Return whether sources disagree about some facts, with both values, and what the other would change."""
    from explain.answers.discrepancies import discrepancies  # noqa: PLC0415 - it judges again, which few questions need

    names = {item.id for item in facts_meant(lexicon, query)}
    found = discrepancies(lexicon.court, [item for item in lexicon.kb.of(Variant) if item.about in names])
    told = listed([lexicon.kb.label(name) for name in sorted(names)]) if len(names) <= _FEW else f"{len(names)} facts"
    return Answer(
        question=f"Do sources disagree about {told}?",
        episode="",
        title=narrowed(lexicon, query, titled=True),
        verdict=counted(len(found), "disagreement").upper() if found else "NO DISAGREEMENT",
        sentence=_changes(found) if found else f"On record no source differs about {told}.",
        reasons=tuple(map(_reason, found)),
        advice=("Where each stands: coalition discrepancies",) if found else (),
    )


def facts_meant(lexicon: Lexicon, query: Query) -> tuple[Record, ...]:
    """Return the facts of which is asked whether sources disagree about them."""
    return lexicon.search.find(query.filters, query.option("kinds").split(), query.words, widely=True)


def _changes(found: "tuple[Discrepancy, ...]") -> str:
    changing = sum(bool(item.effects) for item in found)
    if not changing:
        return "With the other value, no verdict, strategy, cause or hypothesis would change."
    which = "that" if len(found) == 1 else f"{changing} of these"
    return f"With the other value, {which} would change what is concluded."


def _reason(item: "Discrepancy") -> Reason:
    return Reason(
        item.variant,
        "rule",
        f"{item.headline}: {item.used} is used, elsewhere {item.other}",
        children=tuple(
            Reason(f"{item.variant}/{effect.episode}/{effect.what}", "finding", _effect(effect))
            for effect in item.effects
        ),
    )
