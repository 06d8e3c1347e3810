"""What would follow if some facts were otherwise: what appears, what vanishes and what stands on other grounds."""

import re
from collections.abc import Iterator, Sequence

from explain.answer import Answer, Reason
from explain.changes import told
from explain.telling import Teller, spaced
from explain.why import title
from kb.altering import Alteration
from kb.records import Record
from kb.store import KnowledgeBase
from rules.alternatives import Alternatives
from rules.judging import Court, Judgement
from rules.missing import unmet_conditions
from rules.proof import Held, Known, Proof

KINDS = ("Defection", "NotDefection", "OutOfScope", "Strategy", "Cause", "Hypothesis", "Interest", "Restriction")
"""The conclusions that a reader asks for; what lies between shows in their reasons."""


def what_if(
    kb: KnowledgeBase, court: Court, episode: str, changes: Sequence[Alteration], added: Sequence[Record] = ()
) -> Answer:
    """Judge an episode again with facts changed, and compare."""
    before = court.judge(episode)
    after = Alternatives(court, episode).judge(changes, added)
    teller = Teller(kb, court.inference.rulebook, court.inference.thresholds)
    findings = tuple(_findings(teller, before, after)) if after else ()
    changed: list[Alteration | Record] = [*changes, *added]
    return Answer(
        question=f"What if, for {episode}: {'; '.join(map(str, changes)) or 'facts added'}?",
        episode=episode,
        title=title(teller, before.facts),
        verdict=_headline(before, after),
        sentence=_sentence(findings, after),
        reasons=(*(told(teller, item) for item in changed), *findings),
    )


def _headline(before: Judgement, after: Judgement | None) -> str:
    if after is None:
        return "NO SUCH EPISODE"
    words = [item.verdict.replace("-", " ").upper() for item in (before, after)]
    return words[0] if words[0] == words[1] else f"{words[0]} → {words[1]}"


def _sentence(findings: tuple[Reason, ...], after: Judgement | None) -> str:
    if after is None:
        return "With these facts nothing changed in that month, so there is nothing to judge."
    counts = {
        word: sum(item.status == status for item in findings)
        for word, status in (("appear", "appears"), ("vanish", "vanishes"), ("rest on other grounds", "moves"))
    }
    heard = [f"{word}: {count}" for word, count in counts.items() if count]
    return f"Conclusions that {'; that '.join(heard)}." if heard else "Every conclusion stands as it was."


def _findings(teller: Teller, before: Judgement, after: Judgement) -> Iterator[Reason]:
    old, new = _asked(before), _asked(after)
    for name in sorted(old.keys() - new.keys()):
        yield _vanished(teller, before, after, old[name])
    for name in sorted(new.keys() - old.keys()):
        yield Reason(name, "finding", _said(teller, after.proof, name), _rule(after.proof, name), status="appears")
    for name in sorted(old.keys() & new.keys()):
        if _grounds(before.proof, name) != _grounds(after.proof, name):
            yield Reason(name, "finding", _said(teller, after.proof, name), _rule(after.proof, name), status="moves")


def _asked(judgement: Judgement) -> dict[str, Known]:
    return {item.name: item for kind in KINDS for item in judgement.proof.concluded(kind)}


def _said(teller: Teller, proof: Proof, name: str) -> str:
    return teller.step(proof.steps[name][0])


def _rule(proof: Proof, name: str) -> str:
    return proof.steps[name][0].rule


def _grounds(proof: Proof, name: str) -> frozenset[tuple[str, tuple[str, ...]]]:
    steps = proof.steps[name]
    return frozenset(
        (step.rule, tuple(item.fact for item in step.premises if isinstance(item, Held))) for step in steps
    )


def _vanished(teller: Teller, before: Judgement, after: Judgement, item: Known) -> Reason:
    lacking = unmet_conditions(after.nearness, item.kind, item.name, **dict(item.values))
    remarks = tuple(dict.fromkeys(f"lacking: {_plainly(found.needed)}" for found in lacking))
    return Reason(
        item.name,
        "finding",
        _said(teller, before.proof, item.name),
        _rule(before.proof, item.name),
        status="vanishes",
        remarks=remarks[:3],
    )


def _plainly(needed: str) -> str:
    """Return what is needed with classes of fact in words: ``an incident`` for ``a Incident``."""
    return re.sub(r"\b(an?|no) ([A-Z]\w+)", lambda found: _named(found[1], spaced(found[2])), needed)


def _named(article: str, kind: str) -> str:
    return f"no {kind}" if article == "no" else f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"
