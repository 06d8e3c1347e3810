"""Which of several forms a client would rather have, by its Accept header."""

from collections.abc import Iterator, Sequence


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type that is wanted most among those offered; the first of equals; ``None``: none is wanted.

    Whoever says nothing takes anything. What cannot be read of the header is passed over.
    """
    wanted = list(_wanted(accept)) if accept.strip() else [("*/*", 1.0)]
    best, most = None, 0.0
    for media in offered:
        quality = _quality(media, wanted)
        if quality > most:
            best, most = media, quality
    return best


def _wanted(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media, *parameters = (text.strip().lower() for text in part.split(";"))
        if media.count("/") == 1:
            yield media, _weight(parameters)


def _weight(parameters: Sequence[str]) -> float:
    for text in parameters:
        if text.replace(" ", "").startswith("q="):
            try:
                return min(max(float(text.partition("=")[2]), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media: str, wanted: Sequence[tuple[str, float]]) -> float:
    """Return how much a media type is wanted: the closest of what was named counts."""
    kind = media.partition("/")[0]
    for named in (media, f"{kind}/*", "*/*"):
        found = [quality for item, quality in wanted if item == named]
        if found:
            return max(found)
    return 0.0
