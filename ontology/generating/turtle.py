"""Turtle as text: quoted strings, and a node with its statements one to a line."""

import json
from collections.abc import Iterable, Sequence

Statement = tuple[str, Sequence[str]]
"""A property, and the values that a node has for it, both as Turtle writes them."""


def quoted(text: str) -> str:
    """Return a plain string literal."""
    return json.dumps(text, ensure_ascii=False)


def english(text: str) -> str:
    """Return a string literal in English."""
    return f"{quoted(text)}@en"


def node(name: str, statements: Iterable[Statement]) -> str:
    """Return a node with those of its statements that have values."""
    lines = [f"    {link} {', '.join(values)}" for link, values in statements if values]
    return name + "\n" + " ;\n".join(lines) + " .\n"
