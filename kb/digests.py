"""Digests: short names for what is said, by which two states of it can be told apart.

A digest is the first letters of the SHA-256 of what it stands for, written out in one fixed way. Two that are the same
stand for the same text.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

from kb.records import Record

LENGTH: Final = 12
"""How many letters a digest has after the name of the algorithm."""


def digest(parts: Iterable[str]) -> str:
    """Return the digest of some texts in their order."""
    found = hashlib.sha256()
    for part in parts:
        found.update(f"{len(part)}:{part}".encode())
    return f"sha256:{found.hexdigest()[:LENGTH]}"


def digest_of_facts(records: Iterable[Record]) -> str:
    """Return the digest of some facts with all that is said of them, sources included, in whatever order they come."""
    return digest(sorted(f"{type(record).__name__}{record!r}" for record in records))
