"""The English that questions are made of, apart from what the ontology names: small words and verbs."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")
_SHORT = (
    (re.compile(r"\b(what|who|how|where|it|that|there|he|she)['’]s\b"), r"\1 is"),
    (re.compile(r"\b(was|is|were|did|do|does|could|would|has|have|are|had)nt\b"), r"\1 not"),
    (re.compile(r"\bcan['’]?t\b"), "can not"),
    (re.compile(r"\bwon['’]t\b"), "will not"),
    (re.compile(r"n['’]t\b"), " not"),
    (re.compile(r"['’]d\b"), " had"),
    (re.compile(r"['’]re\b"), " are"),
    (re.compile(r"['’]s?(?=\W|$)"), " "),
)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS = _set(
    "the was were is are be been being do does did has have had can could would will shall should of in from by "
    "on at over during for inside within really exactly actually just please now then so ok okay well me us you i "
    "we tell pursue considered judged counted called classed seen regarded classified rated as there into up out "
    "off ever still again must might one count counts qualify qualifies"
)
"""Words that carry no meaning of their own in a question and are passed over."""

LEADS = _set("and but so ok okay well now then please also")
"""Words that open a question and join it to the one before."""

PRONOUNS = _set("it its they their them that this these those he she")
"""Words that stand for what is being talked about."""

RELATIONS = _set(
    "after before since until till without during because than except not never only besides instead between unless "
    "despite within neither nor apart following prior no"
)
"""Words that say how one thing stands to another: no fact answers to them by having them in its label."""

JOINTS = _set("the a an its their in of on at by over")
"""Words inside a description of one event, which say nothing of it."""

LEFT = _set(
    "withdrawal withdrawals withdraw withdrew withdrawn withdrawing exit exits exited departure departures depart "
    "departed quit quits quitting leave left leaving pullout pullouts removal reduction reductions reduce reduced "
    "cut cuts cutting"
)
"""Words for episodes in which units left."""

CAME = _set(
    "deployment deployments deploy deployed arrival arrivals arrive arrived entry reinforcement reinforcements "
    "increase increases added additions reinforced"
)
"""Words for episodes in which units came."""

ANY = _set("episode episodes change changes case cases move moves")
"""Words for episodes of any kind."""

DEFECTED = _set("defect defected defects defecting defections")
"""Forms of a word whose noun the ontology names."""

LEAVING = ("withdraw", "reduce", "recall")
"""The acts of decisions after which units leave; the ontology says what they are called."""

PHRASES = ("pulled out", "pulling out", "pull outs", "brought home", "drew down", "called back early")
"""Forms of what the ontology calls these acts."""

VERBS = _set(
    "pull pulled pulling bring brought drew draw called call withdraw withdrew withdrawn withdrawing exited "
    "depart departed quit quits leave left leaving reduce reduced cut cuts cutting recall recalled recalling"
)
"""The words for leaving that say what a state did: asked why, they ask for its cause."""

TOPICS = {
    "verdict": "verdict verdicts judgement",
    "strategy": "strategy strategies shape form",
    "cause": "cause causes caused causing motive motives reason reasons",
    "interests": "interest interests",
    "restrictions": "restriction restrictions restricted",
}
"""What can be asked of an episode, and the words for it."""

SAME = {
    "depends": "depend", "hangs": "hang", "rests": "rest", "says": "say", "said": "say", "sources": "source",
    "rules": "rule", "happened": "happen", "happens": "happen", "differs": "differ", "contrasts": "contrast",
    "an": "a", "holds": "hold", "comes": "come", "vs": "with", "versus": "with", "but": "and", "overturned": "overturn",
    "flips": "flip", "flipped": "flip", "overturns": "overturn", "differences": "difference", "undo": "back",
    "while": "and", "whereas": "and", "based": "base", "bases": "base",
}  # fmt: skip
"""Forms of the words of patterns that are the same to them."""


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
