"""Options and arguments that commands share, and how a name that a user typed becomes a node.

A command decorated with :func:`knowledge_options` receives ``load``: calling it reads the cases, once. The
loader is imported only then.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb.errors import InputError
from kb.near import suggest, there_are

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kb.store import KnowledgeBase

Load = Callable[[], "KnowledgeBase"]

NO_CACHE = "coalition.no-cache"
"""Key under which a context remembers that cases are to be read anew."""

_CASES = click.option(
    "--cases",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A case file or folder to use instead of the bundled cases; repeatable.",
)
_WITH = click.option(
    "--with",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A case file or folder to use in addition; repeatable.",
)


SCHEMAS = "coalition.schemas"
"""Key under which a context keeps the schema files that were taken up."""


def _take_up(ctx: click.Context, parameter: click.Parameter, paths: tuple[Path, ...]) -> None:
    """Let this run know the kinds of fact that schema files add."""
    del parameter
    if paths and not ctx.resilient_parsing:
        from kb.altered.extending import take_up

        take_up(paths)
        ctx.meta[SCHEMAS] = paths


schema_option = click.option(
    "--schema",
    multiple=True,
    is_eager=True,
    expose_value=False,
    callback=_take_up,
    type=click.Path(path_type=Path),
    help="A file that adds kinds of fact, fields and concepts; repeatable.",
)
"""Gives a command ``--schema``, which holds before anything is read."""


_RULES = click.option(
    "--rules",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH | NAME",
    help="A pack of rules to judge with in addition, or the name of an installed one; repeatable.",
)


RUN_CODE = "run_code"
"""The parameter that holds whether the code of packs may be run."""

run_code_option = click.option(
    "--run-code-of-packs",
    RUN_CODE,
    is_flag=True,
    help="Run the Python code with which packs bring named tests of their own.",
)
"""Gives a command ``--run-code-of-packs``."""


def may_run_code() -> bool:
    """Tell whether the command line that is running allows the code of packs to be run."""
    return bool(click.get_current_context().params.get(RUN_CODE))


def knowledge_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--cases``, ``--with``, ``--schema`` and ``--rules``, and pass it ``load`` in their place."""

    @wraps(command)
    def called(
        *, cases: tuple[Path, ...], extra: tuple[Path, ...], rules: tuple[Path, ...], run_code: bool, **options: object
    ) -> object:
        return command(load=_loader(cases, (*extra, *works_of(rules, run_code=run_code))), **options)

    return _CASES(_WITH(schema_option(_RULES(run_code_option(called)))))


def works_of(rules: tuple[Path, ...], *, run_code: bool) -> tuple[Path, ...]:
    """Take up packs of rules, and return the files of the works that they cite."""
    if not rules:
        return ()
    from rules.packs.finding import find_pack
    from rules.packs.reading import files_of
    from rules.packs.taking import take_up

    packs = tuple(map(find_pack, rules))
    take_up(packs, run_code=run_code)
    for phrases in (file for pack in packs for file in files_of(pack, "phrases.yaml")):
        from explain.asking import added

        added.take_up(phrases)
    return tuple(file for pack in packs for file in files_of(pack, ".bib"))


@cache
def _loader(cases: tuple[Path, ...], extra: tuple[Path, ...]) -> Load:
    @cache
    def read() -> "KnowledgeBase":
        context = click.get_current_context(silent=True)  # there is none while the shell completes a line
        if context and context.meta.get(NO_CACHE):
            from kb.reading.loading import load

            return load(cases or None, extra)
        from kb.keeping.kept import load_kept

        return load_kept(cases or None, extra)

    return read


class Until(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A day, written YYYY-MM-DD, or the last day of a month, written YYYY-MM."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day."""
        from kb.dates import DateError, moment

        if isinstance(value, date):
            return value
        plain = re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", str(value), re.ASCII)
        try:
            return moment(plain.group() if plain else "").latest
        except DateError:
            self.fail(f"{value} is neither a day nor a month; write it as in 2016-06-01 or 2016-06.", param, ctx)


def as_of_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that receives ``load`` the option ``--as-of``: what is loaded is then what was known that day."""

    @wraps(command)
    def called(*, load: Load, as_of: date | None, **options: object) -> object:
        return command(load=load if as_of is None else _earlier(load, as_of), **options)

    told = "See only what had happened and was known by that day, or by the end of that month."
    return click.option("--as-of", "as_of", type=Until(), metavar="YYYY-MM[-DD]", help=told)(called)


@cache
def _earlier(load: Load, on: date) -> Load:
    @cache
    def read() -> "KnowledgeBase":
        from kb.altered.as_of import as_of

        return as_of(load(), on)

    return read


def load_with(more: tuple[Path, ...]) -> "KnowledgeBase":
    """Read the cases of the command line that is running, and more files in addition."""
    return _loader(*named_files(more))()


def load_anew(more: Sequence[Path]) -> "KnowledgeBase":
    """Read the same, with files that have changed since they were read."""
    from kb.reading.loading import load

    cases, extra = named_files(more)
    return load(cases or None, extra)


def named_files(more: Sequence[Path] = ()) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the files of the command line that is running: those instead of the bundled cases, and those beside.

    Beside them stand the works that packs of rules cite.
    """
    params = click.get_current_context().params
    works = works_of(tuple(params.get("rules") or ()), run_code=may_run_code())
    return tuple(params.get("cases") or ()), (*(params.get("extra") or ()), *works, *more)


def load_instead(cases: Path) -> "KnowledgeBase":
    """Read cases in place of those of the command line that is running, beside all else that it adds."""
    params = click.get_current_context().params
    works = works_of(tuple(params.get("rules") or ()), run_code=may_run_code())
    return _loader((cases,), (*(params.get("extra") or ()), *works))()


def state_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the argument ``STATE``, with completion in the shell."""
    return click.argument("state", shell_complete=_complete_states)(command)


def coalition_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--coalition``."""
    told = "Only this coalition; else every one the state sends units to."
    return click.option("--coalition", help=told, shell_complete=_complete_coalitions)(command)


def find_state(kb: "KnowledgeBase", text: str) -> str:
    """Return the name of the state that a user means by its name or label, in any case of letters."""
    from kb.records import State

    return _find("state", text, {state.id: kb.label(state.id) for state in kb.of(State)})


def find_coalitions(kb: "KnowledgeBase", state: str, text: str | None) -> tuple[str, ...]:
    """Return the coalition that a user names, else all to which a state sends units, sorted by name."""
    from kb.records import Coalition, Contribution

    if text:
        return (_find("coalition", text, {found.id: kb.label(found.id) for found in kb.of(Coalition)}),)
    return tuple(sorted({units.coalition for units in kb.of(Contribution) if units.state == state}))


def _find(kind: str, text: str, labels: dict[str, str]) -> str:
    wanted = text.casefold()
    for name, label in sorted(labels.items()):
        if wanted in (name.casefold(), label.casefold()):
            return name
    raise unknown(kind, text, labels)


def unknown(kind: str, text: str, names: Iterable[str]) -> InputError:
    """Return the error for a name that is not there: near matches, else everything there is."""
    listed = sorted(names)
    otherwise = there_are(listed) if listed else _NONE_LOADED
    remedy = suggest(text, listed, otherwise=otherwise)
    return InputError(f"no {kind} is called {text!r}", remedy=remedy)


_NONE_LOADED = "No case that was loaded has one; see --cases, and --as-of if it is given."


def _complete_states(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the states that contribute to a coalition."""
    del parameter
    return _completions(ctx, incomplete, "state")


def _complete_coalitions(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the coalitions that have contributions."""
    del parameter
    return _completions(ctx, incomplete, "coalition")


def _completions(ctx: click.Context, incomplete: str, field: str) -> "list[CompletionItem]":
    """Return the nodes that contributions name in a field, with their labels; nothing where loading fails."""
    from click.shell_completion import CompletionItem

    from kb.records import Contribution

    kb = completed_kb(ctx)
    names = sorted({str(getattr(units, field)) for units in kb.of(Contribution)}) if kb else []
    return [
        CompletionItem(name, help=kb.label(name)) for name in names if kb and name.startswith(incomplete.casefold())
    ]


def completed_kb(ctx: click.Context) -> "KnowledgeBase | None":
    """Return the knowledge base that a half-typed command line would load; ``None`` where it cannot be read."""
    try:
        return _loader(tuple(ctx.params.get("cases") or ()), tuple(ctx.params.get("extra") or ()))()
    except InputError:
        return None
