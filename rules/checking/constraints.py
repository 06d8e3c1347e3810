"""Whether comparisons can all be true at once, and which values make them so.

Dates and numbers are held to differences: of two variables, one is at most so much larger than the other. Such
differences go together unless they form a circle that comes out below nothing; where they do, the distances from a
common beginning are values that meet them all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rules.checking.formulas import Asked, Bound, Term, Var

DAY = 1 / 28
"""The smallest step between two dates, in months."""
STEP = 0.001
"""The smallest step between two numbers."""
NOTHING = Var("0")
"""The variable that is nothing: what plain numbers are counted from."""

Difference = tuple[Term, Term, float]
"""The first of two terms is at most so much larger than the second."""

_DIFFERENCES: Mapping[str, Callable[..., Sequence[Difference]]] = {
    "not_later": lambda first, than: [(first, than, 0)],
    "earlier": lambda first, than: [(first, than, -DAY)],
    "later": lambda late, than, by: [(than, late, -by)],
    "short_of": lambda late, after, by: [(late, after, by - DAY)],
    "within": lambda first, of, by: [(first, of, by), (of, first, by)],
    "covers": lambda begins, ends, at: [(begins, at, 0), (at, ends, 0)],
    "nearing": lambda begins, ends, at, by: [(begins, at, by), (at, ends, 0)],
    "at_least": lambda value, bound: [(bound, value, 0)],
    "more": lambda value, than: [(than, value, -STEP)],
    "fewer": lambda value, than: [(value, than, -STEP)],
}
_OPPOSITE: Mapping[str, Callable[..., Asked]] = {
    "not_later": lambda first, than: Asked("earlier", (than, first)),
    "earlier": lambda first, than: Asked("not_later", (than, first)),
    "later": lambda late, than, by: Asked("short_of", (late, than, by)),
    "short_of": lambda late, after, by: Asked("later", (late, after, by)),
    "at_least": lambda value, bound: Asked("fewer", (value, bound)),
    "more": lambda value, than: Asked("not_more", (value, than)),
    "fewer": lambda value, than: Asked("at_least", (value, than)),
}
_OPEN_END = frozenset({"covers", "nearing"})
"""The comparisons whose second operand may be without a value."""


@dataclass
class Solved:
    """What makes comparisons true: distances of dates and numbers, what lists hold, and what values are among."""

    distances: dict[Var, float] = field(default_factory=dict)
    held: dict[Var, list[Term]] = field(default_factory=dict)
    among: dict[Var, tuple[Term, ...]] = field(default_factory=dict)
    apart: list[tuple[Term, Term]] = field(default_factory=list)
    filled: set[Var] = field(default_factory=set)


def solve(asked: Iterable[Asked], bound: Bound, more: Iterable[Difference] = ()) -> Solved | None:
    """Return what makes comparisons and further differences true; ``None`` where nothing can."""
    found, differences = Solved(), [(bound.find(a), bound.find(b), c) for a, b, c in more]
    for item in asked:
        terms = tuple(bound.find(term) for term in item.terms)
        needed = (terms[0], *terms[2:]) if item.relation in _OPEN_END else terms
        if any(term is None for term in needed):
            return None
        if item.relation in _DIFFERENCES:
            differences += _DIFFERENCES[item.relation](*terms)
        elif item.relation == "not_more":
            differences.append((terms[0], terms[1], 0))
        elif not _OTHERS.get(item.relation, _unknown)(found, bound, *terms):
            return None
    distances = _distances([item for item in differences if None not in item[:2]])
    if distances is None or not _values_left(found):
        return None
    found.distances = distances
    return found


def follows(item: Asked, asked: Sequence[Asked], bound: Bound) -> bool:
    """Tell whether a comparison is true wherever some others are."""
    terms = tuple(bound.find(term) for term in item.terms)
    if None in terms:
        return False
    if any(other.relation == item.relation and _alike(bound, other, terms) for other in asked):
        return True
    if item.relation == "stated":
        return any(bound.equal(term, terms[0]) for other in asked for term in other.terms)
    if item.relation in ("among", "includes_any"):
        return any(_narrower(item.relation, other, terms, bound) for other in asked)
    if item.relation == "within":
        first, of, by = terms
        parts = (Asked("short_of", (first, of, by + DAY)), Asked("short_of", (of, first, by + DAY)))
        return all(solve([*asked, _OPPOSITE["short_of"](*part.terms)], bound) is None for part in parts)
    opposite = _OPPOSITE.get(item.relation)
    return opposite is not None and solve([*asked, opposite(*terms)], bound) is None


def _alike(bound: Bound, other: Asked, terms: Sequence[Term]) -> bool:
    return all(bound.equal(one, two) for one, two in zip(other.terms, terms, strict=True))


def _narrower(relation: str, other: Asked, terms: Sequence[Term], bound: Bound) -> bool:
    """Tell whether another comparison asks for one of fewer values of the same thing."""
    if other.relation not in (relation, "includes") or not bound.equal(other.terms[0], terms[0]):
        return False
    asked, wanted = bound.find(other.terms[1]), terms[1]
    if not isinstance(wanted, tuple):
        return False
    if other.relation == relation:
        return isinstance(asked, tuple) and set(asked) <= set(wanted)
    return relation == "includes_any" and other.relation == "includes" and asked in wanted


def _includes(found: Solved, bound: Bound, values: Term, item: Term) -> bool:
    del bound
    if isinstance(values, Var):
        found.held.setdefault(values, []).append(item)
        return True
    return (isinstance(item, Var) and bool(values)) or item in values


def _includes_any(found: Solved, bound: Bound, values: Term, wanted: Term) -> bool:
    if not isinstance(values, Var) and not isinstance(wanted, Var):
        return not set(values).isdisjoint(wanted)
    one, other = (values, wanted) if isinstance(values, Var) else (wanted, values)
    if isinstance(other, Var):
        shared = Var(f"shared {one.name} {other.name}")
        found.held.setdefault(one, []).append(shared)
        found.held.setdefault(other, []).append(shared)
    elif not set(other) & {item for item in map(bound.find, found.held.get(one, ())) if not isinstance(item, Var)}:
        found.held.setdefault(one, []).extend(other[:1])
    return bool(other)


def _among(found: Solved, bound: Bound, value: Term, wanted: tuple[Term, ...]) -> bool:
    del bound
    if isinstance(value, Var):
        found.among[value] = tuple(item for item in found.among.get(value, wanted) if item in wanted)
        return bool(found.among[value])
    return value in wanted


def _differs(found: Solved, bound: Bound, first: Term, second: Term) -> bool:
    found.apart.append((first, second))
    return not bound.equal(first, second)


def _filled(found: Solved, bound: Bound, values: Term) -> bool:
    del bound
    if isinstance(values, Var):
        found.filled.add(values)
        return True
    return bool(values)


def _unknown(*_: object) -> bool:
    """Take a test that a pack brings as code for one that can be met."""
    return True


_OTHERS: Mapping[str, Callable[..., bool]] = {
    "includes": _includes,
    "includes_any": _includes_any,
    "among": _among,
    "differs": _differs,
    "any_of": _filled,
    "so": lambda found, bound, value: _among(found, bound, value, (True,)),
    "stated": lambda *_: True,
    "same_person": lambda *_: True,
}


def _values_left(found: Solved) -> bool:
    """Tell whether each value that must be one of some can still be one that is not excluded."""
    for value, wanted in found.among.items():
        gone = {second for first, second in found.apart if first == value}
        gone |= {first for first, second in found.apart if second == value}
        found.among[value] = tuple(item for item in wanted if item not in gone)
    return all(found.among.values())


def _distances(differences: Sequence[Difference]) -> dict[Var, float] | None:
    """Return a distance for each variable that meets all differences; ``None`` where they form an impossible circle."""
    edges = [_edge(*item) for item in differences]
    nodes = {node for first, second, _ in edges for node in (first, second)}
    edges += [(NOTHING, node, 0.0) for node in nodes]  # nothing counted or dated lies before the beginning
    least = dict.fromkeys([*nodes, NOTHING], 0.0)
    for _ in range(len(least) + 1):
        changed = False
        for first, second, most in edges:
            # first - second <= most: second is at least first - most
            if least[second] < least[first] - most - STEP / 4:
                least[second] = least[first] - most
                changed = True
        if not changed:
            return least if least[NOTHING] <= STEP / 4 else None
    return None


def _edge(first: Term, second: Term, most: float) -> tuple[Var, Var, float]:
    """Return a difference between two variables, plain numbers counted from nothing."""
    if not isinstance(first, Var):
        first, most = NOTHING, most - first
    if not isinstance(second, Var):
        second, most = NOTHING, most + second
    return first, second, most
