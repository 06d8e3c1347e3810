"""Measures the import of large spreadsheets: 100,000 rows within a minute and 1 GiB.

Run it with ``python -m benchmarks.sheets``. One workbook is coded fact by fact, one is a long table of deployments.
"""

import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

import openpyxl

ROWS = 100_000
STATES = ("Belgium", "NLD", "Denmark", "Norway", "Canada", "France", "Germany", "Italy", "Poland", "Spain")
Row = tuple[Any, ...]


def main() -> None:
    """Print time and memory of both imports."""
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in (("contributions", coded()), ("deployments", deployed())):
            path = Path(folder) / f"{name}.xlsx"
            _write(path, name, rows)
            command = [sys.executable, "-m", "cli.main", "case", "import", str(path), "--work", "mcinnis-2020"]
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run([*command, "-o", f"{folder}/{name}"], capture_output=True, text=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            most = after.ru_maxrss / 1024
            made = done.stderr.splitlines()[0].partition(" written")[0]
            told = f"{seconds:.0f} s of one core (aim 60), at most {most:.0f} MiB so far (aim 1,024)"
            print(f"{name}: {ROWS:,} rows, {made}: {told}")


def coded() -> Iterator[Row]:
    """Yield rows as a coder fills them in, with a head."""
    chance = random.Random(1)  # noqa: S311 - any rows will do
    yield (
        "state",
        "coalition",
        "capability",
        "role",
        "begins",
        "ends",
        "personnel",
        "theatres",
        "label",
        "work",
        "place",
    )
    for number in range(ROWS):
        begins = f"{2014 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}"
        units = ("Global Coalition against ISIL", "F-16", "air strike", begins, "2019-12", 1 + number % 900)
        yield (chance.choice(STATES), *units, "Iraq; Syria", f"Units number {number}", "vaneijk-2021", f"p. {number}")


def deployed() -> Iterator[Row]:
    """Yield rows of a long table, with a head."""
    chance = random.Random(1)  # noqa: S311 - any rows will do
    yield ("country", "mission", "month", "troops")
    months = (f"{year}-{month:02}" for year in range(1300, 2020) for month in range(1, 13))
    for month, state, mission in islice(product(months, STATES, ("isaf", "global-coalition")), ROWS):
        yield (state, mission, month, chance.randint(0, 3000))


def _write(path: Path, name: str, rows: Iterator[Row]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    book.save(path)


if __name__ == "__main__":
    main()
