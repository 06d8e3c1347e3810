"""The knowledge base of some files, kept in the platform's folder for caches.

It lies there under the digest of all that it came from: the files themselves, what extensions add to the schema, and
the program. What is out of date is thus never found; what is damaged, or cannot be written, is passed over in silence,
and the files are read instead.
"""

import json
import os
import stat
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from kb.case_files import found
from kb.keeping.packing import packed, unpacked
from kb.reading.limits import MAX_BYTES
from kb.store import KnowledgeBase
from ontology.terms import extensions

if TYPE_CHECKING:
    import pyoxigraph

_PROGRAM = (Path(__file__).parent.parent, Path(__file__).parent.parent.parent / "ontology")
_MOST = 24
"""How many knowledge bases are kept at most; the oldest go first."""
_DIGEST_LENGTH = 32


def load_kept(paths: Sequence[Path] | None = None, extra: Sequence[Path] = ()) -> KnowledgeBase:
    """Load case files and folders of them as :func:`kb.reading.loading.load` does, from what was kept if it is there.

    Raises:
        InputError: the first fault found in a file.
    """
    key = _key(found(paths, extra))
    kept = None if key is None else _taken(_folder() / f"{key}.json", paths, extra)
    if kept is not None:
        return kept
    from kb.reading.loading import load  # noqa: PLC0415 - parsers are slow to import

    kb = load(paths, extra)
    if key is not None:
        _keep(kb, _folder() / f"{key}.json")
    return kb


def _key(files: dict[Path, str]) -> str | None:
    """Return the digest of all that a knowledge base comes from; ``None`` where a file cannot be read as it is."""
    digest = blake2b(digest_size=_DIGEST_LENGTH // 2)
    for line in _program():
        digest.update(line.encode())
    for text in extensions():
        digest.update(blake2b(text.encode()).digest())
    for path, shown in files.items():
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                return None
            content = path.read_bytes()
        except OSError:
            return None
        digest.update(f"{shown}\0{len(content)}\0".encode(errors="surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def _program() -> Iterator[str]:
    """Yield which version of each file of the program makes records: by its size and when it was last written."""
    folders = [str(folder) for folder in _PROGRAM]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda item: item.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                else:
                    status = entry.stat()
                    yield f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\n"


def _folder() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - not every knowledge base is kept

    return user_cache_path("coalition-kb", appauthor=False)


def _taken(path: Path, paths: Sequence[Path] | None, extra: Sequence[Path]) -> KnowledgeBase | None:
    """Return the knowledge base that is kept in a file; ``None`` where there is none, or it is damaged."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head != _seal(body):
            return None
        data = unpacked(json.loads(body))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return KnowledgeBase(**data, statements=partial(_statements, paths, extra))


def _statements(paths: Sequence[Path] | None, extra: Sequence[Path]) -> "tuple[pyoxigraph.Quad, ...]":
    """Return the statements of the files, which are not kept: few questions need them."""
    from kb.reading.loading import load  # noqa: PLC0415

    return load(paths, extra).quads


def _keep(kb: KnowledgeBase, path: Path) -> None:
    """Keep a knowledge base, unless it cannot be written."""
    from kb.errors import InputError  # noqa: PLC0415
    from kb.writing.export import write_whole  # noqa: PLC0415 - only where something is new

    body = json.dumps(packed(kb), ensure_ascii=False, separators=(",", ":")).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(_seal(body) + b"\n" + body, path)
        others = sorted(path.parent.glob("*.json"), key=lambda item: item.stat().st_mtime, reverse=True)
        for old in others[_MOST:]:
            old.unlink()
    except (OSError, InputError):
        return


def _seal(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST_LENGTH // 2).hexdigest().encode()
