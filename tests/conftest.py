"""What every test can use."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.judging.court import Court

# What commands keep for the next time must not come from, or go to, the folder of whoever runs the tests.
os.environ["XDG_CACHE_HOME"] = str(Path(tempfile.gettempdir()) / f"coalition-tests-{os.getuid()}")

# Tests say what is right; how long it takes is for the benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``, which rewrites the golden answers with what the commands print now."""
    parser.addoption("--accept", action="store_true", help="rewrite golden answers; read the difference afterwards")


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """Return the bundled cases."""
    return load()


@pytest.fixture(scope="session")
def court(kb: KnowledgeBase) -> Court:
    """Return a court over the bundled cases."""
    return Court(kb)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden answers are to be rewritten."""
    return bool(request.config.getoption("--accept"))
