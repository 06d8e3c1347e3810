"""What is well written and yet likely to lack something, as those who code a case for the first time leave it out.

A decision to take units out that are still there changes no profile, and so is never judged. A reason given proves
nothing by itself: without the fact of which it speaks it leads to no cause, and ends no duty.
"""

from collections.abc import Iterable, Iterator

from kb.profiles.meaning import ENDING, HOME
from kb.profiles.part import Part, parts
from kb.reading.relations import Fault
from kb.records import Decision, Ground
from kb.store import KnowledgeBase
from ontology.stating import in_use

_BORNE_OUT = {"handover": ("Arrangement",)}
"""Facts that bear out a reason though it does not follow from it that there was one."""


def slips(kb: KnowledgeBase) -> Iterator[tuple[str, Fault]]:
    """Yield the name of each decision that seems to lack something, and what."""
    for part in parts(kb):
        overruled = {name for item in part.own if item.act == "overrule" for name in item.about}
        for decision in part.decisions:
            if decision.act in ENDING and decision.id not in overruled:
                yield from ((decision.id, fault) for fault in (*_idle(part, decision), *_bare(kb, decision)))


def _idle(part: Part, decision: Decision) -> Iterator[Fault]:
    """Yield that units which a decision sends home, or cuts, are on record as still there and as many."""
    units = [item for item in part.contributions if item.id in decision.about]
    goes = decision.act in (*HOME, "reduce", "complete-task")
    if goes and units and all(part.left[item.id] is None for item in units):
        named = ", ".join(repr(item.id) for item in units)
        what = f"nothing on record says that it was carried out: no last day of {named}, and nothing that carries on"
        yield Fault("about", what, "Changes are judged; where no units go, none is.", "Give their last day as `ends`.")


def _bare(kb: KnowledgeBase, decision: Decision) -> Iterator[Fault]:
    """Yield that a decision's reasons speak of facts, and that for none of the reasons one is on record."""
    found = (kb.records.get(f"ground/{name}") for name in decision.grounds)
    grounds = [item for item in found if isinstance(item, Ground)]
    wanted = {item.id: item.speaks_of or _BORNE_OUT.get(item.id.rpartition("/")[2], ()) for item in grounds}
    kinds = tuple(dict.fromkeys(kind for told in wanted.values() for kind in told))
    if not kinds or any(_listed(kb, decision, kind) for kind in kinds):
        return
    reasons = " and ".join(kb.label(name) for name, told in wanted.items() if told)
    facts = _either(in_use().kinds[kind].label for kind in kinds)
    what = f"it gives {reasons} as its reason, and the record tells of no {facts}"
    why = "A reason given proves nothing by itself; a fact of which it speaks does."
    yield Fault("grounds", what, why, f"If a source tells of it, list it as a fact of its own: {_either(kinds)}.")


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _listed(kb: KnowledgeBase, decision: Decision, kind: str) -> bool:
    """Tell whether another fact of a kind is listed that may be the one meant."""
    return any(
        type(item).__name__ == kind
        and item.id != decision.id
        and (kind == Decision.__name__ or getattr(item, "state", decision.state) == decision.state)
        and getattr(item, "coalition", decision.coalition) in (None, decision.coalition)
        for item in kb.records.values()
    )
