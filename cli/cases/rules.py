"""``coalition rules``: the rules of the theory, listed, and shown in the form in which packs write them; packs made."""

from typing import TYPE_CHECKING

import click

from cli.cases.rule_packs import check, new, test
from cli.options import knowledge_options, unknown

if TYPE_CHECKING:
    from cli.options import Load
    from rules.engine.rule import Rule


@click.group(epilog="Example: coalition rules show cause.readiness")
def rules() -> None:
    """List and show the rules of the theory, or write, test and check rules of your own.

    A pack of rules is a folder: docs/tutorials/ shows how to make one.
    """


rules.add_command(new)
rules.add_command(test)
rules.add_command(check)


@rules.command("list", epilog="Example: coalition rules list cause", short_help="Name every rule with its claim.")
@click.argument("families", metavar="[FAMILY]...", nargs=-1)
@knowledge_options
def list_rules(*, load: "Load", families: tuple[str, ...]) -> None:
    """Name every rule with its claim, or those of a FAMILY: what stands before the dot in a rule's name."""
    import textwrap

    from cli.console import WIDTH

    del load
    known = _known()
    there = {name.partition(".")[0] for name in known}
    for family in families:
        if family not in there:
            raise unknown("family of rules", family, there)
    for name, rule in known.items():
        if not families or name.partition(".")[0] in families:
            click.echo(name)
            click.echo(textwrap.fill(rule.claim, WIDTH, initial_indent="  ", subsequent_indent="  "))


@rules.command(
    epilog="Example: coalition rules show defection.combat exposure.fewer-units",
    short_help="Print rules as a pack writes them.",
)
@click.argument("names", metavar="RULE...", nargs=-1, required=True)
@knowledge_options
def show(*, load: "Load", names: tuple[str, ...]) -> None:
    """Print each RULE as a pack writes it: to read, or to copy, change and judge with (--rules)."""
    from rules.packs.writing import write_rules
    from rules.theory.wider_book import WIDER

    del load
    known = _known()
    for name in names:
        if name not in known:
            raise unknown("rule", name, known)
    for about, chosen in (
        ("episode", [known[name] for name in names if name not in WIDER.rules]),
        ("part", [known[name] for name in names if name in WIDER.rules]),
    ):
        if chosen:
            click.echo(write_rules(chosen, about), nl=False)


def _known() -> "dict[str, Rule]":
    from rules.theory.book import RULEBOOK
    from rules.theory.wider_book import WIDER

    return dict(sorted({**RULEBOOK.rules, **WIDER.rules}.items()))
