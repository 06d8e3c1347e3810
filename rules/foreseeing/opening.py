"""The names of supposed exits, and how one is found again: by what was known on its day, and nothing that was kept.

``THING@DAY`` is what is nearest to a defection of one thing on one day, ``THING@DAY+2`` the next after that, and
``THING@DAY~1`` the first of what would keep it in.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kb.dates import DateError, moment
from kb.errors import InputError
from kb.near import suggest
from rules.foreseeing.keeping import Keeping
from rules.foreseeing.standing import Standing
from rules.foreseeing.watching import Alert, Outcome, Watch
from rules.judging.court import Court
from rules.judging.proof_file import SavedProof
from rules.judging.review import Review, held_against, under_other_thresholds
from rules.judging.verification import Checked

MARK = "@"
"""What stands in the name of everything supposed, and in no other."""
_NAME = re.compile(
    r"(?P<thing>[^@+~]+)@(?P<day>\d{4}-\d{2}-\d{2})(?:\+(?P<number>[1-9]\d?))?(?:~(?P<option>[1-9]\d?))?", re.ASCII
)


def name_of(alert: Alert, outcome: Outcome) -> str:
    """Return the name by which one outcome of an alert is opened."""
    number = alert.outcomes.index(outcome) + 1
    return alert.name if number == 1 else f"{alert.name}+{number}"


def name_of_option(alert: Alert, base: Outcome, number: int) -> str:
    """Return the name by which one of the things is opened that would keep in what is supposed to go."""
    return f"{name_of(alert, base)}~{number}"


def opened(court: Court, name: str) -> tuple[Alert, Outcome]:
    """Return the alert and the supposed exit, or what would keep it from one, of a name, found anew.

    Raises:
        InputError: the name is none, or nothing of the kind stood on that day.
    """
    match = _NAME.fullmatch(name.casefold())
    if match is None:
        raise _unread(name)
    watch = Watch(court, _day(name, match["day"]))
    alert = _alert(watch, match["thing"])
    outcome = _numbered(name, "supposed exit", alert.outcomes, match["number"] or "1")
    if match["option"] is None:
        return alert, outcome
    options = [item.outcome for item in Keeping(watch).options(alert, outcome)]
    return alert, _numbered(name, "proposal", options, match["option"])


def _numbered(name: str, what: str, found: Sequence[Outcome], number: str) -> Outcome:
    if int(number) <= len(found):
        return found[int(number) - 1]
    exits = f"{len(found)} {what}{'' if len(found) == 1 else 's'}" if found else f"no {what}"
    raise InputError(f"there is no {name!r}", remedy=f"Of these units {exits} can be opened on that day.")


def _day(name: str, text: str) -> date:
    try:
        return moment(text).earliest
    except DateError:
        raise _unread(name) from None


def _alert(watch: Watch, thing: str) -> Alert:
    found = one_of(watch.things, thing)
    if found is None:
        raise InputError(
            f"no units called {thing!r} were in service or owed on {watch.on.isoformat()}",
            why="Only such units can be supposed to go, or not to come.",
            remedy=suggest(
                thing,
                [item.thing.id for item in watch.things],
                otherwise=f"What there was: coalition watch --on {watch.on.isoformat()}",
            ),
        )
    alert = watch.alert(found)
    if alert is None:
        raise InputError(f"no exit of {thing!r} can be supposed on {watch.on.isoformat()}")
    return alert


def one_of(things: Iterable[Standing], name: str) -> Standing | None:
    """Return the thing of that name."""
    return next((item for item in things if item.thing.id == name), None)


def _unread(name: str) -> InputError:
    return InputError(
        f"{name!r} names no supposed exit",
        remedy="Write THING@YYYY-MM-DD, as `coalition watch` prints it.",
    )


def kept(name: str, outcome: Outcome) -> SavedProof:
    """Return the proof of a supposed exit as it is kept: about its name, and as of no other day than the name says."""
    court = outcome.court
    thresholds = {item.name: float(item.value) for item in court.inference.thresholds.values()}
    return SavedProof(_in_full(name), thresholds, None, court.judge(outcome.judgement.episode.id).proof)


def _in_full(name: str) -> str:
    """Return a name as it is printed: in small letters, and the first without a number."""
    match = _NAME.fullmatch(name.casefold())
    if match is None:
        raise _unread(name)
    number = "" if match["number"] in (None, "1") else f"+{match['number']}"
    option = f"~{match['option']}" if match["option"] else ""
    return f"{match['thing']}{MARK}{match['day']}{number}{option}"


def reviewed(court: Court, name: str) -> Outcome:
    """Return the same supposed exit before a second court, which follows the rules without the engine.

    Raises:
        InputError: the name is none, or nothing of the kind stood on that day.
    """
    return opened(Review(court.kb, inference=court.inference), name)[1]


def check_kept(court: Court, saved: SavedProof, data: Any) -> Checked:
    """Check the kept proof of a supposed exit: every step and fact, and that it says no more and no less.

    Raises:
        InputError: its name is none, or nothing of the kind stood on that day.
    """
    again = reviewed(court, saved.about)
    nearness = again.court.judge(again.judgement.episode.id).nearness
    otherwise = tuple(under_other_thresholds(court, saved.thresholds))
    return held_against(saved.proof, nearness, data, kept(saved.about, again), otherwise)
