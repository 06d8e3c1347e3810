"""An order that is supposed is held to the same check as one that a case file states."""

from dataclasses import replace

from kb.reading.checking import fault_in
from kb.reading.loading import load
from tests.places import EXAMPLES


def test_an_order_that_leads_back_to_itself_is_refused() -> None:
    kb = load([EXAMPLES / "spain-iraq.yaml", EXAMPLES / "sources.bib"])
    election = replace(kb.records["spain-election"], after=("spain-new-leader",))
    fault = fault_in(election, {**kb.records, election.id: election})
    assert fault is not None
    assert "leads back to itself" in fault.what


def test_an_order_that_agrees_with_the_others_is_not() -> None:
    kb = load([EXAMPLES / "spain-iraq.yaml", EXAMPLES / "sources.bib"])
    election = replace(kb.records["spain-election"], before=("spain-withdrawal",))
    assert fault_in(election, {**kb.records, election.id: election}) is None
