"""Phrases that a pack adds to the phrase book: further forms of question, ways to narrow one, names of things."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from explain.asking.queries.phrasebook import ADDED, bundled, compiled, phrase_book
from kb.errors import InputError, Place
from kb.near import suggest
from kb.reading.limits import read_text
from kb.reading.yaml_guard import Mapping as Node
from kb.reading.yaml_guard import Scalar, Tree, read_yaml

_PARTS = ("questions", "narrowing", "called")
_taken: set[Path] = set()


def take_up(path: Path) -> None:
    """Add the phrases of a file to the phrase book of this run, once; the bundled ones are tried before them.

    Raises:
        InputError: the file cannot be read, or a phrase in it cannot be understood.
    """
    if path.resolve() in _taken:
        return
    tree = read_yaml(read_text(path), str(path))
    if not isinstance(tree, Node):
        raise _error(str(path), tree, "a file of phrases is a mapping", f"It may have {', '.join(_PARTS)}.")
    for part, key in tree.keys.items():
        if part not in _PARTS:
            raise _error(str(path), key, f"phrases have no part {part!r}", suggest(part, _PARTS, otherwise=""))
    given = _plain(tree)
    asked = {str(item["asks"]) for item in bundled()["questions"]}
    for number, item in enumerate(given.get("questions", ())):
        at = getattr(tree.items["questions"], "items", [tree])[number]
        if not isinstance(item, Mapping) or item.get("asks") not in asked or not item.get("forms"):
            raise _error(
                str(path), at, "a question says what it asks and in which forms", f"It asks one of {', '.join(asked)}."
            )
    try:
        for form in compiled([bundled(), *ADDED, given]).forms[-len(given.get("questions", ())) :]:
            _ = form.patterns
    except (re.error, AttributeError, KeyError, TypeError, ValueError) as error:
        raise _error(str(path), tree, f"a form cannot be read: {error}", "Write it as the phrase book does.") from error
    ADDED.append(given)
    _taken.add(path.resolve())
    phrase_book.cache_clear()


def _plain(tree: Tree) -> Any:
    if isinstance(tree, Node):
        return {key: _plain(item) for key, item in tree.items.items()}
    return tree.value if isinstance(tree, Scalar) else list(map(_plain, tree.items))


def _error(path: str, tree: Tree, what: str, remedy: str) -> InputError:
    why = "Questions are read with phrases, and a phrase that means nothing would be passed over."
    return InputError(what, where=Place(path, tree.line, tree.column), why=why, remedy=remedy)
