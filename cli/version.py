"""What ``coalition --version`` tells: the program, and the state of all that answers are made from."""

import click


def print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print which program this is, and digests of its schema, its rules and its cases, and end."""
    del parameter
    if not value or ctx.resilient_parsing:
        return
    from importlib.metadata import entry_points

    from explain.made_with import program, rules_digest, schema_digest
    from kb.reading.loading import load
    from rules.packs.finding import GROUP
    from rules.packs.taking import BOOKS
    from rules.theory.thresholds import with_overrides

    kb, books = load(), BOOKS.values()
    packs = [f"{item.name} ({item.dist.name} {item.dist.version})" for item in entry_points(group=GROUP) if item.dist]
    click.echo(program())
    click.echo(f"schema  {schema_digest()}")
    click.echo(f"rules   {rules_digest(books, with_overrides({}))} ({sum(len(book.rules) for book in books)} rules)")
    click.echo(f"packs   {', '.join(sorted(packs)) or 'none installed'}")
    click.echo(f"cases   {kb.digest} ({len(kb.records)} facts and terms)")
    ctx.exit()
