"""What could still change an answer, as questions that a reader can answer, each with what would follow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from explain.words.phrases import listed, spoken
from explain.words.telling import Teller, sentence
from kb.dates import Moment
from kb.names import spelled
from kb.profiles.computed import COMPUTED
from kb.records import State
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, variable_name
from rules.engine.facts import CONCLUSIONS
from rules.engine.proof import Compared, Held, Known, Proof
from rules.judging.court import Judgement
from rules.judging.gaps import ABSENCE, COMPARISON, FACT, Gap
from rules.judging.topics import open_gaps, undoing_gaps

MOST = 5
"""How many points of each sort are shown unless all are asked for."""
_TOGETHER = 2
"""How many facts one question asks for: who must find three first is better asked for one."""

ASKED: Mapping[str, str] = {
    "Election": "was there an election before, and was the deployment an issue in it",
    "LeadershipChange": "had power passed from the right to the left",
    "CabinetCrisis": "had the government fallen, or lost a party, over the mission",
    "Vote": "had parliament refused to let the units stay, or ordered them home",
    "PublicOpinion": "was its public against the mission",
    "VoteShare": "did a large majority in parliament back the mission",
    "FleetShare": "how much of its fleet was deployed",
    "Casualties": "had it just lost troops",
    "HostageTaking": "had its people just been taken hostage",
    "BattlefieldTurn": "had the war turned for the worse",
    "Government": "did a government of several parties end over it",
    "Attack": "had an attack at home answered its part",
    "TerritorialAttack": "had it been attacked on its own territory",
    "BudgetLimit": "did the money for the mission run out at that time",
    "MaintenanceDue": "were its units or crews due for repair or rest",
    "ReadinessLoss": "was its readiness worn down",
    "CompetingOperation": "did it need the same units elsewhere",
    "Fleet": "how many units of that kind did it have",
    "Decision": "what had it, or the leader, decided before",
    "Statement": "what had it said: a promise to voters, a promise to return",
    "Request": "had the leader asked for something",
    "ConsentWithdrawal": "had the host taken back its consent",
    "Resolution": "did a resolution run out at that time",
    "Mandate": "on which ground in law did its mandate rest",
    "Release": "had the coalition let its units go",
    "Incident": "had harm done by its own units just become public",
    "Arrangement": "did partners share the burden by agreement",
    "Shift": "whose turn was it",
    "Pledge": "what had it promised to send",
    "Contribution": "did it send other units instead",
    "Dependency": "does it rely on the leader for its security",
    "SizeComparison": "is it small beside the leader",
    "Limitation": "had it set limits on its part",
    "Invitation": "was it invited to a forum, or left out",
    "Recognition": "was its part praised in public",
    "State": "how many people live there, and what does it spend on defence",
    "Coalition": "when did the mission end",
    "Theatre": "how dangerous was each area",
    "Membership": "did it send units to fight",
}
"""For each kind of fact, the question to which it is the answer."""


@dataclass(frozen=True)
class Question:
    """One point in words.

    Attributes:
        sort: what sort of gap it is.
        text: the point: a clause that would undo the answer, or a question with what would follow.
        towards: the name of what it bears on.
        kinds: the kinds of fact that it is about.
        write: the line to write into a case file, where one line does it.
    """

    sort: str
    text: str
    towards: str
    kinds: tuple[str, ...] = ()
    write: str | None = None


def undoing_questions(teller: Teller, gaps: Iterable[Gap]) -> tuple[Question, ...]:
    """Return what would undo an answer that holds on the record only."""
    return tuple(Question(ABSENCE, _presence(teller, gap), gap.towards, gap.kinds) for gap in gaps)


def open_questions(teller: Teller, proof: Proof, gaps: Iterable[Gap]) -> tuple[Question, ...]:
    """Return what would settle what is open: first orders and numbers that nobody gives, then facts to look for."""
    found: dict[str, Question] = {}
    wanted = []
    for gap in gaps:
        if gap.sort == COMPARISON:
            made = compared(teller, proof, gap)
            found.setdefault(made.text, made)
        else:
            wanted.append(gap)
    return (*found.values(), *_wanted(wanted))


def _wanted(gaps: Iterable[Gap]) -> Iterator[Question]:
    """Yield the questions for facts that are wanting, each with all that it could establish and no other could."""
    bears: dict[tuple[str, ...], dict[str, None]] = {}
    hinted: set[tuple[str, ...]] = set()
    for gap in gaps:
        bears.setdefault(gap.kinds, {})[gap.towards] = None
        if gap.hinted:
            hinted.add(gap.kinds)
    covered: set[str] = set()
    for kinds, causes in sorted(
        bears.items(), key=lambda item: (item[0] not in hinted, len(item[0]), *map(_rank, item[0]))
    ):
        fresh = [cause for cause in causes if cause not in covered]
        if fresh and len(kinds) <= _TOGETHER:
            covered.update(fresh)
            asked = listed([_asked(kind) for kind in kinds])
            yield Question(
                FACT,
                f"{sentence(asked)}? That could show: {listed([_named(item) for item in fresh])}.",
                fresh[0],
                kinds,
            )


def observed(kind: str) -> frozenset[str]:
    """Return the kinds of observed fact behind a kind: those a figure is computed from, else itself."""
    return next((item.derived_from for item in COMPUTED if item.__name__ == kind), frozenset({kind}))


def _rank(kind: str) -> int:
    return list(ASKED).index(kind) if kind in ASKED else len(ASKED)


def _asked(kind: str) -> str:
    return ASKED.get(kind, f"is there any {kind}")


def _named(slug: str) -> str:
    return spelled(slug.rpartition("/")[2])


def _presence(teller: Teller, gap: Gap) -> str:
    kind = CONCLUSIONS.get(gap.about)
    if kind is not None and kind.presence:
        return kind.presence
    if gap.about == "UnitChange":
        return "other combat units came at the same time"
    return f"there was more than is on record of {listed([teller.several(name) for name in gap.kinds])}"


def compared(teller: Teller, proof: Proof, gap: Gap) -> Question:
    """Return the undecided comparisons of one step as what would follow if they held."""
    assert gap.step is not None
    rule, clauses, write = teller.rule(gap.rule), [], None
    opened = [item for item in gap.step.premises if isinstance(item, Compared) and item.answer is None]
    sides = {item.number: _sides(teller, proof, gap, rule.when[item.number]) for item in opened}
    ordered = {_pair(sides[item.number]) for item in opened if item.relation in _ORDERS}
    for item in opened:
        things = sides[item.number]
        write = write or _order_line(item.relation, things)
        if item.relation == "within" and _pair(things) in ordered:
            clauses.append(f"at most {things[2].told} months lie between")
        else:
            clauses.append(_clause(item.relation, things) or teller.comparison(gap.step, item.number))
    told = listed(list(dict.fromkeys(clauses)))
    word = "if" if gap.wanted else "unless"
    return Question(COMPARISON, f"{sentence(teller.value(gap.towards))}, {word} {told}.", gap.towards, (), write)


def _pair(sides: list["_Operand"]) -> frozenset[str]:
    """Return the two dates of a comparison, in whichever order it names them."""
    return frozenset(f"{side.name} {side.told}" for side in sides[:2])


def _sides(teller: Teller, proof: Proof, gap: Gap, item: object) -> list["_Operand"]:
    assert isinstance(item, Comparison)
    return [_Operand.of(teller, proof, gap, operand) for operand in item.operands]


@dataclass(frozen=True)
class _Operand:
    """One side of a comparison: what it is of, and its value in words."""

    name: str
    told: str
    value: Any
    fact: str | None = None

    @classmethod
    def of(cls, teller: Teller, proof: Proof, gap: Gap, operand: Any) -> "_Operand":
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
                    return cls(*_source(teller, proof, premise.fact, field, value))
        return cls("it", teller.value(value), value)


def _source(teller: Teller, proof: Proof, fact: str, field: str, value: Any) -> tuple[str, str, Any, str | None]:
    known = proof.facts[fact]
    told = spoken(value) if isinstance(value, Moment) else teller.value(value)
    if known.kind == "Episode":
        names = {"decided": "the decision", "concludes": "the end of the mission"}
        return names.get(field, "the change"), told, value, None
    if known.origin == "observed":
        label = teller.kb.label(str(known["id"]))
        ends = {"ends": f"the end of {label}", "runs_out": f"the end of {label}", "public": f"news of {label}"}
        return ends.get(field, label), told, value, str(known["id"])
    if known.kind == "Tour":
        return "the deployment of its combat units", told, value, None
    if known.kind in CONCLUSIONS:
        steps = proof.steps.get(fact) or proof.possible.get(fact, ())
        return (_event(teller, known) or (teller.step(steps[0]) if steps else "it")), told, value, None
    return _COUNTED.get(field, teller.figure(known)), told, value, None


def _event(teller: Teller, known: Known) -> str | None:
    """Return what a reader calls the event that a conclusion is about, where it is one on record."""
    event = dict(known.values).get("event")
    record = teller.kb.records.get(str(event))
    if record is None:
        return "the anniversary of the war" if event else None
    return (
        f"the day from which {teller.value(event)} fought" if isinstance(record, State) else teller.kb.label(str(event))
    )


_ORDERS = frozenset({"not_later", "earlier"})
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


def _clause(relation: str, things: list[_Operand]) -> str | None:
    """Return what has to hold in words; ``None`` where the comparison's own words must do."""
    dated = [f"{item.name} ({item.told})" if item.value is not None and item.name else item.told for item in things]
    if relation in _CLAUSES:
        return _CLAUSES[relation].format(
            *(dated if relation not in ("covers", "nearing") else (things[0].name, "", *dated[2:]))
        )
    if things[0].value is None and relation == "at_least":
        return f"{things[0].name} reaches {things[1].told}; no source gives the number"
    if things[0].value is None and relation == "more":
        return f"{things[0].name}; no number on record decides it"
    if things[0].value is None and relation == "among":
        return f"for {things[0].name} it is {things[1].told}; no source says which it was"
    return None


def _order_line(relation: str, things: list[_Operand]) -> str | None:
    """Return the line that would settle an order in a case file."""
    if relation not in _ORDERS or things[0].fact is None or things[1].fact is None:
        return None
    return f"in `{things[0].fact}`: before: [{things[1].fact}]"


def teller_of(judgement: Judgement) -> Teller:
    """Return what puts a judgement into words."""
    nearness = judgement.nearness
    return Teller(judgement.facts.part.kb, nearness.rulebook, nearness.thresholds)


def questions(judgement: Judgement) -> tuple[Question, ...]:
    """Return what would undo the verdict, and what would settle what is open: the verdict, or shape and cause."""
    teller = teller_of(judgement)
    topics = ("strategy", "cause") if judgement.verdict == "defection" else ("verdict",)
    opened = (
        question
        for topic in topics
        for question in open_questions(teller, judgement.proof, open_gaps(judgement, topic))
    )
    return (*undoing_questions(teller, undoing_gaps(judgement, "verdict")), *opened)
