"""A state's part in a coalition, counted from the case files: what was in service, owed and agreed, month by month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from tests.rules.judging.naive import Span, day_after, months_on, span
from tests.rules.judging.nodes import Node, Nodes

HOME = ("withdraw", "not-extend", "recall")
"""Acts that send units home altogether."""
SENDING = ("deploy", "accept-request", "expand-theatre", "overrule")
"""Acts about what cannot have been there."""
ENDING = (*HOME, "reduce", "complete-task", "defer", "suspend", "substitute", "enter-arrangement")
"""Acts that end or cut a part."""
OPPONENTS = {"dissent-voiced", "withdrawal-pledged"}
"""What is said by those who do not govern."""


def month_of(text: str) -> str:
    """Return the month in which a date begins."""
    return span(text)[0].isoformat()[:7]


def total(sizes: Iterable[int | None]) -> int | None:
    """Add up; one unknown number makes the sum unknown."""
    found = list(sizes)
    return None if None in found else sum(size for size in found if size is not None)


def drop(before: int | None, after: int | None) -> int | None:
    """Return by how much a number fell; nothing can fall from zero."""
    if before == 0:
        return 0
    return None if before is None or after is None else max(before - after, 0)


@dataclass
class Counting:
    """Counts one state's part in one coalition."""

    nodes: Nodes
    state: str
    coalition: str

    @cached_property
    def _by_kind(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for item in self.nodes.values():
            found.setdefault(item.kind, []).append(item)
        return found

    def of(self, kind: str, **wanted: str) -> list[Node]:
        """Return the facts of a class with these values, by name."""
        found = self._by_kind.get(kind, [])
        found = [item for item in found if all(item.text(key) == value for key, value in wanted.items())]
        return sorted(found, key=lambda item: item.name)

    def combat(self, item: Node | None) -> bool:
        """Tell whether the vocabulary calls the role of a fact a combat role."""
        return item is not None and self.nodes[f"role/{item.text('role')}"].text("combat") == "true"

    @cached_property
    def mine(self) -> list[Node]:
        """Return the state's contributions in order of time."""
        found = self.of("Contribution", state=self.state, coalition=self.coalition)
        return sorted(found, key=lambda item: (*span(str(item.text("begins"))), item.text("begins"), item.name))

    def next_of(self, item: Node) -> Node | None:
        """Return the contribution that carries on with the same units."""
        return next((other for other in self.mine if self.continues(other) == item.name), None)

    def continues(self, item: Node) -> str | None:
        """Return the contribution that another carries on: as it says, or the one that ended just as it began."""
        return item.text("continues") or self._guessed.get(item.name)

    @cached_property
    def _guessed(self) -> dict[str, str]:
        """Return, for units that nobody says to carry others on, the only ones of their kind that they can carry on."""
        said = {item.text("continues") for item in self.mine}
        fits: list[tuple[str, str]] = []
        for new in self.mine:
            begun = span(str(new.text("begins")))
            for old in self.mine:
                told = new.text("continues") or new.text("substitutes") or old.name in said or not old.text("ends")
                if told or old.text("capability") != new.text("capability"):
                    continue
                over, came = span(str(old.text("ends"))), span(str(old.text("begins")))
                vague = any((last - first).days > 31 for first, last in (over, begun))
                meets = over[0].isoformat()[:7] <= begun[0].isoformat()[:7] and begun[0] <= day_after(over[1])
                if meets and not vague and came[1] < begun[0]:
                    fits.append((new.name, old.name))
        news, olds = [new for new, _ in fits], [old for _, old in fits]
        return {new: old for new, old in fits if news.count(new) == 1 and olds.count(old) == 1}

    def grounds_of(self, order: Node) -> set[str]:
        """Return the reasons for a decision: given with it or, where it ends or cuts something, beside it."""
        found = set(order.texts("grounds"))
        if order.text("act") not in ENDING or order.text("state") != self.state:
            return found
        first, last = span(str(order.text("date")))
        about = self.named_by(order)
        for said in self.of("Statement", state=self.state, coalition=str(order.text("coalition"))):
            reasons = {name for name in said.texts("grounds") if not self.nodes[f"ground/{name}"].text("interest")}
            of, when = set(said.texts("about")), span(str(said.text("date")))
            near = when[0] <= months_on(last, 1) and months_on(first, -1) <= when[1]
            if OPPONENTS & set(said.texts("content")) or (of and about and not of & {*about, order.name}):
                continue
            if not of and order.texts("grounds"):
                continue
            if near or order.name in of:
                found |= reasons
        return found

    def gone(self, item: Node) -> str | None:
        """Return when a contribution no longer holds."""
        following, ends = self.next_of(item), item.text("ends")
        if following:
            return following.text("begins")
        if ends and span(ends)[0] == span(ends)[1]:
            return day_after(span(ends)[1]).isoformat()
        return ends

    def left_in(self, item: Node) -> str | None:
        """Return the month in which a contribution left: the last possible one, if it may be that in which it came."""
        gone, begins = self.gone(item), str(item.text("begins"))
        if gone and item.text("ends") and month_of(gone) <= month_of(begins):
            return span(gone)[1].isoformat()[:7]
        return month_of(gone) if gone else None

    def there(self, month: str, *, at_close: bool) -> list[Node]:
        """Return what was in service as a month opened or closed."""

        def past(when: str | None) -> bool:
            return when is not None and (when <= month if at_close else when < month)

        came = [item for item in self.mine if past(month_of(str(item.text("begins"))))]
        return [item for item in came if not past(self.left_in(item))]

    @cached_property
    def arrangements(self) -> list[Node]:
        """Return the arrangements to which the state is a partner."""
        return [
            item for item in self.of("Arrangement", coalition=self.coalition) if self.state in item.texts("partners")
        ]

    @cached_property
    def partners(self) -> list[str]:
        """Return the other partners of these arrangements."""
        return sorted({name for item in self.arrangements for name in item.texts("partners")} - {self.state})

    @cached_property
    def promises(self) -> list[tuple[Node, str]]:
        """Return the combat shifts and pledges that the state owes, and when they are due."""
        agreed = {item.name for item in self.arrangements}
        shifts = [item for item in self.of("Shift", state=self.state) if item.text("arrangement") in agreed]
        pledges = self.of("Pledge", state=self.state, coalition=self.coalition)
        dated = [*((item, "begins") for item in shifts), *((item, "due") for item in pledges)]
        return [(item, str(item.text(key))) for item, key in dated if self.combat(item)]

    @cached_property
    def owes(self) -> bool:
        """Tell whether any shift or pledge of the state is on record, whatever its task."""
        agreed = {item.name for item in self.of("Arrangement", coalition=self.coalition)}
        shifts = [item for item in self.of("Shift", state=self.state) if item.text("arrangement") in agreed]
        return bool(shifts or self.of("Pledge", state=self.state, coalition=self.coalition))

    def lacking(self, promise: Node, due: str) -> int | None:
        """Return how many units of a promise were not there at the close of the month in which they were due."""
        return drop(promise.number("count") or 1, self.strength(self.there(month_of(due), at_close=True), combat=True))

    def pool(self, arrangement: Node, month: str) -> list[list[Node]]:
        """Return the combat units of all partners as a month opened and as it closed."""
        sides = [Counting(self.nodes, state, self.coalition) for state in arrangement.texts("partners")]
        return [
            [units for side in sides for units in side.there(month, at_close=closed) if side.combat(units)]
            for closed in (False, True)
        ]

    def pooled_in(self, arrangement: Node) -> str:
        """Return the month in which a pool is compared: the first near the start in which it fell, else the start's."""
        begins = str(arrangement.text("begins"))
        day, last = span(begins)
        months = {(day + timedelta(days=number)).isoformat()[:7] for number in range((last - day).days + 1)}
        months.add(months_on(last, 1).isoformat()[:7])
        for month in sorted(months):
            if drop(*(self.strength(units) for units in self.pool(arrangement, month))):
                return month
        return month_of(begins)

    def strength(self, items: list[Node], combat: bool | None = None) -> int | None:
        """Add up units of combat, of support, or all."""
        return total(size(item) for item in items if combat is None or self.combat(item) == combat)

    def sent_after(self, before: list[Node], after: list[Node], date: str) -> set[str]:
        """Return what is to follow those that went: named with them by a decision to go, by no later one, and gone."""
        went = {item.name for item in before} - {item.name for item in after}
        found: set[str] = set()
        for order in self.of("Decision", state=self.state, coalition=self.coalition):
            named = self.named_by(order)
            early = span(str(order.text("date")))[0] <= span(date)[1]
            if order.text("act") in HOME and early and named & went:
                found |= named - self._named_again(order)
        return {item.name for item in after if item.name in found and self.gone(item)}

    def named_by(self, order: Node) -> set[str]:
        """Return the units that a decision is about: those named or all there; of one to go, what carries them on."""
        first, last = span(str(order.text("date")))
        named = set(order.texts("about"))
        foreign = (order.text("state"), order.text("coalition")) != (self.state, self.coalition)
        if foreign or order.text("act") in SENDING:
            return named
        if not named:
            begun = [item for item in self.mine if span(str(item.text("begins")))[0] <= last]
            named = {item.name for item in begun if not (gone := self.gone(item)) or span(gone)[1] >= first}
            if order.text("act") in HOME:
                soon = months_on(last, 12)
                named = {
                    name for name in named if (gone := self.gone(self.nodes[name])) and span(gone)[1] <= soon
                } or named
        if order.text("act") not in HOME:
            return named
        again = self._named_again(order)
        for item in self.mine:
            if self.continues(item) in named and span(str(item.text("begins")))[0] > first and item.name not in again:
                named.add(item.name)
        return named

    def _named_again(self, order: Node) -> set[str]:
        found: set[str] = set()
        for other in self.of("Decision", state=self.state, coalition=self.coalition):
            earlier = span(str(other.text("date")))[1] < span(str(order.text("date")))[0]
            if other.name != order.name and not earlier:
                every = [item.name for item in self.mine] if other.text("act") == "extend" else []
                found |= set(other.texts("about") or every)
        return found

    def net(self, before: list[Node], after: list[Node]) -> tuple[int | None, int | None]:
        """Return how many combat units went and came, aircraft, ships and people each counted for itself.

        Where one sort falls and another rises, the riskier task decides; of equals nothing is known.
        """
        stayed = {item.name for item in before} & {item.name for item in after}
        sides = [[item for item in side if self.combat(item) and item.name not in stayed] for side in (before, after)]
        fell, rose, risks = [], [], ([0], [0])
        for sort in {self._sort(item) for side in sides for item in side}:
            old, new = ([item for item in side if self._sort(item) == sort] for side in sides)
            size_before, size_after = self.sizes(old, new)
            changes = drop(size_before, size_after), drop(size_after, size_before)
            fell.append(changes[0])
            rose.append(changes[1])
            for found, units, change in zip(risks, (old, new), changes, strict=True):
                found.extend(self.nodes[f"role/{item.text('role')}"].number("risk") or 0 for item in units if change)
        lost, gained = total(fell), total(rose)
        if lost and gained:
            worse, better = (max(found) for found in risks)
            return (None, None) if worse == better else (lost, 0) if worse > better else (0, gained)
        return lost, gained

    def sizes(self, before: list[Node], after: list[Node]) -> tuple[int | None, int | None]:
        """Return how much is on each side, in units or in people, whichever is known of all on both."""
        for key in ("count", "personnel"):
            if all(item.text(key) for item in (*before, *after)):
                return sum(item.number(key) or 0 for item in before), sum(item.number(key) or 0 for item in after)
        people = [[self._people(item) for item in side] for side in (before, after)]
        if None not in (*people[0], *people[1]):
            return total(people[0]), total(people[1])
        return None if before else 0, None if after else 0

    def _people(self, item: Node) -> int | None:
        if self._noun(item) in {"soldier", "instructor", "adviser", "observer", "officer"} and item.text("count"):
            return item.number("count")
        return item.number("personnel") if item.text("personnel") else None

    def _sort(self, item: Node) -> str:
        return {"helicopter": "aircraft", "aircraft": "aircraft", "ship": "ship"}.get(self._noun(item), "people")

    def _noun(self, item: Node) -> str:
        term = self.nodes.get(f"capability/{item.text('capability')}")
        return (term.text("counted_in") if term else None) or ""

    @cached_property
    def moments(self) -> dict[str, list[tuple[bool, Span, str]]]:
        """Return, by month, when something changed: combat first, then in order of time."""
        found: list[tuple[bool, str, str | None]] = []
        for item in self.mine:
            begins = str(item.text("begins"))
            found += [
                (not self.combat(item), begins, None),
                (not self.combat(item), self.gone(item) or "", self.left_in(item)),
            ]
        turns = [item for item in self.arrangements if item.text("alternates") == "true"]
        for item in turns:
            pooled, started = self.pooled_in(item), str(item.text("begins"))
            found.append((False, started if pooled == month_of(started) else pooled, None))
        found += [(False, due, None) for item, due in self.promises if self.lacking(item, due) != 0]
        months: dict[str, list[tuple[bool, Span, str]]] = {}
        for support, text, month in found:
            if text:
                months.setdefault(month or month_of(text), []).append((support, span(text), text))
        return {month: sorted(listed) for month, listed in sorted(months.items())}

    def name_of(self, month: str) -> str:
        """Return the name of an episode: state and month, and the coalition where an earlier one has that name."""
        others = {
            item.text("coalition") for item in self._by_kind.get("Contribution", []) if item.text("state") == self.state
        }
        before = sorted(name for name in others if name and name < self.coalition)
        taken = any(month in Counting(self.nodes, self.state, name).moments for name in before)
        return f"{self.state}-{month}-{self.coalition}" if taken else f"{self.state}-{month}"


def size(item: Node | None) -> int | None:
    """Return the number of units, else of people; nobody is none."""
    if item is None:
        return 0
    return item.number("count") if item.text("count") else item.number("personnel")
