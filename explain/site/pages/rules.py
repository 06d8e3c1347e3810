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
        told = rule_in_words(_teller(held), rule.id)
        _, conditions, conclusion = told.reasons
        applied = [(Link(words, about), held.when(about)) for about, words in held.applied.get(rule.id, ())]
        return {
            "rule": rule,
            "source": cited(held, rule.source),
            "conditions": [sentence(item.text) for item in conditions.children],
            "conclusion": sentence(conclusion.text.removeprefix("then: ")),
            "applied": cut(applied),
            "made": held.made.told,
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return the same."""
        rule = held.rules[_bare(name)]
        told = rule_in_words(_teller(held), rule.id)
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


def _teller(held: Holdings) -> Teller:
    return held.teller


def _bare(name: str) -> str:
    return name.removeprefix("rule/")
