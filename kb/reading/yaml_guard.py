"""YAML that holds no surprises: text, numbers, true and false, lists and mappings, each with its line.

PyYAML's C parser gives events; the tree is built here, so that ``NO`` stays Norway, a date stays text, and
whatever could confuse or harm (aliases, tags, a second document, a key given twice, endless nesting) is refused
where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kb.errors import InputError, Place, Report, refuse
from kb.reading.limits import MAX_DEPTH, refuse_depth, too_deep

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,17}", re.ASCII)
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_ID = re.compile(r"\bid: *[\"']?([\w./~-]+)")
_PLAINLY = {
    "mapping values are not allowed": "a colon stands where none can; text with a colon needs quotes",
    "could not find expected ':'": "a line has no colon behind its key",
    "did not find expected key": "the line does not fit those above it",
    "did not find expected '-' indicator": "the line does not fit those above it",
    "did not find expected ',' or": "a bracket is not closed, or a comma is missing",
    "unexpected end of stream": "a quotation mark is not closed",
    "block sequence entries are not allowed": "a dash stands where none can",
}
"""What the parser says, and what it means to those who write by hand."""
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Scalar:
    """A single value: its text, whether it was written without quotes, and its line and column from one.

    It is ``broken`` where its fault has been told, so that nothing more is to be said of it.
    """

    text: str
    plain: bool
    line: int
    column: int
    broken: bool = False

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


def read_yaml(text: str, path: str, report: Report = refuse, above: int = 0) -> Tree:
    """Read one YAML document, which stands below so many lines of its file; ``report`` hears of values at fault.

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
    guard = _Guard(text, path, report, above)
    try:
        return guard.document()
    except yaml.YAMLError as error:
        raise _malformed(error, text, path, above) from error


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield each item of the outermost list, from its dash to the next, with the number of lines above it.

    A slip of indentation or a lost quotation mark in one fact must not hide what is wrong with the others.
    """
    lines = text.splitlines(keepends=True)
    first = _ITEM.search(text)
    start = f"{first[1]}- " if first else ""
    starts = [number for number, line in enumerate(lines) if start and line.startswith(start)]
    for number, following in zip(starts, [*starts[1:], len(lines)], strict=False):
        yield number, "".join(lines[number:following])


def names_in(piece: str) -> list[str]:
    """Return the names that an item seems to give to facts."""
    return _ID.findall(piece)


def _malformed(error: yaml.YAMLError, text: str, path: str, above: int) -> InputError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    if "unexpected end of stream" in problem:  # what is not closed is to be seen where it was opened
        mark = getattr(error, "context_mark", None) or mark
    lines = text.splitlines()
    tabbed = mark is not None and mark.line < len(lines) and "\t" in lines[mark.line]
    problem = next((plain for told, plain in _PLAINLY.items() if told in problem), problem)
    return InputError(
        f"not valid YAML: {problem}",
        where=Place(path, above + mark.line + 1, mark.column + 1) if mark else Place(path),
        why="YAML forbids tabs in indentation." if tabbed else "Nothing of a file that cannot be read is used.",
        remedy="Replace the tab by spaces." if tabbed else "Check indentation, colons, brackets and quotes here.",
    )


class _Guard:
    """Build the tree of one document from events, refusing what is not plain."""

    def __init__(self, text: str, path: str, report: Report, above: int) -> None:
        self._events = _LOADER(text)
        self._path = path
        self._report = report
        self._above = above

    def document(self) -> Tree:
        """Return the one document of the file."""
        self._events.get_event()  # the start of the stream
        start = self._events.get_event()
        if isinstance(start, yaml.StreamEndEvent):
            raise InputError(
                "the file is empty",
                where=Place(self._path, 1, 1),
                why="Nothing can be read from it.",
                remedy="A case file starts with the line `facts:`, a pack of rules with `rules:`.",
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
            return Scalar("", plain=False, **self._spot(event), broken=True)
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
            raise too_deep(self._place(event))
        return (
            self._sequence(event, depth) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(event, depth)
        )

    def _scalar(self, event: Any) -> Scalar:
        plain = not event.style
        missing = not event.value.strip() or (plain and event.value in _NOTHING)
        if missing:
            self._refuse(
                event,
                "a value is missing",
                "An empty value could mean unknown, none or a slip.",
                "Write the value (in quotes if it is this very word), or leave the line out if no source gives one.",
            )
        return Scalar(event.value, plain, **self._spot(event), broken=missing)

    def _sequence(self, start: Any, depth: int) -> Sequence:
        found = Sequence([], **self._spot(start))
        while not isinstance(event := self._events.get_event(), yaml.SequenceEndEvent):
            found.items.append(self._tree(event, depth + 1))
        return found

    def _mapping(self, start: Any, depth: int) -> Mapping:
        found = Mapping({}, {}, **self._spot(start))
        while not isinstance(event := self._events.get_event(), yaml.MappingEndEvent):
            key = self._tree(event, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(event, "a key must be a word", "A list or mapping names no field.", "Remove the brackets.")
                self._tree(self._events.get_event(), depth + 1)
                continue
            if key.text in found.keys:
                self._refuse(
                    event,
                    f"the key {key.text!r} is given twice",
                    f"It stands at line {found.keys[key.text].line} already; only one of the two could count.",
                    "Keep one of them. Where a field takes several values, write a list: [first, second].",
                )
                self._tree(self._events.get_event(), depth + 1)
                continue
            found.keys[key.text] = key
            found.items[key.text] = self._tree(self._events.get_event(), depth + 1)
        return found

    def _refuse_alias(self, event: Any, what: str) -> None:
        self._refuse(
            event,
            f"{what} is not allowed",
            "Aliases hide what a file says, and a few of them can fill the memory.",
            "Write the value out; put it in quotes if it begins with * or &.",
        )

    def _refuse(self, event: Any, what: str, why: str, remedy: str) -> None:
        self._report(InputError(what, where=self._place(event), why=why, remedy=remedy))

    def _spot(self, event: Any) -> dict[str, int]:
        return {"line": self._above + event.start_mark.line + 1, "column": event.start_mark.column + 1}

    def _place(self, event: Any) -> Place:
        return Place(self._path, **self._spot(event))
