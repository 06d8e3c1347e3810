"""Dates as people give them: of any precision, as a span, before or after a day, or before or after another fact.

An order without a date ("before the election") becomes a span as wide as the facts allow, and the order itself is
recorded beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from explain.asking.numbers import FIGURES, in_order, written_date
from explain.interview.conversing import Misread
from explain.words.phrases import listed
from kb.dates import DateError, Moment, moment

HINT: Final = "a date, as closely as it is known"
_HOW: Final = (
    "Write it as closely as it is known: 6 October 2014, October 2014, 2014, about 2014, between May 2014 and July "
    "2014, before 2014, or before the election. Say unknown where no source tells."
)
_ISO: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?[~?%]?", re.ASCII)
_DOUBT: Final = re.compile(r"^(about|around|circa|ca\.?|roughly|approximately) ", re.IGNORECASE)
_SPAN: Final = re.compile(
    r"^(?:between|from) (.+?) (?:and|to|until|till) (.+)$|^(.+?) (?:to|until|or) (.+)$", re.IGNORECASE
)
_SIDE: Final = re.compile(
    r"^(?:(?:some time|sometime|shortly|just|soon|well) )?(before|after|by|since|until) (.+)$", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b\d{4}\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A fact on record before or after which another can have come: its name, when it was, and what it is called."""

    name: str
    when: Moment
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a case file writes it, and the facts that came before and after by the order that was given."""

    text: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@dataclass(frozen=True)
class DateReader:
    """Reads dates, given the landmarks on record and the first and the last day that can be meant."""

    landmarks: Sequence[Landmark]
    first: date
    last: date

    def __call__(self, text: str) -> Dated:
        """Return the date that an answer gives.

        Raises:
            Misread: it gives none.
        """
        plain = " ".join(text.split()).strip(" .")
        day, _, rest = plain.partition(", ")
        if _SIDE.match(rest) and not rest[-1].isdecimal():
            order = self(rest)
            return replace(order, text=self(day).text)
        side = _SIDE.match(plain)
        if side is not None:
            return self._beside(side[1].casefold(), side[2])
        span = _SPAN.match(plain)
        if span is not None:
            parts = [part for part in span.groups() if part is not None]
            year = _YEAR.search(parts[1])
            if year and not _YEAR.search(parts[0]):  # between June and July 2013
                parts[0] += f" {year[0]}"
            ends = [self._plain(part) for part in parts]
            return Dated(_between(ends[0].earliest, ends[1].latest))
        return Dated(self._plain(plain).text)

    def unknown(self) -> Dated:
        """Return a date of which nothing is known but that it lies between the first and the last day."""
        return Dated(_between(self.first, self.last))

    def _beside(self, word: str, text: str) -> Dated:
        found = self._landmark(text)
        when = found.when if found else self._plain(text)
        if word in ("before", "by", "until"):
            last = when.latest if found or word != "before" else when.earliest - timedelta(days=1)
            named = (found.name,) if found else ()
            return Dated(_between(min(self.first, last), last), before=named)
        first = when.earliest if found or word == "since" else when.latest + timedelta(days=1)
        return Dated(_between(first, max(self.last, first)), after=(found.name,) if found else ())

    def _landmark(self, text: str) -> Landmark | None:
        words = set(re.findall(r"[\w-]+", text.casefold())) - {"the", "its", "their", "that", "of", "in", "s"}
        found = [item for item in self.landmarks if any(_means(words, name, item.when) for name in item.called)]
        if len(found) > 1:
            told = listed([f"{item.called[0]} ({item.when.text})" for item in found])
            raise Misread(f"Several facts on record can be meant: {told}. Say the year with it.")
        return found[0] if found else None

    def _plain(self, text: str) -> Moment:
        """Return a calendar date, however it is written."""
        doubt = _DOUBT.match(text)
        if doubt is not None:
            found = self._plain(text[doubt.end() :])
            return moment(f"{found.text}~") if _ISO.fullmatch(found.text) else found
        figures = FIGURES.fullmatch(text)
        try:
            if figures is not None:
                return _of_figures(figures)
            if text[:1].isdecimal() or text.startswith("["):
                try:
                    return moment(text)
                except DateError:
                    pass
            words = tuple(re.findall(r"[\w-]+", text.casefold()))
            read = written_date(words)
            if read is None or read[1] != len(words) or read[0].startswith("-"):
                raise Misread(f"{text!r} is no date. {_HOW}")
            return _moment(read[0])
        except DateError:
            raise Misread(f"{text!r} is no date: there is no such day. {_HOW}") from None


def _means(words: set[str], called: str, when: Moment) -> bool:
    """Tell whether words name something: all of them are its own, or the year in which it was."""
    own = set(re.findall(r"[\w-]+", called.casefold()))
    years = {str(when.earliest.year), str(when.latest.year)}
    return bool(words & own) and words <= own | years


def _of_figures(figures: re.Match[str]) -> Moment:
    """Return a date in figures; with strokes the order must show.

    Raises:
        Misread: either figure could be the month.
    """
    found = in_order(figures)
    if not found:
        raise Misread(f"{figures[0]!r} can be two days. Write the month as a word.")
    return moment(found)


def _moment(text: str) -> Moment:
    first, _, last = text.partition("/")
    return moment(_between(moment(first).earliest, moment(last).latest) if last else first)


def _between(first: date, last: date) -> str:
    if first > last:
        raise Misread(f"{last.isoformat()} lies before {first.isoformat()}: one of the two must be wrong.")
    return first.isoformat() if first == last else f"[{first.isoformat()}..{last.isoformat()}]"
