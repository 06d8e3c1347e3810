"""``coalition case template`` and ``coalition case import``: case files written in a spreadsheet."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.options import Load, knowledge_options
from kb.errors import InputError, Place

if TYPE_CHECKING:
    from kb.sheets.importing import Imported


@click.command(epilog="Example: coalition case template my-case.xlsx", short_help="Write empty sheets to fill in.")
@click.argument("goal", metavar="FILE.xlsx | FOLDER", type=click.Path(path_type=Path))
@click.option("--sheet", "sheets", multiple=True, metavar="KIND", help="A kind of fact to have a sheet; repeatable.")
@knowledge_options
def template(*, load: Load, goal: Path, sheets: tuple[str, ...]) -> None:
    """Write empty sheets to fill in: a workbook, or a folder of CSV files.

    There are sheets for contributions, decisions, events, statements, votes and further sources, unless kinds of
    fact are named. Each says what its columns hold and offers the terms that they take.
    """
    from kb.sheets.layout import DEFAULT, sheet_of
    from kb.sheets.template import csv_files, workbook
    from kb.writing.export import write_whole

    chosen = list(dict.fromkeys(sheet_of(name) for name in sheets or DEFAULT))
    if goal.suffix.lower() == ".xlsx":
        _refuse_to_replace([goal])
        write_whole(workbook(load(), chosen), goal)
        _tell_to_fill_in([goal], goal)
        return
    if goal.suffix:
        raise InputError(
            f"the ending {goal.suffix!r} is not that of a template",
            where=Place(str(goal)),
            remedy="Name a file that ends in .xlsx, or a folder for CSV files.",
        )
    files = csv_files(load(), chosen)
    _refuse_to_replace([goal / name for name in files])
    _make_folder(goal)
    for name, data in files.items():
        write_whole(data, goal / name)
    _tell_to_fill_in([goal / name for name in files], goal)


def _tell_to_fill_in(files: list[Path], goal: Path) -> None:
    for file in files:
        click.echo(f"written: {file}", err=True)
    click.echo(f"Now fill it in, and read it: coalition case import {goal} -o {goal.stem}.yaml", err=True)


@click.command(
    "import",
    epilog="Example: coalition case import my-case.xlsx -o my-case.yaml",
    short_help="Write filled-in sheets as a case file.",
)
@click.argument("path", metavar="FILE.xlsx | FILE.csv | FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "goal", type=click.Path(path_type=Path), metavar="FILE.yaml | FOLDER", help="Where to write."
)
@click.option("--work", metavar="KEY", help="The work in which facts stand whose rows name none.")
@click.option("--place", metavar="TEXT", help="Where in that work; for a long table, its row unless given.")
@click.option("--coalition", metavar="NAME", help="The coalition of a long table that names none.")
@knowledge_options
def import_sheets(
    *, load: Load, path: Path, goal: Path | None, work: str | None, place: str | None, coalition: str | None
) -> None:
    """Read filled-in sheets and write them as a case file; every fault is told by its cell, all at once.

    A long table with a row for each state, mission and year and a number of people becomes contributions of troops
    whose task is not known; a fall to half or less is asked about, and never taken for a defection. States are
    found by name, and by ISO or Gleditsch-Ward code. Nothing in the sheets is computed or run.
    """
    from kb.records import Citation
    from kb.sheets.importing import import_case

    kb = load()
    if work is not None and work not in kb.works:
        from kb.reading.references import unknown_concept

        fault = unknown_concept("work", work, kb.works)
        raise InputError(fault.what, why=fault.why, remedy=fault.remedy)
    source = Citation(work=work, place=place or "") if work else None
    made = import_case(path, kb, source=source, coalition=coalition)
    _write(made, goal)
    _tell(made, goal)


def _write(made: "Imported", goal: Path | None) -> None:
    """Write facts as one case file, or as several of them in a folder."""
    from kb.sheets.parts import case_files
    from kb.writing.export import write_whole

    if goal is not None and goal.suffix:
        (text,) = case_files(made, goal).values()
        write_whole(text.encode(), goal)
    elif goal is not None:
        _make_folder(goal)
        for name, text in case_files(made, None).items():
            write_whole(text.encode(), goal / name)
    else:
        for text in case_files(made, None).values():
            click.echo(text, nl=False)


def _tell(made: "Imported", goal: Path | None) -> None:
    """Say on standard error what was made, and what is left to be asked."""
    count = len(made.records)
    place = f" written to {goal}" if goal else ""
    click.echo(f"{count:,} fact{'' if count == 1 else 's'}{place}.", err=True)
    if made.added:
        click.echo(f"Added from the list of states: {', '.join(made.added)}.", err=True)
    asked = [question for questions in made.questions.values() for question in questions]
    for question in asked[:_SHOWN]:
        click.echo(f"? {question}", err=True)
    if len(asked) > _SHOWN:
        click.echo(f"{len(asked) - _SHOWN:,} more questions stand in the case file.", err=True)


_SHOWN = 10
"""Up to so many questions are printed; all of them stand in the case file."""


def _refuse_to_replace(paths: list[Path]) -> None:
    for path in paths:
        if path.exists():
            raise InputError(
                "there is such a file already",
                where=Place(str(path)),
                why="A template would take the place of what you filled in.",
                remedy="Choose another name, or remove it.",
            )


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"the folder cannot be made: {error.strerror or error}", where=Place(str(path))) from error
