"""Loading cases: find the files, read them, check them, and hand out a knowledge base or one clear error."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kb.errors import InputError, Place, Report, refuse
from kb.reading.bibliography import BUNDLED_CASES, BUNDLED_WORKS, Bibliography, keys_in, read_works
from kb.reading.building import Builder
from kb.reading.files import SUFFIXES, Reading, read_file
from kb.store import KnowledgeBase
from kb.words.vocabulary import bundled_vocabulary

BIBLIOGRAPHY = ".bib"


def load(paths: Sequence[Path] | None = None, extra: Sequence[Path] = (), report: Report = refuse) -> KnowledgeBase:
    """Load case files and folders of them.

    Args:
        paths: what to read instead of the bundled cases; ``None`` means those.
        extra: what to read in addition.
        report: what hears of each fault; if it goes on after one, what is at fault is left out.

    The ontology's vocabulary and the bundled bibliography always hold; ``.bib`` files among the paths add to it, and
    so does one that lies beside a case file and bears its name.
    Files are checked in the order given, those of a folder by name.

    Raises:
        InputError: the first fault found, unless ``report`` goes on; nothing is half-loaded.
    """
    found = _found(paths, extra)
    bibliographies = [path for path in found if path.suffix.lower() == BIBLIOGRAPHY]
    added = [path for path in bibliographies if not path.samefile(BUNDLED_WORKS)]
    works, keys = _works(added, report)
    cases = {path: shown for path, shown in found.items() if path not in bibliographies}
    readings = [reading for path, shown in cases.items() if (reading := _read(path, shown, report))]
    records, places = Builder(readings, bundled_vocabulary(), keys, report).build()
    return KnowledgeBase(
        records={name: records[name] for name in sorted(records)},
        works=works,
        places=places,
        quads=tuple(quad for reading in readings for quad in reading.quads),
    )


def _works(paths: Sequence[Path], report: Report) -> tuple[Bibliography, Iterable[str]]:
    """Return the bibliography, and the keys that facts can cite: also those of a file that cannot be read whole."""
    try:
        works = Bibliography(read_works(list(paths)))
    except InputError as error:
        report(error)
        return Bibliography(), [*Bibliography(), *keys_in(paths)]
    return works, works


def _read(path: Path, shown: str, report: Report) -> Reading | None:
    try:
        return read_file(path, shown, report)
    except InputError as error:
        report(error)
        return None


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
            works = path.with_suffix(BIBLIOGRAPHY)
            if works != path and works.is_file():
                yield works  # what a case file cites stands beside it, under its name
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
