"""What a conversation is made of, as plain data: questions, how a text was read, and where the talk stands."""

from dataclasses import dataclass, field, replace
from typing import Literal

from explain.answer import Answer
from explain.asking.queries.query import Filters, Query

Intent = Literal[
    "why", "whether", "why-not", "what-if", "flip", "robust", "contrast", "judge", "sources", "sure", "rule", "show",
    "back", "help", "quit",
]  # fmt: skip
"""What can be asked. ``show`` shows the last answer again, with more or with all of it."""

FOLLOWING = frozenset({"sources", "rule", "show", "back", "help", "quit"})
"""Questions about the conversation itself, which leave what is being talked about as it is."""

UNREAD = "unread"
"""What is asked for by a text that was not understood: of it only what it named is known."""


@dataclass(frozen=True)
class Question:
    """One question, with nothing left open.

    Attributes:
        intent: what is asked.
        episode: the episode it is about.
        words: the conclusion or topic, as commands take it: ``("cause", "budget")``, ``("verdict",)``.
        other: for a contrast, the second episode.
        retracted, changed: for what-if, facts to take back and changes ``FACT.field=value``.
        listed: for a list of verdicts, what ``coalition judge`` takes.
        subject: a fact whose sources are asked for, or a rule.
        depth: levels of reasons to show; ``None`` for the usual, 0 for all.
    """

    intent: Intent
    episode: str | None = None
    words: tuple[str, ...] = ()
    other: str | None = None
    retracted: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    subject: str | None = None
    depth: int | None = None

    @property
    def commands(self) -> tuple[str, ...]:
        """Return the commands that would answer the same; none for what only a conversation has."""
        about = self.episode or ""
        depth = "" if self.depth is None else f" --depth {self.depth}" if self.depth else " --all"
        plain = " ".join(filter(None, [about, *self.words]))
        changes = [*(f"--retract {name}" for name in self.retracted), *(f"--set {text}" for text in self.changed)]
        told: dict[str, tuple[str, ...]] = {
            "why": (f"why {plain}{depth}",),
            "whether": (f"why {plain}{depth}",),
            "why-not": (f"why-not {plain}{depth}",),
            "what-if": (f"what-if {' '.join([about, *changes])}{depth}",),
            "flip": (f"flip {plain}{depth}",),
            "robust": (f"robust {plain}{depth}",),
            "sure": (f"robust {plain}", f"flip {plain}"),
            "contrast": (f"contrast {' '.join([about, self.other or '', *self.words])}{depth}",),
            "judge": (" ".join(["judge", *self.listed]),),
        }
        return tuple(f"coalition {text}" for text in told.get(self.intent, ()))


@dataclass(frozen=True)
class Mention:
    """One thing that a question is about, and where it came from.

    Attributes:
        name: the node, rule or concept.
        words: the words of the text that name it; empty where ``origin`` is the conversation.
        origin: ``text``, or ``context`` for what was being talked about.
    """

    name: str
    words: tuple[str, ...] = ()
    origin: Literal["text", "context"] = "text"


@dataclass(frozen=True)
class Understood:
    """A text that was understood; ``remark`` says what was read into it."""

    question: Question | Query
    mentions: tuple[Mention, ...] = ()
    remark: str = ""

    @property
    def of_episode(self) -> Question:
        """Return the question, where it is about an episode or the talk and not about the record.

        Raises:
            TypeError: it is about the record.
        """
        if isinstance(self.question, Query):
            raise TypeError(self.question)
        return self.question


@dataclass(frozen=True)
class Choice:
    """One of several things that a text can mean."""

    label: str
    meaning: Understood


@dataclass(frozen=True)
class Ambiguous:
    """A text that can mean several things: which, is asked."""

    asked: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class NotUnderstood:
    """A text that was not understood: why not, and the nearest questions that would be.

    Where it is ``final``, what is asked is plain, and only of what is not: nothing else can be meant.
    """

    reason: str
    nearest: tuple[str, ...] = ()
    final: bool = False


Reading = Understood | Ambiguous | NotUnderstood


def gist(reading: Reading) -> tuple[Question | Query, ...]:
    """Return the questions that a text can be, whatever words led there."""
    if isinstance(reading, Understood):
        return (reading.question,)
    return tuple(item.meaning.question for item in reading.choices) if isinstance(reading, Ambiguous) else ()


@dataclass(frozen=True)
class Context:
    """Where a conversation stands.

    Attributes:
        episode: the episode under discussion.
        question: the last question, where it was about an episode and was answered with reasons.
        query: the last question, where it was about the record.
        answer: its answer, in full.
        choices: what the last text could have meant, where that was asked.
        nearest: the questions that were offered in place of a text that was not understood.
        refused: the last text was not understood.
        rule: the rule that was shown last, if one was shown since.
        earlier: the conversation before the last question, for going back.
    """

    episode: str | None = None
    question: Question | None = None
    query: Query | None = None
    answer: Answer | None = None
    choices: tuple[Choice, ...] = ()
    nearest: tuple[str, ...] = ()
    refused: bool = False
    rule: str = ""
    earlier: "Context | None" = field(default=None, repr=False)

    def went_on(self, question: Question | Query, answer: Answer | None) -> "Context":
        """Return the conversation after a question and its answer."""
        earlier = self._kept()
        if isinstance(question, Query):
            return Context(_one(question) or self.episode, None, question, answer, earlier=earlier)
        return Context(question.episode or self.episode, question, None, answer, earlier=earlier)

    def was_told(self, filters: Filters) -> "Context":
        """Return the conversation after a text that was not understood but named something: that is spoken of now."""
        return Context(query=Query(UNREAD, filters=filters), earlier=self._kept())

    def _kept(self) -> "Context | None":
        return replace(self, choices=(), nearest=()) if self.question or self.query else None


def _one(query: Query) -> str | None:
    """Return the episode that a query is about, if it is about one."""
    return query.filters.episodes[0] if len(query.filters.episodes) == 1 else None
