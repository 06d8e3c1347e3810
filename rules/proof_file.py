"""Proofs as JSON, to be kept and checked again later and elsewhere.

A file says everything once and in one order, and ends with a digest of the rest. Reading one asks for each part what
it must be; what is not so is named by its place in the file, as in ``steps/3/premises/0/told``.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from kb.dates import DateError, Moment, moment
from kb.errors import InputError, Place
from kb.limits import refuse_depth
from rules.proof import CERTAIN, ON_THE_RECORD, Absent, Compared, Held, Known, Premise, Proof, Step

Part = TypeVar("Part")
"""What one entry of a list is read as."""
FORMAT = "coalition-kb proof 2"
_ORIGINS = ("observed", "computed", "concluded")


@dataclass(frozen=True)
class SavedProof:
    """A proof with what it is about, an episode or a state's part, and the thresholds it was made with.

    ``digest`` is that which a file gives; empty for a proof that was not read from one.
    """

    about: str
    thresholds: Mapping[str, float]
    proof: Proof
    digest: str = ""


def dumps(saved: SavedProof) -> str:
    """Return a proof as JSON; the same proof gives the same text."""
    data = as_data(saved)
    return json.dumps({**data, "digest": digest(data)}, indent=1, ensure_ascii=False) + "\n"


def as_data(saved: SavedProof) -> dict[str, Any]:
    """Return all that a file says but its digest."""
    proof = saved.proof
    return {
        "format": FORMAT,
        "about": saved.about,
        "thresholds": dict(sorted(saved.thresholds.items())),
        "facts": [_fact(proof.facts[name]) for name in sorted(_used(proof))],
        "steps": [_step(proof, step) for name in sorted(proof.steps) for step in proof.steps[name]],
    }


def digest(data: Mapping[str, Any]) -> str:
    """Return the digest of what a file says."""
    text = json.dumps({key: value for key, value in data.items() if key != "digest"}, sort_keys=True)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def loads(text: str, place: str) -> SavedProof:
    """Read a proof.

    Raises:
        InputError: the text is no proof of this format; the message names the place that is at fault.
    """
    refuse_depth(text, place)
    try:
        data = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except (json.JSONDecodeError, _NotPlainError) as error:
        raise _refused(place, f"it is not plain JSON: {error}") from error
    return _Reader(place).proof(data)


def outer_faults(saved: SavedProof) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a file beside its steps and facts: what it says it is about, and its digest."""
    key = "about" if "/" in saved.about else "episode"
    for known in saved.proof.facts.values():
        about = f"{known['state']}/{known['coalition']}" if known.kind == "Engagement" else None
        about = dict(known.values).get("episode") if key == "episode" and known.origin == "concluded" else about
        if about is not None and about != saved.about:
            yield "about", f"it says {saved.about}, and the proof is of {about}"
            break
    if saved.digest != digest(as_data(saved)):
        yield "digest", "it is not the digest of what the file says: something in it was altered"


def first_difference(one: Any, other: Any, path: str = "") -> str | None:
    """Return where two plain values first differ; ``None`` where they are the same."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        found = (first_difference(one[key], other[key], f"{path}/{key}") for key in one)
        return next((item for item in found if item), None)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        found = (first_difference(*pair, f"{path}/{at}") for at, pair in enumerate(zip(one, other, strict=True)))
        return next((item for item in found if item), None)
    return None if type(one) is type(other) and one == other else path.removeprefix("/") or "the whole"


class _NotPlainError(ValueError):
    """A key that is given twice, or a number that is none."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _NotPlainError("a key is given twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise _NotPlainError(f"{word} is no number")


def _refused(place: str, what: str) -> InputError:
    return InputError(
        "the file holds no proof that can be read",
        where=Place(place),
        why=f"{what[:1].upper()}{what[1:]}.",
        remedy="Save one with: coalition verify EPISODE --save FILE",
    )


class _Reader:
    """Reads the parts of one file, each at its place."""

    def __init__(self, place: str) -> None:
        self.place = place

    def proof(self, data: Any) -> SavedProof:
        """Return the whole."""
        self._keys(data, "", ("format", "about", "thresholds", "facts", "steps", "digest"))
        if data["format"] != FORMAT:
            self.refuse("format", f"says {data['format']!r}, not {FORMAT!r}")
        facts: dict[str, Known] = {}
        for known, at in self._each(data["facts"], "facts", self._known):
            if known.name in facts:
                self.refuse(at, f"is a second {known.name}")
            facts[known.name] = known
        steps, certain = self._steps(data)
        thresholds = {
            str(name): self._is(value, f"thresholds/{name}", (int, float))
            for name, value in self._is(data["thresholds"], "thresholds", dict).items()
        }
        proof = Proof(facts, {name: tuple(found) for name, found in steps.items()}, {}, frozenset(certain))
        given = self._is(data["digest"], "digest", str)
        saved = SavedProof(self._is(data["about"], "about", str), thresholds, proof, given)
        for name in sorted(_used(proof) - facts.keys()):
            self.refuse("facts", f"lacks {name}, which a step names")
        place = first_difference(data, {**as_data(saved), "digest": data["digest"]})
        if place:
            self.refuse(place, "is not as such a file is written")
        return saved

    def _steps(self, data: Any) -> tuple[dict[str, list[Step]], set[str]]:
        steps: dict[str, list[Step]] = {}
        standings: dict[str, str] = {}
        for (step, standing), at in self._each(data["steps"], "steps", self._read_step):
            if step in steps.setdefault(step.conclusion, []):
                self.refuse(at, "is given twice")
            if standings.setdefault(step.conclusion, standing) != standing:
                self.refuse(f"{at}/standing", "is another one than a step before gives")
            steps[step.conclusion].append(step)
        return steps, {name for name, standing in standings.items() if standing == CERTAIN}

    def refuse(self, at: str, what: str) -> NoReturn:
        """Refuse the file for what stands at a place."""
        raise _refused(self.place, f"{at or 'the whole'} {what}")

    def _is(self, value: Any, at: str, kind: type | tuple[type, ...]) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.refuse(at, "is of another sort than it must be")
        return value

    def _keys(self, item: Any, at: str, keys: tuple[str, ...]) -> None:
        self._is(item, at, dict)
        for key in keys:
            if key not in item:
                self.refuse(at, f"lacks {key!r}")
        for key in item:
            if key not in keys:
                self.refuse(f"{at}/{key}".removeprefix("/"), "is not known here")

    def _each(self, items: Any, at: str, read: Callable[[Any, str], Part]) -> Iterator[tuple[Part, str]]:
        for number, item in enumerate(self._is(items, at, list)):
            yield read(item, f"{at}/{number}"), f"{at}/{number}"

    def _known(self, item: Any, at: str) -> Known:
        self._keys(item, at, ("name", "kind", "origin", "values", "basis"))
        name, kind, origin = (self._is(item[key], f"{at}/{key}", str) for key in ("name", "kind", "origin"))
        if origin not in _ORIGINS:
            self.refuse(f"{at}/origin", f"is none of {', '.join(_ORIGINS)}")
        return Known(name, kind, self._values(item["values"], f"{at}/values"), origin, self._names(item["basis"], at))

    def _names(self, items: Any, at: str) -> tuple[str, ...]:
        return tuple(self._is(item, at, str) for item in self._is(items, at, list))

    def _values(self, items: Any, at: str) -> tuple[tuple[str, Any], ...]:
        return tuple((key, self._value(value, f"{at}/{key}")) for key, value in self._is(items, at, dict).items())

    def _value(self, value: Any, at: str) -> Any:
        if isinstance(value, dict):
            self._keys(value, at, ("edtf",))
            try:
                return moment(self._is(value["edtf"], at, str))
            except DateError as error:
                self.refuse(at, f"is no date: {error}")
        if isinstance(value, list):
            return tuple(self._value(item, f"{at}/{number}") for number, item in enumerate(value))
        return value

    def _read_step(self, item: Any, at: str) -> tuple[Step, str]:
        self._keys(item, at, ("rule", "conclusion", "standing", "bindings", "premises"))
        rule, conclusion = (self._is(item[key], f"{at}/{key}", str) for key in ("rule", "conclusion"))
        if item["standing"] not in (CERTAIN, ON_THE_RECORD):
            self.refuse(f"{at}/standing", f"is neither {CERTAIN!r} nor {ON_THE_RECORD!r}")
        premises = tuple(premise for premise, _ in self._each(item["premises"], f"{at}/premises", self._premise))
        return Step(rule, conclusion, self._values(item["bindings"], f"{at}/bindings"), premises), item["standing"]

    def _premise(self, item: Any, at: str) -> Premise:
        number = self._is(self._is(item, at, dict).get("number"), f"{at}/number", int)
        if "fact" in item:
            self._keys(item, at, ("number", "fact"))
            return Held(number, self._is(item["fact"], f"{at}/fact", str))
        if "relation" in item:
            self._keys(item, at, ("number", "relation", "told", "answer"))
            relation, told = (self._is(item[key], f"{at}/{key}", str) for key in ("relation", "told"))
            return Compared(number, relation, told, self._is(item["answer"], f"{at}/answer", bool))
        self._keys(item, at, ("number", "absent", "values", "records", "incomplete"))
        records = self._is(item["records"], f"{at}/records", dict).items()
        return Absent(
            number,
            self._is(item["absent"], f"{at}/absent", str),
            self._values(item["values"], f"{at}/values"),
            tuple((kind, self._names(names, f"{at}/records/{kind}")) for kind, names in records),
            self._names(item["incomplete"], f"{at}/incomplete"),
        )


def _used(proof: Proof) -> set[str]:
    steps = (step for found in proof.steps.values() for step in found)
    return {item.fact for step in steps for item in step.premises if isinstance(item, Held)} | set(proof.steps)


def _fact(known: Known) -> dict[str, Any]:
    return {
        "name": known.name,
        "kind": known.kind,
        "origin": known.origin,
        "values": {name: _plain(value) for name, value in known.values},
        "basis": list(known.basis),
    }


def _step(proof: Proof, step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "conclusion": step.conclusion,
        "standing": CERTAIN if step.conclusion in proof.certain else ON_THE_RECORD,
        "bindings": {name: _plain(value) for name, value in step.bindings},
        "premises": [_premise_data(item) for item in step.premises],
    }


def _premise_data(item: Premise) -> dict[str, Any]:
    if isinstance(item, Held):
        return {"number": item.number, "fact": item.fact}
    if isinstance(item, Compared):
        return {"number": item.number, "relation": item.relation, "told": item.told, "answer": item.answer}
    return {
        "number": item.number,
        "absent": item.kind,
        "values": {name: _plain(value) for name, value in item.values},
        "records": {kind: list(names) for kind, names in item.records},
        "incomplete": list(item.incomplete),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return {"edtf": value.text}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
