"""Aircraft, ships and people are never added up: who sends soldiers and takes jets away has not more units."""

from pathlib import Path

import pytest

from kb.reading.loading import load
from rules.judging.court import Court

FILE = """\
facts:
  - {id: plovermark, type: State, SOURCE}
  - {id: gullland, type: State, SOURCE}
  - {id: quay, type: Coalition, label: Quay Force, leader: plovermark, begins: 2003, SOURCE}
  - {id: old, type: Contribution, state: gullland, coalition: quay, OLD, begins: 2003-08, ends: 2004-05, SOURCE}
  - {id: new, type: Contribution, state: gullland, coalition: quay, NEW, begins: 2004-05, SOURCE}
"""
JETS = "capability: fighter-aircraft, role: air-strike, count: 6"
CREWS = "capability: fighter-aircraft, role: air-strike, personnel: 150"
SOLDIERS = "capability: infantry, role: ground-combat, personnel: 200"
MENTORS = "capability: mentoring-team, role: mentoring, personnel: 200"
COUNTED = "capability: instructors, role: training, count: 150"
COMPANY = "capability: peacekeepers, role: peacekeeping, personnel: 120"


@pytest.mark.parametrize(
    ("old", "new", "verdict", "figures"),
    [
        (SOLDIERS, COMPANY, "defection", (80, 0)),  # people are people, whatever they are called
        (SOLDIERS, COUNTED, "defection", (200, 0)),  # instructors fight no more
        (COMPANY, COMPANY.replace("personnel", "count"), "not-defection", (0, 0)),  # nor does it matter how they count
        (JETS, MENTORS, "defection", (6, 0)),  # what comes stands in less danger
        (MENTORS, JETS, "not-defection", (0, 6)),  # what comes stands in more
        (JETS, SOLDIERS, "undetermined", (None, None)),  # no number says which is more
        (CREWS, JETS, "undetermined", (None, None)),  # crews are not held against jets
    ],
)
def test_units_of_different_kinds_are_not_netted(
    tmp_path: Path, old: str, new: str, verdict: str, figures: tuple[int | None, int | None]
) -> None:
    path = tmp_path / "case.yaml"
    source = "source: {work: vaneijk-2021, place: ch. 1}"
    path.write_text(FILE.replace("OLD", old).replace("NEW", new).replace("SOURCE", source), encoding="utf-8")
    found = Court(load([path])).judge("gullland-2004-05")
    assert (found.change.combat_lost, found.change.combat_gained) == figures
    assert found.verdict == verdict
