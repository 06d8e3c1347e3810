"""What the commands that judge share: thresholds set by the user, and how names typed become episodes."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from cli.options import Load, as_of_option, completed_kb, knowledge_options, unknown
from kb.errors import InputError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kb.store import KnowledgeBase
    from rules.judging import Court

_THRESHOLD = click.option(
    "--threshold",
    "settings",
    multiple=True,
    metavar="NAME=NUMBER",
    help="Another value for a threshold of the theory, for this run; repeatable.",
)


def court_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--cases``, ``--with``, ``--as-of`` and ``--threshold``; pass it knowledge base and court."""

    @wraps(command)
    def called(*, load: Load, settings: tuple[str, ...], **options: object) -> object:
        from rules.judging import Court
        from rules.thresholds import with_overrides

        kb = load()
        return command(kb=kb, court=Court(kb, with_overrides(dict(map(_setting, settings)))), **options)

    return knowledge_options(as_of_option(_THRESHOLD(called)))


def _setting(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        return name, float(number)
    except ValueError:
        raise InputError(f"{text!r} sets no threshold", remedy="Write NAME=NUMBER, as in early=6.") from None


def find_episode(court: "Court", text: str) -> str:
    """Return the episode of that name.

    Raises:
        InputError: there is none; near matches are offered.
    """
    if text.casefold() in court.episodes:
        return text.casefold()
    raise unknown("episode", text, court.episodes)


def find_episodes(kb: "KnowledgeBase", court: "Court", texts: Iterable[str]) -> list[str]:
    """Return the episodes that names of episodes, states or coalitions select, in order; all where none is given."""
    names: dict[str, None] = {}
    for text in texts:
        names.update(dict.fromkeys(_selected(kb, court, text)))
    return list(names) if names else list(court.episodes)


def _selected(kb: "KnowledgeBase", court: "Court", text: str) -> list[str]:
    wanted = text.casefold()
    found = [
        name
        for name, item in court.episodes.items()
        if wanted in (name, *(_spellings(kb, item.episode.state)), *_spellings(kb, item.episode.coalition))
    ]
    if not found:
        states = {item.episode.state for item in court.episodes.values()}
        coalitions = {item.episode.coalition for item in court.episodes.values()}
        raise unknown("episode, state or coalition", text, [*states, *coalitions, *court.episodes])
    return found


def _spellings(kb: "KnowledgeBase", name: str) -> tuple[str, str]:
    return name.casefold(), kb.label(name).casefold()


def complete_episodes(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Offer the names of episodes; nothing where the cases cannot be read."""
    from click.shell_completion import CompletionItem

    from kb.changes import episodes

    del parameter
    kb = completed_kb(ctx)
    found = episodes(kb) if kb else ()
    return [
        CompletionItem(item.episode.id, help=kb.label(item.episode.state) if kb else None)
        for item in found
        if item.episode.id.startswith(incomplete.casefold())
    ]
