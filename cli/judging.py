"""What is done for each episode when many are judged: functions that other processes find by their names."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


def as_data(kb: "KnowledgeBase", court: "Court", name: str) -> dict[str, Any]:
    """Return a judgement as data, with a digest of the facts on which it rests."""
    from explain.answers.judgements import as_data
    from explain.made_with import facts_digest, facts_of

    judgement = court.afresh(name)
    return {**as_data(judgement), "made_with": {"facts": facts_digest(kb, facts_of([judgement.proof]))}}


def as_row(kb: "KnowledgeBase", court: "Court", name: str) -> Any:
    """Return a judgement as a row of the table."""
    from explain.tables.verdicts import row

    return row(kb, court.afresh(name))


def worlds_as_data(kb: "KnowledgeBase", court: "Court", name: str) -> dict[str, Any]:
    """Return what becomes of an episode in its possible worlds, as data."""
    from explain.answers.worlds import as_data
    from rules.questions.worlds import possible_worlds

    del kb
    return as_data(possible_worlds(court, name))


def worlds_as_lines(kb: "KnowledgeBase", court: "Court", name: str) -> list[str]:
    """Return the same in words, a line each, under the name of the episode."""
    import textwrap

    from explain.answers.worlds import lines
    from explain.words.telling import Teller
    from rules.questions.worlds import possible_worlds

    teller = Teller(kb, court.inference.rulebook, court.inference.thresholds)
    found = list(lines(teller, possible_worlds(court, name)))
    wrapped = (textwrap.wrap(line, 74, initial_indent="  ", subsequent_indent="    ") for line in found)
    return [name, *(part for line in wrapped for part in line)]
