"""``coalition site``: the record and what follows from it as a folder of pages."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.court import court_options
from kb.errors import InputError

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition site -o pages/")
@click.option(
    "-o", "--output", "folder", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="Where."
)
@court_options
def site(*, kb: "KnowledgeBase", court: "Court", folder: Path) -> None:
    """Write a site of pages into FOLDER, to put beside a paper or behind any web server.

    A page for every state, coalition, episode, fact, rule, theory, term and source leads to what it names and to what
    hangs on it; each has its data beside it as Turtle and JSON. It opens from the folder, with a search, and fetches
    nothing. The same cases give the same bytes. FOLDER is new, empty, or an earlier site, whose place it takes.
    """
    del kb
    try:
        import_module("jinja2")
    except ImportError as error:
        raise InputError(
            "a site needs the library Jinja2", remedy="Install it: pip install 'coalition-kb[site]'."
        ) from error
    from cli.given import given
    from explain.site.site import Site
    from explain.site.writing import check_goal, write

    check_goal(folder)
    made = Site(court, tuple(given()))
    count = write(made, folder)
    click.echo(f"{len(made.pages):,} pages in {count:,} files written to {folder}.", err=True)
    click.echo(f"Begin with {folder / 'index.html'}.", err=True)
