"""Reads the files of rule cases (the format is told in ``rules/testing/cases.py``) and makes their facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from kb.dates import DateError, Moment, moment
from kb.errors import InputError, Place
from kb.near import suggest
from kb.reading.yaml_guard import Mapping as Node
from kb.reading.yaml_guard import Scalar, Sequence, Tree, read_yaml
from kb.records import OBSERVED, SCHEMES, field_types
from kb.schema import Slot, slots
from kb.words.vocabulary import bundled_vocabulary
from rules.engine.experta_engine import Fact
from rules.engine.facts import CONCLUSIONS, Conclusion, Mirrored, field_names, mirror, mirrors
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.theory.thresholds import THRESHOLDS

UNKNOWN = "unknown"
_CASE_KEYS = ("case", "but", "without", "complete", "incomplete", "thresholds")
_EXPECTATIONS = ("fires", "silent", "undetermined", "concludes", "not_concluded")
_PLAIN: dict[str, tuple[type, ...]] = {"count": (int,), "number": (int, float), "truth": (bool,)}

Expectation = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class RuleCase:
    """One case: its name and place, the facts and conclusions it gives, and what must follow.

    ``expected`` holds under each key of the format the rules or classes named there, with their values.
    """

    name: str
    where: Place
    facts: tuple[Mirrored, ...]
    assumed: tuple[Conclusion, ...]
    coverage: Mapping[str, tuple[str, ...]]
    thresholds: Mapping[str, float]
    expected: Mapping[str, tuple[Expectation, ...]]

    def names(self, key: str) -> frozenset[str]:
        """Return the rules or classes named under a key."""
        return frozenset(name for name, _ in self.expected.get(key, ()))


@dataclass
class _Given:
    kind: type[Fact]
    values: dict[str, Tree]
    where: Place


class CaseReader:
    """Reads files against one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Know the rules of a rulebook, of those it builds on, and every class of fact."""
        known = (*mirrors().values(), *CONCLUSIONS.values())
        self.kinds: dict[str, type[Fact]] = {kind.__name__: kind for kind in known}
        self.rules = _every_rule(rulebook)
        self.vocabulary = tuple(mirror(record) for record in bundled_vocabulary().records.values())
        self.every: dict[str, Tree] = {}
        self.classes: dict[str, dict[str, Tree]] = {}
        self.always: dict[str, _Given] = {}
        self.path = ""

    def read_defaults(self, path: Path) -> None:
        """Read what every case has unless it says otherwise."""
        self.path = str(path)
        top = self._mapping(read_yaml(path.read_text(encoding="utf-8"), self.path), ("every", "classes", "always"))
        self.every = self._mapping(top["every"]) if "every" in top else {}
        classes = self._mapping(top["classes"], self.kinds) if "classes" in top else {}
        self.classes = {name: self._mapping(tree, field_names(self.kinds[name])) for name, tree in classes.items()}
        self.always = self._changed({}, top.get("always"))

    def read(self, path: Path) -> Iterator[RuleCase]:
        """Yield the cases of a file."""
        self.path = str(path)
        seen: set[str] = set()
        top = self._mapping(read_yaml(path.read_text(encoding="utf-8"), self.path), ("situations",))
        for tree in _items(top.get("situations")):
            situation = self._mapping(tree, ("situation", "given", "without", "cases"))
            always, listed = self._left(self.always, self.vocabulary, situation.get("without"))
            given = self._changed(always, situation.get("given"))
            for item in _items(situation.get("cases")):
                made = self._case(item, given, listed)
                if made.name in seen or not made.expected:
                    fault = "bears the name of another" if made.name in seen else "expects nothing"
                    raise InputError(f"the case {made.name!r} {fault}", where=made.where)
                seen.add(made.name)
                yield made

    def _case(self, tree: Tree, given: Mapping[str, _Given], vocabulary: tuple[Mirrored, ...]) -> RuleCase:
        keys = self._mapping(tree, (*_CASE_KEYS, *_EXPECTATIONS))
        if "case" not in keys:
            raise self._error(tree, "a case has no name", "Say in a sentence what it shows: `case: ...`.")
        nodes, listed = self._left(self._changed(given, keys.get("but")), vocabulary, keys.get("without"))
        kinds = {kind.__name__ for kind in OBSERVED}
        complete = {self._word(item, kinds) for item in _items(keys["complete"])} if "complete" in keys else kinds
        complete -= {self._word(item, kinds) for item in _items(keys.get("incomplete"))}
        settings = self._mapping(keys["thresholds"], THRESHOLDS) if "thresholds" in keys else {}
        made = [self._made(name, node) for name, node in nodes.items()]
        return RuleCase(
            self._text(keys["case"]),
            self._place(tree),
            (*listed, *(fact for fact in made if isinstance(fact, Mirrored))),
            tuple(fact for fact in made if isinstance(fact, Conclusion)),
            {kind: (f"complete-{kind}",) for kind in sorted(complete)},
            {name: float(_value(value)) for name, value in settings.items()},
            {key: tuple(self._expected(key, keys[key])) for key in _EXPECTATIONS if key in keys},
        )

    def _left(
        self, nodes: Mapping[str, _Given], vocabulary: tuple[Mirrored, ...], tree: Tree | None
    ) -> tuple[dict[str, _Given], tuple[Mirrored, ...]]:
        """Return what is left of nodes and vocabulary when some are left out, by id or by type."""
        names = {name: {name, node.kind.__name__} for name, node in nodes.items()}
        terms = {fact: {fact["id"], type(fact).__name__} for fact in vocabulary}
        for item in _items(tree):
            if not any(self._text(item) in known for known in (*names.values(), *terms.values())):
                raise self._error(item, f"there is no {self._text(item)!r} to leave out", f"Given: {', '.join(nodes)}.")
        gone = {self._text(item) for item in _items(tree)}
        left = {name: node for name, node in nodes.items() if not names[name] & gone}
        return left, tuple(fact for fact in vocabulary if not terms[fact] & gone)

    def _expected(self, key: str, tree: Tree) -> Iterator[Expectation]:
        for item in _items(tree):
            if key.endswith(("concludes", "concluded")):
                node = self._node(item)
                yield node.kind.__name__, self._conclusion(node.kind, node.values)
            elif isinstance(item, Node):
                for rule, values in self._mapping(item, self.rules).items():
                    named = (
                        values.items.items() if isinstance(values, Node) else ((_value(v), v) for v in _items(values))
                    )
                    yield rule, {name: _value(value) for name, value in named}
            else:
                yield self._word(item, self.rules), {}

    def _changed(self, nodes: Mapping[str, _Given], tree: Tree | None) -> dict[str, _Given]:
        """Return nodes with others added or laid over them."""
        found = dict(nodes)
        for item in _items(tree):
            node = self._node(item)
            alike = [name for name, other in found.items() if other.kind is node.kind]
            usual = self.classes.get(node.kind.__name__, {}).get("id") if not alike else None
            given = node.values.get("id") or usual
            if given is not None:
                name = self._text(given)
            elif len(alike) > 1 and tree is not None:
                raise self._error(item, f"which {node.kind.__name__} is meant?", f"Give an id: {', '.join(alike)}.")
            else:
                name = alike[0] if alike else _kebab(node.kind.__name__)
            older = found[name].values if name in found else {}
            found[name] = _Given(node.kind, {**older, **node.values}, node.where)
        return found

    def _node(self, tree: Tree) -> _Given:
        keys = self._mapping(tree)
        if "type" not in keys:
            raise self._error(tree, "a node has no `type`", "Add its class: `type: ...`.")
        kind = self.kinds[self._word(keys["type"], self.kinds)]
        values = self._mapping(tree, ("type", "id", *field_names(kind)))
        return _Given(kind, {name: value for name, value in values.items() if name != "type"}, self._place(tree))

    def _made(self, name: str, node: _Given) -> Fact:
        """Return the fact that a node stands for, with defaults filled in."""
        kind, given = node.kind, {**self.classes.get(node.kind.__name__, {}), **node.values}
        if not issubclass(kind, Mirrored):
            texts = {key: given.get(key) or self.every.get(key) for key in field_names(kind)}
            lacking = [key for key, value in texts.items() if value is None]
            if lacking:
                raise InputError(f"the {kind.__name__} has no `{lacking[0]}`", where=node.where)
            return kind(**self._conclusion(kind, {key: value for key, value in texts.items() if value is not None}))
        record: Any = kind.record
        hints = field_types(record)
        values: dict[str, Any] = {"id": name}
        for slot in slots(record).values():
            tree = given.get(slot.field) or (self.every.get(slot.field) if slot.required else None)
            if tree is not None:
                values[slot.field] = self._slot_value(slot, tree)
            elif slot.required:
                values[slot.field] = self._nothing(slot, hints[slot.field], node)
        return mirror(record(**values))

    def _conclusion(self, kind: type[Fact], values: Mapping[str, Tree]) -> dict[str, Any]:
        """Return the fields of a conclusion, dates read as dates."""
        dated = {name for name, hint in kind.__annotations__.items() if hint in (Moment, "Moment")}
        return {name: self._date(tree) if name in dated else _value(tree) for name, tree in values.items()}

    def _date(self, tree: Tree) -> Moment:
        try:
            return moment(self._text(tree))
        except DateError as error:
            raise self._error(tree, str(error), "Write year, month and day as far as known.") from error

    def _nothing(self, slot: Slot, hint: object, node: _Given) -> Any:
        if slot.many:
            return ()
        if NoneType in get_args(hint) or slot.takes == "truth":
            return None if NoneType in get_args(hint) else False
        raise InputError(f"the {node.kind.__name__} has no `{slot.field}`", where=node.where)

    def _slot_value(self, slot: Slot, tree: Tree) -> Any:
        if slot.many:
            return tuple(sorted(self._single(slot, item) for item in _items(tree)))
        return None if _value(tree) == UNKNOWN else self._single(slot, tree)

    def _single(self, slot: Slot, tree: Tree) -> Any:
        value = _value(tree)
        if slot.takes == "date":
            return self._date(tree)
        if slot.takes == "concept" and slot.field in SCHEMES:
            return self._word(tree, bundled_vocabulary().concepts[SCHEMES[slot.field]])
        if not isinstance(value, _PLAIN.get(slot.takes, (str,))) or (slot.takes == "count" and isinstance(value, bool)):
            raise self._error(tree, f"`{slot.field}` is {value!r}, which is no {slot.takes}", "Check the value.")
        return value

    def _mapping(self, tree: Tree, known: Iterable[str] | None = None) -> dict[str, Tree]:
        if not isinstance(tree, Node):
            raise self._error(tree, "a mapping is needed here", "Write `key: value`.")
        for mark in tree.keys.values() if known is not None else ():
            self._word(mark, known or ())
        return tree.items

    def _word(self, tree: Tree, known: Iterable[str]) -> str:
        text, words = self._text(tree), sorted(known)
        if text not in words:
            raise self._error(tree, f"{text!r} is not known here", suggest(text, words, otherwise=", ".join(words)))
        return text

    def _text(self, tree: Tree) -> str:
        if not isinstance(tree, Scalar):
            raise self._error(tree, "one value is needed here", "Write a word.")
        return tree.text

    def _place(self, tree: Tree) -> Place:
        return Place(self.path, tree.line, tree.column)

    def _error(self, tree: Tree, what: str, remedy: str) -> InputError:
        why = "A case tries a rule only if every word in it is understood."
        return InputError(what, where=self._place(tree), why=why, remedy=remedy)


def _items(tree: Tree | None) -> list[Tree]:
    return [] if tree is None else tree.items if isinstance(tree, Sequence) else [tree]


def _value(tree: Tree) -> Any:
    return tree.value if isinstance(tree, Scalar) else [_value(item) for item in _items(tree)]


def _kebab(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).removeprefix("-")


def _every_rule(rulebook: Rulebook) -> dict[str, Rule]:
    return {**(_every_rule(rulebook.base) if rulebook.base else {}), **rulebook.rules}
