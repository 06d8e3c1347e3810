"""The form in which a fact is changed on trial, and what it sends."""

from collections.abc import Mapping, Sequence
from html import escape

from explain.serving.pages.writing import hidden, options
from kb.altered.altering import Alteration, retraction, setting
from kb.records import Record
from kb.schema import Slot, slots
from kb.store import KnowledgeBase
from kb.words.terms import terms_of
from ontology.stating import in_use

Changes = Sequence[tuple[str, str]]
"""Changes as they stand in an address: ``set`` with FACT.field=value, and ``retract`` with the name of a fact."""

_TO = "to."
"""What the names of the fields of a form begin with."""
_QUIET = frozenset({"label", "note"})
"""Fields of which no rule takes notice."""
_TRUTH = {"": "unknown", "true": "yes", "false": "no"}


def sent(kb: KnowledgeBase, given: Mapping[str, str]) -> Changes:
    """Return the changes that a form brings: the fields that it holds otherwise than the record.

    Raises:
        InputError: there is no such fact, or it cannot have such a value.
    """
    fact = retraction(kb, given["fact"]).fact
    if "gone" in given:
        return [("retract", fact)]
    found = []
    for slot in _fields(kb.records[fact]):
        wanted = given.get(_TO + slot.field)
        if wanted is not None and wanted.strip() != _written(slot, kb.records[fact]):
            found.append(("set", str(setting(kb, f"{fact}.{slot.field}={wanted.strip()}"))))
    return found


def of(fact: str, change: tuple[str, str]) -> bool:
    """Tell whether a change is one of a fact."""
    kind, text = change
    return text == fact if kind == "retract" else text.partition("=")[0].rpartition(".")[0] == fact


def form(action: str, record: Record, told: str, changes: Changes) -> str:
    """Return the form of a fact as it is with the changes that hold; it sends those of other facts along."""
    others = [item for item in changes if not of(record.id, item)]
    now = dict(text.split("=", 1) for kind, text in changes if kind == "set" and of(record.id, (kind, text)))
    fields = [(slot, now.get(f"{record.id}.{slot.field}", _written(slot, record))) for slot in _fields(record)]
    inner = "".join(_field(slot, value) for slot, value in sorted(fields, key=lambda item: not item[1]))
    return (
        f'<form class="live" action="{escape(action)}" method="get">{hidden([*others, ("fact", record.id)])}\n'
        f"<p><strong>{escape(told)}</strong></p>\n"
        f'<div class="entries">{inner}</div>\n<div class="buttons"><button>See what follows</button>'
        '<button name="gone" value="yes">Take this fact back</button></div></form>'
    )


def _fields(record: Record) -> list[Slot]:
    """Return the fields of a fact that can be changed."""
    return [slot for slot in slots(type(record)).values() if slot.takes != "source" and slot.field not in _QUIET]


def _written(slot: Slot, record: Record) -> str:
    """Return the value of a field as it is written in a form; nothing where no source says."""
    text = str(Alteration(record.id, slot.field, getattr(record, slot.field))).partition("=")[2]
    return "" if text == "none" else text


def _field(slot: Slot, value: str) -> str:
    stated = in_use().fields[slot.field]
    name = f"{_TO}{slot.field}"
    head = f'<label for="{name}" title="{escape(stated.definition)}">{escape(stated.label)}</label>'
    offered: Mapping[str, str] = {}
    if slot.takes == "truth":
        offered = _TRUTH
    elif slot.takes == "concept" and stated.scheme and not slot.many:
        offered = {"": "", **{item.id.partition("/")[2]: item.label for item in terms_of(stated.scheme).values()}}
    if value in offered:
        return f'<div>{head}<select id="{name}" name="{name}">{options({"": offered}, value)}</select></div>'
    return f'<div>{head}<input type="text" id="{name}" name="{name}" value="{escape(value)}"></div>'
