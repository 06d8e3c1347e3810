"""Units that carry on others are not counted beside them, though sources give no more than the year of both."""

from pathlib import Path

from kb.reading.loading import load
from rules.judging.court import Court

SRC = "source: {work: vaneijk-2021, place: ch. 1}"
CASE = f"""\
facts:
  - {{id: plovermark, type: State, {SRC}}}
  - {{id: gullland, type: State, label: Gullland, {SRC}}}
  - {{id: quay, type: Coalition, leader: plovermark, begins: 2003, {SRC}}}
  - {{id: city, type: Contribution, state: gullland, coalition: quay, capability: infantry, role: patrol, count: 240,
      begins: 2005, ends: 2005, {SRC}}}
  - {{id: camp, type: Contribution, state: gullland, coalition: quay, capability: infantry, role: patrol, count: 240,
      caveats: [confined-to-camp], begins: 2005, ends: 2007, continues: city, {SRC}}}
"""


def test_units_that_came_and_were_carried_on_in_one_year_are_counted_once(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    court = Court(load([tmp_path / "case.yaml"]))
    sizes = {name: (item.change.combat_before, item.change.combat_after) for name, item in court.episodes.items()}
    assert sizes == {"gullland-2005-01": (0, 240), "gullland-2005-12": (240, 240), "gullland-2007-01": (240, 0)}
    found = court.judge("gullland-2005-12")
    assert (found.verdict, found.strategies) == ("defection", ("caveats",))
