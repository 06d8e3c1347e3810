"""The packs that hold for this run: what they add to the rulebooks, and the rulebooks as they were without them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.digests import digest
from kb.errors import InputError, Place
from kb.reading.limits import read_text
from kb.reading.yaml_guard import Mapping as Node
from kb.reading.yaml_guard import Scalar, read_yaml
from rules.engine.facts import Episode
from rules.engine.rulebook import Rulebook
from rules.packs.code import CODE
from rules.packs.reading import SCHEMA, files_of, read_pack, rules_file
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import SET
from rules.theory.wider_book import WIDER

BOOKS: Mapping[str, Rulebook] = {"episode": RULEBOOK, "part": WIDER}


@dataclass(frozen=True)
class Pack:
    """A pack that was taken up: its name and version, as far as it gives them, and the texts of its files.

    ``code`` is the digest of its code, where that was run.
    """

    name: str
    version: str
    texts: tuple[str, ...]
    code: str = ""


_taken: dict[Path, Pack] = {}
"""The packs that have been taken up."""


def taken() -> tuple[Pack, ...]:
    """Return the packs that have been taken up, in their order."""
    return tuple(_taken.values())


_bundled: dict[str, Rulebook] = {}
"""The rulebooks as they were before any pack was taken up."""


def bundled() -> Mapping[str, Rulebook]:
    """Return the rulebooks without the packs of this run."""
    return _bundled or BOOKS


def copied(books: Mapping[str, Rulebook]) -> dict[str, Rulebook]:
    """Return rulebooks with the same rules, to which more can be added without touching these."""
    episodes = Rulebook(dict(books["episode"].rules), about=Episode)
    return {"episode": episodes, "part": Rulebook(dict(books["part"].rules), base=episodes)}


def take_up(packs: Sequence[Path], *, run_code: bool = False) -> None:
    """Add the rules of packs to the rulebooks, once; with ``run_code``, of such too as bring code.

    Raises:
        InputError: a pack cannot be read, or has a rule that is not sound; the message names file and line.
    """
    for pack in packs:
        if pack.resolve() in _taken:
            continue
        _bundled.update(_bundled or copied(BOOKS))
        for name, value in read_pack(pack, BOOKS, run_code=run_code).items():
            if SET.setdefault(name, value) != value:
                what = f"two packs set the threshold {name!r}, to {SET[name]:g} and to {value:g}"
                raise InputError(what, where=Place(str(pack)), remedy=f"Say which holds: --threshold {name}=NUMBER.")
        _taken[pack.resolve()] = _described(pack)


def _described(pack: Path) -> Pack:
    files = (rules_file(pack), *files_of(pack, ".bib"), *files_of(pack, "phrases.yaml"), *files_of(pack, SCHEMA))
    top = read_yaml(read_text(files[0]), str(files[0]))
    items = top.items if isinstance(top, Node) else {}
    named = {key: part.text for key, part in items.items() if isinstance(part, Scalar)}
    code = [read_text(pack / CODE)] if pack.is_dir() and (pack / CODE).is_file() else []
    texts = (*map(read_text, files), *code)
    return Pack(named.get("name", pack.stem), named.get("version", ""), texts, digest(code) if code else "")
