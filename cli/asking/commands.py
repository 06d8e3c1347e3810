"""Commands of the program that answer a question, called as if they had been typed."""

import click


def run_command(words: list[str]) -> None:
    """Run a command of the program as if it had been typed."""
    root = click.get_current_context().find_root().command
    root.main(words, prog_name="coalition", standalone_mode=False)
