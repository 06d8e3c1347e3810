"""An answer as plain data: what was asked, the answer in one sentence, and the reasons as a tree."""

from dataclasses import dataclass

from rules.engine.proof import ON_THE_RECORD


@dataclass(frozen=True)
class Source:
    """Where a fact or a rule stands, in words.

    Attributes:
        work: the work read.
        place: the place in it.
        document: the document that the work cites there.
        document_place: the place in that document.
        voice: in whose voice the fact stands there, where it is not plain report.
    """

    work: str
    place: str
    document: str | None = None
    document_place: str | None = None
    voice: str | None = None


@dataclass(frozen=True)
class Reason:
    """One node of the tree.

    Attributes:
        id: the name of the fact, or of the premise below a step.
        kind: ``step``, ``observed``, ``computed``, ``absence`` or ``comparison`` in a proof; ``rule`` and
            ``condition`` where a rule did not fire; ``change`` and ``finding`` where facts were changed.
        status: for a condition, ``met``, ``unmet`` or ``unknown``; for a finding or a change, what became of it.
        text: the node in one sentence.
        rule: for a step, the rule that took it.
        sources: for an observed fact, where it stands; for a step, where the theory says so.
        remarks: what a reader should know beside it: other values in the sources, records that are complete.
        children: the reasons for this one.
        shown_above: the reasons stand further up already and are not repeated.
        ways: how many further derivations there are that are not shown.
        see: the question to ask for the reasons that are not told here.
        evident: it only ties together what other reasons beside it say already, and may be left out.
    """

    id: str
    kind: str
    text: str
    rule: str | None = None
    status: str | None = None
    sources: tuple[Source, ...] = ()
    remarks: tuple[str, ...] = ()
    children: tuple["Reason", ...] = ()
    shown_above: bool = False
    ways: int = 0
    see: str | None = None
    evident: bool = False


@dataclass(frozen=True)
class Answer:
    """The answer to one question about one episode.

    Attributes:
        question: what was asked, in full.
        episode: the name of the episode.
        title: the state, the coalition and the month.
        verdict: the conclusion in capitals, as a headline.
        sentence: the answer in one sentence.
        reasons: one tree for each conclusion that answers the question.
        open_points: what would settle what is left open, in words.
        standing: how the answer stands: ``certain``, ``on the record`` or ``open``; ``None`` where that is not asked.
        undone_by: what would undo an answer that holds on the record only, if it were so.
        advice: commands that help to go on.
    """

    question: str
    episode: str
    title: str
    verdict: str
    sentence: str
    reasons: tuple[Reason, ...] = ()
    open_points: tuple[str, ...] = ()
    standing: str | None = None
    undone_by: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """Return the conclusion in capitals and how it stands."""
        return f"{self.verdict} · {self.standing}" if self.standing == ON_THE_RECORD else self.verdict

    @property
    def undoing(self) -> str:
        """Return what introduces the points that would undo the answer."""
        if self.verdict.startswith("DEFECTION"):
            return "On the record. It would be none if"
        return "On the record. It would be otherwise if"
