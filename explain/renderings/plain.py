"""An answer as JSON-ready data, field by field."""

from dataclasses import asdict
from typing import Any

from explain.answer import Answer


def as_data(answer: Answer) -> dict[str, Any]:
    """Return an answer as nested dictionaries and lists, with the names of its fields."""
    return asdict(answer)
