"""Episodes: the months in which a state's operational profile changed, or in which it did not bring what it owed.

An episode is named after the state and the month in which the changed profile first holds. Every change that
falls in one month is one episode: the profile before is that of the month's eve, the profile after that of its
close. All figures come from contributions and commitments; whether any of them matters is for the rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.dates import Moment, add_months, day, moment
from kb.profiles.base import Computed
from kb.profiles.computed import Change, Episode, FleetShare, JointPool, Owed, Subject, UnitChange, VoteShare
from kb.profiles.deciding import decided, staying, things, told
from kb.profiles.kinds import alike, fall, lost_and_gained, together
from kb.profiles.part import Commitment, Part, due
from kb.records import Arrangement, Contribution, Fleet, Vote
from kb.store import KnowledgeBase


@dataclass(frozen=True)
class EpisodeFacts:
    """One episode and every figure computed for it; ``months`` and ``part`` say where it was found."""

    part: Part
    month: str
    episode: Episode
    figures: tuple[Computed, ...]

    @property
    def change(self) -> Change:
        """Return the change of profile."""
        return next(item for item in self.figures if isinstance(item, Change))


def vote_shares(kb: KnowledgeBase) -> tuple[VoteShare, ...]:
    """Return the share in favour of staying for every vote with counts, but for motions to bring units home."""
    return tuple(
        VoteShare(
            id=f"{vote.id}/share",
            basis=(vote.id,),
            vote=vote.id,
            state=vote.state,
            coalition=vote.coalition,
            date=vote.date,
            share=vote.in_favour / (vote.in_favour + vote.against),
        )
        for vote in kb.of(Vote)
        if not vote.orders_home
        and vote.in_favour is not None
        and vote.against is not None
        and vote.in_favour + vote.against
    )


def months(part: Part) -> Iterator[tuple[str, list[Moment]]]:
    """Yield each month with a change, and the moments at which things changed in it, combat units first."""
    found: dict[str, list[tuple[bool, Moment]]] = {}
    for item in part.contributions:
        support = not part.is_combat(item.role)
        for when, month in ((item.begins, part.came[item.id]), (part.left[item.id], part.gone[item.id])):
            if when is not None and month is not None:
                found.setdefault(month, []).append((support, when))
    for arrangement in part.arrangements:
        if arrangement.alternates:
            month = _pool_month(part, arrangement)
            begun = arrangement.begins if arrangement.begins.month == month else moment(month)
            found.setdefault(month, []).append((False, begun))
    for commitment in part.commitments:
        owed = due(commitment)
        if _lacking(part, commitment) != 0:
            found.setdefault(owed.month, []).append((False, owed))
    for month in sorted(found):
        past = [item for item in sorted(found[month]) if part.kb.as_of is None or item[1].latest <= part.kb.as_of]
        if past:
            yield month, [when for _, when in past]


def episode_of(part: Part, name: str, month: str, moments: list[Moment]) -> EpisodeFacts:
    """Return an episode with every figure computed for it: what changed in a month of a state's part."""
    figures: list[Computed] = [change_of(part, name, month, moments[0]), *_unit_changes(part, name, month)]
    figures += _pools(part, name, month)
    figures += [_owed(part, name, item) for item in part.commitments if due(item).month == month]
    figures += _fleet_shares(part, name, [item for item in figures if isinstance(item, UnitChange)])
    about = things(figures)
    date = told(part, about, moments[0])
    figures += [Subject(id=f"{name}/about/{thing}", basis=(thing,), episode=name, thing=thing) for thing in about]
    anchor = Episode(
        id=name,
        basis=tuple(about),
        state=part.state,
        coalition=part.coalition.id,
        leader=part.coalition.leader,
        date=date,
        decided=decided(part, figures, date),
        concludes=part.coalition.ends,
        running=part.coalition.ends is None,
    )
    return EpisodeFacts(part, month, anchor, tuple(figures))


def change_of(part: Part, name: str, month: str, date: Moment) -> Change:
    """Return how the profile of a part changed in a month: what was in service on its eve, and at its close."""
    eve, close = part.eve(month), part.close(month)
    combat_before, combat_after = together(part.combat(eve)), together(part.combat(close))
    lost, gained = lost_and_gained(part, part.combat(eve), part.combat(close))
    total_before, total_after = together(eve), together(close)
    support = [tuple(item for item in units if not part.is_combat(item.role)) for units in (eve, close)]
    return Change(
        id=f"{name}/profile",
        basis=tuple(sorted({item.id for item in (*eve, *close)})),
        episode=name,
        state=part.state,
        coalition=part.coalition.id,
        date=date,
        combat_before=combat_before,
        combat_after=combat_after,
        combat_lost=lost,
        combat_gained=gained,
        support_before=together(support[0]),
        support_after=together(support[1]),
        units_lost=fall(total_before, total_after),
        remaining=total_after,
        fought=tuple(item.id for item in part.combat(eve)),
        fights=tuple(item.id for item in part.combat(close)),
        kept=tuple(item.id for item in close),
        staying=staying(part, eve, close, date),
    )


def _unit_changes(part: Part, name: str, month: str) -> Iterator[UnitChange]:
    followers = {item.continues: item for item in reversed(part.contributions) if item.continues}
    for item in part.contributions:
        gone = part.left[item.id]
        if gone is not None and part.gone[item.id] == month:
            successor = followers.get(item.id)
            yield _unit_change(part, name, item, successor, gone)
        if item.begins.month == month and not item.continues:
            made = _unit_change(part, name, None, item, item.begins)
            # What came and went in one month changed twice, and no two figures may bear one name.
            yield replace(made, id=f"{made.id}/begins") if part.gone[item.id] == month else made


def _unit_change(part: Part, name: str, old: Contribution | None, new: Contribution | None, date: Moment) -> UnitChange:
    named = old or new
    assert named is not None
    before, after = alike(part, *((item,) if item else () for item in (old, new)))
    areas = [set(item.theatres) if item else set() for item in (old, new)]
    return UnitChange(
        id=f"{name}/units/{named.id}",
        basis=tuple(sorted(item.id for item in (old, new) if item)),
        episode=name,
        state=part.state,
        coalition=part.coalition.id,
        date=date,
        contribution=named.id,
        successor=new.id if new else None,
        capability=named.capability,
        combat=_fights(part, [item for item in (old, new) if item]),
        began=old is None,
        ended=new is None,
        size_before=before,
        size_after=after,
        lost=fall(before, after),
        gained=fall(after, before),
        role_before=old.role if old else None,
        role_after=new.role if new else None,
        risk_before=part.risk(old.role) if old else None,
        risk_after=part.risk(new.role) if new else None,
        area_risk_before=part.area_risk(areas[0]),
        area_risk_after=part.area_risk(areas[1]),
        theatres_left=tuple(sorted(areas[0] - areas[1])) if new else (),
        theatres_entered=tuple(sorted(areas[1] - areas[0])) if old else (),
        caveats_added=tuple(sorted(set(new.caveats) - set(old.caveats))) if old and new else (),
    )


def _fights(part: Part, units: list[Contribution]) -> bool | None:
    """Tell whether units are, before or after a change, combat units; ``None`` where no source names their task."""
    if any(part.is_combat(item.role) for item in units):
        return True
    return None if any(part.may_be_combat(item.role) for item in units) else False


def _pool_month(part: Part, arrangement: Arrangement) -> str:
    """Return the month in which an arrangement's joint pool is compared, whatever day its start is written as.

    That is the first, from its start to a month after the last day that this may be, in which the partners' combat
    units became fewer together; else the month of its start.
    """
    last = add_months(arrangement.begins.latest, 1).isoformat()[:7]
    month = arrangement.begins.month
    while month <= last:
        if fall(*(together(units) for units in _pool(part, arrangement, month))):
            return month
        month = add_months(moment(month).earliest, 1).isoformat()[:7]
    return arrangement.begins.month


def _pool(part: Part, arrangement: Arrangement, month: str) -> tuple[list[Contribution], list[Contribution]]:
    """Return the combat units of all partners on the eve and at the close of a month."""
    partners = [part.partners[state] for state in arrangement.partners]
    before = [item for partner in partners for item in partner.combat(partner.eve(month))]
    return before, [item for partner in partners for item in partner.combat(partner.close(month))]


def _pools(part: Part, name: str, month: str) -> Iterator[JointPool]:
    for arrangement in part.arrangements:
        if not arrangement.alternates or _pool_month(part, arrangement) != month:
            continue
        before, after = _pool(part, arrangement, month)
        fielded = together(before), together(after)
        yield JointPool(
            id=f"{name}/pool/{arrangement.id}",
            basis=tuple(sorted({arrangement.id, *(item.id for item in (*before, *after))})),
            episode=name,
            state=part.state,
            arrangement=arrangement.id,
            fielded_before=fielded[0],
            fielded_after=fielded[1],
            lost=fall(*fielded),
        )


def _lacking(part: Part, commitment: Commitment) -> int | None:
    return fall(commitment.count or 1, together(part.combat(part.close(due(commitment).month))))


def _owed(part: Part, name: str, commitment: Commitment) -> Owed:
    present = part.combat(part.close(due(commitment).month))
    return Owed(
        id=f"{name}/owed/{commitment.id}",
        basis=tuple(sorted({commitment.id, *(item.id for item in present)})),
        episode=name,
        state=part.state,
        commitment=commitment.id,
        due=due(commitment),
        owed=commitment.count or 1,
        present=together(present),
        lacking=_lacking(part, commitment),
    )


def _fleet_shares(part: Part, name: str, changed: list[UnitChange]) -> Iterator[FleetShare]:
    for item in changed:
        for fleet in part.kb.of_state(Fleet, part.state):
            if fleet.capability == item.capability and item.size_before and fleet.size:
                yield FleetShare(
                    id=f"{name}/share/{item.contribution}/{fleet.id}",
                    basis=(item.contribution, fleet.id),
                    episode=name,
                    state=part.state,
                    capability=item.capability,
                    deployed=item.size_before,
                    size=fleet.size,
                    share=item.size_before / fleet.size,
                )


def window(item: EpisodeFacts) -> tuple[Moment, Moment]:
    """Return the first and last day for which an episode needs complete records.

    From twelve months before the change, or the start of the state's part where that is later, to one month
    after the month of the change.
    """
    date = item.episode.date
    begun = min((own.begins.earliest for own in item.part.contributions), default=date.earliest)
    start = max(add_months(date.earliest, -12), min(begun, date.earliest))
    return day(start), day(add_months(date.latest, 1))
