"""The options that say which cases, rules and thresholds the running command uses, for other commands to repeat."""

import shlex

import click

_OPTIONS = {"cases": "--cases", "extra": "--with", "rules": "--rules", "as_of": "--as-of", "settings": "--threshold"}


def given() -> list[str]:
    """Return these options as the words of a command."""
    params = click.get_current_context().params
    told: list[str] = []
    for name, option in _OPTIONS.items():
        value = params.get(name)
        values = value if isinstance(value, tuple) else (value,) if value else ()
        told += [word for item in values for word in (option, str(item))]
    return told


def with_given(command: str) -> str:
    """Return a command, or a sentence that ends in one, with these options: so it can be copied."""
    return " ".join([command, *map(shlex.quote, given())])
