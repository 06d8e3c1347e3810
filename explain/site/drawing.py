"""The pictures of a site: each drawn once, and written into every page that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from explain.answers.history import History, history
from explain.pictures.profile import profile
from explain.pictures.shapes import Picture
from explain.pictures.svg import svg
from explain.pictures.timeline import timeline
from explain.site.holdings import Holdings, Part
from explain.site.sorts import Links
from kb.profiles.profile import profile_on
from rules.judging.court import Judgement

_DAY: Final = timedelta(days=1)
_HEAVIEST: Final = 120_000


@dataclass(frozen=True)
class Drawn:
    """A picture in a page: as SVG, empty where it would be too heavy for a page, and what stands below it."""

    svg: str
    caption: str


class Drawings:
    """The pictures of what is known."""

    def __init__(self, held: Holdings) -> None:
        """Draw nothing yet."""
        self._held = held
        self._timelines: dict[Part, Picture] = {}
        self._plain: dict[Part, Drawn] = {}

    def history(self, part: Part) -> History:
        """Return everything on record about a part, by its date."""
        return history(self._held.kb, *part)

    def timeline(self, part: Part, links: Links | None = None) -> Drawn:
        """Return a part over time; each mark leads to its fact where a page says whence."""
        if part not in self._timelines:
            self._timelines[part] = timeline([self.history(part)])
        picture = self._timelines[part]
        if links is not None:
            return _drawn(picture, _ways(picture, links))
        if part not in self._plain:
            self._plain[part] = _drawn(picture)
        return self._plain[part]

    def profiles(self, judged: Judgement) -> tuple[Drawn, ...]:
        """Return what was in service before an episode and after it."""
        episode, kb = judged.episode, self._held.kb
        first, last = episode.date.earliest, episode.date.latest
        days = (first - _DAY if first > date.min else first, last + _DAY if last < date.max else last)
        pictures = (profile(kb, [profile_on(kb, episode.state, episode.coalition, day)]) for day in days)
        return tuple(map(_drawn, pictures))


@lru_cache(maxsize=2)
def drawings(held: Holdings) -> Drawings:
    """Return the pictures of what is known, the same each time, so that none is drawn twice."""
    return Drawings(held)


def _drawn(picture: Picture, ways: Mapping[str, str] | None = None) -> Drawn:
    drawn = svg(picture, ways)
    return Drawn(drawn if len(drawn) <= _HEAVIEST else "", picture.caption)


def _ways(picture: Picture, links: Links) -> Mapping[str, str]:
    ways = {mark.about: links.to(mark.about) for mark in picture.marks}
    return {name: way for name, way in ways.items() if way}
