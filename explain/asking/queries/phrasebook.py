"""Reads the phrase book: the forms of questions and of what narrows them, as patterns over words and names.

A pattern is a line of words and slots. ``(a|b)`` are alternatives, ``[a]`` may be left out, ``{kind}`` stands for the
name of something of a kind, and ``...`` for any words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from explain.asking.queries.bags import Bag, bags
from explain.asking.stems import spelled

_PIECE = re.compile(r"\.\.\.|\{[a-z|:0-9]+\}|[a-z0-9_]+|[()\[\]|]")
_TAG = r"<[^>]*>"
_WORD = rf"(?:[^ <]+{_TAG} )"
CONCLUSION = "verdict|strategy|cause|interest|restriction|hypothesis"
KINDS = {
    "conclusion": CONCLUSION,
    "related": f"{CONCLUSION}|event|class|idea",
    "term": f"{CONCLUSION}|concept|class|topic|units|theory|event|idea",
}
"""Kinds of name that stand for several."""


@dataclass(frozen=True)
class Spelling:
    """How patterns are written: what the groups of words stand for, and which words count as one."""

    groups: Mapping[str, str]
    joined: re.Pattern[str]

    def filled(self, pattern: str) -> str:
        """Return a pattern with its groups of words written out; words that belong together count as one."""
        for name, words in self.groups.items():
            pattern = pattern.replace(f"<{name}>", words)
        return self.joined.sub(lambda match: match[0].replace(" ", "_"), pattern)

    def compiled(self, pattern: str, *, loosely: bool = False) -> re.Pattern[str]:
        """Return a pattern of the phrase book as a regular expression over an encoded line.

        Loosely, inflections do not matter.
        """
        pattern = self.filled(pattern)
        seen: dict[str, int] = {}
        return re.compile("".join([_piece(piece, seen, loosely=loosely) for piece in _PIECE.findall(pattern)]))


@dataclass(frozen=True)
class Example:
    """A question as somebody may type it, and the query or command that it must be read as."""

    say: str
    means: str


@dataclass(frozen=True)
class Form:
    """One way to ask: what it asks for, the patterns it is put in, and what may narrow it.

    Attributes:
        asks: the name of what is asked for.
        written: the patterns, as the phrase book has them.
        spelling: how they are written.
        takes: the fields of filters that it may have beside its words.
        needs: those that it must have, from the text or the conversation.
        raw: whether small words are left in the line.
        options: what the form fixes, for the answer.
        examples: questions that it reads.
    """

    asks: str
    written: tuple[str, ...]
    spelling: Spelling
    takes: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    raw: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Return the patterns, compiled when they are first tried: most questions are read by the first few forms."""
        return tuple(map(self.spelling.compiled, self.written))

    @cached_property
    def loose(self) -> tuple[re.Pattern[str], ...]:
        """Return the patterns for lines whose words are inflected otherwise."""
        return tuple(self.spelling.compiled(pattern, loosely=True) for pattern in self.written)

    @cached_property
    def bags(self) -> tuple[Bag, ...]:
        """Return the patterns as what must be said and may be said, in whatever order; none of forms of all words."""
        return (
            ()
            if self.raw or "ordered" in self.options
            else bags([self.spelling.filled(pattern) for pattern in self.written])
        )


@dataclass(frozen=True)
class Narrowing:
    """One way to narrow a question: a pattern, and the filter that it stands for."""

    pattern: re.Pattern[str]
    adds: Mapping[str, str]


@dataclass(frozen=True)
class PhraseBook:
    """The forms, what narrows them, words passed over, turns of phrase, and names that the ontology does not give."""

    forms: tuple[Form, ...]
    narrowings: tuple[Narrowing, ...]
    aggregates: tuple[Narrowing, ...]
    passed_over: frozenset[str]
    generic: frozenset[str]
    defining: frozenset[str]
    asking: frozenset[str]
    governing: frozenset[str]
    barred: frozenset[str]
    beside: Mapping[str, frozenset[str]]
    joined: tuple[tuple[str, ...], ...]
    called: Mapping[str, tuple[str, ...]]
    peoples: Mapping[str, tuple[str, ...]]
    done: Mapping[str, str]
    sizes: Mapping[str, str]
    offers: tuple[tuple[str, frozenset[str]], ...]
    turns: tuple[tuple[str, str], ...]
    words: frozenset[str]


ADDED: list[Mapping[str, Any]] = []
"""What packs have added in this run: ``questions``, ``narrowing`` and ``called``, as the phrase book has them."""


@cache
def phrase_book() -> PhraseBook:
    """Return the phrase book that goes with the program, and what packs have added to it."""
    return compiled([bundled(), *ADDED])


@cache
def bundled() -> Mapping[str, Any]:
    """Return what the phrase book says, as it stands in its file."""
    text = files("explain.asking.queries").joinpath("phrasebook.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


def compiled(parts: Sequence[Mapping[str, Any]]) -> PhraseBook:
    """Return a phrase book made of a first part, which is whole, and others that add to it."""
    given = dict(parts[0])
    for name in ("questions", "narrowing"):
        given[name] = [item for part in parts for item in part.get(name, ())]
    given["called"] = {name: words for part in parts for name, words in part.get("called", {}).items()}
    joined = tuple(given["joined"].split(", "))
    groups = {name: f"({words})" for name, words in given["groups"].items()}
    spelling = Spelling(groups, re.compile(rf"\b(?:{'|'.join(joined)})\b"))
    narrowings, aggregates = (
        tuple(Narrowing(spelling.compiled(pattern), item["adds"]) for item in given[part] for pattern in item["forms"])
        for part in ("narrowing", "aggregates")
    )
    said = [
        pattern
        for part in ("narrowing", "aggregates", "questions")
        for item in given[part]
        for pattern in item["forms"]
    ]
    every = " ".join([*said, *groups.values()])
    return PhraseBook(
        forms=tuple(form_of(item, spelling) for item in given["questions"]),
        narrowings=narrowings,
        aggregates=aggregates,
        passed_over=frozenset(given["passed over"].split()),
        generic=frozenset(given["generic"].split()),
        defining=frozenset(given["defining"].split()),
        asking=frozenset(given["asking"].split()),
        governing=frozenset(given["governing"].split()),
        barred=frozenset(given["barred"].split()),
        beside={name: frozenset(words.split()) for name, words in given["beside"].items()},
        joined=tuple(tuple(phrase.split()) for phrase in joined),
        called=_listed(given["called"]),
        peoples=_listed(given["peoples"]),
        done=given["done"],
        sizes=given["sizes"],
        offers=tuple((item["ask"], frozenset(item["said"].split())) for item in given["offers"]),
        turns=tuple((said, item["put"] or "") for item in given["turns"] for said in item["said"]),
        words=frozenset(re.findall(r"[a-z]+", re.sub(r"\{[^}]*\}|<[a-z]*>", " ", every))),
    )


def _listed(given: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(words.split(", ")) for name, words in given.items()}


def form_of(item: Mapping[str, Any], spelling: Spelling) -> Form:
    """Return a form as an entry of a phrase book describes it; all that it does not know are options."""
    known = {"asks", "forms", "takes", "needs", "raw", "examples"}
    return Form(
        asks=item["asks"],
        written=tuple(item["forms"]),
        spelling=spelling,
        takes=_taken(item),
        needs=frozenset(item.get("needs", "").split()),
        raw=bool(item.get("raw")),
        options={name: value for name, value in item.items() if name not in known},
        examples=tuple(Example(made["say"], str(made["means"])) for made in item.get("examples", ())),
    )


def _taken(item: Mapping[str, Any]) -> frozenset[str]:
    """Return the filters that a form takes; who asks of units or facts may also name a place, or what came before."""
    named = frozenset(f"{item.get('takes', '')} {item.get('needs', '')}".split())
    named |= {"places"} if item["asks"] in ("facts", "profile", "episodes", "open") else set()
    named |= {"works"} if item["asks"] == "facts" else set()
    named |= {"near"} if item["asks"] == "facts" and "spans" in named else set()
    named |= {"values"} if item["asks"] == "facts" and ("kinds" in item or item.get("from") == "class") else set()
    return named | {"excluded"} if item["asks"] == "episodes" and "conclusions" in named else named


def _piece(piece: str, seen: dict[str, int], *, loosely: bool) -> str:
    fixed = {"(": "(?:", "[": "(?:", ")": ")", "]": ")?", "|": "|"}
    if piece in fixed:
        return fixed[piece]
    if piece == "...":
        seen["rest"] = seen.get("rest", 0) + 1
        return f"(?P<rest{seen['rest']}>{_WORD}*?)"
    if piece == "{word}":
        return rf"(?<!\S){_WORD}"
    if piece.startswith("{"):
        kinds = "|".join(KINDS.get(kind, kind) for kind in piece[1:-1].split("|"))
        name = re.sub(r"\W", "_", piece[1:-1])
        seen[name] = seen.get(name, 0) + 1
        return rf"(?<!\S)(?P<{name}_{seen[name]}>[^ <]+<\d+(?:,[a-z]+)*?,(?:{kinds})(?:,[a-z]+)*>) "
    return rf"(?<!\S){re.escape(spelled(piece.split('_'), loosely=loosely))}{_TAG} "
