"""Which answer belongs to which query."""

from collections.abc import Callable, Mapping

from explain.answer import Answer
from explain.asking.lexicon import Lexicon
from explain.asking.queries import defining, disputes, episodes, facts, opening, theories
from explain.asking.queries.query import Query

ANSWERS: Mapping[str, Callable[[Lexicon, Query], Answer]] = {
    "definition": defining.definition,
    "relation": defining.relation,
    "thresholds": theories.thresholds,
    "holder": defining.holder,
    "ally": opening.ally,
    "episodes": episodes.episodes,
    "hypothesis": theories.hypothesis,
    "hypotheses": theories.hypotheses,
    "facts": facts.facts,
    "disagreements": disputes.mattering,
    "disputed": disputes.disputed,
    "taken-over": episodes.succession,
    "works": facts.works,
    "rules": theories.rules_about,
    "uses": theories.uses,
    "theories": theories.theories,
    "profile": opening.profile,
    "open": opening.open_points,
}
"""For each thing that can be asked of the record, what answers it; the others are commands (see the phrase book)."""


def answered(lexicon: Lexicon, query: Query) -> Answer:
    """Return the answer to a query."""
    return ANSWERS[query.asks](lexicon, query)
