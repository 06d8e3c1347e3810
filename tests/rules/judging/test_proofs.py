"""Every proof stands up to a check that does not trust the engine, and the check catches a proof that does not."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from kb.dates import moment
from kb.records import CompleteRecord
from kb.store import KnowledgeBase
from rules.engine.proof import Absent, Compared, Held, Known, Proof, Step
from rules.judging.court import Judgement
from tests.rules.judging.altering import altered, bundled, court, judged
from tests.rules.judging.checker import faults
from tests.rules.judging.nodes import Nodes, bundled_nodes, nodes_of_records

EPISODES = sorted(court(bundled()).episodes)
TAMPERED = "belgium-2015-07"


@cache
def nodes() -> Nodes:
    return bundled_nodes()


@pytest.mark.parametrize("name", EPISODES)
def test_every_step_follows_from_its_rule_and_every_leaf_stands_in_a_case_file(name: str) -> None:
    assert faults(judged(bundled(), name), nodes()) == []


def test_the_files_read_as_text_hold_the_same_facts_as_the_loader_gives() -> None:
    kinds = {name: node.kind for name, node in nodes().items()}
    assert kinds == {name: type(record).__name__ for name, record in bundled().records.items()}


def test_proofs_rest_on_all_that_they_could_rest_on() -> None:
    """The checks below mean something only if proofs hold every kind of premise and fact."""
    proofs = [judged(bundled(), name).proof for name in EPISODES]
    every = [step for proof in proofs for steps in proof.steps.values() for step in steps]
    assert {type(premise) for step in every for premise in step.premises} == {Held, Compared, Absent}
    kinds = {fact.kind for proof in proofs for fact in proof.facts.values() if fact.origin == "computed"}
    assert kinds == {"Episode", "Change", "UnitChange", "Subject", "JointPool", "Owed", "VoteShare", "FleetShare"}
    assert len({step.rule for step in every}) > 50


ALTERED: dict[str, Callable[[], KnowledgeBase]] = {
    "contributions complete to the end of 2016 alone": lambda: altered(
        bundled(),
        changes={
            item.id: {"ends": moment("2016-12-31")}
            for item in bundled().of(CompleteRecord)
            if "Contribution" in item.kinds
        },
    ),
    "no record complete": lambda: altered(bundled(), without=[item.id for item in bundled().of(CompleteRecord)]),
    "mission running": lambda: altered(bundled(), changes={"global-coalition": {"ends": None}}),
    "mission over in a year no better known": lambda: altered(
        bundled(), changes={"global-coalition": {"ends": moment("2017")}}
    ),
    "aircraft not counted": lambda: altered(
        bundled(),
        changes={name: {"count": None, "personnel": None} for name in ("denmark-f16am-2016", "belgium-f-16am-2014")},
    ),
    "the strike public some time in 2016": lambda: altered(
        bundled(), changes={"denmark-strike-2016": {"public": moment("2016-12")}}
    ),
}


@pytest.mark.parametrize("world", ALTERED)
def test_what_is_left_open_is_open_for_a_reason_that_can_be_checked(world: str) -> None:
    kb = ALTERED[world]()
    judging, files = court(kb), nodes_of_records(kb)
    assert {name: found for name in judging.episodes if (found := faults(judging.judge(name), files))} == {}


# Tampering


def tampered(judgement: Judgement, **parts: Any) -> Judgement:
    """Return a judgement with another proof, which knows nothing of what was worked out from the old one."""
    return Judgement(judgement.facts, replace(judgement.proof, **parts), judgement.nearness)


def with_fact(proof: Proof, name: str, **values: Any) -> dict[str, Known]:
    """Return the facts of a proof with some fields of one changed."""
    fact = proof.facts[name]
    changed = tuple((key, values.get(key, value)) for key, value in fact.values)
    assert changed != fact.values
    return {**proof.facts, name: replace(fact, values=changed)}


def with_step(proof: Proof, name: str, change: Callable[[Step], Step]) -> dict[str, tuple[Step, ...]]:
    """Return the steps of a proof with the first one to a conclusion changed."""
    first, *rest = proof.steps[name]
    assert change(first) != first
    return {**proof.steps, name: (change(first), *rest)}


def the(kind: str, **values: str) -> Known:
    return judged(bundled(), TAMPERED).proof.concluded(kind, **values)[0]


def caught(*words: str, **parts: Any) -> None:
    """The check names what is wrong."""
    found = faults(tampered(judged(bundled(), TAMPERED), **parts), nodes())
    assert [fault for fault in found if all(word in fault for word in words)], found


def proof() -> Proof:
    return judged(bundled(), TAMPERED).proof


def test_a_changed_observed_value_is_caught() -> None:
    name = "Contribution(belgium-f-16am-2014)"
    caught(name, "differs", facts=with_fact(proof(), name, count=8))
    caught(name, "differs", facts=with_fact(proof(), name, ends=moment("2015-06-29")))
    caught(name, "differs", facts=with_fact(proof(), name, theatres=("iraq", "syria")))
    caught(name, "differs", facts=with_fact(proof(), name, flight_hours=400))


def test_a_date_whose_days_do_not_fit_its_text_is_caught() -> None:
    name = "Contribution(belgium-f-16am-2014)"
    wrong = replace(moment("2014-10"), latest=moment("2014-10-07").latest)
    caught(name, "differs", facts=with_fact(proof(), name, begins=wrong))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        (f"Change({TAMPERED}/profile)", {"combat_lost": 5}),
        (f"Episode({TAMPERED})", {"running": True}),
        (f"JointPool({TAMPERED}/pool/belgian-dutch-rotation)", {"fielded_before": 15}),
        (f"UnitChange({TAMPERED}/units/belgium-f-16am-2014)", {"size_before": 7}),
        ("VoteShare(belgium-vote-2014-09-26/share)", {"share": 0.5}),
    ],
)
def test_a_miscounted_figure_is_caught(name: str, values: dict[str, Any]) -> None:
    caught(name, "add up to", facts=with_fact(proof(), name, **values))


def test_a_figure_said_to_rest_on_other_facts_is_caught() -> None:
    name = f"Change({TAMPERED}/profile)"
    other = {**proof().facts, name: replace(proof().facts[name], basis=())}
    caught(name, "add up to", facts=other)


def test_an_invented_fact_is_caught() -> None:
    kept = "Contribution(belgium-f-16am-2014)"
    values = tuple((key, "made-up" if key == "id" else value) for key, value in proof().facts[kept].values)
    invented = Known("Contribution(made-up)", "Contribution", values, "observed")
    caught("Contribution(made-up)", "not in the case files", facts={**proof().facts, invented.name: invented})


def test_a_fact_left_out_is_caught() -> None:
    name = "Statement(belgium-vandeput-budget-2014)"
    rest = {key: fact for key, fact in proof().facts.items() if key != name}
    caught(name, "not in the proof", facts=rest)


def test_an_invented_conclusion_is_caught() -> None:
    made_up = Known(f"LastYear(episode={TAMPERED})", "LastYear", (("episode", TAMPERED),), "concluded")
    caught(made_up.name, "concluded by no step", facts={**proof().facts, made_up.name: made_up})
    caught(made_up.name, "rests on nothing", facts={**proof().facts, made_up.name: made_up})


@pytest.mark.parametrize("number", range(4))
def test_a_dropped_premise_is_caught(number: int) -> None:
    name = the("Defection").name

    def change(step: Step) -> Step:
        return step._replace(premises=step.premises[:number] + step.premises[number + 1 :])

    caught(name, "one for one", steps=with_step(proof(), name, change))


def test_a_dropped_step_is_caught() -> None:
    name = the("CapacityLimit").name
    rest = {key: steps for key, steps in proof().steps.items() if key != name}
    caught(name, "capacity.budget", "the proof does not say so", steps=rest)
    caught(name, "has no step of its own", steps=rest)


def test_a_step_by_another_rule_is_caught() -> None:
    name = the("Defection").name
    caught(name, steps=with_step(proof(), name, lambda step: step._replace(rule="timing.last-year")))
    caught(name, "no such rule", steps=with_step(proof(), name, lambda step: step._replace(rule="made.up")))


def test_another_conclusion_from_the_same_premises_is_caught() -> None:
    name = the("Cause").name
    caught(name, "what the rule says", facts=with_fact(proof(), name, cause="political/election"))


def test_other_bindings_are_caught() -> None:
    name = the("Early").name
    other = (("date", moment("2016-01")), ("end", moment("2019-03-23")), ("episode", TAMPERED))
    caught(name, "does not match", steps=with_step(proof(), name, lambda step: step._replace(bindings=other)))


def test_a_comparison_that_does_not_hold_is_caught() -> None:
    name, anchor = the("Early").name, f"Episode({TAMPERED})"
    soon = moment("2015-12")
    facts = with_fact(proof(), anchor, concludes=soon)

    def change(step: Step) -> Step:
        return step._replace(bindings=tuple((key, soon if key == "end" else value) for key, value in step.bindings))

    caught(name, "later is False", facts=facts, steps=with_step(proof(), name, change))


def test_a_premise_met_by_another_fact_is_caught() -> None:
    name = the("CapacityLimit").name

    def change(step: Step) -> Step:
        return step._replace(
            premises=(step.premises[0], Held(1, "BudgetLimit(belgium-no-money-2017)"), *step.premises[2:])
        )

    caught(name, "condition 1", "does not match", steps=with_step(proof(), name, change))


def test_an_absence_that_does_not_hold_is_caught() -> None:
    partner = f"TakenOver(episode={TAMPERED}, partner=netherlands)"
    values = (("episode", TAMPERED), ("partner", "netherlands"))
    facts = {**proof().facts, partner: Known(partner, "TakenOver", values, "concluded")}
    caught("BurdenShifted", f"{partner} is there", facts=facts)


@pytest.mark.parametrize("records", [(), (("Contribution", ("denmark-complete-contributions",)),)])
def test_an_absence_without_its_complete_records_is_caught(records: tuple[Any, ...]) -> None:
    name = the("BurdenShifted").name

    def change(step: Step) -> Step:
        absent = [item._replace(records=records) if isinstance(item, Absent) else item for item in step.premises]
        return step._replace(premises=tuple(absent))

    caught(name, "condition", steps=with_step(proof(), name, change))


def test_an_absence_whose_records_are_not_complete_is_caught() -> None:
    without = {name: node for name, node in nodes().items() if node.kind != "CompleteRecord"}
    found = faults(judged(bundled(), TAMPERED), without)
    assert [fault for fault in found if "BurdenShifted" in fault and "not complete" in fault]


def test_a_proof_that_rests_on_itself_is_caught() -> None:
    name = the("ExposureFell", manner="fewer-units").name

    def change(step: Step) -> Step:
        return step._replace(premises=(Held(0, name), *step.premises[1:]))

    caught(name, "rests on nothing but itself", steps=with_step(proof(), name, change))
