"""YAML that holds no surprises: text, numbers, true and false, lists and mappings, each with its line.

PyYAML's C parser gives events; the tree is built here, so that ``NO`` stays Norway, a date stays text, and
whatever could confuse or harm (aliases, tags, a second document, a key given twice, endless nesting) is refused
where it stands.
"""

import re
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from kb.errors import InputError, Place
from kb.reading.limits import MAX_DEPTH, refuse_depth, too_deep

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,17}", re.ASCII)
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Scalar:
    """A single value: its text, whether it was written without quotes, and its line and column from one."""

    text: str
    plain: bool
    line: int
    column: int

    @property
    def value(self) -> str | bool | int | float:
        """Return the value with the type that its plain form shows; quoted values are text."""
        if not self.plain:
            return self.text
        if self.text in ("true", "false"):
            return self.text == "true"
        if _INTEGER.fullmatch(self.text):
            return int(self.text)
        return float(self.text) if _DECIMAL.fullmatch(self.text) else self.text


@dataclass(slots=True)
class Sequence:
    """A list, and where it starts."""

    items: "list[Tree]"
    line: int
    column: int


@dataclass(slots=True)
class Mapping:
    """A mapping, where it starts, and where each of its keys stands."""

    items: "dict[str, Tree]"
    keys: dict[str, Scalar]
    line: int
    column: int


Tree = Scalar | Sequence | Mapping


def read_yaml(text: str, path: str) -> Tree:
    """Read one YAML document.

    Raises:
        InputError: the text is not YAML, or not of the restricted kind read here.
    """
    odd = _UNPRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise InputError(
            f"the character U+{ord(odd.group()):04X} is not allowed",
            where=Place(path, line, odd.start() - text.rfind("\n", 0, odd.start())),
            why="Control characters cannot be seen, and YAML forbids them.",
            remedy="Delete the character.",
        )
    refuse_depth(text, path)
    guard = _Guard(text, path)
    try:
        return guard.document()
    except yaml.YAMLError as error:
        raise _malformed(error, text, path) from error


def _malformed(error: yaml.YAMLError, text: str, path: str) -> InputError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    lines = text.splitlines()
    tabbed = mark is not None and mark.line < len(lines) and "\t" in lines[mark.line]
    return InputError(
        f"not valid YAML: {problem}",
        where=Place(path, mark.line + 1, mark.column + 1) if mark else Place(path),
        why="YAML forbids tabs in indentation." if tabbed else "Nothing of a file that cannot be read is used.",
        remedy="Replace the tab by spaces." if tabbed else "Check indentation, colons, brackets and quotes here.",
    )


class _Guard:
    """Build the tree of one document from events, refusing what is not plain."""

    def __init__(self, text: str, path: str) -> None:
        self._events = _LOADER(text)
        self._path = path

    def document(self) -> Tree:
        """Return the one document of the file."""
        self._events.get_event()  # the start of the stream
        start = self._events.get_event()
        if isinstance(start, yaml.StreamEndEvent):
            raise InputError(
                "the file is empty",
                where=Place(self._path),
                why="A case file holds one list of facts.",
                remedy="Start it with the line `facts:`.",
            )
        tree = self._tree(self._events.get_event(), 1)
        self._events.get_event()  # the end of the document
        rest = self._events.get_event()
        if not isinstance(rest, yaml.StreamEndEvent):
            self._refuse(
                rest,
                "a second document starts here",
                "A case file is one document; the rest would be lost.",
                "Remove the line `---` or move what follows to a file of its own.",
            )
        return tree

    def _tree(self, event: Any, depth: int) -> Tree:
        if isinstance(event, yaml.AliasEvent):
            self._refuse_alias(event, f"the alias *{event.anchor}")
        if event.anchor is not None:
            self._refuse_alias(event, f"the anchor &{event.anchor}")
        if event.tag is not None:
            self._refuse(
                event,
                f"the tag {event.tag} is not allowed",
                "Values are text, numbers, true or false; a tag could make them anything else.",
                "Remove the tag.",
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > MAX_DEPTH:
            raise too_deep(Place(self._path, event.start_mark.line + 1, event.start_mark.column + 1))
        return (
            self._sequence(event, depth) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(event, depth)
        )

    def _scalar(self, event: Any) -> Scalar:
        mark = event.start_mark
        plain = not event.style
        if not event.value.strip() or (plain and event.value in _NOTHING):
            self._refuse(
                event,
                "a value is missing",
                "An empty value could mean unknown, none or a slip.",
                "Write the value (in quotes if it is this very word), or leave the line out if no source gives one.",
            )
        return Scalar(event.value, plain, mark.line + 1, mark.column + 1)

    def _sequence(self, start: Any, depth: int) -> Sequence:
        found = Sequence([], start.start_mark.line + 1, start.start_mark.column + 1)
        while not isinstance(event := self._events.get_event(), yaml.SequenceEndEvent):
            found.items.append(self._tree(event, depth + 1))
        return found

    def _mapping(self, start: Any, depth: int) -> Mapping:
        found = Mapping({}, {}, start.start_mark.line + 1, start.start_mark.column + 1)
        while not isinstance(event := self._events.get_event(), yaml.MappingEndEvent):
            key = self._tree(event, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(event, "a key must be a word", "A list or mapping names no field.", "Remove the brackets.")
            if key.text in found.keys:
                self._refuse(
                    event,
                    f"the key {key.text!r} is given twice",
                    f"It stands at line {found.keys[key.text].line} already; only one of the two could count.",
                    "Keep one of them. Where a field takes several values, write a list: [first, second].",
                )
            found.keys[key.text] = key
            found.items[key.text] = self._tree(self._events.get_event(), depth + 1)
        return found

    def _refuse_alias(self, event: Any, what: str) -> NoReturn:
        self._refuse(
            event,
            f"{what} is not allowed",
            "Aliases hide what a file says, and a few of them can fill the memory.",
            "Write the value out; put it in quotes if it begins with * or &.",
        )

    def _refuse(self, event: Any, what: str, why: str, remedy: str) -> NoReturn:
        mark = event.start_mark
        raise InputError(what, where=Place(self._path, mark.line + 1, mark.column + 1), why=why, remedy=remedy)
