"""A truth table of crisp conditions, as the packages QCA and SetMethods for R have it."""

from collections.abc import Sequence
from typing import Final

from explain.dataset.episodes import OUTCOME
from explain.dataset.tables import Column, Plain, Table, joined, text, truth
from kb.errors import InputError
from kb.near import suggest, there_are

_MOST: Final = 12
"""More conditions than so many give each case a row of its own."""


def truth_table(episodes: Table, names: Sequence[str], outcome: str = OUTCOME) -> tuple[Table, tuple[str, ...]]:
    """Return the truth table of some conditions, and the cases left out because one of these or the outcome is open.

    Raises:
        InputError: a condition or outcome is no column of 0 and 1, or there are none or too many.
    """
    crisp = [column.name for column in episodes.columns if column.values == (0, 1)]
    for name in (*names, outcome):
        if name not in crisp:
            hint = suggest(name, crisp, otherwise=there_are(crisp))
            raise InputError(f"no condition is called {name!r}", remedy=hint)
    chosen = [name for name in dict.fromkeys(names) if name != outcome]
    if not 0 < len(chosen) <= _MOST:
        raise InputError(
            f"a truth table of {len(chosen)} conditions", remedy=f"Name from one to {_MOST}, each with --condition."
        )
    at = {column.name: index for index, column in enumerate(episodes.columns)}
    cases: dict[tuple[Plain, ...], list[tuple[str, int]]] = {}
    left: list[str] = []
    for row in episodes.rows:
        key, result = tuple(row[at[name]] for name in chosen), row[at[outcome]]
        if None in key or not isinstance(result, int):
            left.append(str(row[0]))
        else:
            cases.setdefault(key, []).append((str(row[0]), result))
    rows = tuple(_row(key, cases[key]) for key in sorted(cases, key=str, reverse=True))
    title = f"Truth table of {outcome}: one row for each combination of conditions that cases show"
    return Table("truth-table", title, ("row",), _columns(episodes, chosen, at, outcome), rows), tuple(left)


def _columns(episodes: Table, chosen: Sequence[str], at: dict[str, int], outcome: str) -> tuple[Column, ...]:
    return (
        Column("row", "integer", "The number of the combination, as QCA counts them from one.", required=True),
        *(truth(name, episodes.columns[at[name]].definition) for name in chosen),
        Column(
            "OUT",
            "string",
            f"1 where all its cases show {outcome}, 0 where none does, C where some do.",
            values=("0", "1", "C"),
        ),
        Column("n", "integer", "How many cases show the combination.", "cases"),
        Column("incl", "number", f"The share of them that show {outcome} (consistency)."),
        Column("PRI", "number", "The proportional reduction in inconsistency; for crisp sets the same share."),
        text("cases", "Their names."),
    )


def _row(key: tuple[Plain, ...], cases: Sequence[tuple[str, int]]) -> tuple[Plain, ...]:
    number = int("".join(map(str, key)), 2) + 1
    share = sum(result for _, result in cases) / len(cases)
    out = "1" if share == 1 else "C" if share else "0"
    return (number, *key, out, len(cases), round(share, 6), round(share, 6), joined(name for name, _ in cases))
