"""JSON-LD from elsewhere: only contexts that are written out or are the ontology's own, and no word without meaning."""

import json
import re
from typing import Any, NoReturn

from kb.errors import InputError, Place
from kb.names import coercions
from kb.near import suggest
from kb.reading.limits import refuse_depth
from ontology.terms import BASE, context

OWN_CONTEXTS = frozenset({"context.jsonld", BASE + "context.jsonld", BASE + "ontology/context.jsonld"})
"""How a JSON-LD file may call the ontology's context; any other context must be written out."""

_NO_IRI = re.compile(r"[\s<>\"{}|\\^`]")


def guard_json_ld(text: str, path: str) -> str:
    """Return a JSON-LD document with the ontology's context put in for its name.

    Raises:
        InputError: it is not JSON, gives a key twice, nests too deep, asks for a remote context, or has keys or
            names that a JSON-LD parser would drop in silence.
    """
    refuse_depth(text, path)
    guard = _Guard(path)
    try:
        document = json.loads(text, object_pairs_hook=guard.unique, parse_constant=guard.refuse_constant)
    except json.JSONDecodeError as error:
        raise InputError(
            f"not valid JSON: {error.msg}",
            where=Place(path, error.lineno, error.colno),
            why="Nothing of a file that cannot be read is used.",
            remedy="Correct it here.",
        ) from error
    return json.dumps(guard.checked(document, frozenset()))


class _Guard:
    """Walk through one document."""

    def __init__(self, path: str) -> None:
        self._path = path

    def unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return the pairs of an object as a mapping, if no key comes twice."""
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            self._refuse(f"the key {twice!r} is given twice", "Only one of the two could count.", "Keep one of them.")
        return found

    def refuse_constant(self, word: str) -> NoReturn:
        """Refuse NaN and the infinities."""
        self._refuse(f"{word} is not a number", "JSON has no such value.", "Leave the key out.")

    def checked(self, item: Any, terms: frozenset[str]) -> Any:
        """Return an item with the contexts in it resolved; ``terms`` are the words that contexts above define."""
        if isinstance(item, list):
            return [self.checked(part, terms) for part in item]
        if not isinstance(item, dict):
            return item
        found: dict[str, Any] = {}
        if "@context" in item:
            found["@context"] = self._context(item["@context"])
            terms |= self._terms(found["@context"])
        for key, value in item.items():
            if key != "@context":
                self._check_pair(key, value, terms)
                found[key] = self.checked(value, terms)
        return found

    def _check_pair(self, key: str, value: Any, terms: frozenset[str]) -> None:
        if not key.startswith("@") and ":" not in key and key not in terms:
            self._refuse(
                f"the key {key!r} has no meaning in the context",
                "A JSON-LD reader drops such keys in silence.",
                suggest(key, terms, otherwise=f'Begin the file with "@context": "{BASE}context.jsonld".'),
            )
        named = key in ("@id", "@type") or (key in terms and coercions().get(key) in ("@id", "@vocab"))
        for name in value if isinstance(value, list) else [value]:
            if (named or key in ("id", "type")) and isinstance(name, str) and _NO_IRI.search(name):
                self._refuse(
                    f"{name!r} cannot be a name",
                    "A JSON-LD reader drops such names in silence.",
                    "Use letters, digits and hyphens.",
                )

    def _context(self, item: Any) -> Any:
        if isinstance(item, list):
            return [self._context(part) for part in item]
        if isinstance(item, str):
            if item in OWN_CONTEXTS:
                return dict(context())
            self._refuse_remote(item)
        if not isinstance(item, dict):
            return item
        if "@import" in item:
            self._refuse_remote(item["@import"])
        return {
            key: self._context(part) if key == "@context" or isinstance(part, dict) else part
            for key, part in item.items()
        }

    def _terms(self, item: Any) -> frozenset[str]:
        if isinstance(item, list):
            return frozenset().union(*(self._terms(part) for part in item))
        return frozenset(key for key in item if not key.startswith("@")) if isinstance(item, dict) else frozenset()

    def _refuse_remote(self, address: object) -> NoReturn:
        self._refuse(
            f"the remote context {address!r} is not fetched",
            "What a file says must not depend on a page that can change or watch.",
            f'Use "{BASE}context.jsonld", which is built in, or write the context out.',
        )

    def _refuse(self, what: str, why: str, remedy: str) -> NoReturn:
        raise InputError(what, where=Place(self._path), why=why, remedy=remedy)
