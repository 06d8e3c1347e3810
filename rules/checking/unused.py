"""What nobody uses: conclusions, terms of vocabularies, works in a bibliography, and variables of a rule."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rules.checking.formulas import Atom, Bound, Formula, Var, formula, variables_of
from rules.engine.facts import VOCABULARY, Mirrored
from rules.engine.rule import Rule, told_names
from rules.packs.sorts import schemes, sort_of, terms_of
from rules.theory.thresholds import THRESHOLDS

ANSWERS = frozenset(
    {
        *("Defection", "NotDefection", "OutOfScope", "Strategy", "Cause", "Interest", "Restriction", "Hypothesis"),
        *("ExposureFell", "RecalledEarly", "CombatConcerned", "TriggerOutcome", "TheoryOutcome", "CameBack"),
        *("Circumstance", "Evidence", "FailedTest", "Support", "PartFinding", "PartConfidence", "ChainConfidence"),
        *("MotivesCompatible", "AbandonmentFeared", "EntrapmentFeared", "PrevailingFear", "SuperLoyalty"),
        *("FreeRiding", "AboveWeight", "Alignment"),
    }
)
"""The kinds of conclusion that answers tell, whether or not another rule needs them."""


def conclusions(rules: Iterable[Rule], every: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the rules whose conclusion no rule needs and no answer tells."""
    needed = [atom for made in map(_formula, every) for atom in (*made.needs, *made.absent)]
    for rule in rules:
        given, bound = _formula(rule, "#given").gives, Bound()
        if given.kind.__name__ not in ANSWERS and not any(_fits(atom, given, bound) for atom in needed):
            yield rule


def terms(every: Iterable[Rule], only: Iterable[tuple[str, str]] | None = None) -> Iterator[tuple[str, str]]:
    """Yield the terms that no rule names, by vocabulary, where no rule reads the vocabulary whole."""
    named, whole = set[tuple[str, str]](), set[str]()
    for made in map(_formula, every):
        for scheme, word in _named(made):
            (whole.add(scheme) if word is None else named.add((scheme, str(word).casefold())))
    every_term = ((scheme, word) for scheme in schemes() for word in sorted(terms_of(scheme)))
    for scheme, word in every_term if only is None else sorted(only):
        if scheme not in whole and (scheme, word.casefold()) not in named:
            yield scheme, word


def works(rules: Iterable[Rule], known: Iterable[str]) -> Iterator[str]:
    """Yield the works that no rule cites."""
    cited = {key for rule in rules for key in (rule.source.work, rule.source.after) if key}
    yield from sorted(set(known) - cited)


def variables(rule: Rule) -> Iterator[str]:
    """Yield the variables of a rule that stand in one place alone, so that nothing hangs on them."""
    uses = Counter(item.name.partition("#")[0] for item in variables_of(_formula(rule)))
    uses.update(told_names(rule))
    own = {type(item).__name__.lower() for _, item in rule.positives if isinstance(item, Mirrored)}
    compared = {item.relation.name for _, item in rule.comparisons}
    yield from sorted(name for name, count in uses.items() if count == 1 and name not in own | compared)


def _formula(rule: Rule, mark: str = "#") -> Formula:
    return formula(rule, mark, THRESHOLDS)


def _fits(atom: Atom, given: Atom, bound: Bound) -> bool:
    """Tell whether a conclusion could be the one that a pattern asks for."""
    return atom.kind is given.kind and bound.copy().unify_atoms(atom, given)


def _named(made: Formula) -> Iterator[tuple[str, str | None]]:
    """Yield each term that a rule names with its vocabulary; without a term where it reads the vocabulary whole."""
    schemes_of: dict[Var, str] = {}
    uses = Counter(variables_of(made))
    uses.update(Var(f"{name}#") for name in told_names(made.rule))
    for atom in (*made.needs, *made.absent, made.gives):
        if atom.kind in VOCABULARY:
            scheme = sort_of(atom.kind, "id").scheme
            assert scheme is not None
            yield scheme, None
        for name, term in atom.fields:
            scheme = sort_of(atom.kind, name).scheme
            if scheme and isinstance(term, Var):
                schemes_of[term] = scheme
            elif scheme:
                yield from ((scheme, item) for item in (term if isinstance(term, tuple) else (term,)))
    for item in made.asked:
        known = [schemes_of[term] for term in item.terms if isinstance(term, Var) and term in schemes_of]
        for term in item.terms if known else ():
            if not isinstance(term, Var):
                yield from ((known[0], word) for word in (term if isinstance(term, tuple) else (term,)))
    asked = Counter(term for item in made.asked for term in item.terms if isinstance(term, Var))
    yield from ((scheme, None) for name, scheme in schemes_of.items() if uses[name] - asked[name] > 1)
