"""What is asked and what is replied, as plain data that goes from one process to another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.errors import InputError

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """One piece of work: which kind, with what, and whether faults are told to a program, in plain text."""

    kind: str
    about: Mapping[str, Any] = field(default_factory=dict)
    plain: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        """Return what is the same for two pieces of work that give the same."""
        return self.kind, self.plain, *sorted(self.about.items())


@dataclass(frozen=True)
class Reply:
    """What is replied: its bytes, of which media type, with which status of HTTP and further headers."""

    body: bytes
    media: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """A request that is not answered: with which status of HTTP, and why."""

    def __init__(self, status: int, error: InputError) -> None:
        """Keep both."""
        super().__init__(str(error))
        self.status = status
        self.error = error
