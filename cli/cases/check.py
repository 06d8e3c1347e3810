"""``coalition check``: whether case files are sound."""

from pathlib import Path

import click

from cli.options import Load, knowledge_options


@click.command(epilog="Example: coalition check my-cases/")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@knowledge_options
@click.pass_context
def check(ctx: click.Context, *, load: Load, paths: tuple[Path, ...]) -> None:
    """Check case files and folders, or the bundled cases: each PATH is read as with --cases.

    First everything that would keep a case from loading, up to the first fault; then the ontology's shapes, one
    line for each finding. Exit codes as of pyshacl: 0 nothing found, 1 findings, 2 the cases cannot be loaded.
    """
    from kb.reading.loading import load as read
    from kb.reading.shapes import check as find

    kb = read([*paths, *ctx.params["cases"]], ctx.params["extra"]) if paths else load()
    findings = find(kb)
    for finding in findings:
        click.echo(finding)
    if findings:
        ctx.exit(1)
    click.echo(f"{len(kb.places)} facts and terms: nothing to object to.")
