"""Puts what a proof holds into words: values, steps, facts, figures, absences and comparisons."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from string import Formatter
from typing import Any

from explain.answer import Source
from explain.words.headlines import line
from explain.words.needs import needed, several
from explain.words.phrases import MONTHS, listed, named, period, spoken, task, the, units, variants, voice
from kb.dates import Moment
from kb.names import spelled
from kb.profiles.profile import is_combat, last_day, successors
from kb.records import Contribution, Record
from kb.store import KnowledgeBase
from rules.engine.citation import Cite
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact
from rules.engine.facts import CONCLUSIONS, Conclusion
from rules.engine.proof import Absent, Known, Step
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold

_FULL = 1.0


class Teller:
    """Speaks of one knowledge base and one rulebook."""

    def __init__(self, kb: KnowledgeBase, rulebook: Rulebook, thresholds: Mapping[str, Threshold]) -> None:
        """Keep what words are looked up in."""
        self.kb = kb
        self.rulebook = rulebook
        self.thresholds = thresholds
        self._figures: dict[tuple[str, tuple[tuple[str, Any], ...]], str] = {}

    def rule(self, name: str) -> Rule:
        """Return a rule of this rulebook or of those that it builds on."""
        found = self.rulebook.find(name)
        assert found is not None
        return found

    @cached_property
    def _terms(self) -> dict[str, str]:
        """Return the labels of vocabulary terms by their bare names."""
        return {name.partition("/")[2]: self.kb.label(name) for name in self.kb.records if "/" in name}

    @cached_property
    def _following(self) -> Mapping[str, tuple[Contribution, ...]]:
        return successors(self.kb.of(Contribution))

    def value(self, value: Any) -> str:
        """Return a value as a reader says it."""
        if value is None:
            return "an unknown number"
        if isinstance(value, Moment):
            return spoken(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float) and 0 <= value <= _FULL:
            return f"{value:.0%}"
        if isinstance(value, tuple):
            return listed([self.value(item) for item in value]) or "none"
        return self._name(value) if isinstance(value, str) else f"{value:,}" if isinstance(value, int) else str(value)

    def _much(self, value: Any) -> str:
        """Return a value as a sentence tells it: nothing is none."""
        return "none" if value == 0 and isinstance(value, int) and not isinstance(value, bool) else self.value(value)

    def _name(self, name: str) -> str:
        record = self.kb.records.get(name)
        if isinstance(record, Contribution):
            return f"{units(self.kb, record)}"
        if record is not None:
            return named(self.kb, name)
        return self._terms.get(name, spelled(name.rpartition("/")[2]))

    def step(self, step: Step) -> str:
        """Return what a step concluded, in the words of its rule."""
        rule = self.rule(step.rule)
        bindings = dict(step.bindings)
        words = {name: self._much(value) for name, value in bindings.items()}
        for _, item in rule.comparisons:
            words.setdefault(item.relation.name, item.tell(bindings, self.thresholds, self.value))
        told = Formatter().vformat(rule.says, (), words)
        if "coalition" in words:
            told = told.replace(f"the {words['coalition']}", the(words["coalition"]))
        return sentence(_ON.sub(r"in ", re.sub(r"s's\b", "s'", told)))

    def comparison(self, step: Step, number: int) -> str:
        """Return a comparison of a step with its values."""
        item = self.rule(step.rule).when[number]
        assert isinstance(item, Comparison)
        return item.tell(dict(step.bindings), self.thresholds, self.value)

    def absence(self, absent: Absent) -> str:
        """Return what was looked for and not found."""
        if not absent.kind:
            return "nothing else is on record"
        kind = CONCLUSIONS.get(absent.kind)
        if kind is not None and kind.absence:
            return kind.absence
        return f"no {spaced(absent.kind)} is on record"

    def wanted(self, pattern: Fact, values: tuple[tuple[str, Any], ...]) -> str:
        """Return what a pattern that nothing met asks for."""
        kind = type(pattern)
        if issubclass(kind, Conclusion):
            meaning = re.split(r"[.;:]| \(", kind.__doc__ or kind.__name__)[0]
            return f"needed: {_lowered(meaning)}"
        noun = f"{_article(kind.__name__)} {spaced(kind.__name__)}"
        return f"needed: {needed(kind.__name__, values, self.value, otherwise=noun)}"

    def kind(self, name: str) -> str:
        """Return a kind of fact in words."""
        return spaced(name)

    def several(self, name: str) -> str:
        """Return a kind of fact in words, as facts of which there may be several."""
        return several(name, otherwise=spaced(name))

    def completeness(self, absent: Absent) -> str:
        """Return which records are complete, so that an absence counts."""
        if absent.incomplete:
            return "none is on record" if absent.kind else ""
        kinds = [self.several(kind) for kind, _ in absent.records]
        return f"the record is complete for {listed(kinds)}" if kinds else ""

    def fact(self, known: Known) -> str:
        """Return an observed fact in one line, from its fields as they are."""
        record = self.kb.records.get(self.record_name(known))
        if isinstance(record, Contribution):
            return self._contribution(record)
        if record is None:
            return known.name
        told = _VOCABULARY.get(known.kind)
        if told is not None:
            return told(self, known)
        date = next((known[name] for name in _DATES if dict(known.values).get(name) is not None), None)
        text = line(self.kb, record, date)
        return text if date is None or spoken(date) in text else f"{text} ({spoken(date)})"

    def _contribution(self, record: Contribution) -> str:
        when = period(record.begins, record.ends or last_day(record, self._following))
        return f"{units(self.kb, record)}, {task(self.kb, record)}, {when}"

    def ordered(self, names: tuple[str, ...]) -> list[str]:
        """Return the facts a figure rests on: combat units first, then in order of time."""

        def order(name: str) -> tuple[bool, str, str]:
            record = self.kb.records[name]
            if isinstance(record, Contribution):
                return not is_combat(self.kb, record), str(record.begins.earliest), name
            return False, "", name

        return sorted(names, key=order)

    def record_name(self, known: Known) -> str:
        """Return the name under which the knowledge base holds an observed fact."""
        name = str(known["id"])
        return f"{known.kind.lower()}/{name}" if known.kind in _VOCABULARY else name

    def figure(self, known: Known) -> str:
        """Return a computed fact in one line."""
        key = known.name, known.values  # the same figure may stand in two proofs with other values
        if key not in self._figures:
            self._figures[key] = self._figure(known)
        return self._figures[key]

    def _figure(self, known: Known) -> str:
        values = {name: self._much(value) for name, value in known.values if value is not None or name != "ends"}
        values.setdefault("ends", "an open end")
        told = _FIGURES[known.kind].format(**values) if known.kind in _FIGURES else known.name
        told = told.replace("afterwards in all none", "nothing left")
        return re.sub(r"an unknown number (?=(\w+ )?units)", "an unknown number of ", told)

    def sources(self, record: Record) -> tuple[Source, ...]:
        """Return where a record stands."""
        return tuple(
            Source(
                self._work(item.work),
                item.place,
                self._work(item.document) if item.document else None,
                item.document_place,
                voice(item),
            )
            for item in record.source
        )

    def theory(self, rule: Rule) -> tuple[Source, ...]:
        """Return where the theory says what a rule says."""
        return (self.cited(rule.source),)

    def cited(self, source: Cite) -> Source:
        """Return a place in the literature as answers show it."""
        return Source(self._work(source.work), source.place, self._work(source.after) if source.after else None)

    def remarks(self, record: Record) -> tuple[str, ...]:
        """Return what other places say of a record instead."""
        return tuple(variants(self.kb, record))

    def _work(self, key: str) -> str:
        work = self.kb.works.get(key)
        return work.short if work else key


def sentence(text: str) -> str:
    """Return words as a sentence begins."""
    return text[:1].upper() + text[1:]


def _article(word: str) -> str:
    return "an" if word[0] in "AEIOU" and not word.startswith("Unit") else "a"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def spaced(kind: str) -> str:
    """Return the name of a class as words: ``budget limit``."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind).strip()


_ON = re.compile(rf"\bon (?=(about )?(({'|'.join(MONTHS)}) )?\d{{4}}\b)")
"""The word before a date that is no day, after which months and years take another."""
_DATES = ("date", "known", "begins", "decided", "agreed")
_VOCABULARY: Mapping[str, Callable[[Teller, Known], str]] = {
    "Role": lambda teller, known: f"{teller.value(known['id'])} is {'a' if known['combat'] else 'no'} combat task",
    "Theory": lambda teller, known: f"{teller.value(known['id'])} speaks of {teller.value(known['cause'])}",
    "Ground": lambda teller, known: f"{teller.value(known['id'])} speaks of a {known['interest']} interest",
    "Capability": lambda teller, known: teller.value(known["id"]),
    "Manifestation": lambda teller, known: f"predicted: {teller.value(known['id'])}",
}
_FIGURES: Mapping[str, str] = {
    "Change": "combat units: {fought} before, {fights} after; afterwards in all {kept}",
    "UnitChange": "{contribution}: {size_before} before, {size_after} after",
    "JointPool": "the partners together: {fielded_before} combat units before, {fielded_after} after",
    "Owed": "{owed} combat units due {due}, {present} there",
    "Tour": "combat units deployed from {begins} to {ends}",
    "Anniversary": "{months} months of war on {date}, {members} members in the coalition",
    "VoteShare": "{share} of the votes cast were in favour ({date})",
    "FleetShare": "{deployed} of {size} {capability} deployed: {share}",
    "Subject": "it concerns {thing}",
    "Episode": "{date}, decided {decided}",
}
