"""The verdicts as a table for the terminal."""

from collections.abc import Sequence

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


def table(kb: KnowledgeBase, judgements: Sequence[Judgement]) -> Group:
    """Return the judgements, one block for each state in a coalition, and a line that counts the verdicts."""
    blocks: dict[tuple[str, str], list[Judgement]] = {}
    for item in judgements:
        blocks.setdefault((item.episode.state, item.episode.coalition), []).append(item)
    drawn: list[RenderableType] = []
    for (state, coalition), listed in blocks.items():
        drawn += [_heading(kb, state, coalition), _block(kb, state, listed), ""]
    return Group(*drawn, Text(_count(judgements), "dim"))


def _heading(kb: KnowledgeBase, state: str, coalition: str) -> Text:
    return Text.assemble((state, "bold"), f"  in {the(kb.label(coalition))}")


def _block(kb: KnowledgeBase, state: str, judgements: Sequence[Judgement]) -> Table:
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    drawn.add_column(no_wrap=True, min_width=8)
    drawn.add_column(justify="right", no_wrap=True, min_width=5)
    drawn.add_column(no_wrap=True, min_width=14)
    drawn.add_column()
    for item in judgements:
        style = _STYLES[item.verdict]
        name = item.episode.id.removeprefix(f"{state}-")
        drawn.add_row(name, _combat(kb, item), Text(_verdict(item), style), Text(_told(item), style))
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
        return f"What would settle it: coalition why {item.episode.id}"
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


def _count(judgements: Sequence[Judgement]) -> str:
    counts = {verdict: sum(item.verdict == verdict for item in judgements) for verdict in _STYLES}
    told = ", ".join(f"{count} {_words(verdict)}" for verdict, count in counts.items() if count)
    left = [item for item in judgements if item.verdict == "defection"]
    asked = left[:1] or judgements[-1:]  # what came last is the going, not the coming
    hint = f"\nTo see why: coalition why {asked[0].episode.id}" if asked else ""
    return f"{len(judgements)} episode{'' if len(judgements) == 1 else 's'}: {told}.{hint}"
