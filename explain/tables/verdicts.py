"""The verdicts as a table for the terminal."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from explain.words.phrases import the
from kb.names import spelled
from kb.profiles.profile import strength
from kb.records import Contribution
from kb.store import KnowledgeBase
from rules.engine.proof import ON_THE_RECORD
from rules.judging.court import Judgement

_STYLES = {"defection": "bold red", "undetermined": "bold yellow", "not-defection": "", "out-of-scope": "dim"}


@dataclass(frozen=True)
class Row:
    """A judgement as the table shows it: whose, which episode, combat units before and after, verdict, what follows."""

    state: str
    coalition: str
    episode: str
    verdict: str
    combat: str
    said: str
    told: str


def row(kb: KnowledgeBase, judgement: Judgement) -> Row:
    """Return the row of a judgement."""
    episode, coalition = judgement.episode, the(kb.label(judgement.episode.coalition))
    told = _told(judgement)
    return Row(
        episode.state, coalition, episode.id, judgement.verdict, _combat(kb, judgement), _verdict(judgement), told
    )


def table(rows: Sequence[Row], repeated: Callable[[str], str] = str) -> Group:
    """Return the judgements, one block for each state in a coalition, and a line that counts the verdicts.

    ``repeated`` adds to a command what must be repeated for it to ask of the same cases.
    """
    blocks: dict[tuple[str, str], list[Row]] = {}
    for item in rows:
        blocks.setdefault((item.state, item.coalition), []).append(item)
    drawn: list[RenderableType] = []
    for (state, coalition), listed in blocks.items():
        drawn += [Text.assemble((state, "bold"), f"  in {coalition}"), _block(state, listed), ""]
    return Group(*drawn, Text(_count(rows, repeated), "dim"))


def _block(state: str, rows: Sequence[Row]) -> Table:
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    drawn.add_column(no_wrap=True, min_width=8)
    drawn.add_column(justify="right", no_wrap=True, min_width=5)
    drawn.add_column(no_wrap=True, min_width=14)
    drawn.add_column()
    for item in rows:
        style = _STYLES[item.verdict]
        name = item.episode.removeprefix(f"{state}-")
        drawn.add_row(name, item.combat, Text(item.said, style), Text(item.told, style))
    return drawn


def _combat(kb: KnowledgeBase, item: Judgement) -> str:
    before, after = (_sizes(kb, names) for names in (item.change.fought, item.change.fights))
    return f"{before} → {after}" if before != after else before


def _sizes(kb: KnowledgeBase, names: Sequence[str]) -> str:
    """Return the sizes of bodies of units, kinds apart: 7, or 6 + 200; ``?`` where nobody says how many."""
    sizes: dict[str, int | None] = {}
    for name in names:
        found = kb.records[name]
        assert isinstance(found, Contribution)
        size, known = strength(found), sizes.get(found.capability, 0)
        sizes[found.capability] = None if size is None or known is None else known + size
    return " + ".join("?" if size is None else f"{size:,}" for size in sizes.values()) or "0"


def _told(item: Judgement) -> str:
    if item.verdict == "undetermined":
        return "sources leave open what decides it"
    if item.verdict != "defection":
        return ", ".join(_words(name) for name in item.reasons)
    shape = " and ".join(_words(name) for name in item.strategies) or "no known shape"
    cause = ", ".join(_words(name) for name in item.causes) or _no_cause(item)
    answers = [f"{name} {answer}" for name, answer in item.hypotheses.items() if answer]
    outside = "outside the combat scope" if item.scope == "non-combat" else ""
    return "; ".join(filter(None, [shape, cause, outside, ", ".join(answers)]))


def _no_cause(item: Judgement) -> str:
    opened = sorted({str(found["cause"]) for found in item.proof.open("Cause", episode=item.episode.id)})
    return f"cause open, perhaps {_words(opened[0])}" if opened else "no established cause"


def _verdict(item: Judgement) -> str:
    recorded = " (on the record)" if item.standing == ON_THE_RECORD else ""
    return _words(item.verdict) + recorded


def _words(slug: str) -> str:
    return spelled(slug.replace("/", ": "))


def counted_verdicts(counts: Mapping[str, int]) -> str:
    """Return how many episodes have each verdict: ``2 defections, 4 without defection, 7 out of scope``."""
    told = {name: _words(name) for name in _STYLES} | {"not-defection": "without defection"}
    if counts.get("defection") != 1:
        told["defection"] = "defections"
    return ", ".join(f"{counts[name]} {words}" for name, words in told.items() if counts.get(name))


def _count(rows: Sequence[Row], repeated: Callable[[str], str]) -> str:
    told = counted_verdicts(Counter(item.verdict for item in rows))
    left = [item for item in rows if item.verdict == "defection"]
    asked = left[:1] or rows[-1:]  # what came last is the going, not the coming
    hint = f"\n{repeated(f'To see why: coalition why {asked[0].episode}')}" if asked else ""
    opened = [item for item in rows if item.verdict == "undetermined" and item not in asked]
    hint += f"\n{repeated(f'To see what is open: coalition why {opened[0].episode}')}" if opened else ""
    return f"{len(rows)} episode{'' if len(rows) == 1 else 's'}: {told}.{hint}"
