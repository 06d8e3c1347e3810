"""``coalition ask``: a conversation in short English."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cli.asking.commands import run_command
from cli.console import WIDTH, console, paged, show
from cli.court import court_options
from cli.given import all_with_given, given, with_given
from kb.errors import InputError

if TYPE_CHECKING:
    from explain.asking.conversing import Turn
    from explain.asking.lexicon import Lexicon
    from explain.asking.model import Context
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog='Example: coalition ask "why was belgium-2018-01 not a defection?"')
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print how each question was read, and its answer, as JSON.")
@court_options
def ask(*, kb: "KnowledgeBase", court: "Court", question: tuple[str, ...], as_json: bool) -> None:
    """Answer questions in short English: a QUESTION, or a conversation.

    Every question as it was understood is shown as the command that answers the same. Follow-ups may leave out what
    is being talked about: "why not?", "what if the strike had become public in 2019?", "who says so?", "how sure?".
    What is not understood is said, with the nearest questions that are; "help" lists what can be asked. In a pipe,
    one question stands on a line. Exit code 2: the QUESTION was not understood.
    """
    from explain.asking.lexicon import Lexicon

    lexicon = Lexicon(kb, court)
    if as_json:
        from cli.asking.ask_json import print_turns

        print_turns(lexicon, [" ".join(question)] if question else (line.rstrip("\r\n") for line in sys.stdin))
    elif question:
        _answer_one(lexicon, " ".join(question))
    else:
        _converse(lexicon)


def _answer_one(lexicon: "Lexicon", text: str) -> None:
    from explain.asking.conversing import respond
    from explain.asking.model import Understood

    turn = respond(lexicon, text)
    if not isinstance(turn.reading, Understood):
        first, *rest = _unread(turn)
        raise InputError(first, remedy="\n  ".join(rest))
    _show(lexicon, turn)


def _converse(lexicon: "Lexicon") -> None:
    """Answer one line after another until they end."""
    from explain.asking.conversing import respond
    from explain.asking.model import Context

    context = Context()
    for text in _lines(lexicon):
        if not text.strip():
            continue
        try:
            turn = respond(lexicon, text, context)
            context = turn.context
            if turn.ended:
                return
            with paged():
                _show(lexicon, turn)
        except KeyboardInterrupt:
            click.echo("(interrupted)")
        click.echo()


def _lines(lexicon: "Lexicon") -> Iterator[str]:
    """Yield what is typed at a terminal; in a pipe every line, shown again so that the talk can be read."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from cli.asking.prompting import prompted

        yield from prompted(lexicon)
        return
    for line in sys.stdin:
        text = line.rstrip("\r\n")
        if text.strip():
            click.echo(f"> {text}")
        yield text


def _show(lexicon: "Lexicon", turn: "Turn") -> None:
    """Print how a text was read, and the answer."""
    from explain.asking.model import Understood
    from explain.asking.queries.query import Query

    if not isinstance(turn.reading, Understood):
        show(_wrapped("\n".join(_unread(turn)), "  "))
        return
    show(_echo(lexicon, turn))
    click.echo()
    question = turn.reading.question
    if isinstance(question, Query):
        if question.command:
            run_command([*question.command, *given()])
            return
    elif question.intent == "help":
        show(_help(lexicon, turn.context))
        return
    if turn.judged:
        from explain.tables.verdicts import row, table

        show(table([row(lexicon.kb, item) for item in turn.judged], with_given))
    elif turn.answer is not None:
        from explain.renderings.text import render

        answer = replace(turn.answer, advice=all_with_given(turn.answer.advice))
        show(render(answer, width=min(console().width, WIDTH), depth=turn.depth))


def _echo(lexicon: "Lexicon", turn: "Turn") -> str:
    """Return the question as it was understood; a command that would not fit beside the word stands below it."""
    from explain.asking.model import Understood

    assert isinstance(turn.reading, Understood)
    told = "\n       and: ".join(_spelled(lexicon, turn))
    if any(len(line) > min(console().width, WIDTH) for line in f"understood: {told}".splitlines()):
        told = "\n" + "\n".join(f"  {line}" for line in _spelled(lexicon, turn))
    remark = f"({turn.reading.remark})" if turn.reading.remark else ""
    return "\n".join(filter(None, [_wrapped(f"understood: {told}", "    "), _wrapped(remark, "  ")]))


def _spelled(lexicon: "Lexicon", turn: "Turn") -> tuple[str, ...]:
    from explain.asking.conversing import spelled

    return spelled(lexicon, turn, "".join(f" {word}" for word in given()))


def _unread(turn: "Turn") -> list[str]:
    """Return why a text was not understood, and the nearest that would be; or what it can mean."""
    from explain.asking.conversing import offers
    from explain.asking.model import Ambiguous

    told, offered = offers(turn)
    nearest = ["nearest:"] if offered and not isinstance(turn.reading, Ambiguous) else []
    return [told, *nearest, *(f"  {number}. {text}" for number, text in enumerate(offered, 1))]


def _help(lexicon: "Lexicon", context: "Context") -> str:
    """Return what can be asked, by what it is about."""
    from explain.asking.examples import guide

    rows = guide(lexicon, context)
    wide = max(len(about) for about, _ in rows) + 2
    return "\n".join(_wrapped(f"{about:{wide}}{texts}", " " * wide) for about, texts in rows)


def _wrapped(text: str, hanging: str) -> str:
    """Return a text in lines that fit, each line of it wrapped for itself."""
    import textwrap

    width = min(console().width, WIDTH)
    return "\n".join(
        textwrap.fill(line, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
        if not line.startswith(" ") or len(line) > width
        else line
        for line in text.splitlines()
    )
