"""How an answer that was written as linked data says by which command it was given, and how that is asked again."""

import shlex
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

import click

from cli.options import SCHEMAS
from kb.errors import InputError

if TYPE_CHECKING:
    from explain.answer import Answer
    from kb.writing.rdf import Triple
    from rules.judging.court import Court

HEARD: Final = "coalition.heard"
"""Key under which a context collects answers, with the courts that gave them, instead of showing them."""

COMMANDS = frozenset({"why", "why-not", "what-if", "flip", "robust", "contrast"})
"""The commands that answer."""

_FACTS = frozenset({"cases", "extra", "rules", "run_code", "settings", "as_of"})
"""Options that say from which facts, and by which thresholds."""

_SHOWN = frozenset({"depth", "everything", "form", "as_json", "path", "folder", "workers", "scheduler"})
"""Options that say how an answer is shown, and how it is worked out."""


def asked(ctx: click.Context) -> str:
    """Return the question that a command was given, as it is typed, without where facts come from and answers go."""
    return shlex.join([str(ctx.info_name), *_words(ctx, lambda name: name not in _FACTS | _SHOWN)])


def asked_in_full(ctx: click.Context) -> str:
    """Return the command with the options that say from which facts, and by which rules and thresholds, it judges."""
    schemas = [word for path in ctx.meta.get(SCHEMAS, ()) for word in ("--schema", str(path))]
    return shlex.join([str(ctx.info_name), *_words(ctx, lambda name: name not in _SHOWN), *schemas])


def ask_again(text: str) -> "Iterable[Triple]":
    """Ask a question again of a court without the engine; return the answer as triples.

    Raises:
        InputError: the text is no question, or has no answer here.
    """
    from explain.linked.answer import triples
    from rules.judging.review import Review

    outer = click.get_current_context()
    heard: list[tuple[Answer, Court]] = []
    outer.meta[HEARD] = heard
    try:
        name, *words = shlex.split(text)
        root = outer.find_root()
        command = root.command.get_command(root, name) if isinstance(root.command, click.Group) else None
        if command is None or name not in COMMANDS:
            raise _unasked(text, "It is no command that answers.")
        facts = ["--format", "rdf", *_words(outer, lambda option: option in _FACTS)]
        with command.make_context(name, [*words, *facts], parent=outer, help_option_names=[]) as inner:
            if asked(inner) != text:
                raise _unasked(text, "It is not as such a question is written.")
            command.invoke(inner)
    except (click.ClickException, click.exceptions.Exit, ValueError) as error:
        raise _unasked(text, str(error)) from error
    finally:
        del outer.meta[HEARD]
    answer, court = heard[0]
    assert isinstance(court, Review)
    return triples(court, answer, text)


def _unasked(text: str, why: str) -> InputError:
    return InputError(
        f"the question {text!r} cannot be asked again", why=why, remedy="Ask for the answer anew, with -o FILE.ttl."
    )


def _words(ctx: click.Context, wanted: Callable[[str], bool]) -> list[str]:
    """Return those arguments and options of a command that are wanted, as they are typed."""
    words: list[str] = []
    for param in ctx.command.params:
        value = ctx.params.get(str(param.name))
        if not wanted(str(param.name)) or value in (None, (), False):
            continue
        for item in value if isinstance(value, tuple) else (value,):
            words += [] if isinstance(param, click.Argument) else [param.opts[0]]
            words += [] if item is True else [str(item)]
    return words
