"""Facts that no rule reads: of a kind for which no rule asks, or of a state whose part nothing on record changes."""

from collections.abc import Collection, Iterator

from kb.profiles.computed import COMPUTED
from kb.records import FOLDERS, CompleteRecord, Record, Variant
from kb.words.synonyms import class_labels
from rules.engine.experta_engine import Fact, negated
from rules.judging.court import Court
from rules.judging.dossier import Archive
from rules.theory.book import RULEBOOK
from rules.theory.wider_book import WIDER


def unread(court: Court, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield, of the facts of these names, those that no rule reads, each with the reason."""
    archive = Archive(court)
    seen = {
        name
        for facts in (
            *(court.view.of_episode(item) for item in court.episodes.values()),
            *(court.view.of_part(part) for part in archive.parts.values()),
        )
        for fact in facts
        for name in (fact["id"], *fact.get("basis", ()))
    }
    asked_for = _asked_for()
    for name in names:
        record = court.kb.records[name]
        if isinstance(record, (CompleteRecord, Variant)) or type(record) in FOLDERS:
            continue
        kind = type(record).__name__
        if kind not in asked_for:
            yield name, f"No rule asks for facts of the kind: {class_labels().get(kind, (kind,))[0]}."
        elif name not in seen and not _is_named(court, record):
            yield name, "It concerns no state that sent units to the same coalition."


def _asked_for() -> frozenset[str]:
    """Return the kinds of fact for which some rule asks, itself or through a figure, and those that others name."""
    patterns = (item for book in (RULEBOOK, WIDER) for rule in book.rules.values() for item in rule.when)
    kinds = {type(item).__name__ for item in map(_pattern, patterns) if item is not None}
    behind = {name for kind in COMPUTED for name in kind.derived_from}
    return frozenset({*kinds, *behind, "State", "Coalition", "Theatre", "Mandate"})


def _pattern(item: object) -> Fact | None:
    return item if isinstance(item, Fact) else negated(item)


def _is_named(court: Court, record: Record) -> bool:
    """Tell whether another fact names it, so that what is read leads to it."""
    return bool(court.kb.named_by.get(record.id))
