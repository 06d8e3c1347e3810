"""What a condition asks for that no fact met, in words: the kind of fact, and what it would have to be like."""

from collections.abc import Callable, Mapping
from typing import Any

from explain.words.phrases import listed, to_do

Values = dict[str, Any]
Say = Callable[[Any], str]

_NOUNS: Mapping[str, str] = {
    "Arrangement": "an agreement with partners",
    "Attack": "a terror attack at home",
    "BattlefieldTurn": "a turn of the war",
    "BudgetLimit": "money for the deployment that runs out",
    "Casualties": "losses among its own troops",
    "Change": "a change of its part",
    "CabinetCrisis": "a government that fell, or lost a party, over the mission",
    "CompetingOperation": "a commitment elsewhere",
    "ConsentWithdrawal": "a host that takes back its consent",
    "Contribution": "units of its own",
    "Decision": "a decision",
    "Dependency": "reliance for its security",
    "Election": "an election",
    "Fleet": "a count of its fleet",
    "FleetShare": "a share of its fleet that is deployed",
    "Government": "a government",
    "HostageTaking": "hostages taken from it",
    "Incident": "harm done by its own units",
    "JointPool": "partners who begin to take turns",
    "LeadershipChange": "a change of leader",
    "Limitation": "a limit that it set itself",
    "MaintenanceDue": "units or crews that must be repaired or rested",
    "Mandate": "a mandate",
    "Owed": "units that were due",
    "PublicOpinion": "a poll",
    "ReadinessLoss": "readiness worn down",
    "Recognition": "praise in public",
    "Release": "units that the coalition let go, barred or sent home",
    "Request": "a request",
    "Resolution": "a resolution for the mission",
    "Shift": "a partner's turn",
    "SizeComparison": "a source that calls it small",
    "Statement": "a statement",
    "Subject": "something that it concerns",
    "TerritorialAttack": "an attack on its own territory",
    "Role": "a task",
    "UnitChange": "units that came, went or changed",
    "Vote": "a vote of parliament",
    "VoteShare": "a vote of parliament with its counts",
}
"""What a reader calls a fact of a kind."""

_SEVERAL: Mapping[str, str] = {
    "Arrangement": "agreements",
    "BudgetLimit": "limits of money",
    "CabinetCrisis": "cabinet crises",
    "Casualties": "losses",
    "ConsentWithdrawal": "requests of a host to go",
    "Contribution": "units sent",
    "Fleet": "counts of a fleet",
    "HostageTaking": "hostages taken",
    "Incident": "harm done by its own units",
    "MaintenanceDue": "repairs or rest due",
    "PublicOpinion": "polls",
    "ReadinessLoss": "losses of readiness",
    "Release": "units let go by the coalition",
    "SizeComparison": "comparisons of size",
    "Shift": "turns of partners",
    "TerritorialAttack": "attacks on its territory",
    "Dependency": "dependencies",
    "Membership": "memberships",
    "UnitChange": "changes of units",
}
"""What a reader calls facts of a kind, where its name with an s does not do."""


def several(kind: str, *, otherwise: str) -> str:
    """Return what a reader calls facts of a kind; ``otherwise`` is its name in words, of which an s makes several."""
    return _SEVERAL.get(kind) or f"{otherwise}s"


_PHRASES: Mapping[tuple[str, str, Any], str] = {
    ("Arrangement", "alternates", True): "by which they take turns",
    ("Arrangement", "alternates", False): "that is no rotation",
    ("BattlefieldTurn", "direction", "worsening"): "for the worse",
    ("Change", "combat_lost", 0): "with no combat unit fewer",
    ("Change", "combat_gained", 0): "and none more",
    ("Change", "remaining", 0): "with nothing left",
    ("Change", "staying", ()): "after which nothing is to stay",
    ("Change", "remaining", None): "with a rest that nobody counts",
    ("Change", "combat_before", None): "from combat units of unknown number",
    ("Change", "combat_after", 0): "to none",
    ("Contribution", "continues", None): "that were not there before",
    ("Election", "contested", True): "fought over the deployment",
    ("Episode", "running", True): "a mission that still runs",
    ("Episode", "running", False): "a mission whose end is known",
    ("CompetingOperation", "vital", True): "on which its survival hangs",
    ("Government", "coalition_government", True): "of several parties",
    ("Government", "caretaker", True): "that is a caretaker",
    ("Government", "own_majority", False): "in which no party has a majority of its own",
    ("PublicOpinion", "supportive", False): "that shows disapproval",
    ("Role", "combat", True): "that is combat",
    ("Role", "combat", False): "that is no combat",
    ("State", "war_powers", "government-informs"): "whose government must inform parliament",
    ("State", "war_powers", "parliament-approves"): "whose parliament must approve",
    ("UnitChange", "combat", True): "in combat",
    ("UnitChange", "combat", False): "in support",
    ("UnitChange", "combat", None): "of an unspecified task",
    ("UnitChange", "caveats_added", ()): "under no new limits",
    ("UnitChange", "theatres_entered", ()): "",
    ("UnitChange", "theatres_left", ()): "in the same places",
    ("UnitChange", "lost", None): "that nobody counted",
    ("Vote", "carried", False): "that was lost",
    ("Vote", "carried", True): "that was carried",
    ("Vote", "orders_home", True): "and ordered the units home",
    ("Vote", "orders_home", False): "over letting the units stay",
}
"""What a value says of a fact, behind its noun."""

_FATES: Mapping[tuple[bool | None, bool | None], str] = {
    (False, False): "units that carried on",
    (False, True): "units that went",
    (None, True): "units that went",
    (None, False): "units that came or carried on",
    (False, None): "units that were there before",
}
"""What became of units, by whether they began and ended in the episode."""

_LINKS: Mapping[str, str] = {
    "about": "about",
    "arrangement": "under",
    "by": "by",
    "capability": "of",
    "content": "that says",
    "date": "on",
    "direction": "from",
    "host": "in",
    "larger_state": "beside",
    "linked_to": "in answer to",
    "patron": "on",
    "requester": "by",
    "role": "of",
    "speaker": "by",
    "substitutes": "in place of",
    "thing": "",
    "vote": "",
}
"""The word between a noun and a value of a field."""

_OWN_LINKS: Mapping[tuple[str, str], str] = {
    ("CompetingOperation", "capability"): "that needs",
    ("UnitChange", "contribution"): "among",
}
"""The same, where a kind of fact has a link of its own."""

_IMPLIED = frozenset({"state", "coalition", "episode", "id"})


def needed(kind: str, values: tuple[tuple[str, Any], ...], say: Say, *, otherwise: str) -> str:
    """Return what a pattern asks for; ``otherwise`` is the noun for a kind that has no words of its own."""
    given = {name: value for name, value in values if name not in _IMPLIED}
    head = _NOUNS.get(kind, otherwise)
    if kind == "UnitChange":
        head = _FATES.get((given.pop("began", None), given.pop("ended", None)), head)
    if kind == "FleetShare" and "capability" in given:
        head = f"a share of its fleet of {say(given.pop('capability'))} that is deployed"
    told = [_told(kind, name, value, say) for name, value in given.items()]
    if kind == "Episode":
        return listed([text for text in told if text]) or head
    return " ".join(filter(None, [head, *told]))


def _told(kind: str, name: str, value: Any, say: Say) -> str:
    """Return what one value says; nothing where the noun says it already."""
    phrase = to_do(say(value)) if name == "act" else _PHRASES.get((kind, name, value))
    if phrase is not None:
        return phrase
    field = name.replace("_", " ")
    if isinstance(value, bool):
        return f"of {field}" if value else f"without {field}"
    if value in (None, ()):
        return ""
    if (kind, name) == ("UnitChange", "contribution"):
        return f"({say(value)})"
    link = _OWN_LINKS.get((kind, name), _LINKS.get(name))
    return f"with {field} {say(value)}" if link is None else f"{link} {say(value)}".strip()
