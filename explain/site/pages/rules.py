"""The page of a rule: what it claims, who says so, when it holds in English, and all that it decided."""

from collections.abc import Iterable, Mapping
from typing import Any

from explain.asking.rule_words import rule_in_words
from explain.linked.theory import stated
from explain.site.holdings import Holdings
from explain.site.pages.facts import Place, work
from explain.site.pages.lists import Listing, cut
from explain.site.sorts import ALL, Link, Links, Sort, View, plain
from explain.words.telling import Teller, sentence
from kb.writing.rdf import Triple
from rules.engine.citation import Cite
from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.proof import Absent


class Rules(Sort):
    """Rules."""

    id = "rule"
    noun = "rule"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every rule."""
        return [f"rule/{name}" for name in held.rules]

    def title(self, held: Holdings, name: str) -> str:
        """Return its name."""
        del held
        return _bare(name)

    def words(self, held: Holdings, name: str) -> str:
        """Return what it claims."""
        return held.rules[_bare(name)].claim

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return its claim, its conditions and conclusion in words, and what it concluded of which episode or part."""
        del links
        rule = held.rules[_bare(name)]
        told = rule_in_words(held.teller, rule.id)
        _, conditions, conclusion = told.reasons
        applied = [(Link(words, about), held.when(about)) for about, words in held.applied.get(rule.id, ())]
        return {
            "rule": rule,
            "source": cited(held, rule.source),
            "conditions": [
                (_english(held.teller, item), _exact(exact.text))
                for item, exact in zip(rule.when, conditions.children, strict=True)
            ],
            "conclusion": (_english(held.teller, rule.then), _exact(conclusion.text.removeprefix("then: "))),
            "applied": cut(applied),
            "made": held.made.told,
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return the same."""
        rule = held.rules[_bare(name)]
        told = rule_in_words(held.teller, rule.id)
        return {
            "rule": rule.id,
            "claim": rule.claim,
            "source": plain(rule.source),
            "when": [item.text for item in told.reasons[1].children],
            "then": told.reasons[2].text.removeprefix("then: "),
            "concluded": [{"about": about, "says": words} for about, words in held.applied.get(rule.id, ())],
            "made_with": plain(held.made),
        }

    def graph(self, held: Holdings, name: str) -> Iterable[Triple]:
        """Return what it claims, and where the theory says so."""
        return stated(held.rules[_bare(name)])


class Rulebook(Listing):
    """Every rule by family, and the thresholds."""

    id = "rules"
    name = f"{ALL}rules"
    heading = "Rules"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every rule."""
        return [f"rule/{name}" for name in held.rules]

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return the rules with their claims, by family, and the thresholds that held."""
        del name, links
        families: dict[str, list[tuple[Link, str, int]]] = {}
        for rule in held.rules.values():
            row = Link(rule.id, f"rule/{rule.id}"), rule.claim, len(held.applied.get(rule.id, ()))
            families.setdefault(rule.id.partition(".")[0], []).append(row)
        thresholds = held.court.inference.thresholds.values()
        return {
            "families": {name: cut(rows) for name, rows in sorted(families.items())},
            "thresholds": [(item, cited(held, item.source)) for item in thresholds],
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return each rule with its claim, and the thresholds."""
        del name
        return {
            "rules": [{"rule": rule.id, "claim": rule.claim} for rule in held.rules.values()],
            "thresholds": [plain(item) for item in held.court.inference.thresholds.values()],
            "made_with": plain(held.made),
        }

    def graph(self, held: Holdings, name: str) -> Iterable[Triple]:
        """Return what each rule claims, and where the theory says so."""
        del name
        return (triple for rule in held.rules.values() for triple in stated(rule))


def cited(held: Holdings, source: Cite) -> Place:
    """Return where the theory says so."""
    return Place(work(held, source.work), source.place, work(held, source.after) if source.after else None, "", "")


def _exact(text: str) -> str:
    """Return a condition in exact words, without what they mean."""
    head, bracket, _ = text.partition("): ")
    return f"{head})" if bracket else text


def _english(teller: Teller, item: Any) -> str:
    """Return what a condition asks for as answers say it; empty for a comparison, which its exact words tell."""
    if isinstance(item, Comparison):
        return ""
    pattern = item if isinstance(item, Fact) else negated(item)
    assert pattern is not None
    values = tuple((str(key), value) for key, value in pattern.items() if variable_name(value) is None)
    if pattern is not item:
        return sentence(teller.absence(Absent(0, type(pattern).__name__, values, ())))
    return sentence(teller.wanted(pattern, values).removeprefix("needed: "))


def _bare(name: str) -> str:
    return name.removeprefix("rule/")
