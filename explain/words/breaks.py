"""Puts what broke on the way to a conclusion into words: what is gone, what is otherwise, what stands against it."""

from explain.words.telling import Teller
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.judging.court import Judgement
from rules.questions.breaking import CHANGED, FAILED, GONE, Break

_ORDERED = frozenset({"not_later", "earlier", "within", "covers", "nearing", "later", "short_of"})
"""Comparisons of dates, which say all in their own words; those of figures are told by the figure itself."""


_BARE = frozenset({"later", "short_of"})
"""Comparisons that say how long it was and not between what; what the rule claims is told with them."""


def told_break(teller: Teller, before: Judgement, after: Judgement, found: Break) -> str:
    """Return what broke in one line that begins with because."""
    if found.how == FAILED:
        return f"because: {_failed(teller, after, found)}"
    assert found.fact is not None
    if found.how == GONE:
        return f"because {_gone(teller, before, after, found.fact)}"
    words = fact_in_words(teller, after, found.fact)
    return f"because it is now: {words}" if found.how == CHANGED else f"because now: {words}"


def _gone(teller: Teller, before: Judgement, after: Judgement, name: str) -> str:
    """Return what is there no longer; a fact that is still on record only came too late to bear on the episode."""
    known = before.proof.facts[name]
    kb = after.facts.part.kb
    if known.kind == "Defection":
        return "it is then no defection"
    if known.origin == "observed" and known["id"] in kb.records:
        return f"it comes too late then: {Teller(kb, teller.rulebook, teller.thresholds).fact(known)}"
    if known.origin == "concluded":
        return f"it no longer holds: {fact_in_words(teller, before, name)}"
    return f"it is gone: {fact_in_words(teller, before, name)}"


def fact_in_words(teller: Teller, judgement: Judgement, name: str) -> str:
    """Return a fact of a proof in one line, whether observed, computed or concluded."""
    known = judgement.proof.facts[name]
    if known.origin == "observed":
        return Teller(judgement.facts.part.kb, teller.rulebook, teller.thresholds).fact(known)
    if known.origin == "computed":
        return teller.figure(known)
    steps = judgement.proof.steps.get(name) or judgement.proof.possible.get(name, ())
    return teller.step(steps[0]) if steps else name


def _failed(teller: Teller, after: Judgement, found: Break) -> str:
    """Return a comparison that no longer holds; one of figures by the figure that it compares."""
    rule = teller.rule(found.rule)
    item = rule.when[found.number]
    assert isinstance(item, Comparison)
    bindings = dict(found.bindings)
    if item.relation.name not in _ORDERED:
        for pattern in (pattern for _, pattern in rule.positives if _binds(pattern, item.variables)):
            for known in after.nearness.candidates(pattern, bindings):
                return fact_in_words(teller, after, known.name)
    told = item.tell(bindings, after.nearness.thresholds, teller.value)
    claim = rule.claim.rstrip(".")
    return f"{told}; {claim[:1].lower()}{claim[1:]}" if item.relation.name in _BARE else told


def _binds(pattern: Fact, names: tuple[str, ...]) -> bool:
    """Tell whether a pattern gives the first variable of a comparison its value."""
    return any(variable_name(value) == names[0] for value in pattern.values())
