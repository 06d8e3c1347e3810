"""What an episode is about, when it was decided, and what is known to have come before it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kb.dates import Moment
from kb.profiles.base import Computed
from kb.profiles.computed import JointPool, Owed, UnitChange
from kb.profiles.kinds import Units
from kb.profiles.meaning import ENDING, HOME, named_later
from kb.profiles.part import Part
from kb.records import ConsentWithdrawal, Decision, Release, Vote


def staying(part: Part, eve: Units, kept: Units, date: Moment) -> tuple[str, ...]:
    """Return which units stay: all that are kept, but for those that a decision sent home with those that went.

    Such a decision names both, or all that were there, and was made by the day of the change; nothing else was decided
    of those units later, and they did go in whole.
    """
    went = {item.id for item in eve} - {item.id for item in kept}
    named: set[str] = set()
    for decision in part.decisions:
        if decision.act in HOME and decision.date.earliest <= date.latest and went.intersection(decision.about):
            named |= set(decision.about) - named_later(part.own, decision, part.contributions)
    return tuple(item.id for item in kept if item.id not in named or part.left[item.id] is None)


def things(figures: list[Computed]) -> list[str]:
    """Name what the episode is about: units that changed, commitments not met, arrangements entered."""
    things = {item.contribution for item in figures if isinstance(item, UnitChange)}
    things |= {item.commitment for item in figures if isinstance(item, Owed) and item.lacking != 0}
    things |= {item.arrangement for item in figures if isinstance(item, JointPool)}
    return sorted(things)


def told(part: Part, about: Iterable[str], date: Moment) -> Moment:
    """Return the date of a change with what came before it: the decisions that it carries out, and all before them."""
    made: list[Decision | Vote | Release | ConsentWithdrawal]
    made = [item for item in part.decisions if set(item.about) & set(about)]
    made = [item for item in made if item.date.earliest <= date.latest]
    made += [item for item in _orders(part, about) if item.date.earliest <= date.latest]
    earlier = frozenset(item.id for item in made).union(*(item.date.follows for item in made))
    return replace(date, follows=date.follows | earlier) if earlier else date


def _orders(part: Part, about: Iterable[str]) -> Iterator[Vote | Release | ConsentWithdrawal]:
    """Yield what sends units home, and so came before they went: votes, releases, the host's wish."""
    named = set(about)
    yield from (item for item in votes_home(part) if not item.about or named & set(item.about))
    for release in part.kb.of_state(Release, part.state):
        if release.coalition == part.coalition.id and (not release.about or named & set(release.about)):
            yield release
    for wish in part.kb.of(ConsentWithdrawal):
        if wish.coalition == part.coalition.id and part.state in wish.asked_to_leave:
            yield wish


def votes_home(part: Part) -> Iterator[Vote]:
    """Yield the votes by which parliament ordered units home or refused to let them stay."""
    for vote in part.kb.of_state(Vote, part.state):
        ordered = vote.carried is True if vote.orders_home else vote.carried is False
        if vote.coalition == part.coalition.id and ordered:
            yield vote


def turning_on(figures: Iterable[Computed]) -> frozenset[str]:
    """Return the things on which an episode turns: combat units that changed, commitments not met, rotations entered.

    Where there are none, it turns on whatever changed.
    """
    found = {item.contribution for item in figures if isinstance(item, UnitChange) and item.combat}
    found |= {item.commitment for item in figures if isinstance(item, Owed) and item.lacking != 0}
    found |= {item.arrangement for item in figures if isinstance(item, JointPool)}
    return frozenset(found or things(list(figures)))


def decided(part: Part, figures: list[Computed], date: Moment) -> Moment:
    """Return the latest decision, up to the change, about the things on which it turns; else the change itself.

    About units that went or were cut, only a decision counts that ends or cuts something; a vote that orders units home
    or refuses to let them stay decides too; one that names none is about all, unless the cabinet had decided before.
    """
    core = turning_on(figures)
    came = {item.contribution for item in figures if isinstance(item, UnitChange) and item.began}
    kept = {item.contribution for item in figures if isinstance(item, UnitChange) and not item.ended and item.lost == 0}
    went = core - came - kept
    dates = [
        item.date for item in part.decisions if set(item.about) & (went or core) and (not went or item.act in ENDING)
    ]
    named = [item.date for item in votes_home(part) if set(item.about) & went]
    of_all = [item.date for item in votes_home(part) if went and not item.about]
    votes = [*named, *(vote for vote in of_all if not any(made.latest < vote.earliest for made in dates))]
    # of a vote and a cabinet's word, the vote
    found = [when for when in (*votes, *dates) if when.latest <= date.latest]
    if not found:
        return date
    last = max(found, key=lambda when: (when.latest, when.earliest))
    others = [when for when in found if when.of != last.of]
    before = frozenset(when.of for when in others if when.of).union(last.follows, *(when.follows for when in others))
    return replace(last, follows=before - {last.of})
