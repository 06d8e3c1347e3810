"""What the pages of a site are made from: a court and what was judged, and what hangs on each fact, rule and work."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from explain.answers.discrepancies import Discrepancy, discrepancies
from explain.answers.judgements import ASKED, as_data
from explain.answers.why import title
from explain.dataset.conclusions import own_steps
from explain.linked.graphs import alignments, bibliography
from explain.made_with import MadeWith, facts_digest, facts_of, made_with
from explain.tables.computed import Table, make
from explain.words.phrases import asked, named, spoken, the
from explain.words.questions import teller_of
from explain.words.telling import Teller, sentence
from kb.dates import Moment
from kb.names import RDFS, SKOS, TYPE, iri_of, name_of
from kb.reading.published import published_tables
from kb.records import SCHEMES, Citation, CompleteRecord, Record, Variant
from kb.schema import slots
from kb.store import KnowledgeBase
from kb.words.synonyms import concept_labels
from kb.writing.rdf import IRI, Triple, concept, facts, ontology
from ontology.terms import term
from rules.engine.facts import mirror
from rules.engine.rule import Rule
from rules.judging.court import Court, Judgement
from rules.judging.dossier import Dossier, Finding, archive_of
from rules.judging.dossier import name_of as finding_name
from rules.questions.support import support

_NAMING = frozenset({TYPE, RDFS + "label", SKOS + "prefLabel"})
Part = tuple[str, str]


class Holdings:
    """What is known and concluded, with what hangs on what worked out once."""

    def __init__(self, court: Court, given: tuple[str, ...] = ()) -> None:
        """Keep the court; everything else is worked out when it is first asked for.

        ``given`` are the options by which commands come to the same facts, rules and thresholds, as they are typed.
        """
        self.court = court
        self.given = given
        self._told: dict[str, str] = {}
        self._verdicts: dict[str, Mapping[str, Any]] = {}
        self._tables: dict[str, Table] = {}
        self.archive = archive_of(court)

    @property
    def kb(self) -> KnowledgeBase:
        """Return the knowledge base."""
        return self.court.kb

    @cached_property
    def teller(self) -> Teller:
        """Return who puts facts and rules into words."""
        return Teller(self.kb, self.archive.inference.rulebook, self.court.inference.thresholds)

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        """Return the judgement on every episode, by name."""
        return {name: self.court.judge(name) for name in self.court.episodes}

    @cached_property
    def dossiers(self) -> Mapping[Part, Dossier]:
        """Return what is said of every state's whole part in a coalition, by coalition and then by state."""
        return {part: self.archive.dossier(*part) for part in sorted(self.archive.parts, key=lambda part: part[::-1])}

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Return every rule: those about episodes, then those about whole parts."""
        books = (self.court.inference.rulebook, self.archive.inference.rulebook)
        return {name: book.rules[name] for book in books for name in sorted(book.rules)}

    def verdict(self, judged: Judgement) -> Mapping[str, Any]:
        """Return a judgement as data."""
        name = judged.episode.id
        if name not in self._verdicts:
            self._verdicts[name] = as_data(judged)
        return self._verdicts[name]

    def episodes_of(self, **fields: str) -> Iterator[Judgement]:
        """Yield the judgements on the episodes of a state, of a coalition or of both."""
        for judged in self.judgements.values():
            if all(getattr(judged.episode, name) == value for name, value in fields.items()):
                yield judged

    @cached_property
    def bearing(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each fact, the episodes of which something that a reader asks for rests on it."""
        found: dict[str, dict[str, None]] = {}
        for name, judged in self.judgements.items():
            concluded = [item.name for kind in ASKED for item in judged.proof.concluded(kind)]
            for fact in support(judged.proof, concluded).facts:
                found.setdefault(fact, {})[name] = None
        return {fact: tuple(names) for fact, names in found.items()}

    @cached_property
    def applied(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Return, for each rule, what it concluded: the episode or part, and the conclusion in words."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        findings: tuple[Finding, ...] = (*self.judgements.values(), *self.dossiers.values())
        for finding in findings:
            teller = Teller(self.kb, finding.nearness.rulebook, finding.nearness.thresholds)
            for name, steps in own_steps(finding):
                for step in steps if name in finding.proof.steps else ():
                    found.setdefault(step.rule, {})[finding_name(finding), teller.step(step)] = None
        return {rule: tuple(told) for rule, told in found.items()}

    @cached_property
    def citing(self) -> Mapping[str, Mapping[str, tuple[Citation, ...]]]:
        """Return, for each work, the facts that name it as their source or as the document behind it, and where."""
        found: dict[str, dict[str, list[Citation]]] = {}
        for record in self.kb.records.values():
            for item in record.source:
                for key in filter(None, dict.fromkeys((item.work, item.document))):
                    found.setdefault(key, {}).setdefault(record.id, []).append(item)
        return {key: {name: tuple(items) for name, items in facts.items()} for key, facts in found.items()}

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """Return the keys of works by what readers call them, where only one is called so."""
        found: dict[str, list[str]] = {}
        for key, work in self.kb.works.items():
            found.setdefault(work.short, []).append(key)
        return {short: keys[0] for short, keys in found.items() if len(keys) == 1}

    @cached_property
    def variants(self) -> Mapping[str, tuple[Variant, ...]]:
        """Return, for each fact, what other places say of it instead."""
        found: dict[str, list[Variant]] = {}
        for item in self.kb.of(Variant):
            found.setdefault(item.about, []).append(item)
        return {name: tuple(items) for name, items in found.items()}

    @cached_property
    def _stated(self) -> Mapping[str, list[Triple]]:
        found: dict[str, list[Triple]] = {}
        for triple in (*ontology(), *facts(self.kb), *bibliography(self.court), *alignments(self.court)):
            if isinstance(triple.subject, IRI):
                owner = name_of(triple.subject.value).partition("/source/")[0]
                found.setdefault(owner, []).append(triple)
        return found

    def stated(self, name: str) -> Iterable[Triple]:
        """Return what ontology, vocabularies, case files and bibliography state of a node and of its citations."""
        return self._stated.get(name, ())

    def named(self, names: Iterable[str]) -> Iterator[Triple]:
        """Yield what some nodes are and what they are called."""
        for name in names:
            node = IRI(iri_of(name))
            if name in self.judgements:
                judged = self.judgements[name]
                yield Triple(node, IRI(TYPE), IRI(term("Episode")))
                yield Triple(node, IRI(term("verdict")), concept("verdict", judged.verdict))
            yield from (triple for triple in self.stated(name) if triple.predicate.value in _NAMING)

    def told(self, name: str) -> str:
        """Return a fact in one line, as proofs tell it."""
        if name not in self._told:
            self._told[name] = sentence(self._fact(self.kb.records[name]))
        return self._told[name]

    def _fact(self, record: Record) -> str:
        if isinstance(record, Variant):
            return f"{named(self.kb, record.about)}, {asked(record.property)}: another value"
        if isinstance(record, CompleteRecord):
            return record.label or f"the record of {self.kb.label(record.state)} is complete"
        return self.teller.fact(mirror(record).known)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """Return the name of every term of the vocabularies, scheme by scheme."""
        return tuple(name for name in sorted(concept_labels()) if "/" in name)

    @cached_property
    def using(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each term, the facts that use it."""
        found: dict[str, dict[str, None]] = {}
        for record in self.kb.records.values():
            for slot in slots(type(record)).values() if "/" not in record.id else ():
                value = getattr(record, slot.field) if slot.takes == "concept" else None
                for item in value if isinstance(value, tuple) else (value,) if value else ():
                    found.setdefault(f"{SCHEMES[slot.field]}/{item}", {})[record.id] = None
        return {name: tuple(facts) for name, facts in found.items()}

    @cached_property
    def concluded(self) -> Mapping[str, tuple[str, ...]]:
        """Return, for each term, the episodes of which it was concluded."""
        found: dict[str, list[str]] = {}
        for name, judged in self.judgements.items():
            said = {
                "verdict": (judged.verdict,),
                "scope": (judged.scope,),
                "reason": judged.reasons,
                "strategy": judged.strategies,
                "cause": judged.causes,
                "interest": judged.interests,
                "restriction": judged.restrictions,
                "hypothesis": [item.lower() for item, answer in judged.hypotheses.items() if answer],
            }
            for scheme, terms in said.items():
                for item in terms:
                    found.setdefault(f"{scheme}/{item}", []).append(name)
        return {name: tuple(episodes) for name, episodes in found.items()}

    @cached_property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """Return where sources contradict one another, and what the other value would change."""
        return discrepancies(self.court)

    def table(self, name: str) -> Table:
        """Return a table of the literature, computed."""
        if name not in self._tables:
            self._tables[name] = make(self.court, published_tables()[name])
        return self._tables[name]

    def titled(self, name: str) -> str:
        """Return what a reader calls an episode or a part."""
        if name in self.judgements:
            judged = self.judgements[name]
            return title(teller_of(judged), judged.facts)
        state, _, coalition = name.partition("/")
        return sentence(f"{self.kb.label(state)} in {the(self.kb.label(coalition))}")

    def when(self, name: str) -> str:
        """Return when an episode was, or in which coalition a part was taken."""
        return self.month(name) if name in self.judgements else self.kb.label(name.partition("/")[2])

    def of(self, name: str) -> Record:
        """Return a record."""
        return self.kb.records[name]

    def month(self, episode: str) -> str:
        """Return when an episode was, as readers say it."""
        return spoken(self.judgements[episode].episode.date)

    def dated(self, record: Record) -> Moment | None:
        """Return the day of a fact, or the first of its days."""
        found = (getattr(record, field, None) for field in ("date", "begins", "decided", "agreed", "known"))
        return next((moment for moment in found if isinstance(moment, Moment)), None)

    def in_time(self, names: Iterable[str]) -> list[str]:
        """Return facts in order of time, those without a day last."""

        def order(name: str) -> tuple[str, str]:
            moment = self.dated(self.kb.records[name])
            return (moment.earliest.isoformat() if moment else "~"), name

        return sorted(names, key=order)

    @cached_property
    def made(self) -> MadeWith:
        """Return with what all of it was made."""
        books = (self.court.inference.rulebook, self.archive.inference.rulebook)
        return made_with(self.kb, books, self.court.inference.thresholds)

    def made_for(self, findings: Iterable[Finding] = (), *asked: str) -> MadeWith:
        """Return with what was made what a command answers about some episodes or parts; without any, about all."""
        proofs = [finding.proof for finding in findings]
        used = facts_digest(self.kb, facts_of(proofs)) if proofs else self.made.facts
        return replace(self.made, asked=shlex.join([*asked, *self.given]), facts=used)
