"""Feeds made-up bytes to everything that reads a file, for a bounded time: whatever comes, it is read or refused.

A refusal is one clear error (:class:`kb.errors.InputError`); anything else, and whatever takes more than twenty
seconds, ends the run with the bytes that did it. Run it with ``make fuzz``; it needs the extra ``fuzz``.

Usage: python -m tests.fuzz [SECONDS]
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["kb", "rules.packs"]):
    from kb.errors import InputError
    from kb.reading.loading import load
    from kb.sheets.importing import import_case
    from rules.packs.reading import read_pack
from rules.engine.facts import Episode
from rules.engine.rulebook import Rulebook

ROOT = Path(__file__).parent.parent
FOLDER = Path(tempfile.mkdtemp(prefix="coalition-fuzz-"))
SECONDS = "60"


def case(suffix: str) -> Callable[[bytes], object]:
    """Return what reads bytes as a case file with an ending."""

    def read(data: bytes) -> object:
        path = FOLDER / f"case{suffix}"
        path.write_bytes(data)
        return load([path])

    return read


def works(data: bytes) -> object:
    """Read bytes as a bibliography."""
    path = FOLDER / "works.bib"
    path.write_bytes(data)
    return load(extra=[path])


def pack(data: bytes) -> object:
    """Read bytes as the rules of a pack."""
    folder = FOLDER / "pack"
    folder.mkdir(exist_ok=True)
    (folder / "rules.yaml").write_bytes(data)
    return read_pack(folder, {"episode": Rulebook(about=Episode)})


def sheet(suffix: str) -> Callable[[bytes], object]:
    """Return what reads bytes as a spreadsheet with an ending."""

    def read(data: bytes) -> object:
        path = FOLDER / f"sheet{suffix}"
        path.write_bytes(data)
        return import_case(path, BUNDLED)

    return read


BUNDLED = load()
READERS = (
    *map(case, (".yaml", ".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf")),
    works,
    pack,
    *map(sheet, (".csv", ".xlsx")),
)


def once(data: bytes) -> None:
    """Read bytes by the reader that the first of them chooses."""
    try:
        READERS[data[0] % len(READERS) if data else 0](data[1:])
    except InputError:
        return


def seeds() -> Path:
    """Return a folder of files that are sound, each behind the byte that chooses its reader."""
    folder = FOLDER / "seeds"
    folder.mkdir()
    rules = sorted((ROOT / "examples" / "packs").rglob("rules.yaml"))
    for number, (reader, path) in enumerate(
        [
            *((0, found) for found in sorted((ROOT / "examples" / "cases").glob("*.yaml"))),
            *((8, found) for found in rules),
        ]
    ):
        (folder / str(number)).write_bytes(bytes([reader]) + path.read_bytes())
    return folder


if __name__ == "__main__":
    seconds = sys.argv[1] if len(sys.argv) > 1 else SECONDS
    bounds = [f"-max_total_time={seconds}", "-timeout=20", "-max_len=8192", f"-artifact_prefix={FOLDER}/"]
    atheris.Setup([sys.argv[0], *bounds, str(seeds())], once)
    atheris.Fuzz()
