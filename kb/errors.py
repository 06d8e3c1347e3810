"""Errors that teach: what is wrong, where, why it matters and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A place in an input: a file and, where known, the line and column (counted from one)."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Return the place as ``file:line:column``, the form that editors follow."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class InputError(Exception):
    """Input that cannot be used.

    Every message answers four questions: *what* is wrong, *where*, *why* it matters and what the
    reader can do about it (the *remedy*). ``fact`` is the name of the fact that it is about, if it is about one.
    """

    def __init__(
        self, what: str, *, where: Place | None = None, why: str = "", remedy: str = "", fact: str = ""
    ) -> None:
        """Keep the four answers apart, so that callers can show them as they like."""
        super().__init__(what)
        self.what = what
        self.where = where
        self.why = why
        self.remedy = remedy
        self.fact = fact

    def __str__(self) -> str:
        """Return the answers as short lines: place and fault, reason, remedy."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return "\n".join([shortened(head), *(f"  {shortened(line)}" for line in (self.why, self.remedy) if line)])


Report = Callable[["InputError"], None]
"""What becomes of a fault once it is found: whoever asks for all of them keeps it, everybody else refuses."""


def refuse(error: InputError) -> None:
    """Stop at a fault.

    Raises:
        InputError: always.
    """
    raise error


_LONGEST = 2000
"""How many letters of one line are shown; what a file says could be longer than anybody reads."""


def shortened(text: str) -> str:
    """Return a text, without its end where it is longer than anybody reads."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def printable(text: str) -> str:
    """Return a text that comes from a file so that it cannot command a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def unreadable(
    what: str, path: str, error: OSError, *, remedy: str = "Check its name and your right to read it."
) -> InputError:
    """Return the error for a file or folder that the system does not let us read; ``what`` says which of them it is."""
    return InputError(f"the {what} cannot be read: {error.strerror or error}", where=Place(path), remedy=remedy)


def unwritable(what: str, path: str, error: OSError, *, why: str) -> InputError:
    """Return the error for what the system does not let us write; ``why`` says what became of what was there."""
    told = f"the {what} cannot be written: {error.strerror or error}"
    remedy = "Check the folder, your right to write there and the space left."
    return InputError(told, where=Place(path), why=why, remedy=remedy)
