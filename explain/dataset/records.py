"""Rows for what is on record: contributions, all facts, where they stand, and the works that are cited."""

from collections.abc import Iterator

from explain.dataset.tables import (
    BETWEEN,
    Column,
    Plain,
    Table,
    as_json,
    columns_of,
    dated,
    days,
    joined,
    text,
    truth,
    values_of,
)
from explain.words.phrases import named
from kb.dates import Moment
from kb.records import FOLDERS, Citation, Contribution, Record, Role, State
from kb.schema import Slot, slots
from kb.store import KnowledgeBase
from kb.words.synonyms import class_labels
from kb.writing.identifiers import codes

_DATES = ("date", "begins", "decided", "agreed", "known", "proposed", "public")
"""Fields that say when a fact came; the first that a fact gives counts."""


_CODES = {
    "iso2": "The code of two letters in ISO 3166-1.",
    "iso3": "The code of three letters in ISO 3166-1.",
    "iso": "The code of three digits in ISO 3166-1.",
    "cow": "The number in the State System Membership List of the Correlates of War project.",
    "gw": "The number in the list of independent states by Gleditsch and Ward.",
}
"""The codes by which other data sets know states."""


def states(kb: KnowledgeBase) -> Table:
    """Return a row for each state on record, with the codes by which other data sets know it."""
    columns = (
        text("state", "The name of the state.", required=True),
        text("label", "What readers call it.", required=True),
        *(Column(name, "integer" if name in ("cow", "gw") else "string", said) for name, said in _CODES.items()),
    )
    rows = tuple(
        (item.id, kb.label(item.id), *(codes().get(item.id, {}).get(name) for name in _CODES)) for item in kb.of(State)
    )
    return Table("states", "One row for each state on record", ("state",), columns, rows)


def contributions(kb: KnowledgeBase) -> Table:
    """Return a row for each contribution."""
    fields = [slot for slot in slots(Contribution).values() if slot.takes != "source"]
    columns = (
        text("contribution", "The name of the contribution.", required=True),
        *(column for slot in fields for column in columns_of(slot)),
        truth("combat", "Whether its task is combat; empty where no source names the task."),
        text("sources", _SOURCES),
    )
    rows = tuple(
        (
            item.id,
            *(value for slot in fields for value in values_of(slot, getattr(item, slot.field))),
            _combat(kb, item),
            _sources(item),
        )
        for item in kb.of(Contribution)
    )
    links = {"contribution": ("facts", "fact"), "state": ("states", "state"), "coalition": ("facts", "fact")}
    return Table(
        "contributions", "One row for each body of units in a coalition", ("contribution",), columns, rows, links
    )


_SOURCES = f"Where it stands: work and place, several with {BETWEEN.strip()} between them; see citations."


def facts(kb: KnowledgeBase) -> Table:
    """Return a row for each fact of the cases."""
    columns = (
        text("fact", "The name of the fact.", required=True),
        text("kind", "The kind of fact, as in a case file.", required=True),
        text("kind_label", "The kind of fact in words.", required=True),
        text("label", "What readers call it.", required=True),
        text("state", "The state that it concerns."),
        text("coalition", "The coalition that it concerns."),
        *dated("date", "When it came."),
        text("fields", "All that it says, field by field, as JSON."),
        Column("citations", "integer", "In how many places it stands.", "places", required=True),
        text("sources", _SOURCES),
        text("note", "A remark."),
    )
    rows = tuple(tuple(_fact(kb, record)) for record in _own(kb))
    return Table("facts", "One row for each fact on record", ("fact",), columns, rows)


def citations(kb: KnowledgeBase) -> Table:
    """Return a row for each place at which a fact stands."""
    fields = list(slots(Citation).values())
    columns = (
        text("fact", "The name of the fact.", required=True),
        Column("number", "integer", "Which of its places this is, counted from one.", required=True),
        *(column for slot in fields for column in columns_of(slot)),
    )
    rows = tuple(
        (record.id, number, *(value for slot in fields for value in values_of(slot, getattr(citation, slot.field))))
        for record in _own(kb)
        for number, citation in enumerate(record.source, start=1)
    )
    links = {"fact": ("facts", "fact"), "work": ("works", "work")}
    return Table("citations", "One row for each place at which a fact stands", ("fact", "number"), columns, rows, links)


def works(kb: KnowledgeBase) -> Table:
    """Return a row for each work that a fact cites, itself or by way of another."""
    columns = (
        text("work", "The key of the work.", required=True),
        text("author", "Its authors in short."),
        text("year", "The year as the bibliography gives it."),
        text("title", "Its title."),
        text("reference", "The whole reference."),
    )
    rows = tuple(
        (key, work.author, work.year, work.title, work.reference) for key in used(kb) if (work := kb.works.get(key))
    )
    return Table("works", "One row for each work cited", ("work",), columns, rows)


def used(kb: KnowledgeBase) -> list[str]:
    """Return the keys of the works that facts of the cases cite, and of the documents that these cite there."""
    found = {key for record in _own(kb) for item in record.source for key in (item.work, item.document) if key}
    return sorted(found)


def _own(kb: KnowledgeBase) -> Iterator[Record]:
    """Yield the facts of the cases: what vocabularies list is no fact of a case."""
    for name in sorted(kb.records):
        record = kb.records[name]
        if type(record) not in FOLDERS or not kb.places[name].path.startswith("ontology/"):
            yield record


def _fact(kb: KnowledgeBase, record: Record) -> Iterator[Plain]:
    kind = type(record).__name__
    when = next((found for name in _DATES if isinstance(found := getattr(record, name, None), Moment)), None)
    yield from (record.id, kind, class_labels().get(kind, (kind,))[0], named(kb, record.id))
    yield from (getattr(record, "state", None), getattr(record, "coalition", None), *days(when))
    yield as_json(
        {slot.field: value for slot in _said(record) if (value := getattr(record, slot.field)) not in (None, ())}
    )
    yield from (len(record.source), _sources(record), record.note)


def _said(record: Record) -> Iterator[Slot]:
    yield from (slot for slot in slots(type(record)).values() if slot.field not in ("source", "label", "note"))


def _sources(record: Record) -> str | None:
    return joined(f"{item.work}, {item.place}" for item in record.source)


def _combat(kb: KnowledgeBase, item: Contribution) -> int | None:
    role = kb.records.get(f"role/{item.role}")
    return int(role.combat) if isinstance(role, Role) and role.combat is not None else None
