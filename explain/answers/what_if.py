"""What would follow if some facts were otherwise: what appears, what vanishes and what stands on other grounds."""

from collections.abc import Iterator, Sequence

from explain.answer import Answer, Reason
from explain.answers.judgements import ASKED
from explain.answers.why import title
from explain.words.breaks import told_break
from explain.words.changes import told
from explain.words.phrases import listed
from explain.words.telling import Teller
from kb.altered.altering import Alteration, altered
from kb.dates import moment
from kb.records import Record
from kb.store import KnowledgeBase
from rules.engine.proof import Held, Known, Proof
from rules.judging.court import Court, Judgement
from rules.questions.breaking import broken
from rules.questions.following import followed

_VERDICTS = frozenset(ASKED[:3])
_WORDS = (
    ("appears", "appears", "appear"),
    ("vanishes", "vanishes", "vanish"),
    ("standing", "changes its standing", "change their standing"),
    ("moves", "rests on other grounds", "rest on other grounds"),
)
_MOST = 3
"""How many breaks are told of what vanished."""


def what_if(
    kb: KnowledgeBase, court: Court, episode: str, changes: Sequence[Alteration], added: Sequence[Record] = ()
) -> Answer:
    """Judge an episode again with facts changed, and compare.

    Raises:
        InputError: the facts would be none that a case file could state.
    """
    before = court.judge(episode)
    after = again(court, episode, changes, added)
    teller = Teller(kb, court.inference.rulebook, court.inference.thresholds)
    findings = tuple(changed_findings(teller, before, after)) if after else ()
    changed: list[Alteration | Record] = [*changes, *added]
    return Answer(
        question=f"What if, for {episode}: {'; '.join(map(str, changes)) or 'facts added'}?",
        episode=episode,
        title=title(teller, before.facts),
        verdict=headline(before, after),
        sentence=_sentence(teller, before, after, findings),
        reasons=(*(told(teller, item) for item in changed), *findings),
    )


def again(court: Court, episode: str, changes: Sequence[Alteration], added: Sequence[Record] = ()) -> Judgement | None:
    """Judge the same going once more, in whatever month it then falls; else what changed in that month.

    Raises:
        InputError: the facts would be none that a case file could state.
    """
    other = court.over(altered(court.kb, changes, added))
    name = followed(court.episodes[episode], other.episodes) or episode
    return other.judge(name) if name in other.episodes else None


def headline(before: Judgement, after: Judgement | None) -> str:
    """Return both verdicts in capitals, or the one where they are the same."""
    if after is None:
        return "NO SUCH EPISODE"
    words = [item.verdict.replace("-", " ").upper() for item in (before, after)]
    return words[0] if words[0] == words[1] else f"{words[0]} → {words[1]}"


def _sentence(teller: Teller, before: Judgement, after: Judgement | None, findings: tuple[Reason, ...]) -> str:
    if after is None:
        return "With these facts nothing changed in that month, so there is nothing to judge."
    moved = ""
    if after.episode.id != before.episode.id:
        moved = f" It then falls in {teller.value(moment(after.episode.date.month))}."
    return f"{counted(findings)}{moved}"


def counted(findings: tuple[Reason, ...]) -> str:
    """Return how many conclusions come, go or move, in a sentence."""
    heard: list[str] = []
    for status, one, several in _WORDS:
        count = sum(_fate(item) == status for item in findings)
        noun = "" if heard else f" conclusion{'' if count == 1 else 's'}"
        heard += [f"{count}{noun} {one if count == 1 else several}"] if count else []
    return f"{listed(heard)}." if heard else "Every conclusion stands as it was."


def _fate(finding: Reason) -> str | None:
    """Return what became of a conclusion: of one that holds as before with a remark, only its standing changed."""
    return "standing" if finding.status == "moves" and finding.kind == "finding" and finding.remarks else finding.status


def changed_findings(
    teller: Teller, before: Judgement, after: Judgement, later: Teller | None = None
) -> Iterator[Reason]:
    """Yield the conclusions that vanish, appear or rest on other grounds; ``later`` tells of what holds afterwards."""
    old, new, later = _asked(before), _asked(after), later or teller
    for key in (key for key in old if key not in new):
        yield _vanished(teller, before, after, old[key])
    for key in (key for key in new if key not in old):
        yield _finding(later, after.proof, new[key], "appears")
    for key in (key for key in new if key in old):
        standings = [item.proof.standing(known.name) for item, known in ((before, old[key]), (after, new[key]))]
        if standings[0] != standings[1]:
            yield _finding(later, after.proof, new[key], "moves", (f"it is then {standings[1]}, not {standings[0]}",))
        elif _grounds(before, old[key]) != _grounds(after, new[key]):
            yield _finding(later, after.proof, new[key], "moves")


def _asked(judgement: Judgement) -> dict[str, Known]:
    """Return the conclusions that a reader asks for, the verdict first, by name but for the month of the episode."""
    found = (item for kind in ASKED for item in judgement.proof.concluded(kind))
    return {_undated(judgement, item.name): item for item in found}


def _undated(judgement: Judgement, name: str) -> str:
    return name.replace(judgement.episode.id, "")


def _finding(teller: Teller, proof: Proof, item: Known, status: str, remarks: tuple[str, ...] = ()) -> Reason:
    step = proof.steps[item.name][0]
    return Reason(item.name, "finding", teller.step(step), step.rule, status=status, remarks=remarks)


def _grounds(judgement: Judgement, item: Known) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset(
        (step.rule, tuple(_undated(judgement, held.fact) for held in step.premises if isinstance(held, Held)))
        for step in judgement.proof.steps[item.name]
    )


def _vanished(teller: Teller, before: Judgement, after: Judgement, item: Known) -> Reason:
    """Return a conclusion that is gone, with what broke on the way by which it held."""
    found = broken(before, after, item.name, frozenset() if item.kind in _VERDICTS else _VERDICTS)
    breaks = dict.fromkeys(told_break(teller, before, after, each) for each in found)
    return _finding(teller, before.proof, item, "vanishes", tuple(breaks)[:_MOST])
