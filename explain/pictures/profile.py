"""What a state has in service on a day: a sign for each unit, squares for machines and bodies, discs for people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from explain.pictures import signs
from explain.pictures.citing import title_of, works_of
from explain.pictures.days import GROUPS
from explain.pictures.measuring import wrapped
from explain.pictures.shapes import BODY, SMALL, WIDTH, Look, Mark, Picture, Shape, Word
from explain.pictures.sheet import EDGE, LEADING, Sheet, capital, lines_of, moved
from explain.words.phrases import PEOPLE, listed, spoken_day, task, the, units
from explain.words.serving import doubt, outside, served
from kb.profiles.profile import Entry, Snapshot, Successors, strength, successors
from kb.records import Capability, Contribution
from kb.store import KnowledgeBase

_NAMES, _DATES = 140.0, 118.0
_LEFT = _NAMES + 10
_PITCH, _HALF = 5.2, 1.9
_ACROSS, _TEN, _GAP = 30, 10, 2.0
"""How many signs stand in a row, with a gap after each ten, so that they are quickly counted."""
_MOST = 160
"""How many signs a row has at most; where there are more people than that, a sign stands for ten, or a hundred."""


def profile(kb: KnowledgeBase, snapshots: Sequence[Snapshot]) -> Picture:
    """Draw what a state has in service in each coalition on a day."""
    drawing = _Drawing(kb, successors(kb.of(Contribution)), _scales(kb, snapshots))
    sheet = drawing.sheet
    for number, snapshot in enumerate(snapshots):
        sheet.y += 14 if number else 0
        drawing.draw(snapshot)
    sheet.y += 5
    sheet.key(drawing.key())
    first = snapshots[0]
    where = listed([the(kb.label(item.coalition)) for item in snapshots])
    title = capital(f"{kb.label(first.state)} in {where}, {spoken_day(first.day)}")
    found = [entry for item in snapshots for entry in item.entries]
    told = listed([f"{units(kb, item.contribution)} ({_service(item)})" for item in found])
    doubtful = " Hollow signs: no source gives the day, so that they may not have been there." * drawing.doubtful
    return sheet.picture(
        title,
        f"In service: {told or 'nothing on record'}.",
        f"{title}: units in service.{doubtful}",
        works_of([item.contribution for item in found]),
    )


def _service(entry: Entry) -> str:
    kind = {True: "combat", False: "support", None: "task not known"}[entry.combat]
    return kind if entry.certain else f"{kind}, perhaps"


def _people(kb: KnowledgeBase, found: Contribution) -> bool:
    """Tell whether the units are people, or only people are counted."""
    record = kb.records.get(f"capability/{found.capability}")
    return found.count is None or (isinstance(record, Capability) and record.counted_in in PEOPLE)


def _scales(kb: KnowledgeBase, snapshots: Sequence[Snapshot]) -> dict[bool, int]:
    """Return for how many a sign stands, of people and of what is none."""
    found = [entry.contribution for item in snapshots for entry in item.entries]
    most = {True: 0, False: 0}
    for item in found:
        most[_people(kb, item)] = max(most[_people(kb, item)], strength(item) or 0)
    return {people: next(10**n for n in range(9) if number <= _MOST * 10**n) for people, number in most.items()}


@dataclass
class _Drawing:
    """Draws one snapshot below the other, and remembers what the key must explain."""

    kb: KnowledgeBase
    following: Successors
    scales: dict[bool, int]
    sheet: Sheet = field(default_factory=Sheet)
    doubtful: bool = False
    unknown: bool = False
    seen: set[bool] = field(default_factory=set)
    broken: set[bool] = field(default_factory=set)

    def draw(self, snapshot: Snapshot) -> None:
        """Draw the units of a state in one coalition."""
        kb, sheet = self.kb, self.sheet
        part = capital(f"{kb.label(snapshot.state)} in {the(kb.label(snapshot.coalition))}")
        sheet.heading(part, f"{spoken_day(snapshot.day)}{outside(kb, snapshot)}")
        for combat, name, colour in GROUPS:
            own = [entry for entry in snapshot.entries if entry.combat is combat]
            if own or combat is not None:
                self._group(name, colour, own, snapshot)

    def _group(self, name: str, colour: str, own: list[Entry], snapshot: Snapshot) -> None:
        sheet = self.sheet
        sheet.rule(sheet.y)
        sheet.add(Word(EDGE, sheet.y + 11, name, bold=True))
        if not own:
            sheet.add(Word(_LEFT, sheet.y + 11, "none on record", colour="soft"))
        sheet.y += 17
        for entry in own:
            self._entry(entry, colour, snapshot)
        sheet.y += 2

    def _entry(self, entry: Entry, colour: str, snapshot: Snapshot) -> None:
        kb, sheet, found = self.kb, self.sheet, entry.contribution
        name, does, dates = units(kb, found), task(kb, found), served(kb, found, self.following)
        about = "" if entry.certain else doubt(found, snapshot.day)
        names, tasks = wrapped(name, _NAMES - 5), wrapped(does, _NAMES - 5, SMALL)
        notes = [*wrapped(dates, _DATES, SMALL), *(wrapped(about, _DATES, SMALL) if about else [])]
        drawn = list(self._signs(entry, colour))
        rows = -(-len(drawn) // _ACROSS)
        title = title_of(kb, found, "; ".join(filter(None, [f"{name}, {does}", dates, about])))
        sheet.add(
            *lines_of(EDGE + 5, sheet.y, names),
            *lines_of(EDGE + 5, sheet.y + len(names) * BODY * LEADING - 1.2, tasks, size=SMALL, colour="soft"),
            *lines_of(WIDTH - EDGE - _DATES, sheet.y + 0.8, notes, size=SMALL, colour="soft"),
            Mark(found.id, title, tuple(moved(shape, _LEFT, sheet.y + 5) for shape in drawn)),
        )
        text = len(names) * BODY * LEADING + len(tasks) * SMALL * LEADING
        sheet.y += max(text, len(notes) * SMALL * LEADING, rows * _PITCH) + 4

    def _signs(self, entry: Entry, colour: str) -> Iterator[Shape]:
        """Yield a sign for each unit, row below row; a question mark where no source counts them."""
        number, people = strength(entry.contribution), _people(self.kb, entry.contribution)
        look = Look(colour, colour, 0.5) if entry.certain else Look("paper", colour, 0.8)
        self.doubtful |= not entry.certain
        if number is None:
            self.unknown = True
            yield Word(0, 3, "?", bold=True, colour="soft")
            return
        self.seen.add(people)
        self.broken |= {people} if number % self.scales[people] else set()
        for place in range(-(-number // self.scales[people])):
            row, column = divmod(place, _ACROSS)
            shapes = signs.disc(look, _HALF) if people else signs.square(look, _HALF)
            x = column * _PITCH + column // _TEN * _GAP + 2
            yield from (moved(shape, x, row * _PITCH) for shape in shapes)

    def key(self) -> Iterator[tuple[list[Shape], float, str]]:
        """Yield what the signs mean, as far as they are there."""
        full = Look("other", "other", 0.5)
        each = {1: "one", 10: "ten", 100: "a hundred"}
        for people, sign, many in ((False, signs.square, "units"), (True, signs.disc, "people")):
            if people in self.seen:
                number = each.get(self.scales[people], f"{self.scales[people]:,}")
                noun = {"units": "unit", "people": "person"}[many] if number == "one" else many
                rest = ", or a part of that" if people in self.broken else ""
                yield [moved(shape, 3, 0) for shape in sign(full, _HALF)], 5, f"{number} {noun}{rest}"
        if self.doubtful:
            hollow = Look("paper", "other", 0.8)
            pair = [*signs.square(hollow, _HALF), *(moved(item, 6, 0) for item in signs.disc(hollow, _HALF))]
            yield [moved(item, 3, 0) for item in pair], 11, "perhaps there: no source gives the day"
        if self.unknown:
            yield [Word(0, 2.5, "?", SMALL, "soft", bold=True)], 4, "number not known"
