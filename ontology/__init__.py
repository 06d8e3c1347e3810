"""What can be said: each kind of fact, stated once in ``schema/``, the vocabularies, and what is written from both."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ontology.stating import Schema

__all__ = ["schema"]


def schema() -> "Schema":
    """Return what can be said: ``schema().kinds["Vote"].definition``, ``schema().fields["begins"].label``."""
    from ontology.stating import bundled  # noqa: PLC0415 - who opens the door need not enter every room

    return bundled()
