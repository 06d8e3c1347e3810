"""Sources as numbered notes, in the order in which an answer first refers to them, and the rules it names."""

from collections.abc import Callable, Iterable, Iterator

from explain.answer import Reason, Source


class Notes:
    """Numbers sources; the same place in the same work keeps its number."""

    def __init__(self) -> None:
        """Start without notes."""
        self._numbers: dict[Source, int] = {}

    def numbers(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """Return the numbers of some sources, each once; new ones are added."""
        return tuple(dict.fromkeys(self._numbers.setdefault(item, len(self._numbers) + 1) for item in sources))

    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield every number with its source in words."""
        for source, number in self._numbers.items():
            yield number, spell(source)

    def items(self) -> Iterable[tuple[Source, int]]:
        """Return every source with its number."""
        return self._numbers.items()


def spell(source: Source, *, work: Callable[[str], str] = str, rest: Callable[[str], str] = str) -> str:
    """Return a source in one line: the work and place, in brackets the document that it cites there, and the voice.

    ``work`` writes the names of works, ``rest`` all else.
    """
    text = f"{work(source.work)}, {rest(source.place)}"
    if source.document is not None:
        place = f", {rest(source.document_place)}" if source.document_place else ""
        text = f"{text} ({work(source.document)}{place})"
    return f"{text}: {rest(source.voice)}" if source.voice else text


def walk(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """Yield every reason of some trees, each before what it rests on."""
    for reason in reasons:
        yield reason
        yield from walk(reason.children)


def rules(reasons: Iterable[Reason]) -> dict[str, Reason]:
    """Return, for each rule that some trees name with its claim, the first reason that does."""
    found: dict[str, Reason] = {}
    for reason in walk(reasons):
        if reason.rule and claim(reason):
            found.setdefault(reason.rule, reason)
    return found


def claim(reason: Reason) -> str:
    """Return what the rule of a reason claims; empty where the reason does not tell."""
    if reason.kind == "rule" and reason.rule:
        return reason.text
    return reason.remarks[0] if reason.kind == "step" and reason.remarks else ""
