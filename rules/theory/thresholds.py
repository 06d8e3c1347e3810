"""The numbers that the theory leans on, each with its source; a user may set others for one run."""

from collections.abc import Mapping
from dataclasses import replace

from kb.errors import InputError
from rules.engine.citation import cite
from rules.engine.thresholds import Threshold


def _table(*rows: Threshold) -> dict[str, Threshold]:
    return {row.name: row for row in rows}


THRESHOLDS: Mapping[str, Threshold] = _table(
    Threshold(
        "early",
        12,
        "months",
        "A change counts as early when at least so many full months of the mission remain.",
        cite("vaneijk-2021", "ch. 3, Measurements", after="mcinnis-2020"),
    ),
    Threshold(
        "concurrent",
        1,
        "months",
        "A support unit counts as concurrent when it starts within so many months of the cut.",
        cite("vaneijk-2021", "table 4", after="mcinnis-2020"),
    ),
    Threshold(
        "handover",
        1,
        "months",
        "A partner takes over at once when its units arrive within so many months.",
        cite("vaneijk-2021", "ch. 4 and 6"),
    ),
    Threshold(
        "relief",
        3,
        "months",
        "A partner relieves units when its own came at most so many months before these left; this project's reading.",
        cite("vaneijk-2021", "ch. 4 and 6"),
    ),
    Threshold(
        "capacity-link",
        1,
        "months",
        "A limit explains a change when it bites within so many months of it.",
        cite("vaneijk-2021", "ch. 4"),
    ),
    Threshold(
        "capacity-reason",
        3,
        "months",
        "A limit given as the reason explains a change when it bites within so many months; this project's reading.",
        cite("vaneijk-2021", "ch. 4"),
    ),
    Threshold(
        "fresh",
        3,
        "months",
        "An incident can break consensus when it became public at most so many months before the decision.",
        cite("vaneijk-2021", "ch. 5"),
    ),
    Threshold(
        "recent",
        12,
        "months",
        "Words and votes tell of the will at a decision when at most so many months old.",
        cite("vaneijk-2021", "ch. 5"),
    ),
    Threshold(
        "formation",
        6,
        "months",
        "An election brings in the leader who takes office within so many months of it; this project's reading.",
        cite("vaneijk-2021", "ch. 2", after="tago-2009"),
    ),
    Threshold(
        "heavy-losses",
        20,
        "deaths",
        "Losses weigh for longer than a few months when at least so many died; this project's reading.",
        cite("vaneijk-2021", "ch. 2, Hypotheses", after="mcinnis-2020"),
    ),
    Threshold(
        "lapse",
        1,
        "months",
        "A permission that runs out, or a task handed over, explains a change within so many months of it.",
        cite("vaneijk-2021", "ch. 4"),
    ),
    Threshold(
        "haste",
        2,
        "months",
        "A state leaves in haste when its units are gone so many months after it decides; this project's reading.",
        cite("vaneijk-2021", "ch. 2, Hypotheses", after="mcinnis-2020"),
    ),
    Threshold(
        "large-majority",
        2 / 3,
        "share of votes cast",
        "A vote shows broad support when at least this share of the votes for or against was in favour.",
        cite("vaneijk-2021", "ch. 4 and 5", after="kreps-2010"),
    ),
    Threshold(
        "reaction",
        12,
        "months",
        "A state reacts to a trigger by what it decides within so many months of it; the theories name no limit.",
        cite("vaneijk-2021", "ch. 4 and 5"),
    ),
    Threshold(
        "run-up",
        6,
        "months",
        "A trigger bears on a tour when it comes at most so many months before it; this project's reading.",
        cite("vaneijk-2021", "ch. 4"),
    ),
    Threshold(
        "return",
        12,
        "months",
        "A state has come back when its combat units return within so many months; this project's reading.",
        cite("vaneijk-2021", "ch. 4 and 5"),
    ),
    Threshold(
        "long-war",
        24,
        "months",
        "A war counts as long when it has lasted at least so many months; this project's reading.",
        cite("vaneijk-2021", "ch. 2", after="choi-2012"),
    ),
    Threshold(
        "many-members",
        20,
        "members",
        "A coalition counts as large when it has at least so many members; this project's reading.",
        cite("vaneijk-2021", "ch. 2", after="choi-2012"),
    ),
    Threshold(
        "many-fighters",
        30,
        "per million inhabitants",
        "Many fighters have left a state when there are at least so many for each million; this project's reading.",
        cite("vaneijk-2021", "ch. 3 and 4", after="haesebrouck-2018a"),
    ),
    Threshold(
        "ahead",
        3,
        "months",
        "A state runs ahead of a request when it speaks up at most so many months before it.",
        cite("pedersen-reykers-2020", "part 2"),
    ),
    Threshold(
        "weighty-share",
        0.1,
        "share of the fleet",
        "A small state does more than its size suggests when it sends at least this share of its fleet.",
        cite("vaneijk-2021", "ch. 6"),
    ),
    Threshold(
        "stretched-fleet",
        0.1,
        "share of the fleet",
        "A fleet has no units to spare when at least this share of it is deployed.",
        cite("vaneijk-2021", "ch. 5 and 6"),
    ),
)


def threshold(name: str) -> Threshold:
    """Return a named threshold.

    Raises:
        KeyError: no threshold bears this name.
    """
    return THRESHOLDS[name]


SET: dict[str, float] = {}
"""The values that packs of rules have set for this run; the user's own go before them."""


def with_overrides(settings: Mapping[str, float], *, packs: bool = True) -> dict[str, Threshold]:
    """Return the thresholds for one run, some with another value; without ``packs`` as if there were none.

    Raises:
        InputError: a name is not a threshold, or its number is below zero.
    """
    for name, value in settings.items():
        if name not in THRESHOLDS:
            raise InputError(f"there is no threshold {name!r}", remedy=f"Thresholds: {', '.join(sorted(THRESHOLDS))}.")
        if value < 0:
            why = "It bounds months, units or a share, of which none are fewer than 0."
            raise InputError(f"the threshold {name!r} is set to {value:g}", why=why, remedy="Give 0 or more.")
    values = {**(SET if packs else {}), **settings}
    return {name: replace(item, value=values.get(name, item.value)) for name, item in THRESHOLDS.items()}
