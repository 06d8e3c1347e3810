"""Every figure that a proof may rest on, recomputed from the case files by plain counting."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.rules.judging.counting import Counting, drop, month_of
from tests.rules.judging.naive import span
from tests.rules.judging.nodes import Node

Figure = tuple[dict[str, Any], tuple[str, ...]]
"""The fields of a figure, dates as text and lists as tuples, and the names of the facts it was computed from."""

CUTTING = (
    "withdraw",
    "not-extend",
    "reduce",
    "recall",
    "complete-task",
    "defer",
    "suspend",
    "substitute",
    "enter-arrangement",
)
"""Acts that end a part or make it smaller."""


def fewer(item: Node | None, other: Node | None, key: str) -> tuple[str, ...]:
    """Return the values of a list in one fact that another does not have."""
    found, known = (set(node.texts(key)) if node else set() for node in (item, other))
    return tuple(sorted(found - known))


@dataclass
class Figures:
    """The figures of one episode."""

    counting: Counting
    month: str

    @cached_property
    def name(self) -> str:
        """Return the name of the episode."""
        return self.counting.name_of(self.month)

    @property
    def date(self) -> str:
        """Return when the changed profile first holds."""
        return self.counting.moments[self.month][0][2]

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
        about, acts = self.at_issue()
        decisions = [
            (span(text)[::-1], text)
            for item in own.of("Decision", state=own.state)
            if about & own.named_by(item)
            and (acts is None or item.text("act") in acts)
            and span(text := str(item.text("date")))[1] <= span(self.date)[1]
        ]
        if acts is not None:
            decisions += [
                (span(text)[::-1], text)
                for item in own.of("Vote", state=own.state, coalition=own.coalition)
                if (about & set(item.texts("about")) or (not item.texts("about") and not self._before(item, decisions)))
                and item.text("carried") == ("true" if item.text("orders_home") == "true" else "false")
                and span(text := str(item.text("date")))[1] <= span(self.date)[1]
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

    @staticmethod
    def _before(vote: Node, decisions: list[tuple[Any, str]]) -> bool:
        """Tell whether one of some decisions was surely made before a vote."""
        return any(span(text)[1] < span(str(vote.text("date")))[0] for _, text in decisions)

    def at_issue(self) -> tuple[set[str], tuple[str, ...] | None]:
        """Return the things whose decision counts, and by which acts (``None``: by any)."""
        unmet = {str(figure["commitment"]) for figure, _ in self.owed() if figure["lacking"] != 0}
        less = unmet | {str(figure["arrangement"]) for figure, _ in self.pools()}
        fighting = [figure for figure, _ in self.units() if figure["combat"]]
        if not fighting and not less:
            fighting = [figure for figure, _ in self.units()]
        starting = {str(figure["contribution"]) for figure in fighting if figure["began"]}
        fell = {str(figure["contribution"]) for figure in fighting if figure["ended"] or figure["lost"] != 0}
        less |= fell - starting
        return (less, CUTTING) if less else ({str(figure["contribution"]) for figure in fighting}, None)

    def change(self) -> Figure:
        """Return the profile before and after."""
        own = self.counting
        eve, close = (own.there(self.month, at_close=closed) for closed in (False, True))
        before, after = own.strength(eve, combat=True), own.strength(close, combat=True)
        lost, gained = own.net(eve, close)
        values = {
            "id": f"{self.name}/profile",
            "episode": self.name,
            "state": own.state,
            "coalition": own.coalition,
            "date": self.date,
            "combat_before": before,
            "combat_after": after,
            "combat_lost": lost,
            "combat_gained": gained,
            "support_before": own.strength(eve, combat=False),
            "support_after": own.strength(close, combat=False),
            "units_lost": drop(own.strength(eve), own.strength(close)),
            "remaining": own.strength(close),
            "fought": tuple(item.name for item in eve if own.combat(item)),
            "fights": tuple(item.name for item in close if own.combat(item)),
            "kept": tuple(item.name for item in close),
            "staying": tuple(item.name for item in close if item.name not in own.sent_after(eve, close, self.date)),
        }
        return values, tuple(sorted({item.name for item in (*eve, *close)}))

    def units(self) -> Iterator[Figure]:
        """Yield what became of each body of units."""
        for item in self.counting.mine:
            gone = self.counting.gone(item)
            if gone and self.counting.left_in(item) == self.month:
                yield self.unit(item, self.counting.next_of(item), gone)
            begins = str(item.text("begins"))
            if month_of(begins) == self.month and not self.counting.continues(item):
                values, basis = self.unit(None, item, begins)
                again = "/begins" if self.counting.left_in(item) == self.month else ""
                yield {**values, "id": f"{values['id']}{again}"}, basis

    def unit(self, old: Node | None, new: Node | None, when: str) -> Figure:
        """Return what became of one body of units."""
        own, both = self.counting, [item for item in (old, new) if item]
        before, after = own.sizes([old] if old else [], [new] if new else [])
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
            "theatres_left": fewer(old, new, "theatres") if new else (),
            "theatres_entered": fewer(new, old, "theatres") if old else (),
            "caveats_added": fewer(new, old, "caveats") if old and new else (),
        }
        values |= self._edges(old, "before") | self._edges(new, "after")
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
            if item.text("alternates") != "true" or own.pooled_in(item) != self.month:
                continue
            fielded = own.pool(item, self.month)
            before, after = (own.strength(units) for units in fielded)
            values = {
                "id": f"{self.name}/pool/{item.name}",
                "episode": self.name,
                "state": own.state,
                "arrangement": item.name,
                "fielded_before": before,
                "fielded_after": after,
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
