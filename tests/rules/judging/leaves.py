"""The leaves of a proof against the case files: facts field by field, figures recounted, records that are complete."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from rules.engine.proof import Known
from rules.judging.court import Judgement
from tests.rules.judging.counting import Counting
from tests.rules.judging.figures import Figure, Figures, vote_share
from tests.rules.judging.naive import months_on, span
from tests.rules.judging.nodes import Node, Nodes

LEAVING = ("withdraw", "recall", "not-extend", "complete-task", "reduce")
BLOWS = ("Casualties", "HostageTaking")
DATED = ("date", "begins", "known", "public")
ABOUT_THE_RECORD = ("CompleteRecord", "Variant", "Citation")


@dataclass
class Leaves:
    """What the files say of one judged episode."""

    judgement: Judgement
    nodes: Nodes

    def faults(self) -> Iterator[str]:
        """Yield every fact of the proof that is not as the files have it, and every one that it should have."""
        facts = self.judgement.proof.facts
        observed = {name: fact for name, fact in facts.items() if fact.origin == "observed"}
        computed = {name: fact for name, fact in facts.items() if fact.origin == "computed"}
        yield from (f"{name} is not in the case files, or differs there" for name in self._wrong(observed))
        yield from (f"{name} is not what the case files add up to" for name in self._miscounted(computed))
        expected = {f"{item.kind}({item.name})" for item in self.nodes.values() if self._seen(item)}
        yield from (
            f"{name} is seen by the episode and is not in the proof" for name in sorted(expected - facts.keys())
        )
        yield from (f"{name} is out of the sight of the episode" for name in sorted(observed.keys() - expected))
        yield from (f"{name} is computed and not in the proof" for name in sorted(self.figures.keys() - facts.keys()))
        stray = [name for name, fact in facts.items() if fact.origin == "concluded" and not self._backed(name)]
        yield from (f"{name} is concluded by no step" for name in stray)

    def _backed(self, name: str) -> bool:
        proof = self.judgement.proof
        return name in proof.steps or name in proof.possible or name in proof.beyond

    def _wrong(self, observed: dict[str, Known]) -> Iterator[str]:
        for name, fact in observed.items():
            key = str(fact["id"])
            node = self.nodes.get(f"{fact.kind.lower()}/{key}") or self.nodes.get(key)
            values = {field: value for field, value in fact.values if field != "id"}
            named = node is not None and fact.kind == node.kind and name == f"{node.kind}({node.name})"
            if node is not None and node.kind == "Decision":  # it is about what it does not say in full, too
                named = named and set(values.pop("about") or ()) == self.counting.named_by(node)
                named = named and set(values.pop("grounds") or ()) == self.counting.grounds_of(node)
            if node is not None and node.kind == "Contribution" and node.text("state") == self.counting.state:
                named = named and values.pop("continues") == self.counting.continues(node)
            if node is None or not named or not all(node.says(field, value) for field, value in values.items()):
                yield name

    def _miscounted(self, computed: dict[str, Known]) -> Iterator[str]:
        for name, fact in computed.items():
            values = {key: getattr(value, "text", value) for key, value in fact.values}
            expected = self.figures.get(name)
            if expected is None or (values, fact.basis) != (expected[0], expected[1]):
                yield name

    @cached_property
    def counting(self) -> Counting:
        """Return the state's part in the coalition."""
        return Counting(self.nodes, self.judgement.episode.state, self.judgement.episode.coalition)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Return every figure that the episode can see: its own, its state's votes, its partners' changes."""
        own = self.counting
        found = Figures(own, self.judgement.facts.month).all()
        for vote in own.of("Vote", state=own.state, coalition=own.coalition):
            figure = vote_share(vote)
            if figure and span(str(vote.text("date")))[0] <= self.window[1]:
                found[f"VoteShare({figure[0]['id']})"] = figure
        partners = [Counting(self.nodes, state, own.coalition) for state in own.partners]
        for partner in (item for item in partners if item.mine or item.owes):
            changes = [Figures(partner, month) for month in partner.moments]
            found.update({f"Change({item.name}/profile)": item.change() for item in changes})
        return found

    @cached_property
    def window(self) -> tuple[date, date]:
        """Return the days for which records must be complete: a year back, or to the start, and a month on."""
        date_span = span(Figures(self.counting, self.judgement.facts.month).date)
        begun = min((span(str(item.text("begins")))[0] for item in self.counting.mine), default=date_span[0])
        return max(months_on(date_span[0], -12), min(begun, date_span[0])), months_on(date_span[1], 1)

    def _seen(self, item: Node) -> bool:
        """Tell whether an episode can see a fact: its state's or nobody's, of its coalition or none, and not later.

        What members decided about leaving, what befell them, and what the leader decided or said is seen by all.
        """
        own = self.counting
        dates = [self._sent(item) or item.when("begins") if key == "begins" else item.when(key) for key in DATED]
        if item.kind in ABOUT_THE_RECORD or any(day and day[0] > self.window[1] for day in dates):
            return False
        agreed = {arrangement.name for arrangement in own.arrangements}
        if item.name in agreed or item.text("arrangement") in agreed:
            return True
        state, coalition, leader = item.text("state"), item.text("coalition"), own.nodes[own.coalition].text("leader")
        if item.kind == "State":
            return item.name in (own.state, leader, *own.partners)
        led = item.kind in ("Decision", "Statement") and state == leader
        if item.kind in BLOWS or (item.kind == "Decision" and item.text("act") in LEAVING):
            return coalition == own.coalition
        if led and state != own.state:
            return coalition == own.coalition
        return item.kind != "Arrangement" and state in (None, own.state) and coalition in (None, own.coalition)

    def _sent(self, item: Node) -> tuple[date, date] | None:
        """Return when it was decided to send units instead of others, where that was before they came."""
        own, begins = self.counting, item.when("begins")
        if item.kind != "Contribution" or begins is None:
            return None
        acts = ("substitute", "deploy") if item.text("substitutes") else ("substitute",)
        days = (
            one.when("date")
            for one in own.of("Decision", state=own.state, coalition=own.coalition)
            if one.text("act") in acts and item.name in one.texts("about")
        )
        return min((day for day in days if day and day[0] < begins[0]), default=None)

    def complete(self, kind: str) -> bool:
        """Tell whether the record of a kind is complete for the state, and of contributions for its partners too."""
        states = [self.counting.state, *(self.counting.partners if kind == "Contribution" else [])]
        return all(self._covered(state, kind) for state in states)

    def _covered(self, state: str, kind: str) -> bool:
        day, last = self.window
        spans = [(item.when("begins"), item.when("ends")) for item in self._records(state, kind)]
        while day <= last:
            reached = [ends[0] for begins, ends in spans if begins and ends and begins[1] <= day <= ends[0]]
            if not reached:
                return False
            day = max(reached) + timedelta(days=1)
        return True

    def _records(self, state: str, kind: str) -> list[Node]:
        found = self.counting.of("CompleteRecord", state=state, coalition=self.counting.coalition)
        return [item for item in found if kind in item.texts("kinds")]

    def vouches(self, name: str, kind: str) -> bool:
        """Tell whether a named fact says that the record of a kind is complete."""
        states = (self.counting.state, *self.counting.partners)
        return any(item.name == name for state in states for item in self._records(state, kind))
