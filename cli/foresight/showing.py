"""What the commands that look ahead share: whom a name means, and how a page is shown."""

from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, console
from cli.given import all_with_given
from cli.options import unknown

if TYPE_CHECKING:
    from explain.foresight.page import Page
    from kb.store import KnowledgeBase


def show_page(page: "Page", form: str, *, sources: bool = True) -> None:
    """Print a page; as text with or without the list of its sources."""
    from dataclasses import replace

    from explain.renderings import pages

    if page.foot:
        page = replace(page, foot=all_with_given(page.foot))
    if form == "text":
        click.echo(pages.text(page, min(console().width, WIDTH), sources=sources), nl=False)
    else:
        click.echo((pages.markdown if form == "markdown" else pages.html)(page), nl=False)


def find_state_or_coalition(kb: "KnowledgeBase", text: str | None) -> tuple[str | None, str | None]:
    """Return the state or the coalition that a user means by its name or label; neither where no name is given.

    Raises:
        InputError: there is none; near matches are offered.
    """
    from kb.records import Coalition, State

    if text is None:
        return None, None
    states, coalitions = ([item.id for item in kb.of(kind)] for kind in (State, Coalition))
    for found in (*states, *coalitions):
        if text.casefold() in (found.casefold(), kb.label(found).casefold()):
            return (found, None) if found in states else (None, found)
    raise unknown("state or coalition", text, [*states, *coalitions])
