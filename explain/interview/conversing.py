"""A conversation that gathers facts: what is asked, which answers every question takes, and what was said before.

Nothing here knows a terminal: whoever leads the conversation shows questions and hears answers through a `Talk`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeVar

Read = TypeVar("Read")

UNKNOWN: Final = frozenset({"unknown", "unknown.", "not known", "don't know", "do not know", "no idea", "u", "-"})
"""Answers that say that something is not known."""


Why = tuple[str, ...] | Callable[[], tuple[str, ...]]
"""Why something is asked, one paragraph each; put into words only if somebody wants to know."""


def paragraphs(why: Why) -> tuple[str, ...]:
    """Return why something is asked, in words."""
    return why() if callable(why) else why


class Ended(Exception):
    """The one who is asked stops for now."""


class Misread(Exception):
    """An answer that cannot be taken as it is; the text says what would be."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a question offers: its name, what it is called and means, and what else it is called."""

    name: str
    label: str
    definition: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One question.

    Attributes:
        text: the question.
        hint: which answers it takes.
        choices: the answers it offers.
        default: the answer meant where nothing is typed.
        why: why it is asked, one paragraph each.
        needed: that it is not known is no answer.
    """

    text: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    default: str = ""
    why: Why = ()
    needed: bool = False


class Talk(Protocol):
    """What shows questions and hears answers."""

    def hear(self, ask: Ask, status: str, number: int, *, again: bool) -> str:
        """Show a question, beside it where the case stands, and return what is answered; ``again``: it was shown.

        Raises:
            Ended: there are no more answers.
        """

    def say(self, text: str) -> None:
        """Show a paragraph."""

    def show(self, ask: Ask) -> None:
        """Show every answer that a question offers, with what it means."""


@dataclass
class Conversation:
    """Asks one question after another.

    Attributes:
        talk: what shows and hears.
        heard: is told of every answer that no fact holds yet.
        status: tells where the case stands.
        replayed: answers given before, which stand for the first questions.
        said: the answers since the last fact was written.
        asides: what else can be wished for at any question, by its word.
        asked, unknown: how many questions were answered, and how many of them so that it is not known.
    """

    talk: Talk
    heard: Callable[[list[str]], None]
    status: Callable[[], str] = lambda: ""
    replayed: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asides: dict[str, Callable[[], None]] = field(default_factory=dict)
    asked: int = 0
    unknown: int = 0

    def ask(self, ask: Ask, read: Callable[[str], Read]) -> Read | None:
        """Ask until there is an answer that can be read; ``None``: it is not known."""
        again = False
        while True:
            raw = (
                self.replayed.pop(0)
                if self.replayed
                else self.talk.hear(ask, self.status(), self.asked + 1, again=again)
            )
            again = True
            text = raw.strip() or ask.default
            if self._aside(ask, text):
                continue
            if text.casefold() in UNKNOWN:
                if not ask.needed:
                    self._keep(raw)
                    self.unknown += 1
                    return None
                self.talk.say("Nothing can be judged without this. Answer as closely as you can, or stop.")
                continue
            try:
                value = read(text)
            except Misread as fault:
                self.replayed.clear()
                self.talk.say(str(fault))
                continue
            self._keep(raw)
            return value

    def written(self) -> None:
        """Remember that what was said so far stands in a fact."""
        self.said.clear()

    def _aside(self, ask: Ask, text: str) -> bool:
        """Tell whether what was typed is no answer but a wish of the one who is asked, and grant it."""
        word = text.casefold().rstrip("?!. ")
        if word in ("stop", "quit", "exit"):
            raise Ended
        if word in ("why", "why is this asked"):
            for paragraph in paragraphs(ask.why) or ("It is part of what is judged.",):
                self.talk.say(paragraph)
        elif word in self.asides:
            before = list(self.said)
            self.asides[word]()
            self.said = before
            self.heard(self.said)
        elif word in ("list", "") and (ask.choices or not text):
            if ask.choices:
                self.talk.show(ask)
            else:
                self.talk.say("Type an answer, or unknown.")
        else:
            return False
        return True

    def _keep(self, raw: str) -> None:
        self.asked += 1
        self.said.append(raw)
        self.heard(self.said)
