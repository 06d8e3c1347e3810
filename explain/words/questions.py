"""What could still change an answer, as questions that a reader can answer, each with what would follow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explain.words.clauses import ORDERS, Side, clause, one_month, order_line, pair, sides_of
from explain.words.lacking import lines
from explain.words.phrases import listed
from explain.words.telling import Teller, sentence
from kb.names import spelled
from kb.profiles.computed import COMPUTED
from rules.engine.facts import CONCLUSIONS
from rules.engine.proof import Compared, Proof
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
    return f"there were {listed([teller.several(name) for name in gap.kinds])} beyond those on record"


@dataclass(frozen=True)
class Undecided:
    """A comparison that the values on record leave open: its name, its sides, and in words what would have to hold."""

    relation: str
    sides: list[Side]
    text: str


def undecided_in(teller: Teller, proof: Proof, gap: Gap) -> list[Undecided]:
    """Return the comparisons that keep the step of a gap open."""
    assert gap.step is not None
    rule, found = teller.rule(gap.rule), []
    for item in gap.step.premises:
        if isinstance(item, Compared) and item.answer is None:
            things = sides_of(teller, proof, gap, rule.when[item.number])
            text = clause(item.relation, things) or teller.comparison(gap.step, item.number)
            found.append(Undecided(item.relation, things, text))
    return found


def compared(teller: Teller, proof: Proof, gap: Gap) -> Question:
    """Return the undecided comparisons of one step as what would follow if they held."""
    clauses, between, write = [], [], None
    opened = undecided_in(teller, proof, gap)
    reached = {item.sides[0] for item in opened if item.relation == "at_least"}
    opened = [item for item in opened if item.relation != "more" or item.sides[0] not in reached]
    ordered = {pair(item.sides) for item in opened if item.relation in ORDERS}
    for item in opened:
        write = write or order_line(item.relation, item.sides)
        if item.relation == "within" and pair(item.sides) in ordered:
            between.append(one_month(f"at most {item.sides[2].told} months lie between"))
        else:
            clauses.append(item.text)
    write = write or lines(teller.kb, (side for item in opened for side in item.sides))
    told = _remarked(list(dict.fromkeys((*clauses, *between))))
    word = "if" if gap.wanted else "unless"
    return Question(COMPARISON, f"{sentence(teller.value(gap.towards))}, {word} {told}.", gap.towards, (), write)


def _remarked(clauses: list[str]) -> str:
    """Return clauses in a row, and what is said of them after a semicolon once, at the end."""
    remarks = dict.fromkeys(remark for text in clauses if (remark := text.partition("; ")[2]))
    return "; ".join((listed([text.partition("; ")[0] for text in clauses]), *remarks))


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
