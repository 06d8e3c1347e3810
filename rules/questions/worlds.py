"""How often each verdict comes out over the possible worlds of an episode: all ways to settle what is left open.

A world settles every date that is known to the month, the year or a span only: on its first day or its last. Where a
source gives another value of a fact, it takes one of the values. And it takes each threshold that a comparison looks at
as the theory has it, at half of that or at twice. Where there are too many worlds to judge each, a sample is drawn, the
same in every run.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from math import prod

from kb.altered.altering import Alteration, altered, setting
from kb.dates import Moment, day
from kb.errors import InputError
from kb.records import Record, Variant
from kb.schema import slots
from rules.engine.facts import VOCABULARY, Mirrored
from rules.engine.thresholds import Threshold
from rules.judging.court import VERDICTS, Court
from rules.questions.alternatives import Alternatives

MOST = 256
"""How many worlds of an episode are judged at most."""
ANOTHER = "another episode"
"""What comes out of a world in which the state's part changed otherwise, so that there is no such episode."""
_FACTORS = (0.5, 1, 2)
_TRIES = 4


@dataclass(frozen=True)
class Option:
    """A way to settle what is left open: values of a fact's fields, or of a threshold."""

    changes: tuple[Alteration, ...] = ()
    threshold: tuple[str, float] | None = None

    def __str__(self) -> str:
        """Return it as a user would set it."""
        if self.threshold:
            return f"{self.threshold[0]}={self.threshold[1]:g}"
        return ", ".join(map(str, self.changes))


@dataclass(frozen=True)
class Choice:
    """Something left open, the fact or the threshold that it is about, and the ways to settle it."""

    about: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Worlds:
    """What becomes of one episode.

    Attributes:
        episode: its name.
        verdict: the verdict on the facts as they stand.
        choices: what is left open.
        possible: how many worlds there are.
        counts: for each verdict, in how many of the worlds judged it comes out, the commonest first.
        deciding: the options each of which alone, all else as it stands, gives another verdict; with that verdict.
    """

    episode: str
    verdict: str
    choices: tuple[Choice, ...]
    possible: int
    counts: Mapping[str, int]
    deciding: tuple[tuple[Option, str], ...]

    @property
    def judged(self) -> int:
        """Return how many worlds were judged; combinations that no case file could state are none."""
        return sum(self.counts.values())

    @property
    def exact(self) -> bool:
        """Tell whether every world was judged, and not a sample."""
        return self.possible <= MOST


def possible_worlds(court: Court, name: str) -> Worlds:
    """Judge an episode in its possible worlds, on the record.

    Raises:
        KeyError: there is no such episode.
    """
    with court.inference.listening() as heard:
        verdict = court.on_record(name).verdict
    compared = {item.threshold for item in heard}
    thresholds = [item for item in court.inference.thresholds.values() if item.name in compared]
    found = (*_facts_left_open(court, name), *map(_range, thresholds))
    possible = prod(len(item.options) for item in found)
    counts = Counter(_outcomes(court, name, found, possible))
    alone = ((option, _outcome(court, name, [option])) for item in found for option in _single(item))
    deciding = tuple((option, other) for option, other in alone if other is not None and other != verdict)
    ordered = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return Worlds(name, verdict, found, possible, ordered, deciding)


def _single(choice: Choice) -> Iterator[Option]:
    """Yield the settings of single fields, or of a threshold, that a choice is made of."""
    yield from dict.fromkeys(Option((change,)) for option in choice.options for change in option.changes)
    yield from (option for option in choice.options if option.threshold)


def _outcomes(court: Court, name: str, found: Iterable[Choice], possible: int) -> Iterator[str]:
    """Yield the verdict in each world, or in each of a sample."""
    judged = (_outcome(court, name, world) for world in _drawn(name, found, possible))
    yield from islice((verdict for verdict in judged if verdict is not None), MOST)


def _drawn(name: str, found: Iterable[Choice], possible: int) -> Iterator[tuple[Option, ...]]:
    """Yield all worlds, or draw some: enough for a sample even where most contradict themselves."""
    options = [item.options for item in found]
    if possible <= MOST:
        yield from product(*options)
        return
    draw = random.Random(name)  # noqa: S311 - a sample that is the same in every run
    for _ in range(MOST * _TRIES):
        yield tuple(draw.choice(item) for item in options)


def _outcome(court: Court, name: str, world: Iterable[Option]) -> str | None:
    """Return the verdict in a world; ``None`` where no case file could state its facts."""
    options = tuple(world)
    settings = dict(item.threshold for item in options if item.threshold)
    with court.inference.shifted(settings):
        try:
            judged = Alternatives(court, name, frozenset(VERDICTS)).afresh(
                [change for item in options for change in item.changes]
            )
        except InputError:
            return None
    return judged.verdict if judged else ANOTHER


def _facts_left_open(court: Court, name: str) -> Iterator[Choice]:
    """Yield the facts that an episode can see of which sources leave open what some field holds."""
    others: dict[tuple[str, str], list[str]] = {}
    for variant in court.kb.of(Variant):
        others.setdefault((variant.about, variant.property), []).append(variant.value)
    for record in _seen(court, name):
        fields = []
        for slot in slots(type(record)).values():
            given = others.get((record.id, slot.field), [])
            values = [
                getattr(record, slot.field),
                *(found for text in given for found in _read(court, record, slot.field, text)),
            ]
            settled = dict.fromkeys(each for item in values for each in _settled(item))
            if len(settled) > 1:
                fields.append([Alteration(record.id, slot.field, each) for each in settled])
        options = tuple(Option(changes) for changes in product(*fields) if _agrees(court, changes))
        if len(options) > 1:
            yield Choice(record.id, options)


def _agrees(court: Court, changes: Iterable[Alteration]) -> bool:
    """Tell whether a case file could state a fact so."""
    try:
        altered(court.kb, changes)
    except InputError:
        return False
    return True


def _seen(court: Court, name: str) -> list[Record]:
    """Return the facts that an episode can see, and those behind its figures, by name."""
    facts: list[Mirrored] = list(court.view.of_episode(court.episodes[name]))
    names = {str(fact["id"]) for fact in facts if issubclass(fact.record, Record) and type(fact) not in VOCABULARY}
    names |= {other for fact in facts for other in fact.basis}
    return [court.kb.records[each] for each in sorted(names)]


def _read(court: Court, record: Record, field: str, text: str) -> Iterator[object]:
    """Yield the value that a variant gives, if the field can take it."""
    try:
        yield setting(court.kb, f"{record.id}.{field}={text}").value
    except InputError:
        return


def _settled(value: object) -> tuple[object, ...]:
    """Return the ways to settle a value: the first and the last day of a date, all else as it is."""
    return (day(value.earliest), day(value.latest)) if isinstance(value, Moment) else (value,)


def _range(threshold: Threshold) -> Choice:
    values = dict.fromkeys(
        float(round(threshold.value * factor) if threshold.value >= 1 else min(1.0, threshold.value * factor))
        for factor in _FACTORS
    )
    return Choice(threshold.name, tuple(Option(threshold=(threshold.name, value)) for value in values))
