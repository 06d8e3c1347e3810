"""From the rows of sheets to records, with the checks that a case file must pass, every fault told by its cell."""

import re
from collections.abc import Mapping
from typing import Any

from kb.near import suggest
from kb.reading.order import loop, looped
from kb.reading.references import unknown_class, unknown_concept
from kb.reading.relations import Fault, check_alone, check_together
from kb.records import CLASS_NAMES, FOLDERS, SCHEMES, Citation, Record
from kb.schema import Slot
from kb.sheets.cells import EMPTY, Cell, is_empty, parts_of, value_of
from kb.sheets.drafts import CITED, SOURCE, Draft, NoTerm, fields_of, lacking
from kb.sheets.faults import Faults
from kb.sheets.layout import FACT, REMARK, Sheet, called, headed, shape, slots_of
from kb.sheets.naming import Names
from kb.sheets.tables import Row, Table
from kb.values import ValueFault, citation_order
from ontology.stating import with_article

_NAME = re.compile(r"\w[\w.~-]*(/\w[\w.~-]*)*")


class Reader:
    """Reads tables of facts, one after the other; what they say together is checked at the end."""

    def __init__(self, names: Names, faults: Faults, default: Citation | None = None) -> None:
        """Use what names mean, a place for faults, and a source for rows that name none."""
        self.names, self.faults, self._default = names, faults, default
        self.drafts: list[Draft] = []
        self._further: list[tuple[str, Cell, Citation]] = []

    def take(self, sheet: Sheet, table: Table) -> None:
        """Read the rows of a table as a sheet."""
        columns = self._columns(sheet, table)
        for row in table.rows:
            if row[0].text.startswith(REMARK):
                continue
            cells = {name: row[at] for at, name in columns.items() if at < len(row) and not is_empty(row[at])}
            self._refuse_headless(columns, table, row)
            if cells and sheet.kinds:
                self._row(sheet, cells, next(cell.where for cell in cells.values()))
            elif cells:
                self._further_source(cells)

    def _columns(self, sheet: Sheet, table: Table) -> dict[int, str]:
        """Return which field each column holds."""
        known = {shape(headed(name)): name for name in fields_of(sheet)}
        found: dict[int, str] = {}
        for at, head in enumerate(table.heads):
            name = known.get(shape(head.text))
            if head.text.startswith(REMARK) or head.raw is None:
                continue
            if name is None:
                remedy = suggest(
                    head.text, sorted(known), otherwise="`coalition case template` writes sheets with all heads."
                )
                why = f"A column without a meaning would be lost in silence; {REMARK} before its head leaves it out."
                self.faults.add(head.where, f"the sheet {table.name!r} has no column {head.text!r}", why, remedy)
            elif name in found.values():
                self.faults.add(head.where, f"the column {head.text!r} is there twice", "", "Remove one of them.")
            else:
                found[at] = name
        return found

    def _refuse_headless(self, columns: Mapping[int, str], table: Table, row: Row) -> None:
        for at, cell in enumerate(row):
            if at not in columns and cell.raw is not None and (at >= len(table.heads) or table.heads[at].raw is None):
                self.faults.add(
                    cell.where,
                    f"{cell.text!r} stands under no head",
                    "It would be lost.",
                    "Name the column, or clear it.",
                )

    def _row(self, sheet: Sheet, cells: dict[str, Cell], where: str) -> None:
        kind = sheet.kinds[0] if len(sheet.kinds) == 1 else self._kind(sheet, cells.pop("type", EMPTY), where)
        if kind is None:
            return
        draft = Draft(kind, where)
        known = slots_of(kind)
        cited = {name: cells.pop(name) for name in CITED if name in cells}
        label = cells.pop("id", None)
        for name, cell in cells.items():
            if name in known:
                draft.cells[name] = cell
                self._fill(draft, known[name], cell)
            else:
                what = f"{with_article(called(kind.__name__))} has no `{headed(name)}`"
                self._fault(
                    draft, cell.where, what, "No rule would ever read it.", "Clear the cell, or change the kind."
                )
        source = self._citation(cited, where) if cited else self._default
        if source:
            draft.sources.append(source)
        draft.sound &= source is not None or not cited
        self._name(draft, label)
        self.drafts.append(draft)

    def _kind(self, sheet: Sheet, cell: Cell, where: str) -> type[Record] | None:
        words = {shape(word): kind for kind in sheet.kinds for word in (kind.__name__, called(kind.__name__))}
        kind = words.get(shape(cell.text))
        if kind is None:
            labels = sorted(called(kind.__name__) for kind in sheet.kinds)
            what = f"`type` names the unknown kind {cell.text!r}" if cell.text else "`type` is empty"
            remedy = suggest(cell.text, labels, otherwise=f"Write one of: {', '.join(labels)}.")
            self.faults.add(cell.where or where, what, "The kind says what a fact can say.", remedy)
        return kind

    def _name(self, draft: Draft, cell: Cell | None) -> None:
        name = cell.text if cell else ""
        if name and not _NAME.fullmatch(name):
            what = f"`id` is {name!r}, which is no name"
            self._fault(
                draft,
                cell.where if cell else "",
                what,
                "It becomes part of an address.",
                "Use letters, digits and hyphens.",
            )
        folder = FOLDERS.get(draft.kind)
        if folder and name and not name.startswith(f"{folder}/"):
            name = f"{folder}/{name}"
        if name in self.names.records or name in self.names.drafted:
            why = "Two facts under one name would melt into one."
            self._fault(draft, cell.where if cell else "", f"the id {name!r} is used twice", why, "Give it another id.")
        draft.name = name or self.names.made_up(draft.kind, draft.values)
        self.names.draft(draft.kind, draft.name, draft.values.get("label"))

    def _fill(self, draft: Draft, slot: Slot, cell: Cell) -> None:
        """Read the values of a field; names of other facts are looked up once all are known."""
        try:
            if slot.takes in ("concept", "class", "node"):
                parts = parts_of(slot, cell)
                read = parts if slot.takes == "node" else [self._term(slot, part) for part in parts]
                if slot.takes == "node" and slot.field == "state":
                    read = [self.names.states.find(part) or part for part in parts]
                draft.values[slot.field] = tuple(sorted(set(read))) if slot.many else self._single(slot, read)
            elif slot.many:
                draft.values[slot.field] = tuple(sorted(set(parts_of(slot, cell))))
            else:
                draft.values[slot.field] = value_of(slot, cell)
        except ValueFault as found:
            self._fault(draft, cell.where, f"`{headed(slot.field)}` {found.what}", found.why, found.remedy)
        except NoTerm as found:
            self._fault(draft, cell.where, found.fault.what, found.fault.why, found.fault.remedy)

    def _single(self, slot: Slot, read: list[str]) -> str:
        if len(read) > 1:
            what = f"holds {len(read)} values: {' and '.join(map(repr, read))}"
            raise ValueFault(what, "Only one can hold for one fact.", "Keep one, or write a row for each.")
        del slot
        return read[0]

    def _term(self, slot: Slot, text: str) -> str:
        if slot.field in CLASS_NAMES:
            found = self.names.kind(text)
            if found is None:
                raise NoTerm(unknown_class(slot.field, text))
            return found
        scheme = SCHEMES[slot.field]
        concept = self.names.concept(scheme, text)
        if concept is None:
            raise NoTerm(unknown_concept(slot.field, text, self.names.concepts(scheme)))
        return concept

    def _citation(self, cells: Mapping[str, Cell], where: str) -> Citation | None:
        """Return the source that some cells name."""
        found: dict[str, Any] = {}
        whole = True
        for name, slot in slots_of(Citation).items():
            cell = cells.get(name)
            fault = self._cited(slot, cell, found)
            if fault:
                whole = False
                self.faults.add(cell.where if cell else where, fault.what, fault.why, fault.remedy)
        return Citation(**found) if whole else None

    def _cited(self, slot: Slot, cell: Cell | None, found: dict[str, Any]) -> Fault | None:
        """Add what a cell says of a source to what was found; return the fault in it."""
        head = headed(slot.field)
        if cell is None:
            return Fault(None, *lacking(SOURCE, slot)) if slot.required else None
        try:
            text = str(value_of(slot, cell)) if slot.takes == "text" else self._term(slot, parts_of(slot, cell)[0])
        except ValueFault as fault:
            return Fault(head, f"`{head}` {fault.what}", fault.why, fault.remedy)
        except NoTerm as fault:
            return fault.fault
        found[slot.field] = text
        return None

    def _further_source(self, cells: dict[str, Cell]) -> None:
        fact = cells.pop(FACT, None)
        where = next(cell.where for cell in (fact, *cells.values()) if cell)
        if fact is None:
            self.faults.add(
                where, "a source is for no fact", "It would be lost.", f"Write the id of the fact under `{FACT}`."
            )
            return
        citation = self._citation(cells, where)
        if citation:
            self._further.append((fact.text, fact, citation))

    def records(self) -> dict[str, Record]:
        """Return the records of all rows read, once everything that can be wrong with them has been noted."""
        self._share_sources()
        made = {}
        for draft in self.drafts:
            record = self._record(draft)
            if record is not None:
                made[record.id] = record
        self._check(made)
        return made

    def _share_sources(self) -> None:
        by_name = {draft.name: draft for draft in self.drafts}
        for name, cell, citation in self._further:
            if name in by_name:
                by_name[name].sources.append(citation)
            else:
                remedy = suggest(name, by_name, otherwise="Write the id of a fact in one of these sheets.")
                self.faults.add(
                    cell.where, f"no fact of these sheets is called {name!r}", "The source would be lost.", remedy
                )

    def _record(self, draft: Draft) -> Record | None:
        known = slots_of(draft.kind)
        for name, slot in known.items():
            if slot.takes == "node" and name in draft.values:
                self._resolve(draft, slot)
            if slot.required and draft.values.get(name) in (None, ()) and name not in draft.cells:
                self._fault(draft, draft.where, *lacking(called(draft.kind.__name__), slot))
        if not draft.sources and draft.sound and draft.kind not in FOLDERS:
            why = "A fact that nobody can look up proves nothing."
            self._fault(
                draft,
                draft.where,
                "the row names no source",
                why,
                "Fill the columns work and place, or give both by --work and --place.",
            )
        if not draft.sound:
            return None
        sources = tuple(sorted(set(draft.sources), key=citation_order))
        return draft.kind(id=draft.name, **{**draft.values, "source": sources})

    def _resolve(self, draft: Draft, slot: Slot) -> None:
        """Put the names of facts in the place of what the cells call them."""
        given = draft.values[slot.field]
        found = []
        for text in given if slot.many else (given,):
            name, fault = self.names.node(slot.field, text)
            if fault:
                cell = draft.cells.get(slot.field, EMPTY)
                self._fault(draft, cell.where or draft.where, fault.what, fault.why, fault.remedy)
            found.append(name)
        draft.values[slot.field] = tuple(sorted(set(found))) if slot.many else found[0]

    def _check(self, made: dict[str, Record]) -> None:
        """Note what is wrong with facts as wholes, and with several together."""
        every = {**self.names.records, **made}
        cleared: set[str] = set()
        drafts = {draft.name: draft for draft in self.drafts}
        for name, record in made.items():
            fault = check_alone(record) or check_together(record, every, cleared)
            if fault:
                self._together(drafts[name], fault)
        if any(record.after or record.before for record in made.values()):
            found = loop(every)
            if found and found[-1] in drafts:
                self._together(drafts[found[-1]], looped(found, every))

    def _together(self, draft: Draft, fault: Fault) -> None:
        where = draft.cells[fault.field].where if fault.field in draft.cells else draft.where
        self.faults.add(where, fault.what, fault.why, fault.remedy)

    def _fault(self, draft: Draft, where: str, what: str, why: str, remedy: str) -> None:
        draft.sound = False
        self.faults.add(where or draft.where, what, why, remedy)
