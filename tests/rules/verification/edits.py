"""Single edits, drawn by chance: to plain data, to statements, and to the letters of a file."""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pyoxigraph as ox

Path = tuple[Any, ...]
STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2.5, 1e400, 10**400, "", "x", "\x1b[2J", "\ud800", "2015-06", "certain"),
    *([], {}, [None], {"edtf": "2015"}, {"edtf": "no date"}, {"edtf": None}, {"a": {"b": []}}),
)
"""Values of every sort that JSON has, and some that a program may stumble over."""


def paths(data: Any, above: Path = ()) -> Iterator[Path]:
    """Yield the path to every value in plain data, but for the whole."""
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield (*above, key)
        yield from paths(data[key], (*above, key))


def at(data: Any, path: Path) -> Any:
    """Return the value at a path."""
    for key in path:
        data = data[key]
    return data


def edited_data(rng: random.Random, text: str, places: list[Path]) -> str:
    """Return a JSON text in which one value is another, or is gone, doubled, moved, renamed or put elsewhere."""
    data = json.loads(text)
    path = rng.choice(places)
    holder, last = at(data, path[:-1]), path[-1]
    edits: list[Callable[[], Any]] = [
        lambda: holder.__setitem__(last, _altered(rng, holder[last])),
        lambda: holder.__setitem__(last, deepcopy(at(data, rng.choice(places)))),
        lambda: holder.__delitem__(last),
    ]
    if isinstance(holder, list):
        other = rng.randrange(len(holder))
        edits += [
            lambda: holder.insert(other, holder[last]),
            lambda: holder.insert(other, holder.pop(last)),
            lambda: holder.__setitem__(slice(None), _swapped(holder, last, other)),
        ]
    else:
        key = rng.choice(sorted(holder))
        edits += [
            lambda: holder.__setitem__(lettered(rng, last), holder.pop(last)),
            lambda: holder.__setitem__(lettered(rng, last), holder[last]),
            lambda: holder.update({last: holder[key], key: holder[last]}),
        ]
    rng.choice(edits)()
    return json.dumps(data)


def _swapped(items: list[Any], one: int, other: int) -> list[Any]:
    return [items[other if at == one else one if at == other else at] for at in range(len(items))]


def _altered(rng: random.Random, value: Any) -> Any:
    """Return a value of another sort, or one a little different."""
    choices: list[Any] = [rng.choice(STRANGE), [value], {"a": value}, str(value)]
    if isinstance(value, str):
        choices += [lettered(rng, value), lettered(rng, value), value.upper(), value + " "]
    if type(value) in (int, float):
        choices += [value + 1, value - 1, -value, value * 10, float(value), bool(value)]
    return rng.choice(choices)


def lettered(rng: random.Random, text: str) -> str:
    """Return a text with one letter more, less or other."""
    place = rng.randrange(len(text) + 1)
    letter = rng.choice('xX0 9-_./"\\{}[]:,<>\n')
    return rng.choice(
        [
            text[:place] + letter + text[place:],
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place + 1 :],
        ]
    )


def edited_quads(rng: random.Random, quads: tuple[ox.Quad, ...]) -> set[ox.Quad]:
    """Return statements of which one is gone, other, or added."""
    old, other = rng.choice(quads), rng.choice(quads)
    found = set(quads)
    kind = rng.randrange(4)
    if kind:
        found.discard(old)
    if kind != 1:
        found.add(_other_quad(rng, old, other))
    return found


def _other_quad(rng: random.Random, old: ox.Quad, other: ox.Quad) -> ox.Quad:
    subject, link, value = old.subject, old.predicate, old.object
    assert isinstance(subject, ox.NamedNode)
    return rng.choice(
        [
            ox.Quad(other.subject, link, value),
            ox.Quad(subject, other.predicate, value),
            ox.Quad(subject, link, other.object),
            ox.Quad(subject, link, value, ox.NamedNode("https://w3id.org/coalition-kb/graph/facts")),
            ox.Quad(subject, link, ox.BlankNode()),
            ox.Quad(ox.BlankNode(), link, value),
            *(ox.Quad(subject, link, _other_value(rng, value)) for _ in range(3)),
            ox.Quad(ox.NamedNode(_in_iri(rng, subject.value)), link, value),
            ox.Quad(subject, ox.NamedNode(_in_iri(rng, link.value)), value),
        ]
    )


def _other_value(rng: random.Random, value: Any) -> Any:
    if not isinstance(value, ox.Literal):
        return rng.choice([ox.NamedNode(_in_iri(rng, value.value)), ox.Literal(value.value)])
    return rng.choice(
        [
            ox.Literal(lettered(rng, value.value), language=value.language)
            if value.language
            else ox.Literal(lettered(rng, value.value), datatype=value.datatype),
            ox.Literal(value.value, language="nl"),
            ox.Literal(value.value, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#token")),
            ox.NamedNode("https://w3id.org/coalition-kb/verdict/defection"),
        ]
    )


def _in_iri(rng: random.Random, iri: str) -> str:
    place = rng.randrange(len("https://w3id.org/"), len(iri) + 1)
    return iri[:place] + rng.choice("xX0-") + iri[place:]
