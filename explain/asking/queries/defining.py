"""Answers with meanings: what a term of the theory, a kind of fact or a hypothesis means, and who says so."""

from collections.abc import Iterator
from dataclasses import replace

from explain.answer import Answer, Reason, Source
from explain.asking.lexicon import Lexicon
from explain.asking.queries.query import Query
from explain.asking.queries.saying import name_of
from explain.asking.queries.theories import rules_concluding
from explain.words.phrases import listed
from explain.words.telling import sentence
from kb.words.meanings import meaning_of, sources_of_concept
from kb.words.synonyms import with_broader
from rules.engine.rule import Rule

_MANY = 4
"""How many terms are explained in one breath."""


def definition(lexicon: Lexicon, query: Query) -> Answer:
    """Return what one or several terms mean: definition, notes, where it comes from, which rules find it."""
    made = [_defined(lexicon, name) for name in query.about]
    first = made[0]
    labels = [name_of(lexicon, name) for name in query.about]
    if len(made) == 1:
        return Answer(
            question=f"What does {labels[0]} mean?",
            episode="",
            title="",
            verdict=labels[0].upper(),
            sentence=first.text,
            reasons=first.children,
        )
    if len(made) > _MANY:
        return Answer(
            question=f"What do these mean: {listed(labels)}?",
            episode="",
            title="",
            verdict=f"{len(made)} TERMS",
            sentence=sentence(f"{listed(labels)}."),
            reasons=tuple(
                Reason(item.id, "rule", f"{sentence(label)}: {item.text}", children=item.children)
                for label, item in zip(labels, made, strict=True)
            ),
        )
    return Answer(
        question=f"What is the difference between {' and '.join(labels)}?",
        episode="",
        title="",
        verdict=" · ".join(labels).upper(),
        sentence=" ".join(f"{sentence(label)}: {item.text}" for label, item in zip(labels, made, strict=True)),
        reasons=tuple(
            Reason(item.id, "rule", sentence(label), sources=item.sources, children=item.children)
            for label, item in zip(labels, made, strict=True)
        ),
    )


def relation(lexicon: Lexicon, query: Query) -> Answer:
    """Return whether one of two terms is a kind of the other, with what each means."""
    first, second = query.about
    one, other = (name_of(lexicon, name) for name in query.about)
    schemes = [name.partition("/")[0] for name in query.about]
    if second in with_broader(first):
        told = f"Yes: {one} is a kind of {other}."
    elif first in with_broader(second):
        told = f"It is the other way round: {other} is a kind of {one}."
    elif schemes[0] == schemes[1]:
        told = f"No: neither is a kind of the other. {sentence(one)} and {other} stand beside each other."
    else:
        told = "They are terms of different kinds."
    answer = definition(lexicon, query)
    return replace(answer, question=f"How are {one} and {other} related?", sentence=f"{told} {answer.sentence}".strip())


def _defined(lexicon: Lexicon, name: str) -> Reason:
    """Return the meaning of a term as a reason: its definition as text, what supports it below."""
    found = meaning_of(name)
    below: list[Reason] = []
    if found.notes:
        below += [Reason(f"{name}/note/{number}", "finding", note) for number, note in enumerate(found.notes)]
    places = sources_of(lexicon, name)
    if places:
        below.append(Reason(f"{name}/source", "observed", "where it comes from", sources=places))
    rules = tuple(_rules(lexicon, name))
    if rules:
        below.append(Reason(f"{name}/rules", "rule", "it is found by", children=rules))
    return Reason(
        name,
        "rule",
        found.definition or f"No definition of {name_of(lexicon, name)} is on record.",
        children=tuple(below),
    )


def sources_of(lexicon: Lexicon, name: str) -> tuple[Source, ...]:
    """Return where a concept comes from."""
    works = lexicon.kb.works

    def short(key: str) -> str:
        return works[key].short if key in works else key

    return tuple(Source(short(work), place) for work, place in sources_of_concept(name))


def _rules(lexicon: Lexicon, name: str) -> Iterator[Reason]:
    """Yield the rules that conclude a term, each by its claim and source."""
    claims: dict[str, Rule] = {}
    for rule in rules_concluding(name):
        claims.setdefault(rule.claim, rule)
    for claim, rule in claims.items():
        yield Reason(rule.id, "rule", claim, rule=rule.id, sources=lexicon.teller.theory(rule))


def holder(lexicon: Lexicon, query: Query) -> Answer:
    """Return who says what a rule or a term says."""
    name = query.about[0]
    rule = lexicon.rulebook.find(name)
    if rule is not None:
        places, claim, label = lexicon.teller.theory(rule), rule.claim, name
        keys = [rule.source.work, *([rule.source.after] if rule.source.after else [])]
    else:
        places, claim, label = sources_of(lexicon, name), meaning_of(name).definition, name_of(lexicon, name)
        keys = [work for work, _ in sources_of_concept(name)]
    works = [lexicon.kb.works[key] for key in dict.fromkeys(keys) if key in lexicon.kb.works]
    told = "; ".join(_place(item) for item in places)
    return Answer(
        question=f"Who says so? {label}",
        episode="",
        title=label,
        verdict="WHO SAYS SO",
        sentence=sentence(f"{told}.") if told else "No source is on record.",
        reasons=(
            Reason(name, "rule", claim, rule=name if rule else None, sources=places),
            *(Reason(work.key, "finding", work.reference) for work in works),
        ),
    )


def _place(source: Source) -> str:
    after = f", after {source.document}" if source.document else ""
    return f"{source.work}, {source.place}{after}"
