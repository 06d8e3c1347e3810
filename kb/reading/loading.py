"""Loading cases: find the files, read them, check them, and hand out a knowledge base or one clear error."""

from collections.abc import Sequence
from pathlib import Path

from kb.case_files import BIBLIOGRAPHY, BUNDLED_WORKS, found
from kb.reading.bibliography import Bibliography, read_works
from kb.reading.building import Builder
from kb.reading.files import read_file
from kb.store import KnowledgeBase
from kb.words.vocabulary import bundled_vocabulary


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
    files = found(paths, extra)
    bibliographies = [path for path in files if path.suffix.lower() == BIBLIOGRAPHY]
    works = Bibliography(read_works([path for path in bibliographies if not path.samefile(BUNDLED_WORKS)]))
    readings = [read_file(path, shown) for path, shown in files.items() if path not in bibliographies]
    records, places = Builder(readings, bundled_vocabulary(), works).build()
    return KnowledgeBase(
        records={name: records[name] for name in sorted(records)},
        works=works,
        places=places,
        statements=lambda: tuple(quad for reading in readings for quad in reading.quads),
    )
