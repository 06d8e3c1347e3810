"""The bibliography: works that facts and rules cite, kept as BibTeX.

The bundled file is scanned for its keys when cases are loaded, since sources must be checked at once; the
library parses it when a work is first looked up. A user's own file is parsed at once, so that faults show.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kb.case_files import BUNDLED_WORKS
from kb.errors import InputError, Place
from kb.reading.limits import read_text
from kb.store import Work

_KEY = re.compile(r"^\s*@(?!comment\b|string\b|preamble\b)\w+\s*\{\s*([^\s,{}]+)\s*,", re.IGNORECASE | re.MULTILINE)
_DETAILS = ("booktitle", "journal", "volume", "number", "pages", "school", "publisher", "address", "note")
_TOGETHER = 2
"""Up to so many authors are named in a short reference; more become "et al."."""


class Bibliography(Mapping[str, Work]):
    """The bundled works and those a user added; where both have a key, the user's work is meant."""

    def __init__(self, added: Mapping[str, Work] | None = None) -> None:
        """Start from the bundled works, and add some."""
        self._added = dict(added or {})
        self._keys = tuple(sorted(bundled_keys() | self._added.keys()))

    def __getitem__(self, key: str) -> Work:
        """Return a work by its key."""
        return self._added[key] if key in self._added else bundled_works()[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the keys in order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Count the works."""
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        """Tell whether a key is known, without parsing."""
        return key in self._added or key in bundled_keys()


@cache
def bundled_keys() -> frozenset[str]:
    """Return the keys of the bundled bibliography, found without parsing it."""
    return frozenset(_KEY.findall(_bundled_text()))


@cache
def bundled_works() -> Mapping[str, Work]:
    """Return the bundled bibliography."""
    return parse_works(_bundled_text(), f"kb/cases/{BUNDLED_WORKS.name}")


def read_works(paths: list[Path]) -> dict[str, Work]:
    """Return the works of several BibTeX files.

    Raises:
        InputError: a file cannot be read or parsed, or two entries share a key.
    """
    found: dict[str, Work] = {}
    for path in paths:
        for key, work in parse_works(read_text(path), str(path)).items():
            if found.setdefault(key, work) != work:
                raise InputError(
                    f"the source {key!r} stands in two bibliographies, and differs",
                    where=Place(str(path)),
                    why="A citation must lead to one work.",
                    remedy="Give one of them another key.",
                )
    return found


def keys_in(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the keys that BibTeX files seem to have, for files that cannot be parsed."""
    for path in paths:
        yield from _KEY.findall(path.read_text(encoding="utf-8", errors="replace"))


def parse_works(text: str, path: str) -> dict[str, Work]:
    """Return the works of a BibTeX text, by key.

    Raises:
        InputError: an entry cannot be parsed or has no key, a key is used twice, or there are no entries.
    """
    library = _parse(text)
    for block in library.failed_blocks:
        fault = getattr(block.error, "abort_reason", None) or str(block.error)
        raise _malformed(fault, path, block.start_line)
    for entry in library.entries:
        if not entry.key or re.search(r"[\s<>\"{}|\\^`]", entry.key):
            raise _malformed(f"{entry.key!r} is no key for an entry", path, entry.start_line)
    if not library.entries:
        raise _malformed("there is no entry in it", path, None)
    return {entry.key: _work(entry) for entry in library.entries}


def _parse(text: str) -> Any:
    # Slow to import, and needed only to show a work in full.
    import logging  # noqa: PLC0415

    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415
    from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts  # noqa: PLC0415

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)  # its faults are reported as ours
    return parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])


def _malformed(what: str, path: str, line: int | None) -> InputError:
    return InputError(
        f"not valid BibTeX: {' '.join(what.partition(' Note:')[0].split())}",
        where=Place(path, None if line is None else line + 1),
        why="Every source must lead to one work.",
        remedy="Write entries as `@book{key, author = {...}, title = {...}, year = {...}}`.",
    )


def _work(entry: Any) -> Work:
    given = {field.key.lower(): field.value for field in entry.fields}
    names = given.get("author") or given.get("editor") or []
    title = _plain(given.get("title", ""))
    year = _plain(given.get("year", "")) or "n.d."
    details = [_detail(key, given[key]) for key in _DETAILS if given.get(key)]
    full = " and ".join(_plain(name.merge_last_name_first) for name in names)
    head = f"{full} ({year})" if full else f"({year})"
    url = given.get("url", "").replace("\\", "")
    parts = [part.rstrip(".") for part in (head, title, ", ".join(details)) if part]
    return Work(
        key=entry.key,
        author=_short(names) or title,
        year=year,
        title=title,
        reference=" ".join([*(f"{part}." for part in parts), *([url] if url else [])]),
        entry=entry.raw,
        kind=entry.entry_type.lower(),
        fields={key: url if key == "url" else _plain(value) for key, value in given.items() if isinstance(value, str)},
        role="author" if given.get("author") else "editor",
        people=tuple((_plain(" ".join([*name.von, *name.last])), _plain(" ".join(name.first))) for name in names),
    )


def _short(names: list[Any]) -> str:
    last = [_plain(" ".join([*name.von, *name.last])) for name in names]
    return f"{last[0]} et al." if len(last) > _TOGETHER else " and ".join(last)


def _detail(key: str, value: str) -> str:
    text = _plain(value)
    return {"pages": f"pp. {text}" if re.search(r"\D", text) else f"p. {text}", "number": f"no. {text}"}.get(key, text)


def _plain(text: str) -> str:
    """Return text without BibTeX's braces and LaTeX's commands."""
    if "\\" in text:
        # bibtexparser brings this along.
        from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # noqa: PLC0415

        text = LatexNodes2Text().latex_to_text(text)
    if "://" not in text:
        text = text.replace("--", "\N{EN DASH}").replace("~", " ")
    return " ".join(re.sub(r"[{}]", "", text).split())


def _bundled_text() -> str:
    return BUNDLED_WORKS.read_text(encoding="utf-8")
