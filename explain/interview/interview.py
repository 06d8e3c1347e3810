"""An interview from its first question to its last: the opening, what can still change the answer, the rest."""

from collections.abc import Iterator

from explain.interview.answering import NO, NOT_KNOWN, YES, pursue
from explain.interview.conversing import Ask
from explain.interview.draft import Fact
from explain.interview.facts import Purpose, enter
from explain.interview.fields import YES_NO, kinds_listed
from explain.interview.inquiring import Inquirer, Inquiry
from explain.interview.opening import begin
from explain.interview.reading import one_of, read_truth
from explain.interview.session import Session
from kb.auditing.belied import belied
from kb.names import spelled
from kb.profiles.changes import window
from kb.records import CompleteRecord, Contribution
from rules.judging.court import Judgement

_FURTHER, _MORE, _LOOKED = "further", "more", "looked"


def interview(session: Session) -> None:
    """Ask all that is worth asking, from where the file stands.

    Raises:
        Ended: the one who is asked stops before.
    """
    session.talk.status = lambda: status(session)
    begin(session)
    while inquiry := _next(session):
        judgement = session.judgement()
        assert judgement is not None
        pursue(session, judgement, inquiry)
    _ask_more(session)
    _ask_looked(session)


def status(session: Session) -> str:
    """Return where the case stands, in one line; nothing while there is nothing to judge."""
    judged = session.judgement() if session.units else None
    if judged is None:
        return ""
    told = [spelled(judged.verdict)]
    if judged.findings:
        told[0] += f" ({judged.standing})"
    if judged.verdict == "defection":
        told.append(", ".join(map(spelled, judged.strategies)) or "shape open")
        told.append(", ".join(spelled(name.partition("/")[2]) for name in judged.causes) or "cause open")
    return "; ".join(told)


def _next(session: Session) -> Inquiry | None:
    """Return what to ask next; once the answer stands, only if further causes are looked for."""
    judgement = session.judgement()
    if judgement is None:
        return None
    found = _first(session, judgement, every=False)
    if found is None and judgement.causes and (further := _first(session, judgement, every=True)):
        if not session.draft.noted(_FURTHER):
            why = ("Several causes can hold at once; each that is established stands beside the others.",)
            text = "The answer stands. Shall I go on, for causes that could stand beside it?"
            told = session.talk.ask(Ask(text, YES_NO, why=why), read_truth)
            session.draft.notes[_FURTHER] = [YES if told else NO]
            session.keep()
        return further if session.draft.noted(_FURTHER) == YES else None
    return found


def _first(session: Session, judgement: Judgement, *, every: bool) -> Inquiry | None:
    return next(_unanswered(session, judgement, every=every), None)


def _unanswered(session: Session, judgement: Judgement, *, every: bool) -> Iterator[Inquiry]:
    notes = session.draft.notes
    yes, no = set(notes.get(YES, ())), {*notes.get(NO, ()), *notes.get(NOT_KNOWN, ())}
    found = _inquirer(session, judgement).inquiries(no, yes, every=every)
    return (item for item in found if item.key not in yes | no)


def waiting(session: Session) -> list[Inquiry]:
    """Return what is still worth asking, each thing once, the most telling first."""
    judgement = session.judgement()
    found = _unanswered(session, judgement, every=False) if judgement else iter(())
    return list({item.key: item for item in reversed(list(found))}.values())[::-1]


def _inquirer(session: Session, judgement: Judgement) -> Inquirer:
    """Return what knows the questions on a judgement, the same as long as the judgement is."""
    if session.inquirer is None or session.inquirer.judgement is not judgement:
        session.inquirer = Inquirer(judgement)
    return session.inquirer


def _ask_more(session: Session) -> None:
    """Ask for facts that nobody asked for, of whatever kind, until there are no more."""
    choices = kinds_listed()
    why = ("What the theory did not ask for can still be put on record, for other theories and other readers.",)
    named = one_of(choices)

    def read(text: str) -> str:
        return "" if text.casefold().strip(" .") in ("no", "n", "none") else named(text)

    while _MORE not in session.draft.notes:
        text = "Is anything else on record? Say what kind of fact, or no."
        kind = session.talk.ask(Ask(text, "a kind of fact, or no", choices, "no", why), read)
        if not kind:
            session.draft.notes[_MORE] = [NO]
            session.keep()
        else:
            enter(session, kind, Purpose())


def _ask_looked(session: Session) -> None:
    """Ask whether a source would have told of what was answered no to; if so, say that the record is complete."""
    judgement, notes = session.judgement(), session.draft.notes
    kinds = _denied(session, judgement) if judgement else []
    if judgement is None or not kinds or _LOOKED in notes:
        return
    why = (
        "An answer on the record becomes certain where somebody looked for what could undo it and says where.",
        "It is a claim like any other: make it only for a source that would have told of it.",
    )
    text = "Where would what you answered no to have been told? Name the source, or say unknown."
    found = session.talk.ask(Ask(text, "a source with its place, or unknown", why=why), session.read_sources)
    if found:
        first, last = window(judgement.facts)
        fact: Fact = {
            "id": session.name(session.state, "looked"),
            "type": CompleteRecord.__name__,
            "state": session.state,
            "coalition": session.coalition,
            "kinds": kinds,
            "begins": str(first),
            "ends": str(last),
            "source": found,
        }
        fault = session.write(fact) or _unbelied(session, fact)
        if fault is not None:
            session.talk.talk.say(fault)
    notes[_LOOKED] = [YES if found else NO]
    session.keep()


def _unbelied(session: Session, fact: Fact) -> str | None:
    """Leave out of a statement of completeness what the record belies; return why, if nothing is left of it."""
    name = str(fact["id"])
    for _, fault in (item for item in belied(session.kb) if item[0] == name):
        fact["kinds"] = [kind for kind in fact["kinds"] if fault.field == "kinds" and kind not in fault.remedy]
        if not fact["kinds"]:
            session.draft.drop(name)
            session.refresh()
            return f"That is not written down: {fault.what}. {fault.why}"
    return session.write(fact)


def _denied(session: Session, judgement: Judgement) -> list[str]:
    """Return the kinds of fact of which all that was asked was answered no, and on which the verdict still hangs."""
    no = set(session.draft.notes.get(NO, ()))
    open_kinds: set[str] = set()
    found: set[str] = set()
    for item in _inquirer(session, judgement).inquiries((), (), every=False):
        if item.gap.kinds and not item.kind and item.gap.step is None:
            (found if item.key in no else open_kinds).update(item.gap.kinds)
    return sorted(found - open_kinds | ({Contribution.__name__} & found))
