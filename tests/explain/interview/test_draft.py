"""The file that an interview writes keeps what stands in it, and is read as it was written."""

from pathlib import Path

import pytest

from explain.interview.draft import Draft, Fact
from kb.errors import InputError

SOURCE = [{"work": "vaneijk-2021", "place": "ch. 5, p. 3"}, {"work": "tern-1999", "place": "12"}]
FACT: Fact = {
    "id": "vote",
    "type": "Vote",
    "label": 'A "close" vote: no, yes',
    "date": "[2004-01-01..2004-02-01]",
    "carried": True,
    "in_favour": 7,
    "note": "no",
    "before": ["a", "b"],
    "source": SOURCE,
}
BY_HAND = """\
# My own remark.
facts:
- {id: spain, type: State, source: {work: vaneijk-2021, place: ch. 1}}  # in one line
# Between facts.
- id: vote
  type: Vote
  state: spain
  date: 2004
  source: {work: vaneijk-2021, place: 7}
"""


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    draft = Draft.open(tmp_path / "case.yaml")
    draft.add(FACT)
    draft.note("no", "it was so: or not")
    draft.keep_said(["1,300", "", "United States"])
    again = Draft.open(tmp_path / "case.yaml")
    assert again.facts == {"vote": FACT}
    assert again.notes == {"no": ["it was so: or not"], "said": ["1,300", "", "United States"]}
    assert again.text == draft.text


def test_remarks_of_others_are_kept_and_only_a_changed_fact_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(BY_HAND, encoding="utf-8")
    draft = Draft.open(path)
    assert draft.text == BY_HAND
    draft.add({**draft.facts["vote"], "carried": False})
    draft.save()
    kept, changed = BY_HAND.split("- id: vote", maxsplit=1)[0], path.read_text(encoding="utf-8")
    assert changed.startswith(kept)
    assert "  carried: false\n" in changed
    assert Draft.open(path).facts["vote"]["carried"] is False


def test_a_file_that_is_no_case_is_refused_and_left(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("facts:\n  - id: x\n    type: 'State\n", encoding="utf-8")
    with pytest.raises(InputError):
        Draft.open(path)
    assert path.read_text(encoding="utf-8").endswith("'State\n")
    with pytest.raises(InputError, match="ending"):
        Draft.open(tmp_path / "case.txt")
