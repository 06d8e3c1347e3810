"""What every test can use."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--accept``, which rewrites the golden answers with what the commands print now."""
    parser.addoption("--accept", action="store_true", help="rewrite golden answers; read the difference afterwards")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden answers are to be rewritten."""
    return bool(request.config.getoption("--accept"))
