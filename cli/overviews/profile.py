"""``coalition profile``: what a state has in service on a day."""

from datetime import date

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


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A calendar day, written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value} is not a day; write it as in 2015-11-15.", param, ctx)


@click.command(epilog="Example: coalition profile denmark --on 2015-11-15")
@state_argument
@click.option("--on", "on", type=Day(), required=True, metavar="YYYY-MM-DD", help="The day.")
@coalition_option
@drawn_options("text", "json")
@knowledge_options
@as_of_option
def profile(*, load: Load, state: str, on: date, coalition: str | None, form: str) -> Drawn | None:
    """Print the exact mix of units, tasks and areas that STATE has in service on a day.

    A unit of which the sources date the first or last day only to the month is marked where that leaves open
    whether it was there.
    """
    from cli.console import print_json, show
    from cli.overviews.render_profile import as_data, render
    from kb.profiles.profile import profile_on

    kb = load()
    name = find_state(kb, state)
    snapshots = [profile_on(kb, name, found, on) for found in find_coalitions(kb, name, coalition)]
    if form in PICTURES and snapshots:
        from explain.pictures.profile import profile as draw

        return kb, draw(kb, snapshots), made_with(kb)
    if form == "json":
        print_json([with_made(as_data(kb, snapshot), made_with(kb)) for snapshot in snapshots])
    elif snapshots:
        show(*(render(kb, snapshot) for snapshot in snapshots))
    else:
        nothing(f"{kb.label(name)}: no contribution to any coalition on record.", form)
    return None
