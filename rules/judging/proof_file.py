"""Proofs as JSON, to be kept and checked again later and elsewhere.

A file says everything once, and its lists are in one order; the keys of a mapping have none. Reading it asks of each
part only that it is of the right sort; whether it is true is for :mod:`rules.judging.verification`, and whether it says
neither more nor less for :func:`differences`. What is not as it must be is named by its place in the file, as in
``steps/3/premises/0/told``.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, NoReturn

from kb.dates import DateError, Moment, moment
from kb.errors import InputError, Place, printable
from kb.reading.limits import refuse_depth
from rules.engine.proof import (
    CERTAIN,
    ON_THE_RECORD,
    OPEN,
    STANDINGS,
    Absent,
    Compared,
    Held,
    Known,
    Premise,
    Proof,
    Step,
)
from rules.judging.verification import Fault, used

FORMAT = "coalition-kb proof 3"
_ORIGINS = ("observed", "computed", "concluded")
_MADE_WITH = ("asked", "program", "schema", "rules", "packs", "cases", "facts")
_MISSING = object()


@dataclass(frozen=True)
class SavedProof:
    """A proof with what it is about, an episode or a state's part, and what it was made with.

    ``as_of`` is the last day of which the case files were to know; ``None`` where they were to know all they do.
    ``made_with`` says in plain data with which program, rules and facts it was made: told, and not checked.
    """

    about: str
    thresholds: Mapping[str, float]
    as_of: str | None
    proof: Proof
    made_with: Mapping[str, Any] = field(default_factory=dict)


def dumps(saved: SavedProof) -> str:
    """Return a proof as JSON; the same proof gives the same text."""
    return json.dumps(as_data(saved), indent=1, ensure_ascii=False) + "\n"


def as_data(saved: SavedProof) -> dict[str, Any]:
    """Return all that a file says."""
    proof = saved.proof
    steps = sorted({**proof.possible, **proof.steps}.items())
    return {
        "format": FORMAT,
        "about": saved.about,
        **({"made_with": dict(saved.made_with)} if saved.made_with else {}),
        "as_of": saved.as_of,
        "thresholds": dict(sorted(saved.thresholds.items())),
        "facts": [_fact(proof.facts[name]) for name in sorted(used(proof))],
        "steps": [_step(proof, step) for _, found in steps for step in found],
    }


def differences(given: Any, meant: Any, path: str = "") -> Iterator[Fault]:
    """Yield where plain data are not what was meant, each place with what it should say."""
    if isinstance(given, dict) and isinstance(meant, dict):
        for key in (*meant, *(key for key in given if key not in meant)):
            yield from differences(given.get(key, _MISSING), meant.get(key, _MISSING), f"{path}/{key}")
    elif isinstance(given, list) and isinstance(meant, list):
        for number, (one, other) in enumerate(zip_longest(given, meant, fillvalue=_MISSING)):
            yield from differences(one, other, f"{path}/{number}")
    elif not same(given, meant):
        yield Fault(path.removeprefix("/") or "the whole", _should(given, meant))


def same(one: Any, other: Any) -> bool:
    """Tell whether two plain values are one: a number is the same with and without a point, and is no truth value."""
    numbers = {type(one), type(other)} <= {int, float}
    return (numbers or type(one) is type(other)) and bool(one == other)


def _should(given: Any, meant: Any) -> str:
    if given is _MISSING or meant is _MISSING:
        return "something lacks here" if given is _MISSING else "nothing of the kind belongs here"
    return f"it says {_short(given)}, and should say {_short(meant)}"


def _short(value: Any, most: int = 60) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else f"{text[:most]}..."


class _NotPlainError(ValueError):
    """A key that is given twice, or a value that JSON does not have."""


def loads(text: str, place: str) -> tuple[SavedProof, Any]:
    """Read a proof; return it, and the plain data of the file.

    Raises:
        InputError: the text is no proof of this format; the message names the place that is at fault.
    """
    refuse_depth(text, place)
    try:
        data = plain_json(text)
    except ValueError as error:
        raise _refused(place, f"It is not plain JSON: {error}.") from error
    items = data if isinstance(data, list) else [data]
    if any(isinstance(item, dict) and "made_with" in item and not {"format", "steps"} & item.keys() for item in items):
        raise _refused(place, "It holds an answer.", "Have the answer given again with: coalition reproduce FILE")
    return _Reader(place).proof(data), data


def plain_json(text: str) -> Any:
    """Read JSON that says everything once.

    Raises:
        ValueError: it is none, says something twice, or holds a number of too many digits or half a character.
    """
    data = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    json.dumps(data, ensure_ascii=False).encode()
    return data


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _NotPlainError("a key is given twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise _NotPlainError(f"{word} is no number")


def _refused(place: str, why: str, remedy: str = "Save one with: coalition verify EPISODE --save FILE") -> InputError:
    return InputError("the file holds no proof that can be read", where=Place(place), why=why, remedy=remedy)


class _Reader:
    """Reads the parts of one file, each at its place."""

    def __init__(self, place: str) -> None:
        self.place = place

    def proof(self, data: Any) -> SavedProof:
        """Return the whole."""
        made = self._is(self._is(data, "", dict).get("made_with", {}), "made_with", dict)
        for name, value in made.items():
            if name not in _MADE_WITH:
                self.refuse(f"made_with/{_short(name)}", "does not belong there")
            for part in value if isinstance(value, list) else (value,):
                self._is(part, f"made_with/{name}", str)
        told = ("made_with",) if "made_with" in data else ()
        self._keys(data, "", ("format", "about", *told, "as_of", "thresholds", "facts", "steps"))
        if data["format"] != FORMAT:
            self.refuse("format", f"says {_short(data['format'])}, not {_short(FORMAT)}")
        facts: dict[str, Known] = {}
        for number, item in enumerate(self._is(data["facts"], "facts", list)):
            known = self._known(item, f"facts/{number}")
            if known.name in facts:
                self.refuse(f"facts/{number}", f"is a second {known.name}")
            facts[known.name] = known
        thresholds = {
            name: self._is(value, f"thresholds/{name}", int, float)
            for name, value in self._is(data["thresholds"], "thresholds", dict).items()
        }
        day = data["as_of"] if data["as_of"] is None else self._is(data["as_of"], "as_of", str)
        return SavedProof(self._is(data["about"], "about", str), thresholds, day, self._steps(data, facts), made)

    def _steps(self, data: Any, facts: dict[str, Known]) -> Proof:
        listed: dict[str, dict[str, list[Step]]] = {standing: {} for standing in STANDINGS}
        standings: dict[str, str] = {}
        for number, item in enumerate(self._is(data["steps"], "steps", list)):
            step, standing = self._step(item, f"steps/{number}")
            if standings.setdefault(step.conclusion, standing) != standing:
                self.refuse(f"steps/{number}/standing", "is another one than a step before gives")
            if step.conclusion not in facts:
                self.refuse(f"steps/{number}/conclusion", "is not among the facts")
            listed[standing].setdefault(step.conclusion, []).append(step)
        found = {standing: {name: tuple(steps) for name, steps in part.items()} for standing, part in listed.items()}
        certain = found[CERTAIN]
        return Proof(facts, {**certain, **found[ON_THE_RECORD]}, found[OPEN], frozenset(certain))

    def refuse(self, at: str, what: str) -> NoReturn:
        """Refuse the file for what stands at a place."""
        raise _refused(self.place, printable(f"{at or 'The whole'} {what}."))

    def _is(self, value: Any, at: str, *kinds: type) -> Any:
        if type(value) not in kinds:
            self.refuse(at, "is of another sort than it must be")
        return value

    def _keys(self, item: Any, at: str, keys: tuple[str, ...]) -> None:
        self._is(item, at, dict)
        for key in keys:
            if key not in item:
                self.refuse(at, f"lacks {_short(key)}")
        for key in item:
            if key not in keys:
                self.refuse(f"{at}/{_short(key)}".removeprefix("/"), "does not belong there")

    def _each(self, items: Any, at: str, read: Callable[[Any, str], Any]) -> tuple[Any, ...]:
        return tuple(read(item, f"{at}/{number}") for number, item in enumerate(self._is(items, at, list)))

    def _known(self, item: Any, at: str) -> Known:
        self._keys(item, at, ("name", "kind", "origin", "values", "basis"))
        name, kind, origin = (self._is(item[key], f"{at}/{key}", str) for key in ("name", "kind", "origin"))
        if origin not in _ORIGINS:
            self.refuse(f"{at}/origin", f"is none of {', '.join(_ORIGINS)}")
        basis = self._names(item["basis"], f"{at}/basis")
        return Known(name, kind, self._values(item["values"], f"{at}/values"), origin, basis)

    def _names(self, items: Any, at: str) -> tuple[str, ...]:
        return self._each(items, at, lambda item, place: self._is(item, place, str))

    def _values(self, items: Any, at: str) -> tuple[tuple[str, Any], ...]:
        fields = sorted(self._is(items, at, dict).items())
        return tuple((key, self._value(value, f"{at}/{key}")) for key, value in fields)

    def _value(self, value: Any, at: str) -> Any:
        if isinstance(value, dict):
            self._keys(value, at, ("edtf",))
            try:
                return moment(self._is(value["edtf"], f"{at}/edtf", str))
            except DateError as error:
                self.refuse(f"{at}/edtf", f"is no date: {error}")
        return self._each(value, at, self._value) if isinstance(value, list) else value

    def _step(self, item: Any, at: str) -> tuple[Step, str]:
        self._keys(item, at, ("rule", "conclusion", "standing", "bindings", "premises"))
        rule, conclusion, standing = (
            self._is(item[key], f"{at}/{key}", str) for key in ("rule", "conclusion", "standing")
        )
        if standing not in STANDINGS:
            self.refuse(f"{at}/standing", f"is none of {', '.join(STANDINGS)}")
        premises = self._each(item["premises"], f"{at}/premises", self._premise)
        return Step(rule, conclusion, self._values(item["bindings"], f"{at}/bindings"), premises), standing

    def _premise(self, item: Any, at: str) -> Premise:
        number = self._is(self._is(item, at, dict).get("number"), f"{at}/number", int)
        if "fact" in item:
            self._keys(item, at, ("number", "fact"))
            return Held(number, self._is(item["fact"], f"{at}/fact", str))
        if "relation" in item:
            self._keys(item, at, ("number", "relation", "told", "answer", "open"))
            relation, told = (self._is(item[key], f"{at}/{key}", str) for key in ("relation", "told"))
            answer = self._is(item["answer"], f"{at}/answer", bool, type(None))
            return Compared(number, relation, told, answer, self._names(item["open"], f"{at}/open"))
        self._keys(item, at, ("number", "absent", "values", "records", "incomplete"))
        records = sorted(self._is(item["records"], f"{at}/records", dict).items())
        return Absent(
            number,
            self._is(item["absent"], f"{at}/absent", str),
            self._values(item["values"], f"{at}/values"),
            tuple((kind, self._names(names, f"{at}/records/{kind}")) for kind, names in records),
            self._names(item["incomplete"], f"{at}/incomplete"),
        )


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
        "standing": proof.standing(step.conclusion),
        "bindings": {name: _plain(value) for name, value in step.bindings},
        "premises": [_premise(item) for item in step.premises],
    }


def _premise(item: Premise) -> dict[str, Any]:
    if isinstance(item, Held):
        return {"number": item.number, "fact": item.fact}
    if isinstance(item, Compared):
        told = {"number": item.number, "relation": item.relation, "told": item.told}
        return {**told, "answer": item.answer, "open": list(item.open_values)}
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
