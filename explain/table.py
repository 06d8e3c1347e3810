"""The verdicts as a table for the terminal."""

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from rules.judging import Judgement

_STYLES = {"defection": "bold red", "undetermined": "bold yellow", "not-defection": "", "out-of-scope": "dim"}


def table(judgements: Sequence[Judgement]) -> Group:
    """Return the judgements as one table, with a closing line that counts the verdicts."""
    drawn = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    drawn.add_column("Episode", no_wrap=True)
    drawn.add_column("Combat", justify="right", no_wrap=True)
    drawn.add_column("Verdict", no_wrap=True)
    drawn.add_column("Shape, cause and hypotheses; or why not")
    for item in judgements:
        style = _STYLES[item.verdict]
        drawn.add_row(item.episode.id, _combat(item), Text(_words(item.verdict), style), Text(_told(item), style))
    return Group(drawn, "", Text(_count(judgements), "dim"))


def _combat(item: Judgement) -> str:
    numbers = (item.change.combat_before, item.change.combat_after)
    before, after = ("?" if number is None else str(number) for number in numbers)
    return f"{before} → {after}" if before != after else before


def _told(item: Judgement) -> str:
    if item.verdict == "undetermined":
        return f"open: {len(item.missing)} points would settle it"
    if item.verdict != "defection":
        return ", ".join(_words(name) for name in item.reasons)
    shape = " and ".join(_words(name) for name in item.strategies) or "no known shape"
    cause = ", ".join(_words(name) for name in item.causes) or "no established cause"
    answers = [f"{name} {answer}" for name, answer in item.hypotheses.items() if answer]
    outside = "outside the combat scope" if item.scope == "non-combat" else ""
    return "; ".join(filter(None, [shape, cause, outside, ", ".join(answers)]))


def _words(slug: str) -> str:
    return slug.replace("/", ": ").replace("-", " ")


def _count(judgements: Sequence[Judgement]) -> str:
    counts = {verdict: sum(item.verdict == verdict for item in judgements) for verdict in _STYLES}
    told = ", ".join(f"{count} {_words(verdict)}" for verdict, count in counts.items() if count)
    return f"{len(judgements)} episodes: {told}.\nTo see why: coalition why EPISODE"
