"""Answers as they are typed, and what they are read as: a choice among terms, yes or no, a number, words."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from explain.asking.numbers import number, written_date
from explain.interview.conversing import Choice, Misread
from explain.words.phrases import listed
from kb.errors import printable
from kb.near import near

_YES: Final = frozenset({"yes", "y", "true", "it was", "it is", "yes it was"})
_NO: Final = frozenset({"no", "n", "none", "false", "nobody", "nothing", "never"})
_MOST_NUMBER: Final = 10**9


def read_truth(text: str) -> bool:
    """Return whether an answer says yes.

    Raises:
        Misread: it says neither yes nor no.
    """
    word = text.casefold().strip(" .!")
    if word not in _YES | _NO:
        raise Misread("Answer yes, no or unknown; why? says why this is asked.")
    return word in _YES


def read_count(text: str) -> int:
    """Return a whole number, written in figures or as a word.

    Raises:
        Misread: it is none.
    """
    plain = re.sub(r"(?<=\d)[,  ](?=\d{3}\b)", "", text.strip().casefold())
    plain = re.sub(r"^(about|some|around|circa|ca\.?|~) *", "", plain)
    if plain in ("none", "no", "nothing", "nobody", "all left", "all gone"):
        return 0
    found = int(plain) if plain.isascii() and plain.isdecimal() else number(plain)
    if found is None or found > _MOST_NUMBER:
        raise Misread("Write a whole number, as in 1300; none is 0. Say unknown where no source counts.")
    return found


def read_number(text: str) -> float:
    """Return a number; a share may bear its sign.

    Raises:
        Misread: it is none.
    """
    plain = text.strip().removesuffix("%").removesuffix("per cent").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,9}(\.\d+)?", plain, re.ASCII):
        raise Misread("Write a number, as in 28 or 2.5.")
    return float(plain)


def read_text(text: str) -> str:
    """Return words."""
    return " ".join(printable(text).split())


def read_name(text: str) -> str:
    """Return the name of a state or a mission.

    Raises:
        Misread: it is a date, or has no letter.
    """
    name = read_text(text).strip(" +.")
    words = tuple(re.sub(r"[,.]", " ", name).casefold().split())
    dated = written_date(words)
    if not any(map(str.isalpha, name)) or (dated is not None and dated[1] == len(words)):
        raise Misread(f"{name} is no name. Write the name of a state or a mission, as in New Zealand.")
    return name


def one_of(choices: Sequence[Choice]) -> Callable[[str], str]:
    """Return what reads the name of one choice."""
    return lambda text: _choice(choices, text)


def some_of(choices: Sequence[Choice]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads the names of one choice or several, with commas between them."""

    def read(text: str) -> tuple[str, ...]:
        parts = [part for part in re.split(r"[,;]", text) if part.strip()]
        try:
            return (_choice(choices, text),)
        except Misread:
            if len(parts) == 1:
                raise
        return tuple(dict.fromkeys(_choice(choices, part) for part in parts))

    return read


def _choice(choices: Sequence[Choice], text: str) -> str:
    """Return the name of the choice that an answer means: by number, by name, or by words that fit no other."""
    word = _plain(text)
    if word.isascii() and word.isdecimal() and 1 <= int(word) <= len(choices):
        return choices[int(word) - 1].name
    called = {item.name: [_plain(name) for name in (item.name, item.label, *item.also)] for item in choices}
    exact = [name for name, names in called.items() if word in names]
    within = [name for name, names in called.items() if any(_holds(other, word) for other in names)]
    for found in (exact, within):
        if len(found) == 1:
            return found[0]
    labels = {item.name: item.label for item in choices}
    if within:
        raise Misread(f"That may be {_either([labels[name] for name in within])}. Say which.")
    close = near(text, [name for names in called.values() for name in names])
    meant = list(dict.fromkeys(labels[name] for other in close for name, names in called.items() if other in names))
    if meant:
        raise Misread(f"Nothing here is called {text.strip()!r}. Did you mean {_either(meant)}?")
    raise Misread(f"Nothing here is called {text.strip()!r}. Say list to see every answer with its meaning.")


def _holds(name: str, word: str) -> bool:
    """Tell whether a name begins with a word, or holds it as a word of its own."""
    return bool(word) and bool(re.search(rf"\b{re.escape(word)}", name))


def _plain(text: str) -> str:
    word = text.casefold().replace("-", " ").replace("_", " ").strip(" .!\"'")
    return re.sub(r"^(the|a|an) ", "", " ".join(word.split()))


def _either(names: Sequence[str]) -> str:
    return listed(list(names)).replace(" and ", " or ")
