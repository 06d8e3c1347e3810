"""By when all was public on which a conclusion rests."""

from datetime import date

from kb.altered.as_of import known_from
from kb.records import Contribution, Decision
from rules.engine.proof import Held, Proof, Step
from rules.judging.court import Court, Judgement


def public(court: Court, proof: Proof, name: str, beside: frozenset[str]) -> date:
    """Return the day by which all was known on which a fact rests, by the way that was known first.

    A figure of a state's units is there from when the first of them came.

    Args:
        court: the court over the facts.
        proof: where the fact stands.
        name: the fact.
        beside: facts that do not count.
    """
    found: dict[str, date] = {}

    def known(fact: str) -> date:
        if fact not in found:
            found[fact] = date.max  # a way back to itself is none
            found[fact] = min(map(way, proof.steps[fact])) if fact in proof.steps else observed(fact)
        return found[fact]

    def way(step: Step) -> date:
        return max((known(item.fact) for item in step.premises if isinstance(item, Held)), default=date.min)

    def observed(fact: str) -> date:
        held = proof.facts[fact]
        names = held.basis if held.origin == "computed" else (str(held["id"]),)
        records = [court.kb.records[one] for one in names if one in court.kb.records and one not in beside]
        units = [known_from(one) or date.min for one in records if isinstance(one, Contribution)]
        others = [known_from(one) or date.min for one in records if not isinstance(one, Contribution)]
        return max([*others, *([min(units)] if units else [])], default=date.min)

    return known(name)


def cause_public(court: Court, item: Judgement) -> date | None:
    """Return by when all was known on which a cause rests, but for the exit itself and the decision on it."""
    exit_ = {*item.change.basis, *item.episode.basis}
    decided = {one.id for one in court.kb.of_state(Decision, item.episode.state) if exit_ & set(one.about)}
    causes = item.proof.concluded("Cause", episode=item.episode.id)
    days = [public(court, item.proof, one.name, frozenset(exit_ | decided)) for one in causes]
    found = min(days, default=None)
    return None if found == date.min else found
