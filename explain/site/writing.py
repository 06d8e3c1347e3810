"""A site as a folder of files: whole or not at all, in the place of nothing but an earlier one."""

import shutil
import tempfile
from pathlib import Path
from typing import Final

from explain.site.site import Site
from explain.site.sorts import ALL
from kb.errors import InputError, Place, unwritable

LIST: Final = f"{ALL}files.txt"
"""The file that lists all others, by which a folder is known to be a site."""


def write(site: Site, folder: Path) -> int:
    """Write a site into a folder, and return how many files it has.

    All of it is written beside the folder first and then takes its place.

    Raises:
        InputError: something that is no site stands there, or it cannot be written.
    """
    check_goal(folder)
    goal = folder.resolve()
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{goal.name}.", dir=goal.parent))
        try:
            made.chmod(0o755)
            count = _fill(site, made)
            _take_place(made, goal)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise unwritable("folder", str(folder), error, why="Nothing was changed.") from error
    return count


def check_goal(folder: Path) -> None:
    """Check that a site could take the place of what stands at a path: of nothing, or of an earlier site.

    Raises:
        InputError: something else stands there.
    """
    if not folder.exists():
        return
    remedy = "Name a folder that is not there yet."
    if not folder.is_dir():
        raise InputError("this is no folder", where=Place(str(folder)), remedy=remedy)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    if not there:
        return
    if LIST not in there:
        what = "the folder holds something that is no site"
        raise InputError(what, where=Place(str(folder)), why="A site takes the place of all in it.", remedy=remedy)
    own = {LIST, *(folder / LIST).read_text(encoding="utf-8", errors="replace").splitlines()}
    others = sorted(there - own)
    if others:
        more = f", and {len(others) - 1} more" if len(others) > 1 else ""
        what = f"the folder holds files that are not of the site: {others[0]}{more}"
        raise InputError(what, where=Place(str(folder)), why="They would be lost.", remedy="Move them elsewhere first.")


def _fill(site: Site, folder: Path) -> int:
    addresses = sorted(site.addresses())
    for address in addresses:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(site.file(address))
    (folder / LIST).write_bytes("".join(f"{address}\n" for address in addresses).encode())
    return len(addresses) + 1


def _take_place(made: Path, goal: Path) -> None:
    """Let one folder take the place of another, which is only removed once it has."""
    if not goal.exists():
        made.rename(goal)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{goal.name}.", dir=goal.parent)) / "before"
    try:
        goal.rename(aside)
        try:
            made.rename(goal)
        except OSError:
            aside.rename(goal)
            raise
    finally:
        shutil.rmtree(aside.parent, ignore_errors=True)
