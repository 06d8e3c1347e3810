"""The last question again, of another time."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Literal

from explain.asking.followups.rows import last
from explain.asking.model import NotUnderstood, Reading, Understood
from explain.asking.queries.query import Relation, Span
from explain.asking.queries.searching import when
from explain.asking.reading.asked import Asked
from kb.dates import add_months, moment

_YEAR = 12


def _months(asked: Asked) -> int:
    """Return how many months a text names; one month or year where it names no number."""
    count = next((token.number for token in asked.tokens("number")), 1) or 1
    return count * (_YEAR if asked.whole.said & {"year", "years"} else 1)


def _nearer(asked: Asked) -> Reading:
    """The same, nearer to or further from what it came close to."""
    before = last(asked)
    near = tuple(replace(item, months=_months(asked)) for item in before.filters.near)
    return Understood(replace(before, filters=replace(before.filters, near=near)), remark="as before")


def _moved(asked: Asked, sign: int) -> Reading | None:
    """The same so many months or years later or earlier."""
    before = last(asked)
    spans = before.filters.spans
    if len(spans) != 1 or not re.fullmatch(r"\d[\d-]+", spans[0].text):
        return None
    text = add_months(moment(spans[0].text).earliest, sign * _months(asked)).isoformat()[: len(spans[0].text)]
    filters = replace(before.filters, spans=(replace(spans[0], text=text),))
    return Understood(replace(before, filters=filters, command=()), remark="as before")


def _beside(asked: Asked, relation: Relation) -> Reading | None:
    """The same of the time before or after."""
    before, listed = last(asked), asked.lexicon.listed(asked.context.answer)
    if relation in {span.relation for span in before.filters.spans}:
        return None  # all before a time was listed already
    spans = [span.text for span in before.filters.spans if not span.text.startswith("-")]
    if not spans and len(listed) == 1 and listed[0] is not None and (date := when(listed[0])):
        spans = [str(date)] if date.earliest == date.latest else [f"{date.earliest}/{date.latest}"]
    if not spans:
        return None
    first, _, _ = spans[0].partition("/")
    _, _, end = spans[-1].rpartition("/")
    span = Span(relation, first if relation == "before" else end)
    again = replace(before, filters=replace(before.filters, spans=(span,)), command=())
    return Understood(again, remark="as before")


def _near(asked: Asked, relation: Literal["before", "after", "during"]) -> Reading:
    """The same, in another relation in time to what it came close to."""
    before = last(asked)
    near = tuple(replace(item, relation=relation) for item in before.filters.near)
    return Understood(replace(before, filters=replace(before.filters, near=near)), remark="as before")


def _when(asked: Asked) -> Reading:
    """When those happened that were listed."""
    before = last(asked)
    if before.asks != "facts":
        return Understood(before, remark="of those")
    if before.leads.endswith("_by"):
        return NotUnderstood(
            "when that was done is not told there; ask for the statements or decisions on it", final=True
        )
    options = tuple(item for item in before.options if item[0] not in ("yesno", "total", "by", "rank"))
    again = replace(before, leads="when", options=options)
    if before.option("by"):
        listed = asked.lexicon.listed(asked.context.answer)
        again = replace(again, about=tuple(item.id for item in listed if item is not None))
    return Understood(again, remark="of those")


OPERATIONS: Mapping[str, Callable[[Asked], Reading | None]] = {
    "nearer": _nearer,
    "later": partial(_moved, sign=1),
    "earlier": partial(_moved, sign=-1),
    "before": partial(_beside, relation="before"),
    "since": partial(_beside, relation="after"),
    "when": _when,
    "near before": partial(_near, relation="before"),
    "near after": partial(_near, relation="after"),
    "near during": partial(_near, relation="during"),
}
