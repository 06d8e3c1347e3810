"""Findings of the bundled cases and of a second court over them, and proofs as they are kept."""

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox
import pytest

from explain.linked.conclusions import conclusions
from explain.linked.reading_back import Linked
from rules.judging.dossier import Archive, archive_of
from rules.judging.proof_file import dumps
from rules.judging.review import kept, review_of
from tests.rules.judging.altering import bundled, court

ABOUT = (
    "bahrain-2014-12",
    "denmark-2015-10",
    "france-2012-01",
    "jordan-2015-02",
    "netherlands-2001-09",
    "netherlands-2015-07",
    "netherlands-2016-07",
    "bahrain/global-coalition",
)
"""Defections and others, certain, on the record and open, alone and in coalitions that share; and a whole part."""


@pytest.fixture(scope="session")
def archive() -> Archive:
    """Return what the court with the engine finds."""
    return archive_of(court(bundled()))


@pytest.fixture(scope="session")
def review(archive: Archive) -> Archive:
    """Return what a second court finds, without the engine."""
    return review_of(archive.court)


@pytest.fixture(scope="session")
def texts(archive: Archive) -> dict[str, str]:
    """Return proofs as they are kept as JSON, by what they are about."""
    return {about: dumps(kept(archive, about)) for about in ABOUT}


@pytest.fixture(scope="session")
def linked(review: Archive) -> Linked:
    """Return what linked data are held against; no question is asked."""

    def ask(text: str) -> Iterable[ox.Triple]:
        raise AssertionError(text)

    return Linked(review, ask)


@pytest.fixture(scope="session")
def graphs(archive: Archive) -> dict[str, tuple[ox.Quad, ...]]:
    """Return conclusions as linked data, sorted, by what they are about."""

    @cache
    def written(about: str) -> tuple[ox.Quad, ...]:
        found = {ox.Quad(item.subject, item.predicate, item.object) for item in conclusions(archive.court, [about])}
        return tuple(sorted(found, key=str))

    return {about: written(about) for about in ABOUT}
