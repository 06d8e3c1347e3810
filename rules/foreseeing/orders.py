"""The orders in which a list of alerts can stand. Each says its rule; none rests on a number for a belief."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.foreseeing.watching import Alert, nearness


@dataclass(frozen=True)
class Order:
    """An order: its name, its rule in words, and what it sorts by."""

    name: str
    rule: str
    key: Callable[[Alert], Any]


def _soon(item: Alert) -> tuple[Any, ...]:
    due = item.nearest.supposition.signs
    return item.nearest.wanting is None, item.nearest.supposition.last if due else date.max, *nearness(item.nearest)


def _explained(item: Alert) -> tuple[Any, ...]:
    return not item.nearest.explained, *nearness(item.nearest)


def _near(item: Alert) -> tuple[Any, ...]:
    far, wanting, unexplained, last = nearness(item.nearest)
    due = item.nearest.supposition.signs
    return far, wanting, unexplained, last if due else date.max


ORDERS: Mapping[str, Order] = {
    order.name: order
    for order in (
        Order(
            "nearness",
            "First what lacks the fewest facts; of these, what has a cause on what is known; then what comes soonest.",
            _near,
        ),
        Order("soonest", "First what comes due soonest; then what lacks the fewest facts.", _soon),
        Order(
            "cause",
            "First what has a cause on what is known; then what lacks the fewest facts; then what comes soonest.",
            _explained,
        ),
    )
}
"""The orders, by name; the first is used where none is asked for."""


def ordered(alerts: Iterable[Alert], order: str = "nearness") -> list[Alert]:
    """Return alerts in an order; what stands alike, combat units first, then by name."""
    key = ORDERS[order].key
    return sorted(alerts, key=lambda item: (key(item), not item.standing.combat, item.standing.thing.id))
