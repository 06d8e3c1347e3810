"""Questions made from the phrase book over random facts, answered in words and by a query of the graph written by hand.

A pattern of the phrase book is spelled out by choosing among its alternatives; of which state, and in which year, is
added from a fact. Whatever form reads the question, it must keep both, and list the facts that the query finds.
"""

from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from explain.asking.conversing import respond
from explain.asking.model import NotUnderstood, Understood
from explain.asking.queries.bags import Part, bags
from explain.asking.queries.phrasebook import Form, phrase_book
from explain.asking.queries.query import Query, Span
from explain.asking.queries.saying import plural
from kb.records import Attack, Contribution, Decision, Election, Incident, Record, Request, Statement, Vote
from kb.writing.rdf import facts
from ontology.terms import BASE, NAMESPACE
from tests.explain.asking.test_conversations import lexicon

DATED: tuple[type[Record], ...] = (Attack, Decision, Election, Incident, Request, Statement, Vote)
"""Kinds of fact of one day."""
NAMES = {kind.__name__: kind for kind in DATED}


def _about_facts(form: Form) -> bool:
    kinds = str(form.options.get("kinds", "")).split()
    if form.asks != "facts" or form.raw or not {"states", "spans"} <= form.takes:
        return False
    plain = not form.options.keys() & {
        "words",
        "also",
        "worded",
        "pick",
        "next",
        "mark",
        "somebody",
        "happening",
        "only figures",
    }
    return plain and not form.needs and (form.options.get("from") == "class" or (len(kinds) == 1 and kinds[0] in NAMES))


FORMS = tuple(form for form in phrase_book().forms if _about_facts(form))


@st.composite
def spelled_out(draw: st.DrawFn, parts: Iterable[Part], noun: str) -> list[str]:
    """Say a pattern: one of the alternatives of each part, and what may be left out sometimes."""
    said: list[str] = []
    for part in parts:
        if part.optional and draw(st.booleans()):
            continue
        if part.ways:
            said += draw(spelled_out(draw(st.sampled_from(part.ways)), noun))
        else:
            said += [noun if part.kinds else part.said.replace("_", " ")]
    return said


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, str, str]:
    """Return a question, the state that it names and the year."""
    form = draw(st.sampled_from(FORMS))
    kinds = [NAMES[str(form.options["kinds"])]] if "kinds" in form.options else list(DATED)
    fact = draw(st.sampled_from([item for kind in kinds for item in lexicon().kb.of(kind)]))
    pattern = draw(st.sampled_from(form.written))
    noun = plural(lexicon().classes(type(fact).__name__)[0])
    parts = bags([form.spelling.filled(pattern).replace("...", "")])[0].parts
    said = " ".join(draw(spelled_out(parts, noun)))
    state = str(getattr(fact, "state"))  # noqa: B009 - every kind here has one
    year = getattr(fact, "date").month[:4]  # noqa: B009
    return f"{said} of {lexicon().kb.label(state)} in {year}?", state, year


@cache
def exported() -> ox.Store:
    """Return the facts as they are exported."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in facts(lexicon().kb))
    return store


def by_hand(kinds: Iterable[str], state: str, year: str) -> set[str]:
    """Return the facts of some kinds that concern a state and may fall in a year, as the export has them."""
    query = f"""
        PREFIX ck: <{NAMESPACE}>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT DISTINCT ?fact {{
          VALUES ?kind {{ {" ".join(f"ck:{kind}" for kind in kinds)} }}
          ?fact a ?kind ; ck:state|ck:requester <{BASE}{state}> ; ck:dateEarliest ?first ; ck:dateLatest ?last
          FILTER (?first <= "{year}-12-31"^^xsd:date && ?last >= "{year}-01-01"^^xsd:date)
        }}"""
    rows = exported().query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return {row["fact"].value.removeprefix(BASE) for row in rows}


@settings(max_examples=60)
@given(questions())
def test_what_a_phrase_asks_is_what_a_query_of_the_graph_finds(asked: tuple[str, str, str]) -> None:
    text, state, year = asked
    turn = respond(lexicon(), text)
    assume(not isinstance(turn.reading, NotUnderstood))  # two alternatives together may say nothing
    assert isinstance(turn.reading, Understood), text
    query = turn.reading.question
    assume(isinstance(query, Query) and query.asks == "facts" and not query.words)
    assert isinstance(query, Query)
    assert turn.answer is not None
    assert query.filters.states == (state,), text
    assert query.filters.spans == (Span("in", year),), text
    kinds = query.option("kinds").split()
    assume(all(kind in NAMES for kind in kinds))
    listed, wanted = {item.id for item in turn.answer.reasons}, by_hand(kinds, state, year)
    if query.leads:  # those that do not say what is asked are left out, unless none does
        assert bool(listed) == bool(wanted), text
        assert listed <= wanted, text
    else:
        assert listed == wanted, text


def counted(kind: str) -> dict[str, int]:
    """Return how many facts of a kind each state has, as the export has them."""
    query = f"""
        PREFIX ck: <{NAMESPACE}>
        SELECT ?state (COUNT(DISTINCT ?fact) AS ?many) {{ ?fact a ck:{kind} ; ck:state ?state }} GROUP BY ?state"""
    rows = exported().query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return {row["state"].value.removeprefix(BASE): int(row["many"].value) for row in rows}


@settings(max_examples=20)
@given(st.sampled_from(DATED), st.sampled_from(["most", "fewest", "more than one", "at least 3", "never"]))
def test_states_by_how_many_facts_they_have_are_those_that_a_query_counts(kind: type[Record], worked: str) -> None:
    noun = plural(lexicon().classes(kind.__name__)[0])
    text = f"which states never had {noun}?" if worked == "never" else f"which states had {worked} {noun}?"
    turn = respond(lexicon(), text)
    assume(not isinstance(turn.reading, NotUnderstood))
    assert turn.answer is not None
    known = counted(kind.__name__)
    every = {item.state for item in lexicon().kb.of(Contribution)}
    wanted = {
        "most": {state for state, many in known.items() if many == max(known.values())},
        "fewest": {state for state, many in known.items() if many == min(known.values())},
        "more than one": {state for state, many in known.items() if many > 1},
        "at least 3": {state for state, many in known.items() if many >= 3},
        "never": every - known.keys(),
    }[worked]
    assert {item.id for item in turn.answer.reasons} == wanted, text


@settings(max_examples=20)
@given(st.sampled_from([Decision, Statement, Request, Vote]), st.sampled_from(["after", "before"]))
def test_facts_near_others_are_those_that_a_query_finds(kind: type[Record], relation: str) -> None:
    noun = plural(lexicon().classes(kind.__name__)[0])
    turn = respond(lexicon(), f"which {noun} came {relation} a terror attack?")
    assert turn.answer is not None
    first, second = ("?attack", "?fact") if relation == "after" else ("?fact", "?attack")
    query = f"""
        PREFIX ck: <{NAMESPACE}>
        SELECT DISTINCT ?fact {{
          ?fact a ck:{kind.__name__} ; ck:state ?state . ?attack a ck:Attack ; ck:state ?state .
          {first} ck:dateLatest ?before . {second} ck:dateEarliest ?later .
          FILTER (?before <= ?later) }}"""
    rows = exported().query(query)
    assert isinstance(rows, ox.QuerySolutions)
    assert {item.id for item in turn.answer.reasons} == {row["fact"].value.removeprefix(BASE) for row in rows}
