"""Why a rule can never fire: no facts, observed or concluded, could meet all its conditions together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rules.checking.constraints import solve
from rules.checking.deriving import Derivation
from rules.checking.formulas import Asked, Atom, Bound, Formula, Var
from rules.engine.comparisons import RELATIONS
from rules.engine.experta_engine import Fact
from rules.engine.facts import Conclusion
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.packs.sentences import write
from rules.packs.sorts import Sort, sort_of, terms_of


@dataclass(frozen=True)
class Hindrance:
    """What keeps a rule from ever firing, and what to do about it."""

    what: str
    remedy: str


def hindrance(rule: Rule, book: Rulebook, thresholds: Mapping[str, Threshold], steps: int = 120) -> Hindrance | None:
    """Return what keeps a rule of a book from ever firing; ``None`` where nothing is known to."""
    derivation = Derivation(book, thresholds, steps)
    made = derivation.formula(rule)
    for found in (_unknown_term(made), _clash(made), _not_given(made, book), _wanted_and_forbidden(made)):
        if found:
            return found
    found = _contradiction(rule, made)
    if found:
        return found
    if next(derivation.situations([made], Bound()), None) is None and derivation.exhausted:
        told = "no facts can meet all its conditions, those of the rules on which it builds included"
        return Hindrance(told, "See what it builds on with `coalition rules show`, and which of it excludes the rest.")
    return None


def _unknown_term(made: Formula) -> Hindrance | None:
    for scheme, word in literal_terms(made):
        if scheme and word.casefold() not in {term.casefold() for term in terms_of(scheme)}:
            return Hindrance(
                f"it asks for {word!r}, which is no term of the vocabulary {scheme!r}",
                f"Use one of {', '.join(sorted(terms_of(scheme))[:12])}.",
            )
    return None


def literal_terms(made: Formula) -> Iterator[tuple[str, str]]:
    """Yield each word that a rule names, with the vocabulary to which it must belong."""
    held: dict[Var, str] = {}
    for atom in (*made.needs, *made.absent, made.gives):
        for name, term in atom.fields:
            scheme = sort_of(atom.kind, name).scheme
            if scheme and isinstance(term, Var):
                held[term] = scheme
            elif scheme:
                yield from ((scheme, item) for item in _words(term))
    for item in (asked for asked in made.asked if asked.relation in RELATIONS):
        scheme = next((held[term] for term in item.terms if isinstance(term, Var) and term in held), None)
        if scheme:
            yield from ((scheme, word) for term in item.terms if not isinstance(term, Var) for word in _words(term))


def _words(term: object) -> Iterator[str]:
    for item in term if isinstance(term, tuple) else (term,):
        if isinstance(item, str):
            yield item


def _clash(made: Formula) -> Hindrance | None:
    found: dict[Var, tuple[Sort, Atom, str]] = {}
    for atom in (*made.needs, *made.absent):
        for name, term in atom.fields:
            sort = sort_of(atom.kind, name)
            if isinstance(term, Var):
                if term in found and found[term][0].clashes(sort):
                    other, known, field = found[term]
                    return Hindrance(
                        f"{_shown(term)} is {other.told} in {known.kind.__name__} ({field}) and "
                        f"{sort.told} in {atom.kind.__name__} ({name}), which is never the same",
                        "Give one of the two a variable of its own.",
                    )
                found.setdefault(term, (sort, atom, name))
    return None


def _not_given(made: Formula, book: Rulebook) -> Hindrance | None:
    for atom in made.needs:
        if issubclass(atom.kind, Conclusion) and not any(_gives(rule, atom) for rule in _concluding(atom.kind, book)):
            told = ", ".join(f"{name}: {term}" for name, term in atom.fields if not isinstance(term, Var))
            return Hindrance(
                f"it needs {atom.kind.__name__}{f' with {told}' if told else ''}, which no rule concludes",
                "Add a rule that concludes it, or ask for what rules do conclude: `coalition rules list`.",
            )
    return None


def _concluding(kind: type[Fact], book: Rulebook | None) -> Iterator[Rule]:
    while book is not None:
        yield from book.by_conclusion.get(kind, ())
        book = book.base


def _gives(rule: Rule, atom: Atom) -> bool:
    given = rule.then
    return all(
        isinstance(term, Var) or given[name] == term or not isinstance(given[name], str | int | float | bool)
        for name, term in atom.fields
    )


def _wanted_and_forbidden(made: Formula) -> Hindrance | None:
    bound = Bound()
    for gone in made.absent:
        if any(bound.meets(gone, atom) for atom in made.needs):
            return Hindrance(
                f"it needs {gone.kind.__name__} and forbids it as well",
                "Take out one of the two, or tell them apart by a field.",
            )
    return None


def _contradiction(rule: Rule, made: Formula) -> Hindrance | None:
    bound = Bound()
    if solve(made.asked, bound) is not None:
        return None
    kept: Sequence[tuple[int, Asked]] = list(enumerate(made.asked))
    for pair in list(kept):
        fewer = [item for item in kept if item is not pair]
        if solve([item for _, item in fewer], bound) is None:
            kept = fewer
    told = [write(rule.comparisons[number][1]) for number, _ in kept]
    said = " and ".join(f"'{sentence}'" for sentence in told)
    what = f"{said} cannot be true together" if len(told) > 1 else f"{said} is never true"
    return Hindrance(what, "Change or take out one of them.")


def _shown(term: Var) -> str:
    return f"${term.name.partition('#')[0]}"
