"""The options that say which cases, rules and thresholds the running command uses, for other commands to repeat."""

import shlex

import click

from cli.options import SCHEMAS

_OPTIONS = {
    "cases": "--cases",
    "extra": "--with",
    "rules": "--rules",
    "run_code": "--run-code-of-packs",
    "as_of": "--as-of",
    "settings": "--threshold",
}


def given() -> list[str]:
    """Return these options as the words of a command."""
    ctx = click.get_current_context()
    params = ctx.params
    told: list[str] = []
    for name, option in _OPTIONS.items():
        value = params.get(name)
        values = value if isinstance(value, tuple) else (value,) if value else ()
        told += [word for item in values for word in ((option,) if item is True else (option, str(item)))]
    return [*told, *(word for path in ctx.meta.get(SCHEMAS, ()) for word in ("--schema", str(path)))]


def all_with_given(advice: tuple[str, ...]) -> tuple[str, ...]:
    """Return advice, each of which ends in a command, and in the end the options that each of them needs."""
    from explain.words.advice import advised

    return advised(advice, given())


def with_given(command: str) -> str:
    """Return a command, or a sentence that ends in one, with these options: so it can be copied."""
    return " ".join([command, *map(shlex.quote, given())])
