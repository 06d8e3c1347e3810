"""The sides of a comparison that dates or numbers leave open, and what would have to hold between them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explain.words.phrases import named, spoken
from explain.words.telling import Teller
from kb.dates import Moment
from kb.records import State
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import CONCLUSIONS
from rules.engine.proof import Held, Known, Proof
from rules.judging.gaps import Gap


@dataclass(frozen=True)
class Side:
    """One side of a comparison: what it is of, and its value in words.

    Attributes:
        fact: the name of the fact on record whose value it is.
        field: the field of a fact or figure whose value it is.
        basis: the names of the facts on record from which it comes.
    """

    name: str
    told: str
    value: Any
    fact: str | None = None
    field: str = ""
    basis: tuple[str, ...] = ()

    @classmethod
    def of(cls, teller: Teller, proof: Proof, gap: Gap, operand: Any) -> "Side":
        """Return the side for which an operand stands in the step of a gap."""
        assert gap.step is not None
        variable = variable_name(operand)
        if variable is None:
            value = teller.thresholds[operand.name].value if hasattr(operand, "unit") else operand
            told = (
                teller.value(value) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else None
            )
            return cls("", told or str(value), value)
        value = dict(gap.step.bindings).get(variable)
        rule = teller.rule(gap.rule)
        for premise in gap.step.premises:
            pattern = rule.when[premise.number]
            if isinstance(premise, Held) and isinstance(pattern, Fact):
                field = next((str(key) for key, name in pattern.items() if variable_name(name) == variable), None)
                if field is not None:
                    known = proof.facts[premise.fact]
                    basis = known.basis or ((str(known["id"]),) if known.origin == "observed" else ())
                    name, told, value, fact = _source(teller, proof, premise.fact, field, value)
                    return cls(_whose(teller, gap, known, field) or name, told, value, fact, field, basis)
        return cls("it", teller.value(value), value)


def _source(teller: Teller, proof: Proof, fact: str, field: str, value: Any) -> tuple[str, str, Any, str | None]:
    known = proof.facts[fact]
    told = spoken(value) if isinstance(value, Moment) else teller.value(value)
    if known.kind == "Episode":
        names = {"decided": "the decision", "concludes": "the end of the mission"}
        return names.get(field, "the change"), told, value, None
    if known.origin == "observed":
        label = named(teller.kb, str(known["id"]))
        ends = {
            "planned_end": f"the end announced for {label}",
            "ends": f"the end of {label}",
            "runs_out": f"the end of {label}",
            "public": f"news of {label}",
        }
        return ends.get(field, label), told, value, str(known["id"])
    if known.kind == "Tour":
        return "the deployment of its combat units", told, value, None
    if known.kind in CONCLUSIONS:
        steps = proof.steps.get(fact) or proof.possible.get(fact, ())
        return (_event(teller, known) or (teller.step(steps[0]) if steps else "it")), told, value, None
    return _COUNTED.get(field, teller.figure(known)), told, value, None


def _whose(teller: Teller, gap: Gap, known: Known, field: str) -> str | None:
    """Return the name of a figure of another state than the one judged."""
    other = dict(known.values).get("state")
    if known.kind != "Change" or gap.step is None or other == dict(gap.step.bindings).get("state"):
        return None
    named = {"date": "the change in the part of {0}", "combat_gained": "combat units of {0} became more"}
    return named[field].format(teller.value(other)) if field in named else None


def _event(teller: Teller, known: Known) -> str | None:
    """Return what a reader calls the event that a conclusion is about, where it is one on record."""
    event = dict(known.values).get("event")
    record = teller.kb.records.get(str(event))
    if record is None:
        return "the anniversary of the war" if event else None
    return (
        f"the day from which {teller.value(event)} fought" if isinstance(record, State) else teller.kb.label(str(event))
    )


ORDERS = frozenset({"not_later", "earlier"})
_CLAUSES: Mapping[str, str] = {
    "not_later": "{0} came before {1}",
    "earlier": "{0} came before {1}",
    "within": "{0} and {1} lie at most {2} months apart",
    "later": "at least {2} months lie between {1} and {0}",
    "short_of": "fewer than {2} months lie between {1} and {0}",
    "covers": "{0} had begun and was not over at {2}",
    "nearing": "{2} fell in the time of {0} or at most {3} months before it",
}
"""For a comparison of dates, what has to hold."""
_COUNTED: Mapping[str, str] = {
    "area_risk_after": "the new area is safer than the old one",
    "combat_lost": "its combat units became fewer",
    "combat_gained": "its combat units became more",
    "lost": "the units concerned became fewer",
    "gained": "the units concerned became more",
    "remaining": "some of its units remained",
    "lacking": "fewer combat units came than were due",
    "share": "the share is large enough",
    "members": "the number of members",
    "fighters_per_million": "the number in every million people who left to fight for the adversary",
}
"""For a number of a figure, what has to hold."""


_UNTOLD: Mapping[str, str] = {
    "at_least": "{0} reaches {1}; no source gives the number",
    "more": "{0}; no number on record decides it",
    "fewer": "{0}; no source says so",
    "among": "for {0} it is {1}; no source says which it was",
    "so": "the units concerned were combat units; no source names their task",
}
"""For a comparison whose first side no source gives, what has to hold."""


_AS_MANY: Mapping[tuple[str, str], str] = {
    ("combat_gained", "combat_lost"): "as many combat units of the partner came as these that left",
    ("lost", "combat_lost"): "all combat units that left were these",
}
"""For two numbers of figures, the first of which has to reach the second, what has to hold."""


def clause(relation: str, things: list[Side]) -> str | None:
    """Return what has to hold in words; ``None`` where the comparison's own words must do."""
    dated = [_dated(item) for item in things]
    if relation == "at_least" and None in (things[0].value, things[1].value):
        many = _AS_MANY.get((things[0].field, things[1].field))
        if many:
            return f"{many}; no source says how many"
    if relation in _CLAUSES:
        told = _CLAUSES[relation].format(
            *(dated if relation not in ("covers", "nearing") else (things[0].name, "", *dated[2:]))
        )
        return one_month(told)
    if things[0].value is None and relation in _UNTOLD:
        return _UNTOLD[relation].format(things[0].name, *(item.told for item in things[1:]))
    return None


def one_month(text: str) -> str:
    """Return words with a single month told as one."""
    return re.sub(r"\b1 months\b", "1 month", text)


def _dated(item: Side) -> str:
    """Return an operand by name and date, the date once."""
    if item.value is None or not item.name:
        return item.told
    return item.name if item.told in item.name else f"{item.name} ({item.told})"


def order_line(relation: str, things: list[Side]) -> str | None:
    """Return the line that would settle an order in a case file."""
    if relation not in ORDERS or things[0].fact is None or things[1].fact is None:
        return None
    return f"in `{things[0].fact}`: before: [{things[1].fact}]"


def pair(sides: list["Side"]) -> frozenset[str]:
    """Return the two dates of a comparison, in whichever order it names them."""
    return frozenset(f"{side.name} {side.told}" for side in sides[:2])


def sides_of(teller: Teller, proof: Proof, gap: Gap, item: object) -> list["Side"]:
    """Return the sides of a comparison."""
    assert isinstance(item, Comparison)
    return [Side.of(teller, proof, gap, operand) for operand in item.operands]
