"""``coalition serve``: the record and what follows from it over HTTP."""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import click

from cli.court import court_options
from kb.errors import InputError

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(epilog="Example: coalition serve --port 8765")
@click.option("--host", default="127.0.0.1", metavar="NAME", help="Where to listen; this machine alone unless given.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    metavar="N",
    help="The port; 8765 unless given, and 0 for any that is free.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True, max=600),
    default=10,
    metavar="N",
    help="How long one answer may take; 10 unless given.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=512,
    metavar="MB",
    help="How many megabytes one answer may use; 512 unless given.",
)
@court_options
def serve(*, kb: "KnowledgeBase", court: "Court", host: str, port: int, seconds: float, memory: int) -> None:
    """Answer over HTTP until Ctrl-C: pages, questions in words, changes on trial, SPARQL and linked data.

    /ask takes questions in plain English, /what-if changes facts on the page of an episode and shows what follows,
    /sparql takes queries by the SPARQL 1.1 protocol, and the IRI of everything answers as a page, in Turtle or in
    JSON-LD. Only this machine is answered unless --host says otherwise. Nothing is written, and each answer has its
    limits.
    """
    for library in ("jinja2", "starlette", "uvicorn"):
        try:
            import_module(library)
        except ImportError as error:
            remedy = "Install what it needs: pip install 'coalition-kb[serve]'."
            raise InputError(f"a server needs the library {library}", remedy=remedy) from error
    from cli.given import given
    from explain.serving.apart import Limits
    from explain.serving.hall import Hall
    from explain.serving.pages.live import Live
    from explain.serving.server import serve as serving

    del kb
    hall = Hall(Live(court, tuple(given())), _printed)
    told = "Nothing is written; Ctrl-C ends it."
    serving(
        hall,
        host=host,
        port=port,
        limits=Limits(seconds, memory),
        told=lambda address: click.echo(f"Serving {address}\n{told}", err=True),
    )


def _printed(words: Sequence[str]) -> str:
    """Return what a command prints that is run on the same cases."""
    import io
    from contextlib import redirect_stdout

    from cli.given import given

    root = click.get_current_context().find_root().command
    with redirect_stdout(io.StringIO()) as printed:
        root.main([*words, *given()], prog_name="coalition", standalone_mode=False)
    return printed.getvalue()
