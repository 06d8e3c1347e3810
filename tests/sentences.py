"""Every distinct pattern of sentence that answers print: names, numbers and dates replaced by what they stand for.

The patterns come from asking every question that reads a proof about every bundled episode and every example. What a
case file says in its own words (the label of a fact) is replaced by its kind, so that one line stands for all of it.
"""

import re
from collections.abc import Iterator
from functools import cache

from explain.answer import Answer, Reason
from explain.answers.alliance import alliance
from explain.answers.contrast import contrast
from explain.answers.flip import flip
from explain.answers.robust import robust
from explain.answers.theories import theories, why_cell
from explain.answers.why import why
from explain.answers.why_not import why_not
from explain.words.phrases import MONTHS
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.judging.court import Court, Judgement
from rules.judging.dossier import Archive
from rules.judging.targets import Target, target
from rules.judging.topics import TOPICS
from rules.overturning.flipping import flips
from rules.questions.robustness import robustness
from tests.places import EXAMPLES

ASKED = (
    ("defection",),
    ("not-defection",),
    ("out-of-scope",),
    *(("strategy", name) for name in ("total-withdrawal", "partial-withdrawal", "swapping", "re-role", "caveats")),
    ("cause", "military-capacity"),
    ("cause", "political"),
    ("interest", "core"),
    ("restriction", "procedural"),
    ("H1",),
    ("H1A",),
    ("H2",),
    ("H2A",),
)
"""What is asked of every episode by ``why-not``."""
FLIPPED, FEW = ("denmark-2016-12",), 5
"""The bundled episode of which ``flip`` is asked, and how many episodes make a case of which it is asked of all."""
_DATE = re.compile(rf"(about |perhaps )*(\d{{1,2}} )?(({'|'.join(MONTHS)}) )?\b(19|20)\d\d\b")
_EPISODE = re.compile(r"\b[a-z]+(-[a-z]+)*-\d{4}-\d\d\b")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_SHORTEST = 4
"""Labels shorter than this are left as they are: they are words, too."""


def courts() -> Iterator[Court]:
    """Yield a court over the bundled cases and one over each example."""
    yield Court(load())
    for path in sorted(EXAMPLES.glob("*.yaml")):
        yield Court(load([path, EXAMPLES / "sources.bib"]))


def patterns() -> list[str]:
    """Return every pattern, sorted."""
    found: set[str] = set()
    for court in courts():
        folder = Folder(court.kb)
        found.update(folder.fold(text) for text in told(court))
    return sorted(found, key=lambda text: (text.casefold(), text))


def told(court: Court) -> Iterator[str]:
    """Yield every sentence of every answer about a court's episodes and states."""
    for name in court.episodes:
        for answer in _answers(court, court.judge(name)):
            yield from sentences(answer)
    archive = Archive(court)
    for state, coalition in archive.parts:
        dossier = archive.dossier(state, coalition)
        for theory in theories(court.kb):
            yield from sentences(why_cell(court.kb, dossier, theory.id.rpartition("/")[2], every_way=True))
        for behaviour in alliance(court.kb, dossier).behaviour:
            yield from (item.text for item in behaviour.answers)
    yield from _contrasts(court)


def _contrasts(court: Court) -> Iterator[str]:
    judged = [court.judge(name) for name in court.episodes]
    left = [item for item in judged if item.verdict == "defection"]
    for first in left:
        for second in judged[::5]:
            if first is not second:
                yield from sentences(contrast(court.kb, first, second))


def _answers(court: Court, judgement: Judgement) -> Iterator[Answer]:
    kb = court.kb
    for topic in TOPICS:
        yield why(kb, judgement, topic, every_way=True)
    for words in ASKED:
        yield why_not(kb, judgement, target(judgement, words))
    for wanted in _overturned(court, judgement):
        yield flip(kb, judgement, wanted, flips(court, judgement, wanted))
    if judgement.findings and _short(court, judgement):
        wanted = target(judgement, ())
        yield robust(kb, judgement, wanted, robustness(court, judgement, wanted))


def _overturned(court: Court, judgement: Judgement) -> Iterator[Target]:
    """Yield what ``flip`` is asked: the verdict on a defection, and its cause; of few episodes, for it takes long."""
    if judgement.verdict == "defection" and _short(court, judgement):
        yield target(judgement, ())
        yield from (target(judgement, ("cause", cause)) for cause in judgement.causes[:1])


def _short(court: Court, judgement: Judgement) -> bool:
    return judgement.episode.id in FLIPPED or len(court.episodes) <= FEW


def sentences(answer: Answer) -> Iterator[str]:
    """Yield every sentence of an answer but those that only repeat what a case file says."""
    yield answer.verdict
    yield from re.split(r"(?:;|(?<=\.)) (?=[A-Z])", answer.sentence)
    yield from (*answer.open_points, *answer.undone_by, *answer.advice)
    for reason in answer.reasons:
        yield from _of(reason)


def _of(reason: Reason) -> Iterator[str]:
    if reason.kind == "change":
        yield reason.text.partition(": ")[0]
    elif (
        reason.kind not in ("observed", "computed")
        and not reason.evident
        and not (reason.kind == "condition" and reason.status == "met")
    ):
        yield reason.text.removeprefix("needed: ")
    yield from (remark for remark in reason.remarks if not remark.startswith("closest: "))
    for child in reason.children:
        yield from _of(child)


class Folder:
    """Replaces what a knowledge base names by what it is."""

    def __init__(self, kb: KnowledgeBase) -> None:
        """Collect the labels."""
        self._kinds: dict[str, str] = {}
        for name, record in kb.records.items():
            kind = name.partition("/")[0] if "/" in name else type(record).__name__.lower()
            for label in (kb.label(name), getattr(record, "head", None), getattr(record, "speaker", None)):
                if label and len(label) >= _SHORTEST and (" " in label or "/" not in name or kind == "capability"):
                    self._kinds[label] = self._kinds[label[:1].upper() + label[1:]] = kind
            if record.label and "/" not in name:
                self._kinds[record.label] = kind
        known = sorted(self._kinds, key=len, reverse=True)
        self._labels = re.compile("|".join(rf"(?<!\w){re.escape(label)}(?!\w)" for label in known))

    @cache  # noqa: B019 - a folder lives as long as its court
    def fold(self, text: str) -> str:
        """Return the pattern of a sentence."""
        text = _EPISODE.sub("<episode>", text)
        text = self._labels.sub(lambda found: f"<{self._kinds[found.group()]}>", text)
        text = re.sub(r"between <date> and <date>", "<date>", _DATE.sub("<date>", text))
        text = _NUMBER.sub("#", text)
        text = re.sub(r"((?:# )?<\w+>)(?:(?:,| and|;) \1)+", r"\1s", text)
        text = re.sub(r"(?:<ground>(?:, | and )?)+", "<ground>", text)
        text = re.sub(r"^<episode>: |\.$", "", re.sub(r"#(?:,? #)+", "#", text))
        text = re.sub(r"( is| is not| may be) among: .*", r"\1 among: …", text)
        text = re.sub(r"(<state> in the <coalition>, <date>): .*", r"\1: …", text)
        text = re.sub(r"^(To (?:state|write)[^:]*: coalition case \w+).*", r"\1 …", text)
        return re.sub(r"(with a complete record of ).*", r"\1…", text)
