"""Two episodes side by side: what was concluded of each, and at which conditions of which rules they part."""

from collections.abc import Iterator, Sequence

from explain.answer import Reason
from explain.answers.contrast import answer, summary
from explain.answers.why import title as name_of
from explain.answers.why_not import Misses
from explain.made_with import facts_of
from explain.pictures import signs
from explain.pictures.citing import Works, joined, works_of
from explain.pictures.measuring import wrapped
from explain.pictures.shapes import BODY, SMALL, WIDTH, Box, Look, Mark, Picture, Shape
from explain.pictures.sheet import EDGE, LEADING, Sheet, capital, lines_of, moved
from explain.words.telling import Teller
from kb.store import KnowledgeBase
from rules.engine.nearness import MET
from rules.engine.rule import Rule
from rules.judging.court import Judgement
from rules.questions.contrasting import Difference, Parting, differences

_GAP = 18.0
_WIDE = (WIDTH - 2 * EDGE - _GAP) / 2
_SIDES = (EDGE, EDGE + _WIDE + _GAP)
_SIGN = 12.0
_SIGNS = {"met": signs.tick("good"), "unmet": signs.cross("bad")}


def contrast(kb: KnowledgeBase, first: Judgement, second: Judgement, words: Sequence[str] = ()) -> Picture:
    """Draw where two episodes part on every topic, or on the one or the conclusion that is named.

    Raises:
        InputError: the words name neither a topic nor a conclusion.
    """
    found = differences(first, second, words)
    drawing = _Drawing(Teller(kb, first.nearness.rulebook, first.nearness.thresholds), (first, second))
    drawing.draw(found)
    title = f"{first.episode.id} and {second.episode.id}"
    on = f" on {' '.join(words)}" if words else ""
    told = [f"{name_of(drawing.teller, item.facts)}: {summary(drawing.teller, item)}." for item in (first, second)]
    ring = " A ring (°): so on the record, for certain only if it is complete." * drawing.likely
    caption = f"Where {title} part{on}: conditions that one met (tick) and the other did not (cross).{ring}"
    return drawing.sheet.picture(
        title, " ".join(told), caption, _works(kb, drawing.teller, (first, second), drawing.rules)
    )


def _works(kb: KnowledgeBase, teller: Teller, pair: tuple[Judgement, Judgement], rules: Sequence[Rule]) -> Works:
    """Return the works behind the facts on which both judgements rest, and behind the rules that are shown."""
    names = sorted(facts_of(item.proof for item in pair))
    facts = works_of(kb.records[name] for name in names if name in kb.records)
    cited = [rule.source for rule in rules]
    own = tuple(source.work for source in cited if source.work in teller.kb.works)
    return joined([facts, (own, ())])


class _Drawing:
    """Draws what parts two episodes, one topic below the other; a condition is shown once."""

    def __init__(self, teller: Teller, pair: tuple[Judgement, Judgement]) -> None:
        self.sheet, self.teller, self.pair = Sheet(), teller, pair
        self.rules: list[Rule] = []
        self.likely = False
        self._told: set[tuple[str, int]] = set()

    def draw(self, found: Sequence[Difference]) -> None:
        """Draw the names of both, then every topic on which they part."""
        sheet = self.sheet
        self._both([item.episode.id for item in self.pair], size=10, bold=True)
        self._both([name_of(self.teller, item.facts) for item in self.pair], colour="soft")
        sheet.y += 4
        self._both([capital(summary(self.teller, item)) for item in self.pair])
        sheet.y += 8
        topics = list(dict.fromkeys(item.topic for item in found))
        for topic in topics:
            self._topic(topic, [parting for item in found if item.topic == topic for parting in item.partings])
        if not topics:
            sheet.y += sheet.paragraph(EDGE, "They do not differ in what was compared.", WIDTH, colour="soft")
            return
        sheet.y += 2
        told = {"met": "met", "unmet": "not met"}
        sheet.key(([moved(shape, 4, 0) for shape in _SIGNS[name]], 8, text) for name, text in told.items())
        if self.likely:
            sheet.y += sheet.paragraph(
                EDGE, "° On the record: for certain only if the record is complete.", WIDTH, size=SMALL, colour="soft"
            )

    def _both(self, texts: Sequence[str], *, size: float = BODY, colour: str = "ink", bold: bool = False) -> None:
        heights = [
            self.sheet.paragraph(x, text, _WIDE, size=size, colour=colour, bold=bold)
            for x, text in zip(_SIDES, texts, strict=True)
        ]
        self.sheet.y += max(heights)

    def _topic(self, topic: str, partings: Sequence[Parting]) -> None:
        sheet = self.sheet
        fresh = [item for item in partings if (item.rule, item.number) not in self._told]
        self._told.update((item.rule, item.number) for item in fresh)
        sheet.add(Box(EDGE, sheet.y, WIDTH - 2 * EDGE, 12.5, Look(fill="line-30")))
        sheet.add(*lines_of(EDGE + 4, sheet.y + 1.5, [capital(topic)], bold=True))
        sheet.y += 16.5
        if topic != "conclusion":
            self._both([capital(answer(self.teller, topic, item)) for item in self.pair], bold=True)
            sheet.y += 4
        if partings and not fresh:
            sheet.y += sheet.paragraph(EDGE, "For reasons shown above.", WIDTH, size=SMALL, colour="soft") + 3
        for name in dict.fromkeys(item.rule for item in fresh):
            self._rule(self.teller.rulebook.rules[name], [item for item in fresh if item.rule == name])
        sheet.y += 5

    def _rule(self, rule: Rule, partings: Sequence[Parting]) -> None:
        sheet = self.sheet
        self.rules.append(rule)
        sheet.rule(sheet.y, colour="line-60", weight=0.4)
        sheet.y += 3
        claim = f"{rule.claim.removesuffix('.')} ({self.teller.cited(rule.source).work}, {rule.source.place})."
        sheet.y += sheet.paragraph(EDGE, claim, WIDTH - 2 * EDGE, size=SMALL, colour="soft") + 3
        for item in partings:
            high = 0.0
            for number, (miss, report) in enumerate((item.first, item.second)):
                reason = Misses(self.teller, self.pair[number]).condition(rule, miss, report)
                likely = report.on_record and report.status != MET
                high = max(high, self._condition(rule, number, reason, likely=likely))
            sheet.y += high + 3
        sheet.y += 2

    def _condition(self, rule: Rule, side: int, reason: Reason, *, likely: bool) -> float:
        """Draw how a condition fared on one side, and return how high that is; ``likely``: so on the record only."""
        x, y = _SIDES[side], self.sheet.y
        self.likely |= likely
        lines = wrapped(capital(reason.text) + likely * "\N{NO-BREAK SPACE}°", _WIDE - _SIGN)
        shown = () if likely else reason.remarks
        remarks = [line for item in shown for line in wrapped(capital(item), _WIDE - _SIGN, SMALL)]
        shapes: list[Shape] = list(lines_of(x + _SIGN, y, lines))
        shapes += lines_of(x + _SIGN, y + len(lines) * BODY * LEADING, remarks, size=SMALL, colour="soft")
        shapes += self._sign(reason, x + 4, y + 5.5)
        about = self.pair[side].episode.id
        self.sheet.add(Mark(f"{about} {reason.id}", "\n".join(self._title(rule, about, reason)), tuple(shapes)))
        return (len(lines) * BODY + len(remarks) * SMALL) * LEADING

    def _title(self, rule: Rule, about: str, reason: Reason) -> Iterator[str]:
        """Yield what a mark stands for: how the condition fared, where that is written, and which rule asks for it."""
        yield f"{about}: {reason.text} ({reason.status})"
        yield from reason.remarks
        yield from (f"{item.work}, {item.place}" for item in (*reason.sources, *self.teller.theory(rule)))

    def _sign(self, reason: Reason, x: float, y: float) -> Iterator[Shape]:
        known = _SIGNS.get(reason.status or "")
        if known:
            yield from (moved(shape, x, y) for shape in known)
        else:
            yield from lines_of(x - 2, y - 5.5, ["?"], colour="open", bold=True)
