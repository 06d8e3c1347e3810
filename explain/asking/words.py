"""The English that questions are made of, apart from what the ontology names: small words, verbs, months, numbers."""

import re
import unicodedata

from explain.words import MONTHS
from kb.dates import DateError, moment

_SHORT = (
    (re.compile(r"\b(what|who|how|where|it|that|there|he|she)['’]s\b"), r"\1 is"),
    (re.compile(r"\bcan['’]?t\b"), "can not"),
    (re.compile(r"\bwon['’]t\b"), "will not"),
    (re.compile(r"n['’]t\b"), " not"),
    (re.compile(r"['’]d\b"), " had"),
    (re.compile(r"['’]re\b"), " are"),
    (re.compile(r"['’]s?(?=\W|$)"), " "),
)
_WORD = re.compile(r"[a-z0-9]+")

FILLERS = frozenset(
    "the was were is are be been being do does did has have had can could would will shall should of in from by on at"
    " over during for inside within really exactly actually just please now then so ok okay well me us you i we tell"
    " pursue considered judged counted called classed seen regarded classified rated as there into up out off"
    " ever still again must may might one".split()
)
"""Words that carry no meaning of their own in a question and are passed over."""

LEADS = frozenset("and but so ok okay well now then please also".split())
"""Words that open a question and join it to the one before."""

PRONOUNS = frozenset("it its they their them that this these those he she".split())
"""Words that stand for what is being talked about."""

LEFT = frozenset(
    "withdrawal withdrawals withdraw withdrew withdrawn withdrawing exit exits exited departure departures depart"
    " departed leave left leaving pullout pullouts removal reduction reductions reduce reduced cut cuts cutting".split()
)
"""Words for episodes in which units left."""

CAME = frozenset(
    "deployment deployments deploy deployed arrival arrivals arrive arrived entry reinforcement reinforcements"
    " increase increases".split()
)
"""Words for episodes in which units came."""

ANY = frozenset("episode episodes change changes case cases move moves".split())
"""Words for episodes of any kind."""

DEFECTED = frozenset("defect defected defects defecting defections".split())
"""Forms of a word whose noun the ontology names."""

VERBS = frozenset(
    "withdraw withdrew withdrawn withdrawing exited depart departed leave left leaving reduce reduced cutting".split()
)
"""The words for leaving that say what a state did: asked why, they ask for its cause."""

TOPICS = {
    "verdict": "verdict verdicts reason reasons judgement",
    "strategy": "strategy strategies shape form",
    "cause": "cause causes caused causing motive motives",
    "interests": "interest interests",
    "restrictions": "restriction restrictions restricted",
}
"""What can be asked of an episode, and the words for it."""

PLAIN = frozenset(
    "why not no a an what which who how where and or with than to between compare contrast difference differ different"
    " overturn flip reverse tip take robust depend rest hang sure certain confident solid reliable source sources so"
    " evidence know rule rules show list all everything more deeper further details detail go back previous undo help"
    " quit bye goodbye exit about happen happened every any each come explain hold holds if without yes against"
    " says said say come mean many change deep".split()
)
"""Words that the patterns of questions are made of."""

SAME = {
    "depends": "depend", "hangs": "hang", "rests": "rest", "says": "say", "said": "say", "sources": "source",
    "rules": "rule", "happened": "happen", "happens": "happen", "differs": "differ", "contrasts": "contrast",
    "an": "a", "holds": "hold", "comes": "come", "vs": "with", "versus": "with", "but": "and", "overturned": "overturn",
    "flips": "flip", "flipped": "flip", "overturns": "overturn", "differences": "difference", "undo": "back",
}  # fmt: skip
"""Forms of the words of patterns that are the same to them."""

CLASS_WORDS = {"Coalition": ("mission", "operation"), "Casualties": ("losses",)}
"""Words for classes of facts beside the ontology's own."""

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
}

MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    **{name.casefold()[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}


def split(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without accents, possessives and contractions."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for pattern, spelled in _SHORT:
        plain = pattern.sub(spelled, plain)
    return tuple(_WORD.findall(plain))


def singular(word: str) -> str:
    """Return a word without the ending of the plural."""
    return word[:-1] if len(word) > len("is") and word.endswith("s") and not word.endswith("ss") else word


def number(word: str) -> int | None:
    """Return the whole number that a word or figures name."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < len("100000") else NUMBERS.get(word)


def written_date(words: tuple[str, ...]) -> tuple[str, int] | None:
    """Return the date that words begin with, as EDTF (a month alone as ``-MM``), and how many words it takes."""
    first = words[0]
    second, third = (*words[1:3], "", "")[:2]
    if _is_year(first):
        if _two(second, 12) and _two(third, 31):
            return _real(f"{first}-{second}-{third}")
        return (f"{first}-{second}", 2) if _two(second, 12) else (first, 1)
    month = MONTH_NUMBERS.get(first)
    if month and _is_year(second):
        return f"{second}-{month:02}", 2
    if month and _in_month(second) and _is_year(third):
        return _real(f"{third}-{month:02}-{_in_month(second):02}")
    if month and first != "may":
        return f"-{month:02}", 1
    month = MONTH_NUMBERS.get(second)
    if _in_month(first) and month and _is_year(third):
        return _real(f"{third}-{month:02}-{_in_month(first):02}")
    return None


def _real(text: str) -> tuple[str, int] | None:
    """Return a day of three words, if there is such a day."""
    try:
        moment(text)
    except DateError:
        return None
    return text, 3


def _is_year(word: str) -> bool:
    return len(word) == len("2015") and word.isascii() and word.isdigit() and word[:2] in ("19", "20")


def _two(word: str, most: int) -> bool:
    return len(word) == len("07") and word.isascii() and word.isdigit() and 1 <= int(word) <= most


def _in_month(word: str) -> int:
    """Return the day of a month that a word names (5, 05, 5th), else 0."""
    figures = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", word, re.ASCII)
    return int(figures[1]) if figures and 1 <= int(figures[1]) <= 31 else 0  # noqa: PLR2004 - days of a month
