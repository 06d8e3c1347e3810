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
    from kb.errors import InputError  # noqa: PLC0415
    from kb.reading.loading import load as read  # noqa: PLC0415 - who opens the door need not enter every room

    added = [more] if isinstance(more, (str, Path)) else list(more)
    for path in (*cases, *added):
        if not isinstance(path, (str, Path)):
            what = f"load takes paths one by one, not {path!r}"
            raise InputError(what, remedy='Write load("first.yaml", "second.yaml"), or load(*paths).')
    found = read(list(map(Path, cases)) or None, list(map(Path, added)))
    if as_of is None:
        return found
    from kb.altered.as_of import as_of as known  # noqa: PLC0415
    from kb.dates import DateError, moment  # noqa: PLC0415

    try:
        return known(found, moment(str(as_of)).latest)
    except DateError as error:
        what = f"as_of={as_of!r} is neither a day nor a month"
        raise InputError(what, remedy='Write it as in as_of="2016-06-01" or as_of="2016-06".') from error
