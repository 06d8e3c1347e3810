"""The conclusions that a user can name: a defection, a strategy, a cause, an answer to a hypothesis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kb.errors import InputError
from kb.names import spelled
from kb.near import suggest
from kb.profiles.computed import Episode
from rules.engine.proof import Known, Proof
from rules.judging.court import HYPOTHESES, Judgement
from rules.theory.book import RULEBOOK

_VERDICTS = {"defection": "Defection", "not-defection": "NotDefection", "out-of-scope": "OutOfScope"}
_NAMED = {
    "strategy": ("Strategy", "strategy"),
    "cause": ("Cause", "cause"),
    "interest": ("Interest", "interest"),
    "restriction": ("Restriction", "restriction"),
}
_OF_STATE = frozenset({"Interest", "Restriction"})


@dataclass(frozen=True)
class Target:
    """A conclusion about an episode: its class and the fields that tell it apart; ``words`` as the user named it."""

    kind: str
    values: tuple[tuple[str, Any], ...]
    words: str

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of conclusion that must be worked out to find it."""
        return frozenset({self.kind})

    @property
    def headline(self) -> str:
        """Return it in capitals, with spaces and colons instead of what joins a name."""
        if self.kind == "NotDefection":
            return "CLEARED OF DEFECTION"
        return spelled(self.words.replace("/", ": ")).upper()

    def at(self, episode: Episode) -> "Target":
        """Return the same conclusion about another episode."""
        own = {"episode": episode.id, "state": episode.state, "coalition": episode.coalition}
        return replace(self, values=tuple((name, own.get(name, value)) for name, value in self.values))

    def found(self, proof: Proof) -> tuple[Known, ...]:
        """Return the conclusions in a proof that answer to it."""
        return proof.concluded(self.kind, **dict(self.values))

    def open(self, proof: Proof) -> tuple[Known, ...]:
        """Return the conclusions in a proof that may answer to it, without being certain."""
        return proof.open(self.kind, **dict(self.values))


def target(judgement: Judgement, words: Sequence[str]) -> Target:
    """Read the name of a conclusion: ``defection``, ``cause military-capacity``, ``H1A no``.

    Raises:
        InputError: no conclusion of that name can be reached, or the verdict is meant and there is none.
    """
    first, *rest = [word.casefold() for word in words] or ["verdict"]
    episode = judgement.episode
    if first == "verdict" and not judgement.findings:
        raise InputError(
            f"the verdict on {episode.id} is open",
            why="Nothing is concluded yet that facts could overturn or support.",
            remedy=f"`coalition why {episode.id}` says what would settle it; or name a conclusion.",
        )
    first = judgement.verdict if first == "verdict" else first
    if first in _VERDICTS:
        named = {"reason": _one_of(rest[0], _reasons(), "reason")} if rest and first == "not-defection" else {}
        values = {"episode": episode.id, **named}
        return _made(_VERDICTS[first], values, words or [first])
    hypothesis = next((name for name in HYPOTHESES if name.casefold() == first), None)
    if hypothesis:
        answer = _one_of(rest[0], ("yes", "no"), "answer") if rest else "yes"
        return _made("Hypothesis", {"episode": episode.id, "hypothesis": hypothesis, "answer": answer}, words)
    if first in _NAMED and rest:
        kind, field = _NAMED[first]
        about = (
            {"state": episode.state, "coalition": episode.coalition} if kind in _OF_STATE else {"episode": episode.id}
        )
        name = _known_name(kind, field, rest[0])
        return _made(kind, about | {("kind" if kind == "Cause" and name in _kinds() else field): name}, words)
    known = [*_VERDICTS, *HYPOTHESES, *(f"{name} NAME" for name in _NAMED)]
    raise InputError(
        f"no conclusion is called {' '.join(words)!r}",
        remedy=suggest(first, known, otherwise=f"There are: {', '.join(known)}."),
    )


TOPICS = ("verdict", "strategy", "cause", *HYPOTHESES, "interests", "restrictions")
"""What can be asked of an episode; each is answered by conclusions of one kind."""

OF_DEFECTION = frozenset({"strategy", "cause", *HYPOTHESES})
"""Topics on which only a defection has an answer."""


def answering(judgement: Judgement, topic: str) -> tuple[Target, ...]:
    """Return every conclusion that a rule could reach on a topic, whether or not it holds."""
    if topic == "verdict":
        return tuple(target(judgement, [name]) for name in _VERDICTS)
    if topic in HYPOTHESES:
        return tuple(target(judgement, [topic, answer]) for answer in ("yes", "no"))
    word = topic.removesuffix("s")
    kind, field = _NAMED[word]
    return tuple(target(judgement, [word, name]) for name in sorted(_names(kind, field)))


def names_conclusion(word: str) -> bool:
    """Tell whether a word begins the name of a conclusion."""
    return word.casefold() in {"verdict", *_VERDICTS, *_NAMED, *(name.casefold() for name in HYPOTHESES)}


def _made(kind: str, values: dict[str, Any], words: Sequence[str]) -> Target:
    return Target(kind, tuple(sorted(values.items())), " ".join(words))


def _one_of(word: str, known: Iterable[str], what: str) -> str:
    """Return a word if it is one of those known.

    Raises:
        InputError: it is not.
    """
    listed = sorted(known)
    if word not in listed:
        remedy = suggest(word, listed, otherwise=f"There are: {', '.join(listed)}.")
        raise InputError(f"no {what} is called {word!r}", remedy=remedy)
    return word


def _reasons() -> set[str]:
    rules = RULEBOOK.rules.values()
    return {str(rule.then["reason"]) for rule in rules if rule.concludes.__name__ == "NotDefection"}


def _kinds() -> set[str]:
    return {str(rule.then["kind"]) for rule in RULEBOOK.rules.values() if rule.concludes.__name__ == "Cause"}


def _names(kind: str, field: str) -> set[str]:
    """Return the concepts that rules conclude in a field of a kind of conclusion."""
    if kind == "Interest":
        return {"core", "linked", "shared"}
    rules = (rule for rule in RULEBOOK.rules.values() if rule.concludes.__name__ == kind)
    return {rule.then[field] for rule in rules if isinstance(rule.then[field], str)}


def _known_name(kind: str, field: str, text: str) -> str:
    """Return the concept a user means: as the rules conclude it, whole or by its last part."""
    names = _names(kind, field) | (_kinds() if kind == "Cause" else set())
    matching = [name for name in sorted(names) if text in (name, name.rpartition("/")[2])]
    if not matching:
        raise InputError(
            f"no {kind.lower()} is called {text!r}",
            remedy=suggest(text, names, otherwise=f"There are: {', '.join(sorted(names))}."),
        )
    return matching[0]
