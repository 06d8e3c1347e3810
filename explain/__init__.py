"""Why it follows: answers built from the recorded proof, and their renderings."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from explain.notebooks.asking import contrast, flip, robust, what_if, why, why_not
    from explain.notebooks.rows import conclusions, episodes, facts
    from explain.notebooks.selecting import select

__all__ = [
    "conclusions",
    "contrast",
    "episodes",
    "facts",
    "flip",
    "robust",
    "select",
    "what_if",
    "why",
    "why_not",
]

_ROWS: Final = frozenset({"conclusions", "episodes", "facts"})


def __getattr__(name: str) -> Any:
    """Fetch what is asked for: who opens the door need not enter every room."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "rows" if name in _ROWS else "selecting" if name == "select" else "asking"
    return getattr(import_module(f"explain.notebooks.{module}"), name)
