"""The knowledge base of some files, kept in the platform's folder for caches.

It lies there under the digest of all that it came from: the files themselves, what extensions add to the schema, and
the program. What is out of date is thus never found; what is damaged, or cannot be written, is passed over in silence,
and the files are read instead. The bundled cases come with the package in the same form, made when it was built.
"""

import json
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
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

BUNDLED = Path(__file__).with_name("bundled.json")
"""Where the bundled cases lie in the form in which they are kept, once the package is built."""

_PROGRAM = (Path(__file__).parent.parent, Path(__file__).parent.parent.parent / "ontology")
_MOST = 24
"""How many knowledge bases are kept at most; the oldest go first."""
_DIGEST_LENGTH = 32


def load_kept(paths: Sequence[Path] | None = None, extra: Sequence[Path] = ()) -> KnowledgeBase:
    """Load case files and folders of them as :func:`kb.reading.loading.load` does, from what was kept if it is there.

    Raises:
        InputError: the first fault found in a file.
    """
    files = found(paths, extra)
    key = _key(_stamps(), files)
    if key is None:
        return _read(paths, extra)
    home = _folder() / f"{key}.json"
    body = _body(home, key)
    kept = _made(body, paths, extra)
    if kept is not None:
        return kept
    if files == found(None, ()):
        body = _body(BUNDLED, _key(_contents(), files))
        kept = _made(body, paths, extra)
    if kept is None:
        kept = _read(paths, extra)
        body = _packed(kept)
    _keep(body or b"", home, key)
    return kept


def keep_bundled() -> None:
    """Write the bundled cases into the package, in the form in which they are kept.

    Raises:
        InputError: a bundled file has a fault, or the package cannot be written to.
    """
    from kb.writing.export import write_whole  # noqa: PLC0415 - when the package is built

    key = _key(_contents(), found(None, ()))
    body = _packed(_read(None, ()))
    write_whole(_seal(key or "", body) + b"\n" + body, BUNDLED)


def _read(paths: Sequence[Path] | None, extra: Sequence[Path]) -> KnowledgeBase:
    from kb.reading.loading import load  # noqa: PLC0415 - parsers are slow to import

    return load(paths, extra)


def _key(program: Iterable[bytes], files: dict[Path, str]) -> str | None:
    """Return the digest of all that a knowledge base comes from; ``None`` where a file cannot be read as it is."""
    digest = blake2b(digest_size=_DIGEST_LENGTH // 2)
    for part in program:
        digest.update(part)
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


def _stamps() -> Iterator[bytes]:
    """Yield which version of each file of the program makes records: by its size and when it was last written."""
    for entry in _files():
        status = entry.stat()
        yield f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode()


def _contents() -> Iterator[bytes]:
    """Yield each file of the program that makes records, wherever it is installed."""
    for entry in _files():
        yield entry.name.encode()
        yield blake2b(Path(entry.path).read_bytes()).digest()


def _files() -> Iterator[os.DirEntry[str]]:
    """Yield every file of the program that makes records, in an order of its own."""
    folders = [str(folder) for folder in _PROGRAM]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda item: item.name):
                if not entry.is_dir():
                    if entry.path != str(BUNDLED):
                        yield entry
                elif entry.name != "__pycache__":
                    folders.append(entry.path)


def _folder() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - not every knowledge base is kept

    return user_cache_path("coalition-kb", appauthor=False)


def _body(path: Path, key: str | None) -> bytes | None:
    """Return what a file keeps under a digest; ``None`` where there is none, or it is damaged or of another digest."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if key is not None and head == _seal(key, body) else None


def _made(body: bytes | None, paths: Sequence[Path] | None, extra: Sequence[Path]) -> KnowledgeBase | None:
    """Return the knowledge base that was kept; ``None`` where it cannot be made out."""
    if body is None:
        return None
    try:
        data = unpacked(json.loads(body))
    except (ValueError, KeyError, TypeError):
        return None
    return KnowledgeBase(**data, statements=partial(_statements, paths, extra))


def _statements(paths: Sequence[Path] | None, extra: Sequence[Path]) -> "tuple[pyoxigraph.Quad, ...]":
    """Return the statements of the files, which are not kept: few questions need them."""
    return _read(paths, extra).quads


def _packed(kb: KnowledgeBase) -> bytes:
    return json.dumps(packed(kb), ensure_ascii=False, separators=(",", ":")).encode()


def _keep(body: bytes, path: Path, key: str) -> None:
    """Keep a knowledge base, unless it cannot be written."""
    from kb.errors import InputError  # noqa: PLC0415
    from kb.writing.export import write_whole  # noqa: PLC0415 - only where something is new

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(_seal(key, body) + b"\n" + body, path)
        others = sorted(path.parent.glob("*.json"), key=lambda item: item.stat().st_mtime, reverse=True)
        for old in others[_MOST:]:
            old.unlink()
    except (OSError, InputError):
        return


def _seal(key: str, body: bytes) -> bytes:
    return blake2b(key.encode() + body, digest_size=_DIGEST_LENGTH // 2).hexdigest().encode()
