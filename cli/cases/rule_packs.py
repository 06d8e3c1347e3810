"""``coalition rules new``, ``test`` and ``check``: for those who write rules."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import WIDTH, print_json
from cli.forms import printed_options
from cli.options import knowledge_options, may_run_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.options import Load
    from rules.checking.findings import Finding


@click.command(epilog="Example: coalition rules new my-theory", short_help="Write a pack of rules to begin with.")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
def new(path: Path) -> None:
    """Write a pack of rules to begin with: one rule, and cases in which it fires and in which it does not.

    The pack is a new folder at PATH, and its rules bear the name of that folder.
    """
    from rules.testing.new_pack import new_pack

    for file in new_pack(path):
        click.echo(f"written: {file}")
    click.echo(f"Now change the rule and its cases, and try them: coalition rules test {path}")


@click.command(epilog="Example: coalition rules test my-theory", short_help="Run the rule cases of a pack.")
@click.argument("pack", metavar="PACK", type=click.Path(path_type=Path))
@knowledge_options
@click.pass_context
def test(ctx: click.Context, *, load: "Load", pack: Path) -> None:
    """Run the rule cases of a PACK, and say what does not come out as they say.

    They stand in its folder `cases`. Exits with 1 where a case fails, or a rule has none in which it fires, or none in
    which it stays silent.
    """
    from rules.packs.beside import with_pack
    from rules.packs.finding import find_pack
    from rules.testing.pack_cases import tested

    del load
    folder = find_pack(pack)
    read = with_pack(folder, run_code=may_run_code())
    found = tested(folder, read.book, read.own)
    for case, failures in found.failures:
        click.echo(f"{case.where}: {case.name}")
        for failure in failures:
            _wrapped(failure)
    for told in found.untried:
        click.echo(told)
        _wrapped("A rule that nobody has tried may never fire, or always. Add such a case.")
    cases = "1 case" if found.count == 1 else f"{found.count} cases"
    click.echo(f"{cases}: {f'{len(found.failures)} not' if found.failures else 'all'} as expected.")
    if found.failures or found.untried:
        ctx.exit(1)


@click.command(
    epilog="Example: coalition rules check my-theory --format sarif -o faults.sarif",
    short_help="Look for faults in rules.",
)
@click.argument("pack", metavar="[PACK]", required=False, type=click.Path(path_type=Path))
@printed_options("text", "json", "sarif")
@knowledge_options
@click.pass_context
def check(ctx: click.Context, *, load: "Load", pack: Path | None, form: str) -> None:
    """Look for faults in a PACK of rules, or in the bundled rules: what shows before any case is judged.

    Rules that can never fire, that add nothing to another or contradict one on the same facts; circles of absences;
    conclusions, terms, sources and variables that nothing uses. A file exceptions.yaml in the pack says what is to
    pass, and why. Exits with 1 where something was found.
    """
    from rules.checking.checking import check_bundled, check_pack
    from rules.packs.finding import find_pack

    del load
    findings = check_bundled() if pack is None else check_pack(find_pack(pack), run_code=may_run_code())
    if form == "json":
        print_json([asdict(item) for item in findings])
    elif form == "sarif":
        click.echo(_sarif(findings), nl=False)
    else:
        _tell(findings)
    if findings:
        ctx.exit(1)


def _sarif(findings: "Sequence[Finding]") -> str:
    from cli.cases.findings import as_sarif
    from kb.auditing.faults import Finding as Placed
    from rules.checking.findings import CHECKS

    placed = (
        Placed(
            *((item.where.path, item.where.line or 1, item.where.column or 1) if item.where else ("", 1, 1)),
            *(item.check, item.about, item.what, item.why, item.remedy),
        )
        for item in findings
    )
    sorts = {check: f"{told[0].upper()}{told[1:]}." for check, told in CHECKS.items()}
    return as_sarif(0, list(placed), sorts, by="coalition rules check")


def _tell(findings: "Sequence[Finding]") -> None:
    for item in findings:
        click.echo(f"{item.where}: {item.check}" if item.where else item.check)
        for line in (item.what, item.why, item.remedy):
            _wrapped(line)
        if item.witness:
            _wrapped("Both follow from:")
        for fact in item.witness:
            click.echo(f"    - {fact}")
    count = "1 fault" if len(findings) == 1 else f"{len(findings)} faults"
    click.echo(f"{count} found." if findings else "Nothing to object to.")


def _wrapped(text: str) -> None:
    import textwrap

    if text:
        click.echo(textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False))
