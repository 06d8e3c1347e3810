"""``coalition schema``: the JSON Schemas of answers and of case files."""

from importlib.resources import files

import click

from cli.options import schema_option
from ontology.terms import CASE_SCHEMA_FILE, text_of


@click.command(epilog="Example: coalition schema case > case.schema.json")
@click.argument("what", type=click.Choice(["answer", "case"]), default="answer")
@schema_option
def schema(what: str) -> None:
    """Print a JSON Schema: that of answers, which all commands that answer print with --json, or that of case files.

    By the schema of case files (case) an editor completes and checks them.
    """
    if what == "case":
        click.echo(text_of(CASE_SCHEMA_FILE), nl=False)
    else:
        click.echo(files("explain").joinpath("answer.schema.json").read_text(encoding="utf-8"), nl=False)
