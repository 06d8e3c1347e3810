"""What the commands that judge share: thresholds set by the user, and how names typed become episodes."""

from collections.abc import Callable, Iterable
from functools import wraps
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

import click

from cli.asking_again import HEARD
from cli.options import Load, as_of_option, completed_kb, knowledge_options, unknown
from kb.errors import InputError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kb.store import KnowledgeBase
    from rules.judging.court import Court
    from rules.judging.dossier import Archive

threshold_option = click.option(
    "--threshold",
    "settings",
    multiple=True,
    metavar="NAME=NUMBER",
    help="Another value for a threshold of the theory, for this run; repeatable.",
)
"""Gives a command ``--threshold``; it is passed ``settings``."""


def court_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--cases``, ``--with``, ``--as-of`` and ``--threshold``; pass it knowledge base and court."""

    @wraps(command)
    def called(*, load: Load, settings: tuple[str, ...], **options: object) -> object:
        from rules.theory.thresholds import with_overrides

        kb, thresholds = load(), with_overrides(set_by_user(settings))
        return command(kb=kb, court=_kind()(kb, thresholds), **options)

    return knowledge_options(as_of_option(threshold_option(called)))


def _kind() -> "type[Court]":
    """Return the kind of court: where answers are only heard, to be held against others, one without the engine."""
    if HEARD in click.get_current_context().meta:
        from rules.judging.review import Review

        return Review
    from rules.judging.court import Court

    return Court


def set_by_user(settings: Iterable[str]) -> dict[str, float]:
    """Return the thresholds that a user sets, by name."""
    return dict(map(_setting, settings))


def _setting(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        value = float(number)
    except ValueError:
        value = nan
    if not isfinite(value):
        raise InputError(f"{text!r} sets no threshold", remedy="Write NAME=NUMBER, as in early=6.")
    return name, value


def find_episode(court: "Court", text: str) -> str:
    """Return the episode of that name.

    Raises:
        InputError: there is none; near matches are offered.
    """
    if text.casefold() in court.episodes:
        return text.casefold()
    raise unknown("episode", text, court.episodes)


def is_supposed(text: str) -> bool:
    """Tell whether a name is that of something supposed, and of no episode."""
    return "@" in text


def find_episodes(kb: "KnowledgeBase", court: "Court", texts: Iterable[str]) -> list[str]:
    """Return the episodes that names of episodes, states or coalitions select, in order; all where none is given."""
    names: dict[str, None] = {}
    for text in texts:
        found = _episodes(kb, court, text)
        if not found:
            raise _unknown(court, "episode, state or coalition", text)
        names.update(dict.fromkeys(found))
    return list(names) if names else list(court.episodes)


def find_findings(kb: "KnowledgeBase", archive: "Archive", texts: Iterable[str]) -> list[str]:
    """Return the episodes, and the states' parts in coalitions, that names select; all where none is given.

    A state's part is named STATE/COALITION; the name of a state or of a coalition selects parts and episodes alike.
    """
    names: dict[str, None] = {}
    for text in texts:
        parts = ((f"{state}/{group}", *_spellings(kb, state), *_spellings(kb, group)) for state, group in archive.parts)
        found = [*_episodes(kb, archive.court, text), *(part[0] for part in parts if text.casefold() in part)]
        if not found:
            raise _unknown(archive.court, "episode, state, coalition or STATE/COALITION", text, archive.names)
        names.update(dict.fromkeys(found))
    return list(names) if names else list(archive.names)


def _episodes(kb: "KnowledgeBase", court: "Court", text: str) -> list[str]:
    wanted = text.casefold()
    return [
        name
        for name, item in court.episodes.items()
        if wanted in (name, *(_spellings(kb, item.episode.state)), *_spellings(kb, item.episode.coalition))
    ]


def _unknown(court: "Court", kind: str, text: str, more: Iterable[str] = ()) -> InputError:
    states = {item.episode.state for item in court.episodes.values()}
    coalitions = {item.episode.coalition for item in court.episodes.values()}
    return unknown(kind, text, {*states, *coalitions, *court.episodes, *more})


def _spellings(kb: "KnowledgeBase", name: str) -> tuple[str, str]:
    return name.casefold(), kb.label(name).casefold()


def complete_episodes(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the names of episodes; nothing where the cases cannot be read."""
    from click.shell_completion import CompletionItem

    from kb.profiles.episodes import Episodes

    del parameter
    kb = completed_kb(ctx)
    found = Episodes(kb).values() if kb else ()
    return [
        CompletionItem(item.episode.id, help=kb.label(item.episode.state) if kb else None)
        for item in found
        if item.episode.id.startswith(incomplete.casefold())
    ]
