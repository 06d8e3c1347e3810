"""Commands of the program that answer a question, called as if they had been typed."""

import click

_COMMON = ("cases", "extra", "rules", "as_of", "settings")
_OPTIONS = {"cases": "--cases", "extra": "--with", "rules": "--rules", "as_of": "--as-of", "settings": "--threshold"}


def run_command(words: list[str]) -> None:
    """Run a command of the program as if it had been typed."""
    root = click.get_current_context().find_root().command
    root.main(words, prog_name="coalition", standalone_mode=False)


def given() -> list[str]:
    """Return the options that say which cases and thresholds this conversation uses, for commands to repeat."""
    params = click.get_current_context().params
    told: list[str] = []
    for name in _COMMON:
        value = params.get(name)
        values = value if isinstance(value, tuple) else (value,) if value else ()
        told += [word for item in values for word in (_OPTIONS[name], str(item))]
    return told
