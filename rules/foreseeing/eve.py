"""Which things on which day are meant: those of a state on a day, or those of an episode on the eve of its decision."""

from datetime import date, timedelta

from kb.errors import InputError
from kb.near import suggest
from kb.profiles.changes import EpisodeFacts
from kb.records import State
from rules.foreseeing.standing import Standing
from rules.foreseeing.watching import Watch
from rules.judging.court import Court
from rules.questions.following import turns


def meant(court: Court, name: str, on: date | None) -> tuple[Watch, list[Standing]]:
    """Return the watch and the things that a name and a day select.

    Raises:
        InputError: the name is none, or it is a state's and no day is given, or an episode's and one is.
    """
    wanted = name.casefold()
    if wanted in court.episodes:
        if on is not None:
            raise InputError(f"{wanted} has a day of its own", remedy="Leave --on out, or name the state.")
        return of_episode(court, court.episodes[wanted])
    states = {item.id: court.kb.label(item.id) for item in court.kb.of(State)}
    found = next((state for state, label in states.items() if wanted in (state, label.casefold())), None)
    if found is None:
        raise InputError(
            f"no state or episode is called {name!r}",
            remedy=suggest(name, [*states, *court.episodes], otherwise="coalition judge lists the episodes."),
        )
    if on is None:
        raise InputError(f"no day is given for {found}", remedy="Add --on YYYY-MM-DD, or name an episode.")
    watch = Watch(court, on)
    return watch, [item for item in watch.things if item.part.state == found]


def of_episode(court: Court, item: EpisodeFacts) -> tuple[Watch, list[Standing]]:
    """Return the watch on the eve of an episode's decision, and the things on which the episode turns.

    Where they were not there yet, as far as is known, it is the eve of the change.
    """
    watch, chosen = _on(court, item, item.episode.decided.earliest)
    return (watch, chosen) if chosen else _on(court, item, item.episode.date.earliest)


def _on(court: Court, item: EpisodeFacts, day: date) -> tuple[Watch, list[Standing]]:
    watch = Watch(court, day - timedelta(days=1))
    named = {thing for thing, how in turns(item) if how in ("went", "owed")}
    own = [one for one in watch.things if one.part.key == item.part.key]
    return watch, [one for one in own if (one.thing.id in named if named else one.combat and not one.owed)]
