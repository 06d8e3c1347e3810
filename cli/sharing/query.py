"""``coalition query``: questions in SPARQL, put to facts, conclusions and proofs."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import print_json
from cli.court import court_options
from cli.forms import printed_options
from cli.making import made_with, with_made
from kb.errors import InputError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kb.store import KnowledgeBase
    from rules.judging.court import Court

LIST = "?"
"""Stands for ``--named`` without a name."""


def _complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the names of questions."""
    from click.shell_completion import CompletionItem

    from explain.linked.named import questions

    del ctx, parameter
    return [CompletionItem(item.name, help=item.english) for item in questions().values() if incomplete in item.name]


@click.command(epilog='Example: coalition query "SELECT ?gave { ?d a ck:Decision ; ck:grounds ?gave }" --rows 5')
@click.argument("text", metavar="[QUERY]", required=False)
@click.option("--file", "source", type=click.Path(path_type=Path), metavar="FILE", help="Read the query from a file.")
@click.option(
    "--named",
    "name",
    is_flag=False,
    flag_value=LIST,
    metavar="[NAME]",
    shell_complete=_complete,
    help="Ask a question that has a name; without NAME, list them.",
)
@click.option(
    "--set", "bound", multiple=True, metavar="VARIABLE=NODE", help="Let a variable stand for one node; repeatable."
)
@click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Ask a store that export --store wrote, and judge nothing.",
)
@click.option("--endpoint", metavar="URL", help="Ask a server where it takes queries, and judge nothing.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=30,
    metavar="N",
    help="Look no longer; 30 unless given.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    default=10_000,
    metavar="N",
    help="Show no more; 10000 unless given, and 0 for all.",
)
@printed_options("text", "csv", "tsv", "json", "rdf")
@court_options
def query(
    *,
    kb: "KnowledgeBase",
    court: "Court",
    text: str | None,
    source: Path | None,
    name: str | None,
    bound: tuple[str, ...],
    folder: Path | None,
    endpoint: str | None,
    seconds: float,
    rows: int,
    form: str,
) -> None:
    """Put a question in SPARQL 1.1 to facts, conclusions and proofs: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The query is the argument, a FILE, or read from standard input. The usual prefixes are known, and names stand in
    pointed brackets: <denmark-2016-12>, <work/dewitte-2016>. Everything is asked at once; FROM <graph/facts> asks the
    facts alone, which is quicker. What is found is printed as a table, or as CSV, TSV, JSON or (statements) Turtle:
    --format. A query only reads, and nothing is fetched but from a server that is named.
    """
    from explain.linked.asking import ask, ask_server, ask_store
    from explain.linked.named import named
    from explain.linked.parsing import parse, unknown_terms
    from kb.writing.storing import read_store

    if name == LIST:
        _list(form)
        return
    if sum(given is not None for given in (text, source, name)) > 1:
        raise click.UsageError("give one query: as the argument, with --file or with --named.")
    settings = dict(map(_setting, bound))
    title = named(name).english if name else ""
    asked = parse(named(name).text if name else _text(text, source), str(source or "query"))
    most = min(rows, sys.maxsize - 1) or None
    if endpoint is not None:
        if folder or settings:
            raise click.UsageError("--endpoint goes with no --store and no --set.")
        found = ask_server(endpoint, asked, seconds=seconds, rows=most)
    elif folder is not None:
        found = ask_store(read_store(folder), asked, settings, seconds=seconds, rows=most)
    else:
        found = ask(court, asked, settings, seconds=seconds, rows=most)
    for remark in unknown_terms(asked):
        click.echo(remark, err=True)
    if found.cut:
        click.echo(f"Only the first {rows} {'is' if rows == 1 else 'are'} shown; --rows 0 shows all.", err=True)
    if form == "text":
        from cli.console import console, show
        from cli.sharing.render_query import render

        show(*render(found, title, console().width))
    else:
        from explain.linked.results import written

        text = written(found, form).decode()
        if form == "json" and folder is None and endpoint is None:
            print_json(with_made(json.loads(text), made_with(kb, court)))
        else:
            click.echo(text, nl=False)


def _text(text: str | None, source: Path | None) -> str:
    """Return the query: the argument, a file's, or what standard input gives."""
    if source is not None:
        from kb.reading.limits import read_text

        return read_text(source)
    if text not in (None, "-"):
        return str(text)
    if text is None and sys.stdin.isatty():
        raise click.UsageError("there is no query; write one as the argument, or name one: --named lists them.")
    return sys.stdin.read()


def _setting(text: str) -> tuple[str, str]:
    variable, equals, node = text.partition("=")
    if not equals or not variable or not node:
        raise InputError(f"{text!r} sets no variable", remedy="Write VARIABLE=NODE, as in role=role/training.")
    return variable.removeprefix("?"), node


def _list(form: str) -> None:
    from cli.console import show
    from cli.sharing.render_query import listed
    from explain.linked.named import questions

    if form != "text":
        raise click.UsageError(f"the list of questions has no form {form}; name the question to ask.")
    show(listed(questions().values()))
