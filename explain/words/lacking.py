"""What to write into which facts so that a comparison that dates or numbers leave open is decided."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from explain.words.clauses import Side
from kb.dates import Moment
from kb.records import Contribution
from kb.store import KnowledgeBase

_DAY = timedelta(days=1)


def lines(kb: KnowledgeBase, sides: Iterable[Side]) -> str | None:
    """Return what to write where, in the words of a case file: the numbers that nobody gives, the days not told."""
    found = dict.fromkeys(line for side in sides for line in _lines(kb, side))
    return "; ".join(found) or None


def _lines(kb: KnowledgeBase, side: Side) -> Iterator[str]:
    records = [kb.records[name] for name in side.basis if name in kb.records]
    if side.value is None and side.field != "date":
        for item in records:
            if isinstance(item, Contribution) and item.count is None and item.personnel is None:
                yield f"in `{item.id}`: count: NUMBER"
    if isinstance(side.value, Moment) and side.value.earliest != side.value.latest:
        for item in records:
            for field in dict.fromkeys((side.field, "begins", "ends")):
                when = getattr(item, field, None)
                if isinstance(when, Moment) and when.earliest != when.latest and _meets(when, side.value):
                    yield f"in `{item.id}`: {field}: YYYY-MM-DD"


def _meets(first: Moment, second: Moment) -> bool:
    """Tell whether two dates may be of the same day, or of a last day and the day after it."""
    return first.earliest - _DAY <= second.latest and second.earliest - _DAY <= first.latest
