"""Edits to kept proofs, by the thousand: each is refused with the place at fault, and none breaks the program."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from explain.proof_rdf import kept_proof, with_proof

from cli.verify import refusals
from kb.errors import InputError
from rules.dossier import Archive
from rules.judging import Court
from rules.proof_file import SavedProof, dumps, loads
from rules.verification import Leaves
from tests.judging.altering import bundled, court

EDITS = 1000
ABOUT = ("belgium-2015-07", "denmark-2016-12", "france-2012-01", "jordan/global-coalition")
Edit = Callable[[random.Random, Any], Any]


@pytest.fixture(scope="module")
def judging() -> Court:
    """Return a court over the bundled cases."""
    return court(bundled())


@pytest.fixture(scope="module")
def leaves(judging: Court) -> Leaves:
    """Return what the case files say."""
    return Leaves(judging.kb)


def saved(judging: Court, about: str) -> SavedProof:
    """Return a fresh proof as it is kept."""
    thresholds = {item.name: item.value for item in judging.inference.thresholds.values()}
    state, _, coalition = about.partition("/")
    found = Archive(judging).dossier(state, coalition) if coalition else judging.judge(about)
    return SavedProof(about, thresholds, found.proof)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to every value in plain data, but for the whole."""
    for key in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
        yield (*path, key)
        yield from places(data[key], (*path, key))


def edited(rng: random.Random, text: str, paths: list[tuple[Any, ...]]) -> str:
    """Return the text of a proof with one value changed, taken out, doubled, moved or renamed."""
    data = json.loads(text)
    *way, last = rng.choice(paths)
    holder = data
    for key in way:
        holder = holder[key]
    kinds: list[Callable[[], None]] = [
        lambda: holder.__setitem__(last, altered(rng, holder[last])),
        lambda: holder.__delitem__(last),
    ]
    if isinstance(holder, list):
        kinds += [lambda: holder.insert(last, holder[last]), lambda: holder.insert(0, holder.pop(last))]
    else:
        kinds.append(lambda: holder.__setitem__(f"{last}x", holder.pop(last)))
    rng.choice(kinds)()
    return json.dumps(data)


def altered(rng: random.Random, value: Any) -> Any:
    """Return another value: of another sort, or a little different."""
    others: list[Any] = [None, True, False, 0, 1, -1, 2.5, "", "x", [], {}, {"edtf": "2015"}, [value], {"a": value}]
    if isinstance(value, str) and value:
        place = rng.randrange(len(value))
        others += [value[:place] + "x" + value[place:], value[:place] + value[place + 1 :], value.upper()] * 4
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        others += [value + 1, value - 1] * 3
    return rng.choice([other for other in others if other != value or type(other) is not type(value)])


def refused(leaves: Leaves, text: str | None, triples: list[ox.Triple] | None = None) -> bool:
    """Tell whether a kept proof is refused, with words that say where; anything else that is raised is a fault."""
    try:
        proof = kept_proof(triples, "proof.ttl") if triples is not None else loads(str(text), "proof.json")
        faults = refusals(leaves, proof, triples).faults
    except InputError as error:
        return bool(error.what and error.remedy)
    return bool(faults) and all(fault.step and fault.what for fault in faults)


@pytest.mark.parametrize("about", ABOUT)
def test_no_edit_of_a_proof_in_json_is_accepted(judging: Court, leaves: Leaves, about: str) -> None:
    rng = random.Random(about)  # noqa: S311 - no secret
    text = dumps(saved(judging, about))
    paths, plain = list(places(json.loads(text))), json.loads(text)
    for _ in range(EDITS // len(ABOUT)):
        changed = edited(rng, text, paths)
        if json.loads(changed) != plain or json.dumps(json.loads(changed)) != json.dumps(plain):
            assert refused(leaves, changed), changed[:200]


@pytest.mark.parametrize("about", ABOUT[:3])
def test_no_edit_of_a_proof_in_linked_data_is_accepted(judging: Court, leaves: Leaves, about: str) -> None:
    rng = random.Random(about)  # noqa: S311 - no secret
    triples = sorted(with_proof(judging, saved(judging, about)), key=str)
    for _ in range(-(-EDITS // 3)):
        changed = list(triples)
        place = rng.randrange(len(changed))
        old = changed.pop(place)
        if rng.random() < 0.7:
            changed.append(other_triple(rng, old, triples))
        if set(changed) != set(triples):
            assert refused(leaves, None, changed), old


def other_triple(rng: random.Random, old: ox.Triple, triples: list[ox.Triple]) -> ox.Triple:
    """Return a triple with one of its parts replaced by that of another, or its text changed by a letter."""
    other = rng.choice(triples)
    if isinstance(old.object, ox.Literal) and rng.random() < 0.5:
        text = old.object.value
        place = rng.randrange(len(text) + 1)
        return ox.Triple(old.subject, old.predicate, ox.Literal(text[:place] + "x" + text[place:]))
    return rng.choice(
        [
            ox.Triple(other.subject, old.predicate, old.object),
            ox.Triple(old.subject, other.predicate, old.object),
            ox.Triple(old.subject, old.predicate, other.object),
        ]
    )


def test_an_edit_of_a_file_is_refused_by_the_command_and_the_place_is_named(judging: Court, tmp_path: Path) -> None:
    path = tmp_path / "proof.json"
    text = dumps(saved(judging, ABOUT[0]))
    path.write_text(text.replace("12 needed", "11 needed"), encoding="utf-8")
    proof = loads(path.read_text(encoding="utf-8"), str(path))
    found = refusals(Leaves(judging.kb), proof, None).faults
    assert any("told otherwise than it was compared" in fault.what for fault in found)
