"""The stems of English words: what their inflections have in common."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import snowballstemmer

_IRREGULAR = {
    "withdrawn": "withdraw",
    "withdrew": "withdraw",
    "withdrawal": "withdraw",
    "extension": "extend",
    "sent": "send",
    "left": "leave",
    "fell": "fall",
    "fallen": "fall",
    "fought": "fight",
    "flew": "fly",
    "flown": "fly",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "began": "begin",
    "begun": "begin",
    "struck": "strike",
    "brought": "bring",
    "kept": "keep",
    "known": "know",
    "knew": "know",
    "became": "become",
    "held": "hold",
    "spoke": "speak",
    "led": "lead",
    "spent": "spend",
}

_WHOLE = frozenset({"readiness"})
"""Words whose stem is that of a word with another meaning: who is ready need not have kept his readiness."""
_SHORTEST = 3


@cache
def stem(word: str) -> str:
    """Return the stem of an English word: what its inflections have in common."""
    if word[:1].isdigit():
        return word.rstrip("s")
    if word in _WHOLE:
        return word
    word = _IRREGULAR.get(word, word)
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("english")


def bare(word: str) -> str:
    """Return a word without the endings of plurals and verbs, coarser than a grammar and finer than a stem."""
    word = _IRREGULAR.get(word, word)
    for ending in ("ing", "ies", "ied", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
    return word


def spelled(phrase: Iterable[str], *, loosely: bool = False) -> str:
    """Return words that count as one, as patterns see them; loosely, whatever their inflection."""
    return "_".join(map(bare, phrase) if loosely else phrase)
