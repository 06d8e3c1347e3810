"""Loading cases: find the files, read them, check them, and hand out a knowledge base or one clear error."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kb.errors import InputError, Place
from kb.reading.bibliography import BUNDLED_CASES, BUNDLED_WORKS, Bibliography, read_works
from kb.reading.building import Builder
from kb.reading.files import SUFFIXES, read_file
from kb.store import KnowledgeBase
from kb.words.vocabulary import bundled_vocabulary

BIBLIOGRAPHY = ".bib"


def load(paths: Sequence[Path] | None = None, extra: Sequence[Path] = ()) -> KnowledgeBase:
    """Load case files and folders of them.

    Args:
        paths: what to read instead of the bundled cases; ``None`` means those.
        extra: what to read in addition.

    The ontology's vocabulary and the bundled bibliography always hold; ``.bib`` files among the paths add to it.
    Files are checked in the order given, those of a folder by name.

    Raises:
        InputError: the first fault found; nothing is half-loaded.
    """
    found = _found(paths, extra)
    bibliographies = [path for path in found if path.suffix.lower() == BIBLIOGRAPHY]
    works = Bibliography(read_works([path for path in bibliographies if not path.samefile(BUNDLED_WORKS)]))
    readings = [read_file(path, shown) for path, shown in found.items() if path not in bibliographies]
    records, places = Builder(readings, bundled_vocabulary(), works).build()
    return KnowledgeBase(
        records={name: records[name] for name in sorted(records)},
        works=works,
        places=places,
        quads=tuple(quad for reading in readings for quad in reading.quads),
    )


def _found(paths: Sequence[Path] | None, extra: Sequence[Path]) -> dict[Path, str]:
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
            raise InputError(
                f"the path cannot be read: {error.strerror or error}",
                where=Place(str(path)),
                remedy="Check its name and your right to read it.",
            ) from error
        if not path.is_dir():
            yield path
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


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path]:
    """Yield the case files and bibliographies of a folder and its folders, by name, hidden ones left out."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(
            f"the folder cannot be read: {error.strerror or error}",
            where=Place(str(folder)),
            remedy="Check your right to read it.",
        ) from error
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
