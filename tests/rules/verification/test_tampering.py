"""Single edits to proofs that were kept, by the thousand: each is refused with its place, none breaks the program."""

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from explain.linked.reading_back import Linked
from explain.linked.theory import MADE_WITH
from kb.errors import InputError
from kb.reading.files import read_quads
from kb.writing.export import SUFFIXES, serialise
from rules.judging.dossier import Archive
from rules.judging.proof_file import loads
from rules.judging.review import check_kept
from rules.judging.verification import Fault
from tests.rules.verification.conftest import ABOUT
from tests.rules.verification.edits import edited_data, edited_quads, lettered, paths

EDITS = 1000
EACH = EDITS // len(ABOUT)
each_proof = pytest.mark.parametrize("about", ABOUT)


def drawn(about: str) -> random.Random:
    """Return chance that is the same in every run."""
    return random.Random(about)  # noqa: S311 - no secret hangs on it


def told(faults: tuple[Fault, ...]) -> bool:
    """Tell whether there are faults, and each says where and what."""
    return bool(faults) and all(fault.where and fault.what for fault in faults)


def json_refused(review: Archive, text: str) -> bool:
    """Tell whether a text is refused as a proof; whatever else is raised is a fault of the program."""
    try:
        saved, data = loads(text, "proof.json")
        faults = check_kept(review, saved, data, "proof.json").faults
    except InputError as error:
        return bool(str(error).startswith("proof.json") and error.why and error.remedy)
    return told(faults)


def plain(text: str) -> str:
    """Return what a JSON text says, the same for all ways of writing it."""
    return json.dumps(json.loads(text), sort_keys=True)


@each_proof
def test_no_edit_to_what_json_says_is_accepted(about: str, texts: dict[str, str], review: Archive) -> None:
    rng, text = drawn(about), texts[about]
    places, said, done = list(paths(json.loads(text))), plain(text), 0
    while done < EACH:
        changed = edited_data(rng, text, places)
        if plain(changed) != said:
            assert json_refused(review, changed), changed
            done += 1


@each_proof
def test_no_letter_of_json_is_changed_unseen(about: str, texts: dict[str, str], review: Archive) -> None:
    rng, text = drawn(about), texts[about]
    for _ in range(EACH // 4):
        changed = lettered(rng, text)
        assert json_refused(review, changed) or plain(changed) == plain(text)


def but_how_made(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Return statements but for the one that says with what they were made: it names what is elsewhere."""
    return {quad for quad in quads if quad.predicate.value != MADE_WITH.value}


def rdf_refused(linked: Linked, quads: set[ox.Quad]) -> bool:
    """Tell whether statements are refused; whatever else is raised is a fault of the program."""
    try:
        return told(linked.faults(quads, linked.subject(quads, "proof.ttl"), "proof.ttl"))
    except InputError as error:
        return bool(str(error).startswith("proof.ttl") and error.why and error.remedy)


def read_or_refused(path: Path) -> set[ox.Quad] | None:
    """Return the statements of a file; ``None`` where it is refused. Whatever else is raised is a fault."""
    try:
        return set(read_quads(path))
    except InputError:
        return None


@each_proof
def test_no_edit_to_linked_data_is_accepted(about: str, graphs: dict[str, Any], linked: Linked) -> None:
    rng, quads, done = drawn(about), graphs[about], 0
    while done < EACH:
        changed = edited_quads(rng, quads)
        if but_how_made(changed) != but_how_made(quads):
            assert rdf_refused(linked, changed), changed ^ set(quads)
            done += 1


@pytest.mark.parametrize("ending", sorted(SUFFIXES))
def test_no_letter_of_linked_data_is_changed_unseen(
    ending: str, graphs: dict[str, Any], linked: Linked, tmp_path: Path
) -> None:
    rng, quads, path = drawn(ending), graphs[ABOUT[0]], tmp_path / f"proof{ending}"
    text = serialise({"conclusions": [quad.triple for quad in quads]}, SUFFIXES[ending]).decode()
    for _ in range(EACH):
        path.write_text(lettered(rng, text), encoding="utf-8")
        changed = read_or_refused(path)
        assert changed is None or but_how_made(changed) == but_how_made(quads) or rdf_refused(linked, changed)


@each_proof
def test_what_was_kept_is_accepted(
    about: str, texts: dict[str, str], graphs: dict[str, Any], review: Archive, linked: Linked
) -> None:
    saved, data = loads(texts[about], "proof.json")
    assert not check_kept(review, saved, data, "proof.json").faults
    assert not linked.faults(graphs[about], linked.subject(graphs[about], "proof.ttl"), "proof.ttl")
