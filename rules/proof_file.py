"""Proofs as JSON, to be kept and checked again later and elsewhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.dates import Moment, moment
from kb.errors import InputError, Place
from rules.proof import Absent, Compared, Held, Known, Premise, Proof, Step

FORMAT = "coalition-kb proof 1"


@dataclass(frozen=True)
class SavedProof:
    """A proof with the episode it is about and the thresholds it was made with."""

    episode: str
    thresholds: Mapping[str, float]
    proof: Proof


def dumps(saved: SavedProof) -> str:
    """Return a proof as JSON; the same proof gives the same text."""
    proof = saved.proof
    data = {
        "format": FORMAT,
        "episode": saved.episode,
        "thresholds": dict(sorted(saved.thresholds.items())),
        "facts": [_fact(proof.facts[name]) for name in sorted(_used(proof))],
        "steps": [_step(step) for name in sorted(proof.steps) for step in proof.steps[name]],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _used(proof: Proof) -> set[str]:
    held = {
        item.fact
        for steps in proof.steps.values()
        for step in steps
        for item in step.premises
        if isinstance(item, Held)
    }
    return held | set(proof.steps)


def loads(text: str, place: str) -> SavedProof:
    """Read a proof.

    Raises:
        InputError: the text is no proof of this format.
    """
    try:
        data = json.loads(text)
        assert data["format"] == FORMAT, data["format"]
        facts = {item["name"]: _known(item) for item in data["facts"]}
        steps: dict[str, list[Step]] = {}
        for item in data["steps"]:
            steps.setdefault(item["conclusion"], []).append(_read_step(item))
        proof = Proof(facts, {name: tuple(listed) for name, listed in steps.items()}, {})
        return SavedProof(str(data["episode"]), dict(data["thresholds"]), proof)
    except (AssertionError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputError(
            "the file holds no proof that can be read",
            where=Place(place),
            why=f"{type(error).__name__}: {error}",
            remedy="Save one with: coalition verify EPISODE --save FILE",
        ) from error


def _fact(known: Known) -> dict[str, Any]:
    return {
        "name": known.name,
        "kind": known.kind,
        "origin": known.origin,
        "values": {name: _plain(value) for name, value in known.values},
        "basis": list(known.basis),
    }


def _known(item: dict[str, Any]) -> Known:
    values = tuple((name, _value(value)) for name, value in item["values"].items())
    return Known(item["name"], item["kind"], values, item["origin"], tuple(item["basis"]))


def _step(step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "conclusion": step.conclusion,
        "bindings": {name: _plain(value) for name, value in step.bindings},
        "premises": [_premise(item) for item in step.premises],
    }


def _premise(item: Premise) -> dict[str, Any]:
    if isinstance(item, Held):
        return {"number": item.number, "fact": item.fact}
    if isinstance(item, Compared):
        return {"number": item.number, "relation": item.relation, "told": item.told, "answer": item.answer}
    return {
        "number": item.number,
        "absent": item.kind,
        "values": {name: _plain(value) for name, value in item.values},
        "records": {kind: list(names) for kind, names in item.records},
    }


def _read_step(item: dict[str, Any]) -> Step:
    bindings = tuple(sorted((name, _value(value)) for name, value in item["bindings"].items()))
    return Step(item["rule"], item["conclusion"], bindings, tuple(_read_premise(part) for part in item["premises"]))


def _read_premise(item: dict[str, Any]) -> Premise:
    if "fact" in item:
        return Held(item["number"], item["fact"])
    if "relation" in item:
        return Compared(item["number"], item["relation"], item["told"], item["answer"])
    values = tuple((name, _value(value)) for name, value in item["values"].items())
    records = tuple((kind, tuple(names)) for kind, names in item["records"].items())
    return Absent(item["number"], item["absent"], values, records)


def _plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return {"edtf": value.text}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return moment(value["edtf"])
    return tuple(_value(item) for item in value) if isinstance(value, list) else value
