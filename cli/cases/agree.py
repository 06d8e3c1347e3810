"""``coalition case agree``: two codings of one case compared."""

from pathlib import Path

import click

from cli.forms import printed_options
from cli.options import Load, knowledge_options, named_files


@click.command(
    epilog="Example: coalition case agree first.yaml second.yaml", short_help="Compare two codings of one case."
)
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("--no-alpha", is_flag=True, help="Leave out Krippendorff's alpha.")
@printed_options("text", "json")
@knowledge_options
def agree(*, load: Load, first: Path, second: Path, no_alpha: bool, form: str) -> None:
    """Compare two codings of one case: which facts both have, and where they part.

    Facts are matched by what they say, not only by their names. Each disagreement is tried by itself: FIRST is
    judged again with that one thing as SECOND has it. A coding that stands by itself is read by itself, else in
    addition to the cases.
    """
    from cli.console import WIDTH, console, print_json, show
    from explain.comparing.agreement import agreement
    from explain.renderings.agreement_text import as_data, render
    from kb.agreement.codings import read_coding
    from rules.judging.court import Court

    del load
    cases, extra = named_files()
    codings = [read_coding(path, cases, extra) for path in (first, second)]
    found = agreement(codings[0], codings[1], Court(codings[0].kb), with_alpha=not no_alpha)
    if form == "json":
        print_json(as_data(found))
    else:
        show(render(found, (first.name, second.name), min(console().width, WIDTH)))
