"""What is read at most: the one place that decides size and depth, before any parser sees the text.

Parsers have limits of their own, which differ from one version to the next and are worded differently; a promise
that hung on them would be kept by accident.
"""

import codecs
import re
import stat
from pathlib import Path

from kb.errors import InputError, Place, unreadable

MAX_BYTES = 8 * 1024 * 1024
"""The largest file that is read."""

MAX_WRITTEN_BYTES = 16 * MAX_BYTES
"""The largest file of the program's own making that is read back."""

MAX_DEPTH = 20
"""How deep lists and mappings may nest."""

_BRACKETS = re.compile(
    r"""(?<![^\s\[\]{},:-])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?:^|(?<=\s))\#[^\n]*|[\[\]{}]""", re.DOTALL
)


def refuse_size(size: int, path: str, most: int = MAX_BYTES) -> None:
    """Refuse a file of more bytes than are read.

    Raises:
        InputError: it is larger than ``most``.
    """
    if size > most:
        written = most > MAX_BYTES
        why = "Case files are written by hand; one of this size is a mistake, or meant to fill the memory."
        raise InputError(
            f"the file is too large: {size:,} bytes, at most {most:,} are read",
            where=Place(path),
            why="It could fill the memory." if written else why,
            remedy="Write less to one file." if written else "Split it into smaller files in one folder.",
        )


def refuse_depth(text: str, path: str) -> None:
    """Refuse a text whose brackets nest too deep; those in quotes and comments do not count.

    Raises:
        InputError: they nest deeper than `MAX_DEPTH`.
    """
    depth = 0
    for found in _BRACKETS.finditer(text):
        bracket = found.group()
        depth += (bracket in "[{") - (bracket in "]}" and depth > 0)
        if depth > MAX_DEPTH:
            before = text[: found.start()]
            raise too_deep(Place(path, before.count("\n") + 1, found.start() - before.rfind("\n")))


def too_deep(where: Place) -> InputError:
    """Return the error for what nests deeper than `MAX_DEPTH`."""
    return InputError(
        f"nested more than {MAX_DEPTH} levels deep",
        where=where,
        why="A case file needs four levels: facts, nodes, sources and their values.",
        remedy="Check the indentation and the brackets.",
    )


def read_text(path: Path, most: int = MAX_BYTES) -> str:
    """Return the text of a file of at most so many bytes.

    Raises:
        InputError: it is missing, unreadable, no regular file, too large, or not UTF-8.
    """
    where = Place(str(path))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("this is not a file", where=where, remedy="Name a file, or a folder of case files.")
        refuse_size(status.st_size, str(path), most)
        with path.open("rb") as file:
            data = file.read(most).removeprefix(codecs.BOM_UTF8)  # as some editors save it
    except OSError as error:
        raise unreadable("file", str(path), error) from error
    return _decode(data, str(path))


def _decode(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        raise InputError(
            f"not UTF-8: the byte 0x{data[error.start]:02X} starts no character",
            where=Place(path, before.count(b"\n") + 1, error.start - before.rfind(b"\n")),
            why="Read in another encoding, names and quotations would be garbled.",
            remedy="Save the file as UTF-8.",
        ) from error
