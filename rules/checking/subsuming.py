"""A rule that another one covers: whatever meets it meets the other too, and both conclude the same."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rules.checking.constraints import follows
from rules.checking.formulas import Asked, Atom, Bound, Formula, Term, Var, formula
from rules.engine.facts import Episode, field_names
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold

Standing = dict[Var, Term]
"""What the variables of the wider rule stand for in the narrower one."""


def subsumed(
    book: Rulebook, thresholds: Mapping[str, Threshold], of: Collection[str] | None = None
) -> Iterator[tuple[Rule, Rule]]:
    """Yield the rules of a book that another covers, each with the other; with ``of``, where one of these is either.

    Of two rules that cover each other the later one is told.
    """
    for alike in book.by_conclusion.values():
        wide = {rule.id: formula(rule, "#wide", thresholds) for rule in alike}
        narrow = {rule.id: _whole(formula(rule, "#narrow", thresholds)) for rule in alike}
        order = [name for name in book.rules if name in wide]
        for rule in alike:
            for other in alike:
                if rule is other or (of is not None and not {rule.id, other.id} & set(of)):
                    continue
                if not covers(wide[other.id], narrow[rule.id]):
                    continue
                both = covers(wide[rule.id], narrow[other.id])
                if not both or order.index(rule.id) > order.index(other.id):
                    yield rule, other
                    break


def covers(wide: Formula, narrow: Formula) -> bool:
    """Tell whether the first rule fires wherever the second does, with the same conclusion."""
    first = _matched(wide.gives, narrow.gives, {})
    return first is not None and any(_rest_follows(wide, narrow, found) for found in _all(wide.needs, narrow, first))


def _whole(made: Formula) -> Formula:
    """Return a rule with a variable in every field that it leaves out, and the episode that it is about."""
    needs = list(made.needs)
    if not any(atom.kind is Episode for atom in needs):
        about = next((atom.terms["episode"] for atom in needs if "episode" in atom.terms), None)
        needs += [Atom(Episode, (("id", about),))] if about is not None else []
    filled = tuple(_filled(atom, number) for number, atom in enumerate(needs))
    return Formula(made.rule, filled, made.absent, made.asked, made.gives)


def _filled(atom: Atom, number: int) -> Atom:
    left = (name for name in field_names(atom.kind) if name not in atom.terms)
    return Atom(atom.kind, (*atom.fields, *((name, Var(f"{number}.{name}")) for name in left)))


def _all(needs: Sequence[Atom], narrow: Formula, standing: Standing) -> Iterator[Standing]:
    """Yield every way to find each pattern of the wider rule among those of the narrower."""
    if not needs:
        yield standing
        return
    for atom in narrow.needs:
        found = _matched(needs[0], atom, standing) if atom.kind is needs[0].kind else None
        if found is not None:
            yield from _all(needs[1:], narrow, found)


def _matched(pattern: Atom, atom: Atom, standing: Standing) -> Standing | None:
    found = dict(standing)
    for name, term in pattern.fields:
        if name not in atom.terms:
            return None
        value = atom.terms[name]
        if isinstance(term, Var):
            if found.setdefault(term, value) != value:
                return None
        elif isinstance(value, Var) or type(term) is not type(value) or term != value:
            return None
    return found


def _rest_follows(wide: Formula, narrow: Formula, standing: Standing) -> bool:
    """Tell whether what the wider rule asks and forbids is asked and forbidden by the narrower one."""
    bound = Bound()
    for item in wide.asked:
        if not follows(Asked(item.relation, tuple(_put(term, standing) for term in item.terms)), narrow.asked, bound):
            return False
    for atom in wide.absent:
        put = Atom(atom.kind, tuple((name, _put(term, standing)) for name, term in atom.fields))
        if not any(bound.meets(gone, put) for gone in narrow.absent):
            return False
    return True


def _put(term: Term, standing: Standing) -> Term:
    return standing.get(term, term) if isinstance(term, Var) else term
