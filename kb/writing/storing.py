"""A store on disk that other tools open: whole graphs by name, the old state or the new one and never a mixture.

Each writing makes a database of its own in the folder of the store, and then lets the link ``current`` point to it, in
one step. What is killed half-way leaves a database that nothing points to, and that the next writing takes away. The
database is Oxigraph's: ``oxigraph serve-read-only --location STORE/current`` serves it.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kb.errors import InputError, Place, unwritable
from kb.writing.export import GRAPHS

CURRENT = "current"
_PREFIX = "graphs-"


def write_store(path: Path, graphs: Mapping[str, Iterable[ox.Triple]]) -> None:
    """Write graphs, by their names below :data:`GRAPHS`, to the store in a folder, which is made if need be.

    They take the place of all that is there, but for versions of a graph that they do not bring: the conclusions of
    other rulebooks stay.

    Raises:
        InputError: the folder is no store and not empty, or cannot be written.
    """
    _check(path)
    try:
        path.mkdir(exist_ok=True)
        before = _current(path)
        new = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=path))
        try:
            _fill(new, graphs, _kept(before, graphs))
            link = new.with_name(new.name.replace(_PREFIX, "link-"))
            link.symlink_to(new.name)
            link.replace(path / CURRENT)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        _tidy(path, {new, before})
    except OSError as error:
        raise unwritable("store", str(path), error, why="It is as it was before.") from error


def read_store(path: Path) -> ox.Store:
    """Return the store in a folder, to be read.

    Raises:
        InputError: there is none.
    """
    current = _current(path)
    try:
        if current is not None:
            return ox.Store.read_only(str(current))
    except OSError:
        pass
    raise InputError(
        "there is no store in this folder",
        where=Place(str(path)),
        remedy="Write one with: coalition export --store FOLDER",
    )


def _check(path: Path) -> None:
    held = sorted(path.iterdir()) if path.is_dir() else []
    if path.exists() and not path.is_dir():
        raise InputError("this is no folder", where=Place(str(path)), remedy="Name a folder, or one to be made.")
    if held and not any(item.name == CURRENT or item.name.startswith(_PREFIX) for item in held):
        raise InputError(
            "the folder holds something else",
            where=Place(str(path)),
            why="A store keeps its folder to itself.",
            remedy="Name an empty folder, or one to be made.",
        )


def _current(path: Path) -> Path | None:
    """Return the database that holds, if there is one."""
    link = path / CURRENT
    return path / link.readlink() if link.is_symlink() and link.exists() else None


def _fill(folder: Path, graphs: Mapping[str, Iterable[ox.Triple]], kept: Iterable[ox.Quad]) -> None:
    store = ox.Store(str(folder))
    for name, part in graphs.items():
        graph = ox.NamedNode(GRAPHS + name)
        store.bulk_extend(ox.Quad(item.subject, item.predicate, item.object, graph) for item in part)
    store.bulk_extend(kept)
    store.flush()


def _kept(before: Path | None, graphs: Iterable[str]) -> Iterator[ox.Quad]:
    """Yield the graphs that are other versions of those to be written: ``conclusions/1`` beside ``conclusions/2``."""
    if before is None:
        return
    store, names = ox.Store.read_only(str(before)), set(graphs)
    families = {name.partition("/")[0] for name in names if "/" in name}
    for graph in store.named_graphs():
        name = str(getattr(graph, "value", "")).removeprefix(GRAPHS)
        if name not in names and name.partition("/")[0] in families:
            yield from store.quads_for_pattern(None, None, None, graph)


def _tidy(path: Path, needed: set[Path | None]) -> None:
    """Take away databases that nothing points to; the one before stays, since someone may still be reading it."""
    for folder in path.glob(f"{_PREFIX}*"):
        if folder not in needed and _is_free(folder):
            shutil.rmtree(folder, ignore_errors=True)
    for link in path.glob("link-*"):
        link.unlink(missing_ok=True)


def _is_free(folder: Path) -> bool:
    """Tell whether no other program is writing a database."""
    try:
        ox.Store(str(folder))
    except OSError:
        return False
    return True
