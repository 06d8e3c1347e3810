"""Lines to paste into a case file: that one has looked, and the facts that would answer an open question."""

import textwrap
from collections.abc import Iterable, Iterator

from explain.words.questions import Question, observed
from kb.profiles.changes import window
from kb.records import OBSERVED, SCHEMES, Record
from kb.schema import slots
from rules.judging.court import Judgement

_WIDTH = 80
_SOURCE = "source: {work: WORK, place: PLACE}"
"""A source for the reader to fill in: no fact stands without one."""


def complete_record(judgement: Judgement, kinds: Iterable[str]) -> str:
    """Return the fact that a case lists all facts of some kinds for an episode, for its reader to vouch for."""
    episode = judgement.episode
    first, last = window(judgement.facts)
    lines = [
        f"- id: {episode.id}-looked",
        "  type: CompleteRecord",
        f"  state: {episode.state}",
        f"  coalition: {episode.coalition}",
        f"  kinds: [{', '.join(sorted(set(kinds)))}]",
        f"  begins: {first}",
        f"  ends: {last}",
        f"  {_SOURCE}",
    ]
    return "\n".join(lines)


def stubs(judgement: Judgement, questions: Iterable[Question]) -> Iterator[str]:
    """Yield, for each question, its words as a remark and what to write if the answer is yes; each line once."""
    written: set[str] = set()
    for question in questions:
        lines = question.write.split("; ") if question.write else []
        if (lines and not written.issuperset(lines)) or not (lines or question.kinds):
            yield "\n".join((_remark(question.text), *(f"# {line}" for line in lines)))
        written.update(lines)
        remark = _remark(question.text)
        for kind in _observed(question.kinds):
            yield f"{remark}\n{_stub(judgement, kind)}"
            remark = _remark(f"and {question.text[:1].lower()}{question.text[1:]}")


def _remark(text: str) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False
    )


def _observed(kinds: Iterable[str]) -> Iterator[type[Record]]:
    """Yield the kinds of fact to write down: for a figure, those that it is computed from beside the units."""
    for kind in kinds:
        found = observed(kind)
        named = sorted(found - {"Contribution"} or found)
        yield from (next(record for record in OBSERVED if record.__name__ == name) for name in named)


def _stub(judgement: Judgement, kind: type[Record]) -> str:
    episode = judgement.episode
    known = {"state": episode.state, "coalition": episode.coalition, "about": _units(judgement)}
    lines = ["- id: NAME", f"  type: {kind.__name__}"]
    for slot in slots(kind).values():
        if slot.takes == "source":
            continue
        if slot.field in known:
            lines.append(f"  {slot.field}: {known[slot.field]}")
        elif slot.required:
            lines.append(f"  {slot.field}: {_placeholder(slot.field, slot.takes)}")
    return "\n".join([*lines, f"  {_SOURCE}"])


def _units(judgement: Judgement) -> str:
    """Return the contributions that the episode is about, as a list."""
    found = sorted({item.contribution for item in judgement.facts.figures if hasattr(item, "contribution")})
    return f"[{', '.join(found)}]"


def _placeholder(field: str, takes: str) -> str:
    words = {"date": "YYYY-MM-DD", "count": "NUMBER", "number": "NUMBER", "truth": "true"}
    return words.get(takes, SCHEMES.get(field, field).upper())
