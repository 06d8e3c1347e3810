"""Where a pack lies: at a path, or in an installed distribution that offers it by name.

A distribution offers a pack by an entry point of the group ``coalition.packs``: its name is that of the pack, its value
the dotted path of a folder with ``rules.yaml``, as in ``quay = "quay_theory.pack"``. The folder is found by its place
alone; nothing of the distribution is imported, so that no code of it runs.
"""

from collections.abc import Iterator
from importlib.machinery import PathFinder
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from kb.errors import InputError, Place
from kb.near import suggest

GROUP = "coalition.packs"
"""The group of entry points by which installed distributions offer packs."""


def find_pack(named: Path) -> Path:
    """Return the file or folder of a pack that is named by its path, or by the name under which it is offered.

    Raises:
        InputError: there is neither, or the distribution that offers it does not hold it.
    """
    if named.is_file() or (named / "rules.yaml").exists() or len(named.parts) != 1 or named.suffix:
        return named
    offered = {item.name: item for item in entry_points(group=GROUP)}
    if str(named) not in offered and named.exists():
        return named
    if str(named) not in offered:
        listed = f"Installed are: {', '.join(sorted(offered))}." if offered else "None is installed; name a path."
        what = f"there is no pack {str(named)!r}, neither here nor among those installed"
        raise InputError(what, remedy=suggest(str(named), offered, otherwise=listed))
    entry = offered[str(named)]
    for folder in _places(entry):
        if (folder / "rules.yaml").is_file():
            return folder
    raise InputError(
        f"the pack {entry.name!r} is offered, and its folder {entry.value} is not there",
        where=Place(entry.dist.name if entry.dist else GROUP),
        why="A pack is a folder with rules.yaml among the files of its distribution.",
        remedy="Install the distribution again, or tell its authors.",
    )


def _places(entry: EntryPoint) -> Iterator[Path]:
    """Yield where the folder of an entry point may lie: beside its distribution, or where its package is found."""
    top, *inner = entry.value.partition(":")[0].split(".")
    if entry.dist is not None:
        yield Path(str(entry.dist.locate_file("/".join([top, *inner]))))
    spec = PathFinder.find_spec(top)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place, *inner)
