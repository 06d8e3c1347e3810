"""Questions that look ahead: who is about to go, what would keep a state in, when one could have known."""

import re
from dataclasses import replace

from explain.asking.model import Ambiguous, Choice, NotUnderstood, Reading
from explain.asking.queries.selecting import selected
from explain.asking.reading.asked import Asked
from explain.asking.references import described
from explain.words.phrases import spoken
from kb.dates import moment

_DAY = re.compile(r"\d{4}(-\d\d){1,2}", re.ASCII)
_NO_EXIT = NotUnderstood("it is not clear which exit is meant; name a state and a month, or speak of an episode first")


def ahead(asked: Asked) -> Reading | None:
    """Return the command that answers: a list of a day, alternatives to an exit, or how every list fared."""
    wanted = str(asked.form.options["ahead"])
    if wanted == "backtest":
        return asked.understood(asked.query(command=("watch", "--backtest")), "how every month's list would have fared")
    return _alternatives(asked) if wanted == "alternatives" else _list(asked, wanted)


def _list(asked: Asked, command: str) -> Reading | None:
    filters, day = asked.line.filters, _day(asked)
    if day is None:
        return _no_day(asked, command)
    names = (*filters.states, *filters.coalitions)[:1]
    if command == "brief" and not names:
        names = (asked.state,) if asked.state else ()
    if len(filters.states) > 1 or (command == "brief" and not names):
        return None
    return asked.understood(asked.query(command=(command, *names, "--on", day)), "on what was known by then")


def _no_day(asked: Asked, command: str) -> NotUnderstood:
    """Say that a day is wanting, with the question for the day of the last defections of whom it is about."""
    lexicon, filters = asked.lexicon, asked.line.filters
    found = selected(lexicon, "defection", replace(filters, spans=()))[-2:]
    told = "a briefing is" if command == "brief" else "who is near to leaving is told"
    offered = []
    for item in (lexicon.court.episodes[name] for name in reversed(found)):
        date = spoken(moment(item.month))
        state = lexicon.kb.label(item.episode.state)
        offered.append(f"briefing on {state} in {date}" if command == "brief" else f"who was about to leave in {date}?")
    return NotUnderstood(f"{told} of one day, on what was known by then; say of which", tuple(dict.fromkeys(offered)))


def _alternatives(asked: Asked) -> Reading | None:
    """Alternatives to the one exit that is named or talked about; else of a state on a day."""
    filters, day = asked.line.filters, _day(asked)
    if asked.episode and not filters.spans and filters.states in ((), (asked.state,)):
        return asked.understood(asked.query(command=("alternatives", asked.episode)))
    if len(filters.states) != 1:
        return _NO_EXIT
    found = selected(asked.lexicon, "defection", replace(filters, coalitions=filters.coalitions[:1]))
    if len(found) == 1:
        return asked.understood(asked.query(command=("alternatives", found[0])), "on the eve of its decision")
    if day is not None:
        return asked.understood(asked.query(command=("alternatives", filters.states[0], "--on", day)))
    readings = [asked.understood(asked.query(command=("alternatives", name))) for name in found]
    labels = described(asked.lexicon, found)
    return Ambiguous("which exit is meant?", tuple(map(Choice, labels, readings))) if readings else _NO_EXIT


def _day(asked: Asked) -> str | None:
    """Return the one day, or month, that the text names."""
    spans = asked.line.filters.spans
    if len(spans) == 1 and spans[0].relation in ("in", "until") and _DAY.fullmatch(spans[0].text):
        return spans[0].text
    return None
