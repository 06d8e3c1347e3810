"""A row for each conclusion about an episode or a state's whole part: what it says, how it stands, by which rules."""

from collections.abc import Iterable, Iterator, Mapping

from explain.dataset.tables import Column, Plain, Table, as_json, joined, text
from explain.words.telling import Teller
from kb.words.meanings import meaning_of
from rules.engine.proof import STANDINGS, Held, Step
from rules.judging.court import Court, Judgement
from rules.judging.dossier import Dossier, Finding, archive_of, name_of


def conclusions(court: Court, names: Iterable[str]) -> Table:
    """Return the conclusions about some episodes and parts, those that are open included."""
    archive = archive_of(court)
    columns = (
        text("about", "The episode, or STATE/COALITION for a state's whole part.", required=True),
        text("conclusion", "The name of the conclusion, one of its kind for what it is about.", required=True),
        text("kind", "The kind of conclusion.", required=True),
        text("meaning", "What that kind means."),
        text("fields", "What it says, field by field, as JSON."),
        Column("standing", "string", "How it stands.", values=STANDINGS, required=True),
        text("says", "What it says, in words."),
        text("rules", "The rules that lead to it."),
        text("facts", "The facts that the steps to it use at once; those behind other conclusions are with these."),
    )
    rows = tuple(row for name in sorted(names) for row in _rows(court, archive.finding(name)))
    title = "One row for each conclusion about an episode or a part"
    return Table("conclusions", title, ("about", "conclusion"), columns, rows)


def own_steps(finding: Finding) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Yield what is concluded of an episode, or of a part and not of its episodes, with the steps to it, sorted."""
    proof = finding.proof
    below = finding.judgements if isinstance(finding, Dossier) else ()
    taken = {name for item in below for name in item.proof.steps}
    steps: Mapping[str, tuple[Step, ...]] = {**proof.possible, **proof.steps}
    yield from ((name, steps[name]) for name in sorted(steps) if name not in taken)


def _rows(court: Court, finding: Judgement | Dossier) -> Iterator[tuple[Plain, ...]]:
    teller = Teller(court.kb, finding.nearness.rulebook, finding.nearness.thresholds)
    proof = finding.proof
    for name, steps in own_steps(finding):
        known = proof.facts[name]
        yield (
            name_of(finding),
            name,
            known.kind,
            meaning_of(known.kind).definition or None,
            as_json(dict(known.values)),
            proof.standing(name),
            teller.step(steps[0]),
            joined(sorted({step.rule for step in steps})),
            joined(sorted(set(observed(finding, steps)))),
        )


def observed(finding: Finding, steps: Iterable[Step]) -> Iterator[str]:
    """Yield the names of the records that steps use, those behind figures included."""
    facts = finding.proof.facts
    for premise in (premise for step in steps for premise in step.premises):
        if isinstance(premise, Held):
            known = facts[premise.fact]
            if known.origin == "observed":
                yield str(known["id"])
            elif known.origin == "computed":
                yield from known.basis
