"""The second derivation finds what the engine finds, all of it, and nothing of the engine is asked for it."""

from dataclasses import replace
from datetime import date

import pytest

from kb.altered.as_of import as_of
from kb.reading.loading import load
from kb.records import CompleteRecord
from kb.store import KnowledgeBase
from rules.engine.inference import Inference
from rules.judging.court import Court
from rules.judging.dossier import Archive, archive_of
from rules.judging.review import review_of
from rules.theory.thresholds import with_overrides
from tests.golden import FOLDER
from tests.rules.judging.altering import bundled, court


def agreed(court: Court) -> int:
    """Assert that both ways lead to one proof for everything there are findings on; return how much that is."""
    found, again = archive_of(court), review_of(court)
    for name in found.names:
        first, second = found.finding(name).proof, again.finding(name).proof
        for part in ("facts", "steps", "possible", "certain", "beyond"):
            assert getattr(first, part) == getattr(second, part), f"{name}: {part}"
            assert list(getattr(first, part)) == list(getattr(second, part)) or part == "certain"
    return len(found.names)


def without_records(kb: KnowledgeBase) -> KnowledgeBase:
    """Return a knowledge base as though no record were complete."""
    kept = {name: record for name, record in kb.records.items() if not isinstance(record, CompleteRecord)}
    return replace(kb, records=kept)


def test_on_the_bundled_cases(archive: Archive) -> None:
    assert agreed(archive.court) > 60


@pytest.mark.parametrize(
    "kb",
    [
        pytest.param(lambda: load([FOLDER / "quay"]), id="of invented states"),
        pytest.param(lambda: without_records(load([FOLDER / "quay"])), id="without complete records"),
        pytest.param(lambda: without_records(bundled()), id="bundled, without complete records"),
        pytest.param(lambda: as_of(bundled(), date(2016, 6, 1)), id="as of an earlier day"),
    ],
)
def test_on_other_facts(kb: object) -> None:
    assert callable(kb)
    assert agreed(court(kb()))


def test_under_other_thresholds() -> None:
    assert agreed(Court(load([FOLDER / "quay"]), with_overrides({"early": 3, "concurrent": 4, "handover": 0})))


def test_nothing_of_the_engine_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the engine was asked")

    for name in ("run", "open_world", "notes"):
        monkeypatch.setattr(Inference, name, refuse)
    again = review_of(Court(load([FOLDER / "quay"])))
    assert all(again.finding(name).proof.steps for name in again.names)
