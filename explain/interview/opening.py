"""The opening of an interview: who, in which mission, what changed and when, who brought it about, by which source."""

from pathlib import Path

from explain.interview.conversing import Ask, Misread
from explain.interview.facts import Purpose, enter
from explain.interview.fields import Wanted, ask_field, ask_which, by_name, kinds_listed
from explain.interview.reading import read_name, some_of
from explain.interview.session import Session, find
from explain.interview.units import ask_change, ask_others
from kb.reading.order import BRINGING
from kb.records import Coalition, Decision, State
from ontology.stating import in_use

_DONE = "done"


def begin(session: Session) -> None:
    """Ask for all that has to be known before anything can be judged, as far as the file does not tell it yet."""
    if session.draft.noted("source") and not session.sources:
        session.sources = session.read_sources(session.draft.notes["source"][0])
    if not session.sources:
        session.ask_sources()
    if not session.state:
        _ask_state(session)
    if not session.coalition:
        _ask_coalition(session)
    if session.draft.path is None:
        _ask_file(session)
    for step, ask in (("units", ask_change), ("others", ask_others), ("decision", _ask_decision)):
        if step not in session.draft.notes.get(_DONE, ()):
            ask(session)
            session.draft.note(_DONE, step)
            session.keep()


def _ask_state(session: Session) -> None:
    why = ("Every case is about one state's part in one coalition.",)
    text = session.talk.ask(Ask("Which state is it about?", "its name", why=why, needed=True), read_name) or ""
    name = by_name(session, State, text)
    session.write()
    session.draft.notes["state"] = [name]
    session.keep()


def _ask_coalition(session: Session) -> None:
    why = ("Every case is about one state's part in one coalition; its end says whether a change came early.",)
    asked = Ask("In which coalition or mission?", "its name", why=why, needed=True)
    label = session.talk.ask(asked, read_name) or ""
    name, close = find(session.kb, Coalition, label)
    if name is None and close:
        name = ask_which(session, label, close)
    session.draft.notes["coalition"] = [name or _new_coalition(session, label)]
    session.keep()


def _ask_file(session: Session) -> None:
    why = ("The file is written as you answer, and can be taken up again at any time.",)
    name = f"{session.state}-{session.coalition}.yaml"

    def read(text: str) -> Path:
        path = Path(text if text.endswith((".yaml", ".yml")) else f"{text}.yaml")
        if path.exists():
            raise Misread(f"{path} is there already. Name another; or stop, and go on with that one.")
        return path

    asked = Ask("In which file shall it be kept?", "its name", (), name, why, needed=True)
    session.draft.path = session.talk.ask(asked, read)
    session.keep()


def _new_coalition(session: Session, label: str) -> str:
    """Ask what has to be known of a coalition that is not on record, and put it there."""
    kind = in_use().kinds[Coalition.__name__]
    values = {}
    for name in [name for name in kind.counts if kind.least(name)]:
        values[name] = ask_field(
            session, Wanted(kind, in_use().fields[name], needed=True, text=_ASKED.get(name, ""))
        ).value
    ends = ask_field(session, Wanted(kind, in_use().fields["ends"], text=_ASKED["ends"])).value
    if ends:
        values["ends"] = ends
    made = session.name(label)
    fault = session.write({"id": made, "type": kind.name, "label": label, **values, "source": session.sources})
    if fault is None:
        return made
    session.talk.talk.say(fault)
    session.talk.written()
    return _new_coalition(session, label)


_ASKED = {
    "leader": "Which state or organisation led it?",
    "begins": "When did the mission begin?",
    "ends": "When did the mission end? Say unknown if it still runs.",
}


def _ask_decision(session: Session) -> None:
    names = [kind.__name__ for kind in BRINGING]
    choices = tuple(
        sorted((item for item in kinds_listed() if item.name in names), key=lambda item: item.name != Decision.__name__)
    )
    why = ("Who decided, when, and for which reasons dates the change, and says what to look for next.",)
    asked = Ask(
        "Who or what brought it about?", "one or several, with commas between them", choices, choices[0].name, why
    )
    for kind in session.talk.ask(asked, some_of(choices)) or ():
        enter(session, kind, Purpose(why))
