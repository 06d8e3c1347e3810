"""Loading cases: find the files, read them, check them, and hand out a knowledge base or one clear error."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from kb.case_files import BIBLIOGRAPHY, BUNDLED_WORKS, found
from kb.errors import InputError, Report, refuse
from kb.reading.bibliography import Bibliography, keys_in, read_works
from kb.reading.building import Builder
from kb.reading.files import Reading, read_file
from kb.store import KnowledgeBase
from kb.words.vocabulary import bundled_vocabulary


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
    files = found(paths, extra)
    bibliographies = [path for path in files if path.suffix.lower() == BIBLIOGRAPHY]
    added = [path for path in bibliographies if not path.samefile(BUNDLED_WORKS)]
    works, keys = _works(added, report)
    cases = {path: shown for path, shown in files.items() if path not in bibliographies}
    readings = [reading for path, shown in cases.items() if (reading := _read(path, shown, report))]
    records, places = Builder(readings, bundled_vocabulary(), keys, report).build()
    return KnowledgeBase(
        records={name: records[name] for name in sorted(records)},
        works=works,
        places=places,
        statements=lambda: tuple(quad for reading in readings for quad in reading.quads),
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
