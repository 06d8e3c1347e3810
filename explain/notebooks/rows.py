"""Episodes, facts and conclusions as rows that ``pandas.DataFrame`` and ``polars.DataFrame`` take as they are."""

from collections.abc import Iterable, Iterator
from typing import Any

from explain.notebooks.shown import table
from explain.words.telling import Teller
from kb.dates import Moment
from kb.errors import InputError
from kb.near import suggest
from kb.records import OBSERVED
from kb.schema import slots
from kb.store import KnowledgeBase
from rules.judging.court import Court, Judgement
from rules.judging.dossier import archive_of, name_of

_MOST = 20
"""How many rows a notebook shows."""


class Rows(list[dict[str, Any]]):
    """Rows with the same columns; a notebook shows the first of them."""

    def _repr_html_(self) -> str:
        return table(self, _MOST)


def episodes(court: Court) -> Rows:
    """Return every change of a state's part: its days, the verdict and how it stands, strategies, causes, hypotheses.

    Several values stand in one cell with semicolons between them; a hypothesis that is not asked is ``None``.
    """
    return Rows(_episode(court.judge(name)) for name in court.episodes)


def facts(kb: KnowledgeBase, kind: str) -> Rows:
    """Return every fact of a kind, such as ``Contribution``: a column for each field, two more for the days of a date.

    Raises:
        InputError: no kind is called so; near matches are offered.
    """
    kinds = {item.__name__: item for item in OBSERVED}
    if kind not in kinds:
        remedy = suggest(kind, kinds, otherwise=f"There are: {', '.join(sorted(kinds))}.")
        raise InputError(f"no kind of fact is called {kind!r}", remedy=remedy)
    found = kb.of(kinds[kind])
    return Rows(dict(_fields(kinds[kind], record)) for record in found)


def conclusions(court: Court, names: Iterable[str] | None = None) -> Rows:
    """Return all that was concluded for some episodes and states' parts, else for all: what, how it stands, by what.

    ``about`` names the episode or part, ``kind`` the class, ``says`` tells the conclusion, ``rules`` led to it.
    """
    archive = archive_of(court)
    return Rows(row for name in (names or archive.names) for row in _concluded(court, name))


def _episode(judged: Judgement) -> dict[str, Any]:
    item = judged.episode
    return {
        "episode": item.id,
        "state": item.state,
        "coalition": item.coalition,
        "date": str(item.date),
        "first_day": item.date.earliest,
        "last_day": item.date.latest,
        "scope": judged.scope,
        "verdict": judged.verdict,
        "standing": judged.standing,
        "reasons": _joined(judged.reasons),
        "strategies": _joined(judged.strategies),
        "causes": _joined(judged.causes),
        **dict(judged.hypotheses),
    }


def _fields(kind: Any, record: Any) -> Iterator[tuple[str, Any]]:
    yield "id", record.id
    yield "label", record.label
    for slot in slots(kind).values():
        if slot.field in ("id", "label", "source", "note", "type"):
            continue
        value = getattr(record, slot.field)
        yield slot.field, _joined(map(str, value)) if isinstance(value, tuple) else _plain(value)
        if slot.takes == "date":
            yield f"{slot.field}_first_day", value.earliest if isinstance(value, Moment) else None
            yield f"{slot.field}_last_day", value.latest if isinstance(value, Moment) else None
    yield "works", _joined(sorted({source.work for source in record.source}))


def _concluded(court: Court, name: str) -> Iterator[dict[str, Any]]:
    finding = archive_of(court).finding(name)
    teller = Teller(court.kb, finding.nearness.rulebook, finding.nearness.thresholds)
    for fact, steps in finding.proof.steps.items():
        known = finding.proof.facts[fact]
        yield {
            "about": name_of(finding),
            "kind": known.kind,
            "conclusion": fact,
            "says": teller.step(steps[0]),
            "standing": finding.proof.standing(fact),
            "rules": _joined(sorted({step.rule for step in steps})),
        }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Moment) else value


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)
