"""``coalition timeline``: what a state sent, decided and lived through, over time."""

import click

from cli.forms import PICTURES, Drawn, drawn_options, nothing
from cli.making import made_with, with_made
from cli.options import (
    Load,
    as_of_option,
    coalition_option,
    find_coalitions,
    find_state,
    knowledge_options,
    state_argument,
)


@click.command(epilog="Example: coalition timeline belgium")
@state_argument
@coalition_option
@drawn_options("text", "json")
@knowledge_options
@as_of_option
def timeline(*, load: Load, state: str, coalition: str | None, form: str) -> Drawn | None:
    """Draw the contributions of STATE over time; below, in order of date, everything on record and its source.

    As SVG, PNG or PDF it is a picture for a paper, with a sign for each fact.
    """
    from cli.console import console, print_json, show
    from cli.overviews.render_timeline import as_data, render
    from explain.answers.history import history

    kb = load()
    name = find_state(kb, state)
    histories = [history(kb, name, found) for found in find_coalitions(kb, name, coalition)]
    if form in PICTURES and histories:
        from explain.pictures.timeline import timeline as draw

        return kb, draw(histories), made_with(kb)
    if form == "json":
        print_json([with_made(as_data(found), made_with(kb)) for found in histories])
    elif histories:
        show(*(render(found, console().width) for found in histories))
    else:
        nothing(f"{kb.label(name)}: no contribution to any coalition on record.", form)
    return None
