"""The case file that an interview writes: facts one below the other, and above them, as remarks, where it stands.

What stands in the file already is kept as it is, remarks and all: facts are added at the end, and of a fact that is
changed only its own lines are written anew. The file is replaced as a whole, so that it is never half-written.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from kb.case_files import bibliography_beside
from kb.errors import InputError, Place
from kb.reading.limits import read_text
from kb.reading.yaml_guard import Mapping as Tree
from kb.reading.yaml_guard import Scalar, Sequence, pieces, read_yaml
from kb.writing.export import write_whole

Fact = dict[str, Any]
"""A fact as a case file states it: its keys, in order."""

_HEAD: Final = "# Written by `coalition case new`, which takes it up again. Lines with `#:` say how far it came."
_NOTE: Final = re.compile(r"^#: (\w[\w ]*): ?(.*)$")
_PLAIN: Final = re.compile(r"[A-Za-z][\w .,()/&+'-]*(?<=[\w.)'])|\d{4}(-\d\d){1,2}", re.ASCII)
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
SAID: Final = "said"


@dataclass
class Draft:
    """A case file in the making.

    Attributes:
        path: where it is kept; ``None`` until that is known.
        notes: what the interview remembers beside the facts, a list for each thing.
        facts: the facts by name, in the order of the file.
        works: the entries of the bibliography beside it, in BibTeX; what is added goes into one of its own name.
    """

    path: Path | None = None
    notes: dict[str, list[str]] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    works: str = ""
    _blocks: dict[str, str] = field(default_factory=dict)
    _found: str = ""
    _head: str = ""
    _indent: str = "  "

    @classmethod
    def open(cls, path: Path) -> Self:
        """Take up a file, or begin one.

        Raises:
            InputError: the file is no case file in YAML, or cannot be read.
        """
        if path.suffix.lower() not in (".yaml", ".yml"):
            raise InputError(
                f"the ending {path.suffix!r} is not that of a case file in YAML",
                where=Place(str(path)),
                remedy="Give the file a name that ends in .yaml.",
            )
        if not path.parent.is_dir():
            raise InputError(
                "the folder is not there",
                where=Place(str(path.parent)),
                why="What you answer would be kept nowhere.",
                remedy="Make it first, or name a file in another.",
            )
        draft = cls(path)
        draft.works = draft._found = "".join(read_text(works) for works in bibliography_beside(path))
        if path.exists():
            draft._take_up(read_text(path))
        return draft

    def add(self, fact: Fact) -> None:
        """Add a fact, or write one anew that bears its name."""
        self.facts[fact["id"]] = fact
        self._blocks[fact["id"]] = _block(fact, self._indent)

    def drop(self, name: str) -> None:
        """Take a fact out again."""
        self.facts.pop(name, None)
        self._blocks.pop(name, None)

    def note(self, about: str, text: str) -> None:
        """Remember something beside the facts."""
        if text not in self.notes.setdefault(about, []):
            self.notes[about].append(text)

    def noted(self, about: str) -> str | None:
        """Return the last thing remembered about something."""
        found = self.notes.get(about)
        return found[-1] if found else None

    @property
    def text(self) -> str:
        """Return the file as it is to be written."""
        noted = "".join(f"#: {about}: {text}\n" for about, texts in self.notes.items() for text in texts)
        body = "facts:\n" + "".join(self._blocks.values()) if self._blocks else ""
        return f"{self._head or _HEAD + chr(10)}{noted}{body}"

    def keep_said(self, said: Iterable[str]) -> None:
        """Write down what was said and stands in no fact yet, so that it need not be said again."""
        self.notes[SAID] = list(said)
        self.save()

    def save(self) -> None:
        """Write the file, and the bibliography beside it if there is one."""
        if self.path is not None:
            if self.works != self._found:
                write_whole(self.works.encode(), self.path.with_suffix(".bib"))
                self._found = self.works
            write_whole(self.text.encode(), self.path)

    def _take_up(self, text: str) -> None:
        """Read the facts and remarks of a file, keeping every line of it."""
        lines = text.splitlines(keepends=True)
        start = next((number for number, line in enumerate(lines) if line.rstrip() == "facts:"), len(lines))
        head = [line for line in lines[:start] if not _NOTE.match(line)]
        for line in lines[:start]:
            found = _NOTE.match(line.rstrip("\n"))
            if found:
                self.notes.setdefault(found[1], []).append(found[2])
        self._head = "".join(head)
        for above, piece in pieces(text):
            tree = read_yaml(piece, str(self.path), above=above)
            item = tree.items[0] if isinstance(tree, Sequence) else None
            if not isinstance(item, Tree) or "id" not in item.items:
                raise InputError(
                    "this is no fact",
                    where=Place(str(self.path), above + 1),
                    remedy="Mend the file first: coalition case check names every fault in it.",
                )
            fact = {key: _plain(value) for key, value in item.items.items()}
            fact["id"] = str(fact["id"])
            self._indent = piece[: piece.index("-")]
            self.facts[fact["id"]] = fact
            self._blocks[fact["id"]] = piece if piece.endswith("\n") else piece + "\n"


def _plain(tree: Any) -> Any:
    """Return a part of a YAML tree as plain values."""
    if isinstance(tree, Scalar):
        return tree.value
    if isinstance(tree, Sequence):
        return [_plain(item) for item in tree.items]
    return {key: _plain(value) for key, value in tree.items.items()}


def _block(fact: Fact, indent: str) -> str:
    """Return the lines of a fact, a key on each, sources last."""
    keys = [*(key for key in fact if key != "source"), *(["source"] if "source" in fact else [])]
    lines = [f"  {key}: {_written(fact[key])}\n" for key in keys if key != "source"]
    lines[0] = f"- {lines[0].lstrip()}"
    if "source" in fact:
        sources = fact["source"] if isinstance(fact["source"], list) else [fact["source"]]
        lines += ["  source:\n", *(f"    - {_written(item)}\n" for item in sources)]
    return "".join(indent + line for line in lines)


def _written(value: Any) -> str:
    """Return a value as YAML, quoted where it would be read as something else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_inner(item)}' for key, item in value.items())}}}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return f"[{', '.join(_inner(item) for item in value)}]"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and " #" not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def _inner(value: Any) -> str:
    """Return a value as it stands within brackets, where a comma would end it."""
    written = _written(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and "," in written[:1] + value else written
