"""``coalition case new``: an interview that writes a case file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import WIDTH
from cli.given import with_given
from cli.options import Load, knowledge_options, load_anew
from kb.errors import InputError, Place

if TYPE_CHECKING:
    from explain.interview.conversing import Talk
    from explain.interview.session import Session
    from kb.store import KnowledgeBase

_MOST = 5
"""How many facts are named."""


@click.command(epilog="Example: coalition case new spain-iraq.yaml", short_help="Write a case file by interview.")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@knowledge_options
def new(*, load: Load, file: Path | None) -> None:
    """Ask for the facts of a case, one by one, and write them to FILE.

    After a short opening it asks for what can still change the answer, the most telling first; where the verdict
    stands is said beside each question. Every answer may be "unknown"; "why?" says which rule asks and what would
    follow, "list" what the words of the vocabulary mean, "source" changes the source for what follows, "stop" ends.
    Dates are as precise as the source: a day, a month, a year, a span, or "before the election". The file is kept as
    it grows; the same command takes it up again. In a pipe, one answer stands on a line.
    """
    from cli.cases.findings import counted
    from explain.interview.conversing import Ended
    from explain.interview.interview import interview

    talk = _talk()
    session = _session(load, file, talk)
    if session.draft.facts:
        talk.say(f"Taken up again: the file has {counted(len(session.draft.facts), 'fact')}.")
    else:
        talk.say("Answer as far as your source goes; unknown is an answer. At any question: why?, list, source, stop.")
    try:
        interview(session)
        talk.say("There is nothing else to ask.")
    except (Ended, KeyboardInterrupt):
        click.echo()
        talk.say("Stopped here.")
    _close(session, talk)


def print_next(kb: "KnowledgeBase", file: Path) -> None:
    """Print the few facts that a file lacks and that are most worth finding, each with what it would decide."""
    from explain.interview.conversing import paragraphs
    from explain.interview.interview import status, waiting

    if not file.exists():
        raise InputError("there is no such file", where=Place(str(file)), remedy="Begin it: coalition case new FILE.")
    session = _session(lambda: kb, file, _talk())
    judged, go_on = session.judgement(), with_given(f"coalition case new {file}")
    if judged is None:
        _print(f"Nothing can be judged yet. To begin: {go_on}")
        return
    _print(f"{judged.episode.id}, so far: {status(session)}.")
    asked = waiting(session)[:_MOST]
    for number, item in enumerate(asked, 1):
        _, *follows = paragraphs(item.why)
        _print(f"{number}. {item.text} {' '.join(follows)}", "   ")
    _print(f"To answer: {go_on}" if asked else "Nothing is worth finding: no answer could change this.")


def _print(text: str, indent: str = "") -> None:
    import textwrap

    click.echo(textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False))


def _talk() -> "Talk":
    from cli.cases.terminal import Paper, Screen

    return Screen() if sys.stdin.isatty() and sys.stdout.isatty() else Paper()


def _session(load: Load, file: Path | None, talk: "Talk") -> "Session":
    """Return the interview as far as the file has it."""
    from explain.interview.conversing import Conversation
    from explain.interview.draft import Draft
    from explain.interview.session import Session
    from rules.judging.court import Court

    draft = Draft.open(file) if file else Draft()
    session = Session(Conversation(talk, draft.keep_said), draft, load_anew, Court(load()))
    session.take_up()
    return session


def _close(session: "Session", talk: "Talk") -> None:
    """Say where the case stands, where it is kept, and what to do next."""
    from cli.cases.findings import counted
    from explain.interview.interview import status

    questions, unknown = session.talk.asked, session.talk.unknown
    of_them = f", {unknown} of them answered unknown" if unknown else ""
    talk.say(f"{counted(questions, 'question')}{of_them}." if questions else "No question was answered.")
    talk.say(f"So far: {status(session) or 'nothing to judge'}.")
    judged, path = session.judgement() if session.units else None, session.draft.path
    if path is None:
        talk.say("Nothing was kept: too little was said to give the file a name.")
        return
    click.echo(f"  To go on: coalition case new {path}")
    if judged:
        click.echo(f"  To see why: coalition why --with {path} {judged.episode.id}")
