"""Questions asked from Python, one function each, as the commands of the same names ask them."""

from collections.abc import Iterable

from explain.answers import contrast as contrasting
from explain.answers import flip as flipping
from explain.answers import robust as holding
from explain.answers import what_if as supposing
from explain.answers import why as giving
from explain.answers import why_not as missing
from explain.answers.theories import find_theory, why_cell
from explain.notebooks.shown import Shown
from kb.altered.altering import retraction, setting
from kb.errors import InputError
from kb.near import suggest
from rules.judging.court import Court, Judgement
from rules.judging.dossier import archive_of
from rules.judging.targets import target
from rules.overturning.flipping import flips
from rules.questions.robustness import robustness


def why(court: Court, about: str, topic: str = "verdict") -> Shown:
    """Say why a conclusion about an episode holds, or how a rival theory fares for a state's part in a coalition.

    Args:
        court: what :func:`rules.judge` returned.
        about: an episode, or a part (``state/coalition``) where a theory is asked for.
        topic: ``verdict``, ``strategy``, ``cause``, a hypothesis, ``interests``, ``restrictions``, or a theory.
    """
    _named(topic, "topic")
    if "/" in _named(about, "episode or part"):
        archive = archive_of(court)
        state, _, coalition = _known(about, map("/".join, archive.parts), "part").partition("/")
        found = archive.dossier(state, coalition)
        return Shown(court, why_cell(court.kb, found, find_theory(court.kb, topic), every_way=True))
    return Shown(court, giving.why(court.kb, _judged(court, about), topic, every_way=True))


def why_not(court: Court, episode: str, *conclusion: str) -> Shown:
    """Say what kept a conclusion from holding: ``why_not(court, episode, "cause", "budget")``."""
    judged = _judged(court, episode)
    return Shown(court, missing.why_not(court.kb, judged, target(judged, conclusion)))


def what_if(court: Court, episode: str, *changes: str, retract: Iterable[str] = ()) -> Shown:
    """Judge an episode again with facts changed, as in ``"FACT.ends=2017-06"``, or taken back."""
    alterations = [*(retraction(court.kb, name) for name in retract), *(setting(court.kb, text) for text in changes)]
    if not alterations:
        raise InputError("nothing to change", remedy='Write changes as "FACT.field=value", or name facts to retract.')
    return Shown(court, supposing.what_if(court.kb, court, _judged(court, episode).episode.id, alterations, []))


def flip(court: Court, episode: str, *conclusion: str) -> Shown:
    """Find the smallest changes of facts that overturn a conclusion, else the verdict."""
    judged = _judged(court, episode)
    wanted = target(judged, conclusion)
    return Shown(court, flipping.flip(court.kb, judged, wanted, flips(court, judged, wanted)))


def robust(court: Court, episode: str, *conclusion: str) -> Shown:
    """Say on which single facts, sources and thresholds a conclusion hangs, else the verdict."""
    judged = _judged(court, episode)
    wanted = target(judged, conclusion)
    return Shown(court, holding.robust(court.kb, judged, wanted, robustness(court, judged, wanted)))


def contrast(court: Court, first: str, second: str, *topic: str) -> Shown:
    """Say at which conditions two episodes part."""
    return Shown(court, contrasting.contrast(court.kb, _judged(court, first), _judged(court, second), topic))


def _named(name: str, kind: str) -> str:
    if not isinstance(name, str):
        raise InputError(f"{name!r} names no {kind}", remedy='Write the name in quotes, as in "cause".')
    return name


def _judged(court: Court, name: str) -> Judgement:
    return court.judge(_known(name, court.episodes, "episode"))


def _known(name: str, names: Iterable[str], kind: str) -> str:
    known = list(names)
    if _named(name, kind).casefold() in known:
        return name.casefold()
    raise InputError(f"no {kind} is called {name!r}", remedy=suggest(name, known, otherwise=f"There are {len(known)}."))
