"""What every test can use."""

import pytest
from hypothesis import settings

# Tests say what is right; how long it takes is for the benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``, which rewrites the golden answers with what the commands print now."""
    parser.addoption("--accept", action="store_true", help="rewrite golden answers; read the difference afterwards")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden answers are to be rewritten."""
    return bool(request.config.getoption("--accept"))
