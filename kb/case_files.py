"""Which files hold the knowledge base: the bundled ones, and those that a user names or that lie in a folder named."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kb.errors import InputError, Place, unreadable

SUFFIXES = frozenset({".yaml", ".yml", ".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"})
"""Endings of the files that hold cases."""

BIBLIOGRAPHY = ".bib"
"""The ending of the files that hold works."""

BUNDLED_CASES = Path(__file__).parent / "cases"
"""The folder of the cases that come with the system."""

BUNDLED_WORKS = BUNDLED_CASES / "bibliography.bib"
"""The bibliography that comes with them."""


def found(paths: Sequence[Path] | None, extra: Sequence[Path]) -> dict[Path, str]:
    """Return the files to read, each once, with the names that messages use for them."""
    shown: dict[Path, str] = {}
    seen: set[tuple[int, int] | Path] = set()
    for path in _case_files([*([BUNDLED_CASES] if paths is None else paths), *extra]):
        identity = _identity(path)
        if identity not in seen:
            seen.add(identity)
            bundled = BUNDLED_CASES in path.parents
            shown[path] = f"kb/cases/{path.relative_to(BUNDLED_CASES).as_posix()}" if bundled else str(path)
    return shown


def _identity(path: Path) -> tuple[int, int] | Path:
    try:
        status = path.stat()
    except OSError:
        return path  # reading it will say what is wrong
    return status.st_dev, status.st_ino


def _case_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that paths lead to: a file itself, whatever its ending; of a folder the case files."""
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            raise unreadable("path", str(path), error) from error
        if not path.is_dir():
            yield path
            yield from bibliography_beside(path)
            continue
        found = list(_walk(path, ()))
        if not any(file.suffix.lower() in SUFFIXES for file in found):
            raise InputError(
                "the folder holds no case files",
                where=Place(str(path)),
                why="Without facts there is nothing to judge.",
                remedy=f"Name a folder with files that end in {', '.join(sorted(SUFFIXES))}.",
            )
        yield from found


def bibliography_beside(path: Path) -> list[Path]:
    """Return the bibliography that stands beside a case file: the one of its name, else the only one."""
    if path.suffix.lower() not in SUFFIXES:
        return []
    own = path.with_suffix(BIBLIOGRAPHY)
    if own.is_file():
        return [own]
    try:
        found = [item for item in path.parent.iterdir() if item.suffix.lower() == BIBLIOGRAPHY and item.is_file()]
    except OSError:
        return []  # a folder that may not be listed
    return found if len(found) == 1 else []


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path]:
    """Yield the case files and bibliographies of a folder and its folders, by name, hidden ones left out."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise unreadable("folder", str(folder), error, remedy="Check your right to read it.") from error
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        raise InputError(
            "the folder contains itself through a link",
            where=Place(str(folder)),
            why="Following it would never end.",
            remedy="Remove the link.",
        )
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, (*above, identity))
        elif entry.suffix.lower() in SUFFIXES or entry.suffix.lower() == BIBLIOGRAPHY:
            yield entry
