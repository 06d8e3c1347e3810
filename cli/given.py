"""The options that say which cases, rules and thresholds the running command uses, for other commands to repeat."""

import shlex

import click

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
    params = click.get_current_context().params
    told: list[str] = []
    for name, option in _OPTIONS.items():
        value = params.get(name)
        values = value if isinstance(value, tuple) else (value,) if value else ()
        told += [word for item in values for word in ((option,) if item is True else (option, str(item)))]
    return told


def all_with_given(advice: tuple[str, ...]) -> tuple[str, ...]:
    """Return advice, each of which ends in a command, and in the end the options that each of them needs."""
    options = " ".join(map(shlex.quote, given()))
    if not advice or not options:
        return advice
    return (*advice, f"{'Add to each' if len(advice) > 1 else 'Add'}: {options}")


def with_given(command: str) -> str:
    """Return a command, or a sentence that ends in one, with these options: so it can be copied."""
    return " ".join([command, *map(shlex.quote, given())])
