"""``coalition table``: published tables, computed from the knowledge base."""

from typing import TYPE_CHECKING

import click

from cli.court import court_options
from cli.forms import PICTURES, Drawn, drawn_options
from cli.making import made_with, with_made

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kb.store import KnowledgeBase
    from rules.judging.court import Court


def _complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the names of tables."""
    from click.shell_completion import CompletionItem

    from kb.reading.published import published_tables

    del ctx, parameter
    found = published_tables()
    return [CompletionItem(name, help=found[name].caption) for name in found if name.startswith(incomplete.casefold())]


@click.command(epilog="Example: coalition table vaneijk-8 --format markdown")
@click.argument("name", required=False, shell_complete=_complete)
@drawn_options("text", "json", "markdown", "csv", "latex")
@court_options
def table(*, kb: "KnowledgeBase", court: "Court", name: str | None, form: str) -> Drawn | None:
    """Print the published table NAME as computed from the knowledge base.

    A footnote stands wherever the published cell differs, and says why; another wherever the text contradicts
    itself. Without a name, the tables are listed.
    """
    from cli.console import WIDTH, console, print_json
    from cli.options import unknown
    from explain.tables.computed import make
    from explain.tables.formats import FORMATS, as_data
    from kb.reading.published import published_tables

    tables = published_tables()
    if name is None:
        if form != "text":
            raise click.UsageError(f"the list of tables has no form {form}; name the table to write.")
        width = max(map(len, tables))
        for item in tables.values():
            click.echo(f"{item.id:{width}}  {item.caption}")
        return None
    if name.casefold() not in tables:
        raise unknown("table", name, tables)
    published = tables[name.casefold()]
    computed = make(court, published)
    if form in PICTURES:
        from explain.pictures.table import table as draw

        return kb, draw(computed, published.work), made_with(kb, court)
    if form == "json":
        print_json(with_made(as_data(computed), made_with(kb, court)))
    else:
        click.echo(FORMATS[form](computed, min(console().width, WIDTH)), nl=False)
    return None
