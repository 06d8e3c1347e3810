"""How the commands that look ahead show a page, in the form that was asked for."""

from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console

if TYPE_CHECKING:
    from explain.foresight.page import Page


def show_page(page: "Page", form: str, *, sources: bool = True) -> None:
    """Print a page; as text with or without the list of its sources."""
    from explain.renderings import pages

    if form == "text":
        click.echo(pages.text(page, min(console().width, WIDTH), sources=sources), nl=False)
    else:
        click.echo((pages.markdown if form == "markdown" else pages.html)(page), nl=False)
