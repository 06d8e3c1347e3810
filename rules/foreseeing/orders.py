"""The orders in which a list of alerts can stand. Each says its rule; none rests on a number for a belief."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.foreseeing.watching import Alert, Near


@dataclass(frozen=True)
class Order:
    """An order: its name, its rule in words, and what it sorts by."""

    name: str
    rule: str
    key: Callable[[Near], Any]


def _soon(item: Near) -> tuple[Any, ...]:
    return item.wanting is None, item.last if item.due else date.max, *item.key


def _explained(item: Near) -> tuple[Any, ...]:
    return not item.explained, *item.key


def _near(item: Near) -> tuple[Any, ...]:
    return *item.key[:3], item.last if item.due else date.max


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
    return sorted(alerts, key=lambda item: (key(item.nearest.near), not item.standing.combat, item.standing.thing.id))
