"""What a condition asks for is told in words, whatever the kind of fact and its fields."""

import re
from typing import Any

import pytest

from explain.words.needs import needed
from explain.words.telling import Teller
from kb.dates import moment
from rules.engine.experta_engine import variable_name
from rules.engine.facts import VOCABULARY, Conclusion
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS
from tests.rules.judging.altering import bundled

PATTERNS = [pattern for rule in RULEBOOK.rules.values() for _, pattern in rule.positives]


def say(value: Any) -> str:
    return str(value).replace("-", " ")


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("Decision", {"act": "not-extend", "date": moment("1912-05")}, "a decision not to extend on 1912 05"),
        ("CompetingOperation", {"capability": "terns"}, "a commitment elsewhere that needs terns"),
        ("UnitChange", {"combat": True, "began": False, "ended": False}, "units that carried on in combat"),
        ("UnitChange", {"combat": False, "ended": True}, "units that went in support"),
        ("Change", {"remaining": 0}, "a change of its part with nothing left"),
        ("Vote", {"carried": False}, "a vote of parliament that was lost"),
        ("Statement", {"speaker": None}, "a statement"),
        ("Arrangement", {"alternates": False}, "an agreement with partners that is no rotation"),
        ("Episode", {"running": True}, "a mission that still runs"),
        ("Tidings", {"good": True, "sender": "gull"}, "a tidings of good with sender gull"),
    ],
)
def test_a_condition_is_told_by_what_it_asks_for(kind: str, values: dict[str, Any], words: str) -> None:
    assert needed(kind, tuple(values.items()), say, otherwise="a tidings") == words


def test_no_condition_is_told_by_the_names_of_classes_and_fields() -> None:
    teller = Teller(bundled(), RULEBOOK, THRESHOLDS)
    for pattern in PATTERNS:
        if isinstance(pattern, Conclusion) or type(pattern) in VOCABULARY:
            continue
        values = tuple((str(key), value) for key, value in pattern.items() if variable_name(value) is None)
        told = teller.wanted(pattern, values)
        assert not re.search(r"_|[a-z][A-Z]|\b(None|True|False|yes|no [a-z]+ is)\b", told), told
        assert not re.search(r"\b(began|ended|running|alternates|remaining|combat lost|combat gained)\b", told), told
