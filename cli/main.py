"""The command ``coalition``: what commands there are, and how faults are told.

Results go to standard output, everything else to standard error. Exit codes: 0 done; 2 input that cannot be
used; 3 a fault of the program. A command's module is imported only when that command is called.
"""

import errno
import gc
import os
import sys
from importlib import import_module
from typing import Any, Final

import click

from cli.console import folded
from cli.options import NO_CACHE
from cli.version import print_version
from kb.errors import InputError
from kb.near import suggest

GROUPS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "Judging and reasons": {
        "judge": ("cli.reasons.judge:judge", "The verdict on every change of every contribution."),
        "why": ("cli.reasons.why:why", "The reasons for a conclusion, down to page and document."),
        "why-not": ("cli.reasons.why_not:why_not", "What kept a conclusion from holding, condition by condition."),
        "what-if": ("cli.reasons.what_if:what_if", "What would follow if some facts were otherwise."),
        "flip": ("cli.reasons.flip:flip", "The smallest changes of facts that overturn a conclusion."),
        "robust": ("cli.reasons.robust:robust", "On which facts, sources and thresholds a conclusion hangs."),
        "contrast": ("cli.reasons.contrast:contrast", "At which conditions two episodes part."),
    },
    "Looking ahead": {
        "watch": ("cli.foresight.watch:watch", "Who is how near to a defection on a day, and why."),
        "alternatives": ("cli.foresight.alternatives:alternatives", "What would keep a state in, and what it takes."),
        "brief": ("cli.foresight.brief:brief", "A page on a state or a coalition, to be handed on."),
    },
    "Asking in words": {
        "ask": ("cli.asking.ask:ask", "A conversation in short English."),
    },
    "Looking over many facts or cases": {
        "profile": ("cli.overviews.profile:profile", "What a state has in service on a day."),
        "timeline": ("cli.overviews.timeline:timeline", "Contributions, decisions and events over time."),
        "table": ("cli.overviews.table:table", "Published tables, computed from the knowledge base."),
        "theories": ("cli.overviews.theories:theories", "How rival theories fare, case by case."),
        "mechanism": ("cli.overviews.mechanism:mechanism", "Whether a state took part to gain standing."),
        "alliance": ("cli.overviews.alliance:alliance", "How states behave as allies: fears, burdens, alignment."),
        "discrepancies": (
            "cli.overviews.discrepancies:discrepancies",
            "Where sources disagree, and what that would change.",
        ),
    },
    "Writing cases and rules": {
        "case": ("cli.cases.case:case", "Write a case, check it, and see what to look for next."),
        "rules": ("cli.cases.rules:rules", "Rules: list, show, write, test and check them."),
    },
    "Handing over": {
        "export": ("cli.sharing.export:export", "Ontology, facts and conclusions as linked data."),
        "dataset": ("cli.sharing.dataset:dataset", "Flat tables, a truth table, networks and works cited."),
        "translate": ("cli.sharing.translate:translate", "An episode as a program for clingo or CLIPS."),
        "query": ("cli.sharing.query:query", "Questions in SPARQL to facts, conclusions and proofs."),
        "site": ("cli.sharing.site:site", "The same as pages in a folder, which open anywhere."),
        "serve": ("cli.sharing.serve:serve", "Pages, questions and SPARQL over HTTP, on this machine."),
        "diff": ("cli.sharing.diff:diff", "Which answers two sets of cases or rules give otherwise."),
        "verify": ("cli.sharing.verify:verify", "Check proofs again without the engine."),
        "reproduce": ("cli.sharing.reproduce:reproduce", "Make a saved answer again, and say what differs."),
        "schema": ("cli.sharing.schema:schema", "The JSON Schemas of answers and case files."),
    },
}
"""The commands by what one wants to do; for each: where it is defined, and what it does in one line."""

COMMANDS: Final = {name: command for group in GROUPS.values() for name, command in group.items()}

SELDOM: Final = (50_000, 20, 20)
"""When Python looks for objects that hold one another: seldom, since a command makes many that last to its end."""

DEBUG = "coalition.debug"
"""Key under which a context remembers that the user asked for tracebacks."""


class Refused(click.ClickException):
    """Input that cannot be used."""

    exit_code = 2


class Broken(click.ClickException):
    """A fault of the program itself."""

    exit_code = 3


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and tells faults in one message."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run as a program; standard output that takes no more ends it with one message."""
        gc.set_threshold(*SELDOM)
        try:
            _check_output()
            try:
                return super().main(*args, **options)
            finally:
                sys.stdout.flush()
        except OSError as error:
            if not _is_of_output(error):
                raise
            _stop_writing()
            if isinstance(error, BrokenPipeError):
                sys.exit(1)
            what = f"standard output cannot be written: {error.strerror}"
            refused = Refused(f"{what}\n  What was written is not whole. Free some space, or write to another place.")
            refused.show()
            sys.exit(refused.exit_code)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of :data:`COMMANDS`."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; ``None`` if there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; an unknown one gets its near matches."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            hint = suggest(name, COMMANDS, otherwise=f"There are: {', '.join(COMMANDS)}.")
            raise click.UsageError(f"no command is called {name!r}\n  {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by group, without importing them."""
        del ctx
        wide = max(map(len, COMMANDS))
        for title, commands in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(wide), summary) for name, (_, summary) in commands.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn a fault into one message unless the user asked for the traceback."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            if isinstance(error, click.exceptions.NoArgsIsHelpError):
                raise
            raise click.UsageError(folded(error.format_message()), error.ctx) from error
        except (click.exceptions.Exit, click.Abort, click.ClickException, BrokenPipeError):
            raise
        except InputError as error:
            if ctx.meta.get(DEBUG):
                raise
            raise Refused(folded(str(error))) from error
        except Exception as error:
            if ctx.meta.get(DEBUG) or _is_of_output(error):
                raise
            message = f"a fault of the program: {type(error).__name__}: {error}\n  Again with --debug to see where."
            raise Broken(folded(message)) from error


def _is_of_output(error: BaseException) -> bool:
    """Tell whether an error comes from an open stream, not from a file that was to be opened."""
    return isinstance(error, OSError) and error.filename is None


def _check_output() -> None:
    """Refuse to run where standard output is closed, so that nothing could be told."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")


def _stop_writing() -> None:
    """Let what is still to be written vanish, so that the end of the program does not try again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


@click.group(
    cls=LazyGroup,
    epilog="Example: coalition timeline belgium",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Show the version, and digests of schema, rules and cases.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of a fault.")
@click.option("--no-cache", is_flag=True, help="Read all cases anew, and keep nothing for the next time.")
@click.pass_context
def main(ctx: click.Context, *, debug: bool, no_cache: bool) -> None:
    """Judge when states defect from military coalitions, and say why."""
    ctx.meta[DEBUG] = debug
    ctx.meta[NO_CACHE] = no_cache


if __name__ == "__main__":
    main()
