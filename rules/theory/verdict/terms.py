"""What the rules can conclude of the term of units: served or cut short, for whose reason; and that units went."""

from typing import ClassVar

from rules.engine.facts import Conclusion


class NotProlonged(Conclusion):
    """The term of a contribution was not prolonged: so it was decided, given as the reason, or voted."""

    contribution: str


class TermServed(Conclusion):
    """The term of a contribution was let run out, and its units left as it ended."""

    absence: ClassVar[str] = "its government had not let the term run out"
    presence: ClassVar[str] = "its government had let the term run out"
    contribution: str


class CutShort(Conclusion):
    """A support unit went before the end that was announced for it, or was expressly called back."""

    episode: str
    contribution: str


class OwnReason(Conclusion):
    """The state had a reason of its own to call units home; ``reason`` says which."""

    episode: str
    reason: str


class Departed(Conclusion):
    """Units went at the change itself."""

    absence: ClassVar[str] = "these units did not go at that time"
    presence: ClassVar[str] = "these units went at that time"
    on_record: ClassVar[bool] = True
    episode: str
    contribution: str
