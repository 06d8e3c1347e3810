"""Questions that are understood: for help, for completion, and as the nearest to one that was not."""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher, get_close_matches
from itertools import chain, islice, product

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, NotUnderstood, Question, Reading, gist
from explain.asking.queries.query import Query
from explain.asking.reading.nearest import by_topic, near_in_meaning

GUIDE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("a verdict", ("why was {it} a defection?", "was {it} a defection?", "what about {it}?")),
    ("what was concluded", ("which cause?", "which strategy?", "which interests?", "does H1A hold?")),
    ("what was not", ("why not total withdrawal?", "why not cause budget?")),
    ("what if", ("what if UNITS had not come?", "what if UNITS had stayed until March 2018?")),
    ("how firm it is", ("how sure?", "what would overturn it?", "how robust is it?")),
    ("where it stands", ("who says so?", "sources of UNITS", "show rule")),
    ("two episodes", ("compare {it} and {other}", "why was {it} a defection and {other} not?")),
    (
        "all episodes",
        ("list episodes", "list defections", "which states defected twice?", "what was the most common cause?"),
    ),
    (
        "the record",
        ("what did {state} send?", "what happened in 2016?", "who voted against?", "where do sources disagree?"),
    ),
    ("meanings", ("what is swapping?", "what does H2A mean?", "which rule says that support units do not count?")),
    ("theories", ("does H1A hold for {state}?", "which theories are supported for {state}?")),
    ("what is open", ("what is missing for {state}?", "what should I find out first?")),
    ("the talk", ("more", "show all", "go back", "help", "quit")),
)
"""What can be asked, by what it is about."""

_OPENING = words.FILLERS | frozenset(
    {"what", "which", "who", "why", "how", "when", "where", "a", "and", "not", "it", "that", "show", "most"}
)
_WORD = re.compile(r"[A-Za-z0-9]+")
_NEAR = 0.74
_CLOSE = 0.84
_LONG = 5
_ALIKE = 0.3
_OFFERED = 3
_TRIED = 16


def examples(lexicon: Lexicon, context: Context) -> list[str]:
    """Return questions that fit the conversation, as a user may type them."""
    return [_filled(lexicon, context, text) for _, texts in GUIDE for text in texts if "UNITS" not in text]


def guide(lexicon: Lexicon, context: Context) -> list[tuple[str, str]]:
    """Return what can be asked, by what it is about."""
    return [(about, " · ".join(_filled(lexicon, context, text) for text in texts)) for about, texts in GUIDE]


def _filled(lexicon: Lexicon, context: Context, text: str) -> str:
    names = _defections(lexicon)
    other = next((name for name in names if name != context.episode), "")
    it = "it" if context.episode else (names[0] if names else "")
    if not context.episode:
        other = names[1] if len(names) > 1 else ""
    about = context.episode or (names[0] if names else "")
    state = lexicon.kb.label(lexicon.court.episodes[about].episode.state) if about in lexicon.court.episodes else ""
    return text.format(it=it, other=other, state=state)


def _defections(lexicon: Lexicon) -> list[str]:
    """Return the first two episodes that were defections, else the first two of all."""
    found: list[str] = []
    for name in lexicon.court.episodes:
        if lexicon.court.judge(name).verdict == "defection":
            found.append(name)
        if len(found) == 2:  # noqa: PLR2004 - a comparison takes two
            return found
    return [*found, *(name for name in lexicon.court.episodes if name not in found)][:2]


def offered(
    lexicon: Lexicon, text: str, context: Context, known: frozenset[str], read: Callable[[str], Reading]
) -> tuple[str, ...]:
    """Return the nearest questions that are understood: the text with words put right, else examples like it."""
    corrected: dict[tuple[Question | Query, ...], str] = {}
    for item in islice(_corrected(text, known), _TRIED):
        corrected.setdefault(gist(read(item)), item)
    corrected.pop((), None)
    if corrected:
        return tuple(corrected.values())[:_OFFERED]
    meant = dict.fromkeys(chain(by_topic(lexicon, text, context.episode), near_in_meaning(lexicon, text)))
    able = (item for item in meant if not isinstance(read(item), NotUnderstood))
    near = tuple(islice(able, _OFFERED))
    if near:
        return near
    said = words.split(text)
    ranked = sorted(examples(lexicon, context), key=lambda item: (-_alike(said, item), item))
    close = [item for item in ranked if _alike(said, item) >= _ALIKE and _common(said, item)] or ["help"]
    return tuple(item for item in close if not isinstance(read(item), NotUnderstood))[:_OFFERED]


def put_right(text: str, known: frozenset[str]) -> tuple[str, str] | None:
    """Return a text with its one misspelt word put right, and what was read as what; ``None`` where that is a guess."""
    wrong = [
        word for word in dict.fromkeys(words.split(text)) if word not in known and words.singular(word) not in known
    ]
    if len(wrong) != 1 or len(wrong[0]) < _LONG or any(letter.isdigit() for letter in wrong[0]):
        return None
    near = get_close_matches(wrong[0], sorted(known), n=2, cutoff=_CLOSE)
    if len({words.singular(word) for word in near}) != 1 or near[0][0] != wrong[0][0]:
        return None
    if near[0][:-1] == wrong[0][:-1] and {near[0][-1], wrong[0][-1]} <= {"d", "r", "s"}:
        return None  # another form of the same stem, and no slip: carrier, carried
    return _put_right(text, {wrong[0]: near[0]}), f"'{wrong[0]}' read as '{near[0]}'"


def _corrected(text: str, known: frozenset[str]) -> Iterator[str]:
    """Yield the text with every word that nothing bears put right."""
    said = words.split(text)
    wrong = [word for word in dict.fromkeys(said) if word not in known and words.singular(word) not in known]
    options = [get_close_matches(word, sorted(known), n=2, cutoff=_NEAR) for word in wrong]
    if not wrong or not all(options):
        return
    for chosen in product(*options):
        yield _put_right(text, dict(zip(wrong, chosen, strict=True)))


def _put_right(text: str, words_put: dict[str, str]) -> str:
    return _WORD.sub(lambda match: words_put.get(match[0].casefold(), match[0]), text)


def _alike(said: tuple[str, ...], example: str) -> float:
    """Return how like a text and an example are: by words in common and by letters."""
    other = words.split(example)
    common = len(_common(said, example)) / max(len(set(said) - words.FILLERS), 1)
    return (common + SequenceMatcher(None, " ".join(said), " ".join(other)).ratio()) / 2


def _common(said: tuple[str, ...], example: str) -> set[str]:
    """Return the words that a text and an example share and that say what they are about."""
    return set(said) & set(words.split(example)) - _OPENING
