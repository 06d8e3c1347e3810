"""A row for each episode: its verdict, and every condition that the rules know as 1, 0 or nothing.

1: it holds on the record. 0: nothing on record shows it. Nothing: the record leaves it open. The columns follow from
the rulebook: one for each kind of conclusion that rules draw about an episode, and one for each value that they name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from explain.dataset.tables import Column, Plain, Table, dated, days, joined, text, truth
from kb.names import spelled
from kb.words.meanings import meaning_of
from rules.engine.experta_engine import Fact
from rules.engine.facts import CONCLUSIONS, field_names
from rules.judging.court import HYPOTHESES, VERDICTS, Court, Judgement
from rules.theory.book import RULEBOOK

OUTCOME: Final = "defection"
_OUTCOMES: Final = {"defection": 1, "not-defection": 0}
_APART: Final = frozenset({*VERDICTS, "Hypothesis"})


@dataclass(frozen=True)
class Condition:
    """Something that rules may conclude of an episode: its column, and the class and values of the conclusion."""

    name: str
    kind: str
    values: tuple[tuple[str, Any], ...] = ()

    def answer(self, judgement: Judgement) -> int | None:
        """Return 1 where it holds on the record, 0 where nothing shows it, and ``None`` where that is open."""
        proof, values = judgement.proof, dict(self.values)
        if "episode" in field_names(CONCLUSIONS[self.kind]):
            values["episode"] = judgement.episode.id
        if proof.concluded(self.kind, **values):
            return 1
        return None if proof.open(self.kind, **values) else 0

    @property
    def definition(self) -> str:
        """Return what the condition is."""
        said = meaning_of(self.kind).definition
        if self.values:
            told = ", ".join(f"{name.replace('_', ' ')}: {spelled(str(value))}" for name, value in self.values)
            said = f"{said} Here with {told}."
        return f"{said} 1: holds on the record; 0: nothing on record shows it; empty: left open."


@cache
def conditions() -> tuple[Condition, ...]:
    """Return every condition, by name of its column."""
    found: dict[str, Condition] = {}
    for rule in RULEBOOK.rules.values():
        kind = rule.concludes.__name__
        if kind in _APART:
            continue
        base = _snake(kind)
        found[base] = Condition(base, kind)
        for name, value in rule.then.items():
            if isinstance(name, str) and isinstance(value, str) and not Fact.is_special(name):
                made = Condition(f"{base}_{_snake(value.rpartition('/')[2])}", kind, ((name, value),))
                found[made.name] = made
    return tuple(found[name] for name in sorted(found))


@cache
def theory_conditions() -> tuple[str, ...]:
    """Return the conditions that the rules for a defection name, which are those of a truth table by default."""
    rules = (rule for rule in RULEBOOK.rules.values() if rule.concludes.__name__ == "Defection")
    kinds = {type(pattern).__name__ for rule in rules for _, pattern in (*rule.positives, *rule.negatives)}
    return tuple(item.name for item in conditions() if item.kind in kinds and not item.values)


def episodes(court: Court, names: Iterable[str]) -> Table:
    """Return the table of some episodes."""
    rows = tuple(tuple(_row(court.judge(name))) for name in sorted(names))
    links = {"state": ("states", "state"), "coalition": ("facts", "fact")}
    return Table(
        "episodes", "One row for each change of a state's part in a coalition", ("episode",), _columns(), rows, links
    )


def _columns() -> tuple[Column, ...]:
    units = "Null where no source counts them."
    return (
        text("episode", "The name of the episode: state and month.", required=True),
        text("state", "The state whose part changed.", required=True),
        text("coalition", "The coalition in which it changed.", required=True),
        *dated("date", "When the changed part first holds.", required=True),
        *dated("decided", "The latest decision about it up to then.", required=True),
        Column(
            "verdict", "string", "What the rules conclude.", values=(*VERDICTS.values(), "undetermined"), required=True
        ),
        text("standing", "How the verdict stands: certain, or on the record; empty where there is none."),
        truth(OUTCOME, "The outcome. 1: a defection; 0: none; empty: out of scope, or undetermined."),
        Column("scope", "string", "Whether the change concerns combat.", values=("combat", "non-combat")),
        text("reasons", "The reasons for the verdict."),
        text("strategies", "The shapes that a defection took."),
        text("causes", "Its established causes."),
        *(
            Column(name, "integer", f"{said} {units}", "units")
            for name, said in (
                ("combat_before", "Combat units before the change, of whatever kind."),
                ("combat_after", "Combat units after it."),
                ("support_before", "Other units before the change."),
                ("support_after", "Other units after it."),
            )
        ),
        *(truth(name, f"The answer to hypothesis {name}: 1 yes, 0 no, empty none.") for name in HYPOTHESES),
        *(truth(item.name, item.definition) for item in conditions()),
    )


def _row(judgement: Judgement) -> Iterator[Plain]:
    episode, change = judgement.episode, judgement.change
    yield from (episode.id, episode.state, episode.coalition, *days(episode.date), *days(episode.decided))
    yield from (judgement.verdict, judgement.standing, _OUTCOMES.get(judgement.verdict), judgement.scope)
    yield from map(joined, (judgement.reasons, judgement.strategies, judgement.causes))
    yield from (change.combat_before, change.combat_after, change.support_before, change.support_after)
    answers = {"yes": 1, "no": 0}
    yield from (answers.get(judgement.hypotheses[name] or "") for name in HYPOTHESES)
    yield from (item.answer(judgement) for item in conditions())


def _snake(name: str) -> str:
    """Return a name as a column that R and Stata can take: small letters, digits and underscores."""
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)).casefold()
