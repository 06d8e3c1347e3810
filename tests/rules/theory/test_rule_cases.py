"""Every rule case comes out as it expects. A failure names the file and line of the case."""

from pathlib import Path

import pytest

from rules.testing.cases import RuleCase
from tests.rules.theory.bench import BOOKS, Book

CASES = [
    pytest.param(book, case, id=f"{Path(case.where.path).stem}::{case.name}") for book in BOOKS for case in book.cases
]


@pytest.mark.parametrize(("book", "case"), CASES)
def test_the_case_comes_out_as_it_expects(book: Book, case: RuleCase) -> None:
    failures = list(book.bench.failures(case))
    assert not failures, "\n".join([f"{case.where}: {case.name}", *failures])
