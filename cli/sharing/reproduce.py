"""``coalition reproduce``: judge again what a saved answer says, and tell what differs."""

import io
import json
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import click

from cli.asking_again import asked_in_full
from cli.options import RUN_CODE, run_code_option
from kb.errors import InputError, Place, printable, shortened

COMMANDS = frozenset(
    {
        *("judge", "why", "why-not", "what-if", "flip", "robust", "contrast"),
        *("theories", "mechanism", "alliance", "discrepancies", "profile", "timeline", "table"),
        *("watch", "alternatives", "brief"),
    }
)
"""The commands whose answers can be made again."""

_PARTS = ("program", "schema", "rules", "packs", "cases", "facts")
_HOW_MADE = f"An answer says it in words: the question, {', '.join(_PARTS)}."
_LONGEST = 10_000
"""No command is longer, and to look for the nearest one would take long."""
_LONG = 60
_MOST = 20
"""How many differences of conclusions are told one by one."""


@click.command(epilog="Example: coalition reproduce answer.json")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@run_code_option
@click.pass_context
def reproduce(ctx: click.Context, file: Path, *, run_code: bool) -> None:
    """Judge again what an answer saved as JSON says, and tell what differs: program, rules, facts or conclusions.

    FILE is what a command printed with --json. The files that the command named are read again from where it named
    them. Exits with 1 where the conclusions are not the same.
    """
    saved = _read(file)
    asked = str(saved[0]["made_with"]["asked"])
    again = _asked_again(ctx, asked, file, run_code=run_code)
    click.echo(f"asked        coalition {printable(asked)}")
    others = [part for part in _PARTS if _tell(part, saved, again)]
    found = list(_differences(_conclusions(saved), _conclusions(again), ""))
    if len(saved) != len(again):
        found.insert(0, f"answers: {len(saved)} then, {len(again)} now")
    click.echo(f"conclusions  {'not the same' if found else 'the same'}")
    for line in found[:_MOST]:
        click.echo(f"  {printable(line)}")
    if len(found) > _MOST:
        click.echo(f"  and at {len(found) - _MOST} more places")
    if found:
        ctx.exit(1)
    from explain.words.phrases import listed

    click.echo(f"Reproduced{f', with another state of {listed(others)}' if others else ''}.")


def _read(file: Path) -> list[dict[str, Any]]:
    """Return the answers of a file, which one command gave.

    Raises:
        InputError: it cannot be read, or does not say with what it was made.
    """
    from kb.reading.limits import MAX_WRITTEN_BYTES, read_text
    from rules.judging.proof_file import plain_json

    remedy = "Save an answer with --json -o FILE.json."
    try:
        data = plain_json(read_text(file, MAX_WRITTEN_BYTES))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not valid JSON: {error}", where=Place(str(file)), remedy=remedy) from error
    items = data if isinstance(data, list) else [data]
    if any(isinstance(item, dict) and {"format", "steps"} <= item.keys() for item in items):
        remedy = "Check it with: coalition verify --proof FILE"
        raise InputError("the file holds a proof, and no answer", where=Place(str(file)), remedy=remedy)
    made = [item.get("made_with") if isinstance(item, dict) else None for item in items]
    if not items or not all(map(_says_how_made, made)):
        what = "the file does not say with what it was made"
        raise InputError(what, where=Place(str(file)), why=_HOW_MADE, remedy=remedy)
    if len({str(one["asked"]) for one in made if one}) > 1:
        raise InputError("the file holds answers of several commands", where=Place(str(file)), remedy=remedy)
    return items


def _says_how_made(made: Any) -> bool:
    """Tell whether data say, as the program writes it, with what an answer was made: all of it and nothing else."""
    if not isinstance(made, dict) or made.keys() != {"asked", *_PARTS}:
        return False
    packs = made["packs"]
    texts = [value for key, value in made.items() if key != "packs"]
    return isinstance(packs, list) and all(isinstance(text, str) and len(text) <= _LONGEST for text in (*texts, *packs))


def _asked_again(ctx: click.Context, asked: str, file: Path, *, run_code: bool) -> list[dict[str, Any]]:
    """Give the command once more and return what it answers."""
    try:
        name, *words = shlex.split(asked)
        with _command(ctx, name).make_context(name, [*words, "--json"], parent=ctx, help_option_names=[]) as inner:
            if inner.params.get(RUN_CODE) and not run_code:
                raise _needs_code(asked, file)
            if asked_in_full(inner) == asked:
                with redirect_stdout(io.StringIO()) as printed:
                    inner.command.invoke(inner)
            else:
                inner.fail("It is not as the program writes it.")
    except (click.ClickException, click.exceptions.Exit, ValueError) as error:
        what = f"the command {printable(asked)!r} cannot be given again"
        why = error.format_message() if isinstance(error, click.ClickException) else str(error)
        raise InputError(what, where=Place(str(file)), why=why, remedy="Ask for the answer anew.") from error
    data = json.loads(printed.getvalue())
    found: list[dict[str, Any]] = data if isinstance(data, list) else [data]
    return found


def _needs_code(asked: str, file: Path) -> InputError:
    return InputError(
        "the answer was made with the code of a pack, which must be run again",
        where=Place(str(file)),
        why=f"It was asked: coalition {printable(asked)}",
        remedy="Read the code that the pack brings; if you trust it, give --run-code-of-packs to this command too.",
    )


def _command(ctx: click.Context, name: str) -> click.Command:
    root = ctx.find_root()
    command = root.command.get_command(root, name) if isinstance(root.command, click.Group) else None
    if command is None or name not in COMMANDS:
        raise click.UsageError(f"{name!r} is no command whose answers can be made again.")
    return command


def _tell(part: str, saved: Sequence[Mapping[str, Any]], again: Sequence[Mapping[str, Any]]) -> bool:
    """Print whether one of the things with which answers were made is the same; return whether it is not."""
    then, now = ([_shown(item["made_with"][part]) for item in items] for items in (saved, again))
    if then == now:
        told = f": {then[0]}" if part in ("program", "packs") else ""
        click.echo(f"{part:<13}the same{told}")
        return False
    differing = [pair for pair in zip(then, now, strict=False) if pair[0] != pair[1]]
    one = f": {differing[0][0]} then, {differing[0][1]} now" if len(set(differing)) == 1 else ""
    click.echo(f"{part:<13}not the same{one}")
    return True


def _shown(value: Any) -> str:
    return printable(shortened(", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)))


def _conclusions(items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what answers say, by what they are about."""
    about = [str(item.get("episode") or number) for number, item in enumerate(items, start=1)]
    counts = Counter(about)
    names = [name if counts[name] == 1 else f"{name} {number}" for number, name in enumerate(about, start=1)]
    told = [{key: value for key, value in item.items() if key != "made_with"} for item in items]
    return dict(zip(names, told, strict=True))


def _differences(then: Any, now: Any, at: str) -> Iterator[str]:
    """Yield where two pieces of data differ, and how."""
    from rules.judging.proof_file import same

    if isinstance(then, dict) and isinstance(now, dict):
        for key in {**then, **now}:
            where = f"{at} {key}".strip()
            if (key in then) != (key in now):
                yield f"{where}: only {'then' if key in then else 'now'}"
            else:
                yield from _differences(then[key], now[key], where)
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for number, pair in enumerate(zip(then, now, strict=True), start=1):
            yield from _differences(*pair, f"{at} {number}")
    elif isinstance(then, list) and isinstance(now, list) and all(isinstance(item, str) for item in (*then, *now)):
        gone, come = ([item for item in one if item not in two] for one, two in ((then, now), (now, then)))
        yield f"{at}: {_short(gone)} only then, {_short(come)} only now"
    elif isinstance(then, dict | list) or isinstance(now, dict | list):
        yield f"{at}: only {'now' if then is None else 'then'}" if None in (then, now) else f"{at}: not the same"
    elif not same(then, now):
        yield f"{at}: {_short(then)} then, {_short(now)} now"


def _short(value: Any) -> str:
    text = "none" if value in (None, [], {}) else ", ".join(value) if isinstance(value, list) else str(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}..."
