"""A state's parts in coalitions over time: bars of what it sent, and a sign for all else on record that has a date."""

from collections.abc import Sequence
from itertools import chain

from explain.answers.history import Dated, History
from explain.pictures import signs
from explain.pictures.citing import joined, title_of, works_of
from explain.pictures.days import GROUPS, Scale, bar, scale, years
from explain.pictures.measuring import wrapped
from explain.pictures.shapes import BODY, SMALL, WIDTH, Box, Line, Look, Mark, Picture, Shape, Word
from explain.pictures.sheet import EDGE, LEADING, Sheet, capital, lines_of, moved
from explain.words.phrases import listed, period, spoken, task, the, units
from kb.profiles.profile import is_combat, last_day
from kb.records import Coalition, Contribution, Record

LABELS = 132.0
"""Room for what a bar stands for."""

_TIP = 5.0
_BAR = 7.0
_NEAR = 1.2
"""How much nearer than lines of type what units do stands to what they are."""
_LANE = 7.0


def timeline(histories: Sequence[History]) -> Picture:
    """Draw what a state sent to each coalition, decided, promised, was asked and lived through, by date."""
    sheet, seen = Sheet(), set[str]()
    for number, history in enumerate(histories):
        sheet.y += 14 if number else 0
        seen |= _Part(sheet, history).draw()
    sheet.y += 7
    sheet.key(entry for name, entry in _key().items() if name in seen)
    title = listed(list(dict.fromkeys(_title(item) for item in histories)))
    told = " ".join(_told(item) for item in histories)
    records = [_records(item) for item in histories]
    return sheet.picture(title, told, _caption(title, seen), joined(map(works_of, records)))


def _title(history: History) -> str:
    kb = history.kb
    return capital(f"{kb.label(history.state)} in {the(kb.label(history.coalition))}")


def _mission(history: History) -> str:
    coalition = history.kb.records.get(history.coalition)
    return period(coalition.begins, coalition.ends) if isinstance(coalition, Coalition) else ""


def _told(history: History) -> str:
    """Return what the picture of a history shows, for who cannot see it."""
    kb = history.kb
    sent = listed([f"{units(kb, item)} ({_in_service(history, item)})" for item in history.contributions])
    return f"{_title(history)} sent {sent or 'nothing on record'}."


def _in_service(history: History, item: Contribution) -> str:
    return period(item.begins, last_day(item, history.following))


def _records(history: History) -> list[Record]:
    named = dict.fromkeys([*(item.id for item in history.contributions), *(line.id for line in history.lines)])
    return [history.kb.records[name] for name in named]


def _caption(title: str, seen: set[str]) -> str:
    parts = [f"{title}: what it sent, decided and lived through."]
    if "open" in seen:
        parts.append("Pale bars with broken edges: no source gives the day.")
    if "hollow" in seen:
        parts.append("Hollow signs: no source gives the day; a line spans the days that may be meant.")
    return " ".join(parts)


def _key() -> dict[str, tuple[list[Shape], float, str]]:
    """Return what the key may have to explain: a sign around its own origin, how wide it is, and words."""
    box = (0.0, -_BAR / 2, 14.0, _BAR)
    tip = ((0, -_BAR / 2), (8, -_BAR / 2), (8 + _BAR / 2, 0), (8, _BAR / 2), (0, _BAR / 2))
    undated: list[Shape] = [Line(((0, 0), (14, 0)), Look(edge="soft", width=0.8))]
    undated += [moved(shape, 7, 0) for shape in signs.diamond(signs.hollow())]
    return {
        "combat": ([Box(*box, Look("combat", "combat"))], 14, "combat"),
        "support": ([Box(*box, Look("support", "support", hatched=True))], 14, "support"),
        "other": ([Box(*box, Look("other", "other"))], 14, "task not known"),
        "open": ([Box(*box, Look("other-30", "soft", dashed=True))], 14, "no source gives the day"),
        "ongoing": ([Line(tip, Look("other", "other"), closed=True)], 12, "no last day on record"),
        "hollow": (undated, 14, "day not known"),
        "outside": ([Box(*box, Look("line-30"))], 14, "before or after the mission"),
    }


class _Part:
    """Draws one history below what is on the sheet."""

    def __init__(self, sheet: Sheet, history: History) -> None:
        self._sheet, self._history, self._kb = sheet, history, history.kb
        self._rows: dict[str, float] = {}
        self._seen: set[str] = set()

    def draw(self) -> set[str]:
        """Draw it, and return what the key must explain."""
        history, sheet = self._history, self._sheet
        sheet.heading(_title(history), _mission(history))
        if not history.contributions and not history.lines:
            sheet.y += sheet.paragraph(EDGE, "Nothing on record.", WIDTH, colour="soft") + 4
            return self._seen
        within = _scale(history)
        sheet.y += 8
        top = sheet.y
        sheet.y += 5
        for combat, name, colour in GROUPS:
            own = [item for item in history.contributions if is_combat(self._kb, item) is combat]
            if own:
                self._group(within, name, colour, own)
        self._sorts(within)
        self._behind(within, top)
        return self._seen

    def _behind(self, within: Scale, top: float) -> None:
        """Draw the years, and a wash over the time when the coalition was not there, below all else."""
        bottom = self._sheet.y
        coalition = self._kb.records.get(self._history.coalition)
        if isinstance(coalition, Coalition):
            ends = coalition.ends
            outside = [(within.left, within.x(coalition.begins.earliest))]
            outside += [(within.after(ends.latest), within.right)] if ends else []
            wide = [(left, right) for left, right in outside if right - left > 1]
            for left, right in wide:
                self._sheet.under(Box(left, top, right - left, bottom - top, Look(fill="line-30")))
            self._seen |= {"outside"} if wide else set()
        self._sheet.under(*years(within, top, bottom))

    def _group(self, within: Scale, name: str, colour: str, own: list[Contribution]) -> None:
        sheet = self._sheet
        sheet.add(Word(EDGE, sheet.y + 7, name, bold=True))
        sheet.y += 12
        self._seen.add(colour)
        for item in own:
            self._contribution(within, colour, item)
        sheet.y += 4

    def _contribution(self, within: Scale, colour: str, item: Contribution) -> None:
        kb, sheet = self._kb, self._sheet
        name, does = units(kb, item), task(kb, item)
        lines = wrapped(name, LABELS - 8)
        below = wrapped(does, LABELS - 8, SMALL)
        top = sheet.y
        last = last_day(item, self._history.following)
        drawn = bar(within, item.begins, last, y=top + 1, height=_BAR, colour=colour)
        title = title_of(kb, item, f"{name}, {does}: {_in_service(self._history, item)}")
        words = lines_of(EDGE + 5, top, lines)
        words += lines_of(EDGE + 5, top + len(lines) * BODY * LEADING - _NEAR, below, size=SMALL, colour="soft")
        if any(isinstance(shape, (Box, Line)) and shape.look.dashed for shape in drawn):
            self._seen.add("open")
        if last is None:
            self._seen.add("ongoing")
        before = self._rows.get(item.continues or "")
        if before is not None:
            x = within.x(item.begins.earliest)
            sheet.under(Line(((x, before), (x, top + 1)), Look(edge=colour, width=0.6)))
        self._rows[item.id] = top + 1 + _BAR
        sheet.add(*words, Mark(item.id, title, drawn))
        sheet.y += len(lines) * BODY * LEADING - _NEAR + len(below) * SMALL * LEADING + 3

    def _sorts(self, within: Scale) -> None:
        sheet = self._sheet
        for sort, (many, _, _) in signs.SORTS.items():
            own = [line for line in self._history.lines if line.sort == sort]
            if not own:
                continue
            lanes = _lanes([(within.middle(line.date), line) for line in own])
            sheet.add(Word(EDGE, sheet.y + 7, many.capitalize(), bold=True))
            for lane, (x, line) in sorted(lanes, key=lambda item: item[1][1].date.is_day):
                self._sign(within, sort, line, x, sheet.y + 5 + lane * _LANE)
            sheet.y += (max(lane for lane, _ in lanes) + 1) * _LANE + 5

    def _sign(self, within: Scale, sort: str, line: Dated, x: float, y: float) -> None:
        _, _, sign = signs.SORTS[sort]
        shapes: list[Shape] = []
        if not line.date.is_day:
            self._seen.add("hollow")
            reach = (within.x(line.date.earliest), within.after(line.date.latest))
            shapes.append(Line(((reach[0], y), (reach[1], y)), Look(edge="soft", width=0.8)))
        look = signs.full() if line.date.is_day else signs.hollow()
        shapes += [moved(shape, x, y) for shape in sign(look)]
        title = title_of(self._kb, self._kb.records[line.id], f"{spoken(line.date)}: {line.text}")
        self._sheet.add(Mark(line.id, title, tuple(shapes)))


def _lanes(signs_at: list[tuple[float, Dated]]) -> list[tuple[int, tuple[float, Dated]]]:
    """Return signs with the lane of each: none touches the one before it in its lane."""
    ends: list[float] = []
    found = []
    for x, line in sorted(signs_at, key=lambda item: item[0]):
        lane = next((number for number, end in enumerate(ends) if x - end >= _LANE), len(ends))
        ends[lane : lane + 1] = [x]
        found.append((lane, (x, line)))
    return found


def _scale(history: History) -> Scale:
    """Return a scale over all that has a date, and over the mission."""
    bounds = [(item.begins, last_day(item, history.following)) for item in history.contributions]
    coalition = history.kb.records.get(history.coalition)
    if isinstance(coalition, Coalition):
        bounds.append((coalition.begins, coalition.ends))
    lines = [line.date for line in history.lines if line.sort in signs.SORTS]
    known = [moment for moment in chain(*bounds, lines) if moment is not None]
    running = any(last is None for _, last in bounds)
    right = WIDTH - EDGE - (_TIP if running else signs.SIZE)
    return scale((day for moment in known for day in (moment.earliest, moment.latest)), LABELS, right)
