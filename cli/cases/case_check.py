"""``coalition case check``: every fault of case files at once, each with its place, its reason and its remedy."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.forms import form_options
from cli.options import Load, knowledge_options, named_files

if TYPE_CHECKING:
    from kb.auditing.faults import Finding

_MANY = 3
"""From so many slices of facts on, progress is shown."""
_FORMS = ("text", "json", "sarif")


@click.command(
    "check",
    epilog="Example: coalition case check spain.yaml --format sarif -o faults.sarif",
    short_help="Name every fault of a case file at once.",
)
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@knowledge_options
@form_options(*_FORMS)
@click.pass_context
def check(ctx: click.Context, *, load: Load, files: tuple[Path, ...], form: str, path: Path | None) -> None:
    """Name every fault of each FILE at once: what it is, where, why it matters and what to do.

    A FILE, or a folder of them, is read alone; or with the bundled cases where it names what only they have; or with
    those that --cases and --with name. Without a FILE, what --with adds is checked, or what --cases names, or the
    bundled cases. Statements of completeness that the record belies are faults too; facts that no rule reads are
    remarks, and so are decisions that seem to lack something. Exit codes: 0 no fault, 1 faults, 2 a FILE is not there.
    """
    from cli.cases.findings import as_json, as_sarif, as_text
    from kb.writing.export import write_whole

    del load
    facts, found = audited(files, *named_files())
    written = {"text": as_text, "json": as_json, "sarif": as_sarif}[form](facts, found)
    if path is None:
        click.echo(written, nl=False)
    else:
        write_whole(written.encode(), path)
    if any(item.is_fault for item in found):
        ctx.exit(1)


def audited(files: tuple[Path, ...], cases: tuple[Path, ...], extra: tuple[Path, ...]) -> "tuple[int, list[Finding]]":
    """Return how many facts files hold and what is wrong with them, in the company in which least is wrong."""
    from cli.spreading import with_progress
    from kb.auditing.faults import against_shapes, audit, remark, remarks
    from kb.case_files import BUNDLED_CASES
    from kb.case_files import found as shown
    from rules.judging.court import Court
    from rules.judging.unread import unread

    read = [*files, *cases] or [BUNDLED_CASES]
    alone = audit(read, extra)
    if alone[1] and files and not cases and not extra:
        beside = audit([BUNDLED_CASES, *files])
        alone = min(alone, beside, key=lambda item: len(item[1]))
    kb, found = alone
    own = set(shown(files or extra or read, ()).values())
    names = {name for name, place in kb.places.items() if place.path in own}
    found = [item for item in found if item.path in own or not kb.records]
    watch = partial(with_progress, many=_MANY, doing="Checking")
    found += against_shapes(kb, {kb.places[name].path for name in names}, found, watch)
    if not any(item.is_fault for item in found):
        found += [remark(kb, name, why) for name, why in unread(Court(kb), sorted(names))]
        found += remarks(kb, names)
    return len(names), sorted(set(found))
