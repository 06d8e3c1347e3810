"""``coalition schema``: the JSON Schema of the answers."""

from importlib.resources import files

import click


@click.command(epilog="Example: coalition schema")
def schema() -> None:
    """Print the JSON Schema of what every answering command prints with --json."""
    click.echo(files("explain").joinpath("answer.schema.json").read_text(encoding="utf-8"), nl=False)
