"""``coalition schema``: the JSON Schemas of answers and of case files."""

from importlib.resources import files

import click

FILES = {"answer": ("explain", "answer.schema.json"), "case": ("ontology", "case.schema.json")}


@click.command(epilog="Example: coalition schema case > case.schema.json")
@click.argument("what", type=click.Choice(list(FILES)), default="answer")
def schema(what: str) -> None:
    r"""Print a JSON Schema.

    \b
    answer  of what every answering command prints with --json
    case    of case files, by which an editor completes and checks them
    """
    package, name = FILES[what]
    click.echo(files(package).joinpath(name).read_text(encoding="utf-8"), nl=False)
