"""Stretches beside each other that agree, made one."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def merged(found: Iterable[T], alike: Callable[[T, T], bool], together: Callable[[T, T], T]) -> Iterator[T]:
    """Yield stretches in order, ``together`` one where neighbours are ``alike``."""
    last: T | None = None
    for item in found:
        if last is not None and alike(last, item):
            last = together(last, item)
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last
