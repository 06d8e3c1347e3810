"""Forms in which a fact can be changed on trial: one for each fact that a verdict rests on."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from explain.made_with import facts_of
from explain.serving.hall import Hall
from explain.serving.parts import hidden
from explain.words.changes import described
from explain.words.telling import Teller
from kb.altered.altering import Alteration
from kb.records import Record
from kb.schema import Slot, slots
from kb.words.terms import terms_of
from ontology.stating import in_use
from rules.judging.court import Judgement

TO = "to."
"""What the names of the fields of a form begin with."""

_QUIET = frozenset({"label", "note"})
"""Fields of which no rule takes notice."""
_TRUTH = {"": "unknown", "true": "yes", "false": "no"}


def fields_of(record: Record) -> list[Slot]:
    """Return the fields of a fact that can be changed."""
    return [slot for slot in slots(type(record)).values() if slot.takes != "source" and slot.field not in _QUIET]


def written(slot: Slot, record: Record) -> str:
    """Return the value of a field as it is written in a form; nothing where no source says."""
    text = str(Alteration(record.id, slot.field, getattr(record, slot.field))).partition("=")[2]
    return "" if text == "none" else text


def forms(hall: Hall, judgement: Judgement, changes: Sequence[tuple[str, str]]) -> str:
    """Return a form for each fact on which a judgement rests; each sends the changes that hold already along."""
    teller = Teller(hall.kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    names = sorted(facts_of([judgement.proof]) & hall.kb.records.keys())
    groups: dict[str, list[str]] = {}
    for name in names:
        record = hall.kb.records[name]
        told = _form(judgement.episode.id, teller, record, changes)
        groups.setdefault(in_use().kinds[type(record).__name__].label, []).append(told)
    lists = "\n".join(
        f'<h3>{escape(label[:1].upper() + label[1:])}</h3>\n<ul class="facts">\n' + "\n".join(items) + "\n</ul>"
        for label, items in sorted(groups.items())
    )
    return (
        '<section aria-labelledby="facts"><h2 id="facts">Change a fact</h2>\n'
        f"<p>These are the facts on which the verdict rests. Nothing is saved.</p>\n{lists}</section>"
    )


def _form(episode: str, teller: Teller, record: Record, changes: Sequence[tuple[str, str]]) -> str:
    fields = "".join(
        _field(slot, record) for slot in sorted(fields_of(record), key=lambda item: not written(item, record))
    )
    return (
        f"<li><details><summary>{escape(described(teller, record))}</summary>\n"
        f'<form action="/what-if/{quote(episode)}" method="get">{hidden([*changes, ("fact", record.id)])}\n'
        f'<div class="fields">{fields}</div>\n<div class="actions"><button>See what follows</button>'
        '<button name="gone" value="yes">Take this fact back</button></div></form></details></li>'
    )


def _field(slot: Slot, record: Record) -> str:
    stated = in_use().fields[slot.field]
    value, name = written(slot, record), f"{TO}{slot.field}"
    anchor = f"{record.id}.{slot.field}"
    head = f'<label for="{escape(anchor)}" title="{escape(stated.definition)}">{escape(stated.label)}</label>'
    if slot.takes == "truth":
        return f"<div>{head}{_choice(anchor, name, value, _TRUTH)}</div>"
    if slot.takes == "concept" and stated.scheme and not slot.many:
        terms = {item.id.partition("/")[2]: item.label for item in terms_of(stated.scheme).values()}
        return f"<div>{head}{_choice(anchor, name, value, {'': '', **terms})}</div>"
    return f'<div>{head}<input type="text" id="{escape(anchor)}" name="{name}" value="{escape(value)}"></div>'


def _choice(anchor: str, name: str, value: str, offered: dict[str, str]) -> str:
    if value not in offered:
        offered = {value: value, **offered}
    options = "".join(
        f'<option value="{escape(key)}"{" selected" if key == value else ""}>{escape(label)}</option>'
        for key, label in offered.items()
    )
    return f'<select id="{escape(anchor)}" name="{name}">{options}</select>'
