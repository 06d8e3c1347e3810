"""What is known: case files, bibliography, loading, checking, and profiles computed over time."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.store import KnowledgeBase

__all__ = ["load"]


def load(*cases: str | Path, more: Iterable[str | Path] = (), as_of: str | None = None) -> "KnowledgeBase":
    """Read case files and folders of them; each call reads them anew.

    Args:
        cases: what to read; the bundled cases where nothing is named.
        more: what to read in addition.
        as_of: a day or month, as in ``2016-06``: only what had happened and was known by then.

    Raises:
        kb.errors.InputError: the first fault found, with its place; nothing is half-loaded.
    """
    from kb.reading.loading import load as read  # noqa: PLC0415 - who opens the door need not enter every room

    found = read(list(map(Path, cases)) or None, list(map(Path, more)))
    if as_of is None:
        return found
    from kb.altered.as_of import as_of as known  # noqa: PLC0415
    from kb.dates import moment  # noqa: PLC0415

    return known(found, moment(as_of).latest)
