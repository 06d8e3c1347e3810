"""Every figure that a proof may rest on, recomputed from the case files by plain counting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.judging.naive import Span, day_after, span
from tests.judging.nodes import Node, Nodes

Figure = tuple[dict[str, Any], tuple[str, ...]]
"""The fields of a figure, dates as text and lists as tuples, and the names of the facts it was computed from."""


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

    def of(self, kind: str, **wanted: str) -> list[Node]:
        """Return the facts of a class with these values, by name."""
        found = [item for item in self.nodes.values() if item.kind == kind]
        found = [item for item in found if all(item.text(key) == value for key, value in wanted.items())]
        return sorted(found, key=lambda item: item.name)

    def combat(self, item: Node | None) -> bool:
        """Tell whether the vocabulary calls the role of a fact a combat role."""
        return item is not None and self.nodes[f"role/{item.text('role')}"].text("combat") == "true"

    @property
    def mine(self) -> list[Node]:
        """Return the state's contributions in order of time."""
        found = self.of("Contribution", state=self.state, coalition=self.coalition)
        return sorted(found, key=lambda item: (*span(str(item.text("begins"))), item.text("begins"), item.name))

    def next_of(self, item: Node) -> Node | None:
        """Return the contribution that carries on with the same units."""
        return next((other for other in self.mine if other.text("continues") == item.name), None)

    def gone(self, item: Node) -> str | None:
        """Return when a contribution no longer holds."""
        following, ends = self.next_of(item), item.text("ends")
        if following:
            return following.text("begins")
        if ends and span(ends)[0] == span(ends)[1]:
            return day_after(span(ends)[1]).isoformat()
        return ends

    def there(self, month: str, *, at_close: bool) -> list[Node]:
        """Return what was in service as a month opened or closed."""

        def past(text: str | None) -> bool:
            return text is not None and (month_of(text) <= month if at_close else month_of(text) < month)

        return [item for item in self.mine if past(item.text("begins")) and not past(self.gone(item))]

    @property
    def arrangements(self) -> list[Node]:
        """Return the arrangements to which the state is a partner."""
        return [item for item in self.of("Arrangement", coalition=self.coalition) if self.state in item.texts("partners")]

    @property
    def partners(self) -> list[str]:
        """Return the other partners of these arrangements."""
        return sorted({name for item in self.arrangements for name in item.texts("partners")} - {self.state})

    @property
    def promises(self) -> list[tuple[Node, str]]:
        """Return the combat shifts and pledges that the state owes, and when they are due."""
        agreed = {item.name for item in self.arrangements}
        shifts = [item for item in self.of("Shift", state=self.state) if item.text("arrangement") in agreed]
        pledges = self.of("Pledge", state=self.state, coalition=self.coalition)
        dated = [*((item, "begins") for item in shifts), *((item, "due") for item in pledges)]
        return [(item, str(item.text(key))) for item, key in dated if self.combat(item)]

    def lacking(self, promise: Node, due: str) -> int | None:
        """Return how many units of a promise were not there at the close of the month in which they were due."""
        return drop(promise.number("count") or 1, self.strength(self.there(month_of(due), at_close=True), combat=True))

    def strength(self, items: list[Node], combat: bool | None = None) -> int | None:
        """Add up units of combat, of support, or all."""
        return total(size(item) for item in items if combat is None or self.combat(item) == combat)

    def moments(self) -> dict[str, list[tuple[bool, Span, str]]]:
        """Return, by month, when something changed: combat first, then in order of time."""
        found: list[tuple[bool, str]] = []
        for item in self.mine:
            found += [(not self.combat(item), text) for text in (item.text("begins"), self.gone(item)) if text]
        turns = [item for item in self.arrangements if item.text("alternates") == "true"]
        found += [(False, str(item.text("begins"))) for item in turns]
        found += [(False, due) for item, due in self.promises if self.lacking(item, due) != 0]
        months: dict[str, list[tuple[bool, Span, str]]] = {}
        for support, text in found:
            months.setdefault(month_of(text), []).append((support, span(text), text))
        return {month: sorted(listed) for month, listed in sorted(months.items())}


def size(item: Node | None) -> int | None:
    """Return the number of units, else of people; nobody is none."""
    if item is None:
        return 0
    return item.number("count") if item.text("count") else item.number("personnel")


@dataclass
class Figures:
    """The figures of one episode."""

    counting: Counting
    month: str

    @property
    def name(self) -> str:
        """Return the name of the episode."""
        return f"{self.counting.state}-{self.month}"

    @property
    def date(self) -> str:
        """Return when the changed profile first holds."""
        return self.counting.moments()[self.month][0][2]

    def all(self) -> dict[str, Figure]:
        """Return every figure of the episode by the name that a proof gives it."""
        found = {f"Episode({self.name})": self.episode(), f"Change({self.name}/profile)": self.change()}
        for kind, figures in (("UnitChange", self.units()), ("JointPool", self.pools()), ("Owed", self.owed())):
            found.update({f"{kind}({figure[0]['id']})": figure for figure in figures})
        found.update({f"FleetShare({figure[0]['id']})": figure for figure in self.shares()})
        for thing in self.things():
            values = {"id": f"{self.name}/about/{thing}", "episode": self.name, "thing": thing}
            found[f"Subject({values['id']})"] = values, (thing,)
        return found

    def things(self) -> list[str]:
        """Name the units, promises and arrangements that the episode is about."""
        changed = {figure["contribution"] for figure, _ in self.units()}
        unmet = {figure["commitment"] for figure, _ in self.owed() if figure["lacking"] != 0}
        return sorted(changed | unmet | {figure["arrangement"] for figure, _ in self.pools()})

    def episode(self) -> Figure:
        """Return the anchor of the episode."""
        own, things = self.counting, self.things()
        coalition = own.nodes[own.coalition]
        decisions = [
            (span(text)[::-1], text)
            for item in own.of("Decision", state=own.state)
            if set(item.texts("about")) & set(things) and span(text := str(item.text("date")))[1] <= span(self.date)[1]
        ]
        latest = max(decisions)[0] if decisions else None
        values = {
            "id": self.name,
            "state": own.state,
            "coalition": own.coalition,
            "leader": coalition.text("leader"),
            "date": self.date,
            "decided": next((text for when, text in decisions if when == latest), self.date),
            "concludes": coalition.text("ends"),
            "running": coalition.text("ends") is None,
        }
        return values, tuple(things)

    def change(self) -> Figure:
        """Return the profile before and after."""
        own = self.counting
        eve, close = (own.there(self.month, at_close=closed) for closed in (False, True))
        before, after = own.strength(eve, combat=True), own.strength(close, combat=True)
        values = {
            "id": f"{self.name}/profile",
            "episode": self.name,
            "state": own.state,
            "coalition": own.coalition,
            "date": self.date,
            "combat_before": before,
            "combat_after": after,
            "combat_lost": drop(before, after),
            "combat_gained": drop(after, before),
            "support_before": own.strength(eve, combat=False),
            "support_after": own.strength(close, combat=False),
            "units_lost": drop(own.strength(eve), own.strength(close)),
            "remaining": own.strength(close),
        }
        return values, tuple(sorted({item.name for item in (*eve, *close)}))

    def units(self) -> Iterator[Figure]:
        """Yield what became of each body of units."""
        for item in self.counting.mine:
            gone = self.counting.gone(item)
            if gone and month_of(gone) == self.month:
                yield self.unit(item, self.counting.next_of(item), gone)
            begins = str(item.text("begins"))
            if month_of(begins) == self.month and not item.text("continues"):
                yield self.unit(None, item, begins)

    def unit(self, old: Node | None, new: Node | None, when: str) -> Figure:
        """Return what became of one body of units."""
        own, both = self.counting, [item for item in (old, new) if item]
        before, after = size(old), size(new)
        values = {
            "id": f"{self.name}/units/{both[0].name}",
            "episode": self.name,
            "state": own.state,
            "coalition": own.coalition,
            "date": when,
            "contribution": both[0].name,
            "successor": new.name if new else None,
            "capability": both[0].text("capability"),
            "combat": any(own.combat(item) for item in both),
            "began": old is None,
            "ended": new is None,
            "size_before": before,
            "size_after": after,
            "lost": drop(before, after),
            "gained": drop(after, before),
            "theatres_left": tuple(sorted(set(old.texts("theatres")) - set(new.texts("theatres")))) if old and new else None,
            "theatres_entered": None,
            "caveats_added": tuple(sorted(set(new.texts("caveats")) - set(old.texts("caveats")))) if old and new else (),
        }
        values |= self._edges(old, "before") | self._edges(new, "after")
        areas = [item.texts("theatres") if item else [] for item in (old, new)]
        values["theatres_left"] = tuple(sorted(set(areas[0]) - set(areas[1]))) if new else ()
        values["theatres_entered"] = tuple(sorted(set(areas[1]) - set(areas[0]))) if old else ()
        return values, tuple(sorted(item.name for item in both))

    def _edges(self, item: Node | None, when: str) -> dict[str, Any]:
        nodes = self.counting.nodes
        areas = [nodes[name].number("risk") for name in item.texts("theatres")] if item else []
        known = [risk for risk in areas if risk is not None]
        return {
            f"role_{when}": item.text("role") if item else None,
            f"risk_{when}": nodes[f"role/{item.text('role')}"].number("risk") if item else None,
            f"area_risk_{when}": max(known) if known and len(known) == len(areas) else None,
        }

    def pools(self) -> Iterator[Figure]:
        """Yield what the partners of a new arrangement of turns fielded together."""
        own = self.counting
        for item in own.arrangements:
            begins = str(item.text("begins"))
            if month_of(begins) != self.month or item.text("alternates") != "true":
                continue
            sides = [Counting(own.nodes, state, own.coalition) for state in item.texts("partners")]
            fielded = [
                [units for side in sides for units in side.there(self.month, at_close=closed) if side.combat(units)]
                for closed in (False, True)
            ]
            before, after = (own.strength(units) for units in fielded)
            values = {
                "id": f"{self.name}/pool/{item.name}",
                "episode": self.name,
                "state": own.state,
                "arrangement": item.name,
                "before": before,
                "after": after,
                "lost": drop(before, after),
            }
            yield values, tuple(sorted({item.name, *(units.name for units in (*fielded[0], *fielded[1]))}))

    def owed(self) -> Iterator[Figure]:
        """Yield what was due in the month against what was there."""
        own = self.counting
        present = [item for item in own.there(self.month, at_close=True) if own.combat(item)]
        for item, due in own.promises:
            if month_of(due) == self.month:
                values = {
                    "id": f"{self.name}/owed/{item.name}",
                    "episode": self.name,
                    "state": own.state,
                    "commitment": item.name,
                    "due": due,
                    "owed": item.number("count") or 1,
                    "present": own.strength(present),
                    "lacking": own.lacking(item, due),
                }
                yield values, tuple(sorted({item.name, *(units.name for units in present)}))

    def shares(self) -> Iterator[Figure]:
        """Yield the share of each fleet that was deployed."""
        own = self.counting
        for unit, _ in self.units():
            for fleet in own.of("Fleet", state=own.state, capability=unit["capability"]):
                whole = fleet.number("size")
                if unit["size_before"] and whole:
                    values = {
                        "id": f"{self.name}/share/{unit['contribution']}/{fleet.name}",
                        "episode": self.name,
                        "state": own.state,
                        "capability": unit["capability"],
                        "deployed": unit["size_before"],
                        "size": whole,
                        "share": unit["size_before"] / whole,
                    }
                    yield values, (unit["contribution"], fleet.name)


def vote_share(vote: Node) -> Figure | None:
    """Return the share of the votes cast that were in favour, if they were counted."""
    votes = vote.number("in_favour"), vote.number("against")
    if votes[0] is None or votes[1] is None or not sum(filter(None, votes)):
        return None
    values = {key: vote.text(key) for key in ("state", "coalition", "date")}
    share = votes[0] / (votes[0] + votes[1])
    return {"id": f"{vote.name}/share", "vote": vote.name, "share": share, **values}, (vote.name,)


def first_day(nodes: Iterable[Node]) -> date | None:
    """Return the earliest day on which any contribution may have begun."""
    return min((span(str(item.text("begins")))[0] for item in nodes), default=None)
