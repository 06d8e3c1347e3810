"""With what an answer was made: which program, rules and facts, so that it can be made again and compared."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from kb.digests import digest, digest_of_facts
from kb.store import KnowledgeBase
from ontology.terms import ONTOLOGY_FILE, VOCABULARIES_FILE, text_of
from rules.engine.proof import Proof
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.packs.sentences import OwnRelation
from rules.packs.taking import taken
from rules.packs.writing import rule_data
from rules.questions.support import support

TOLD = re.compile(r"coalition-kb [\w.+!-]+(; (schema|rules|cases|facts) sha256:[0-9a-f]{12}|; packs [^;\n]+){4,5}")
"""How it reads in one line."""


@dataclass(frozen=True)
class MadeWith:
    """With what an answer was made.

    Attributes:
        asked: the command that gave it, as it is typed; how it was shown, and where it was written, are left out.
        program: the program and its version.
        schema: what can be said: a digest of ontology and vocabularies, extensions included.
        rules: a digest of all rules, those of packs included, and of the thresholds that held.
        packs: the packs of rules that were used, each with its version and digest, and that of code which was run.
        cases: a digest of every fact that was loaded.
        facts: a digest of the facts on which the answer rests.
    """

    asked: str
    program: str
    schema: str
    rules: str
    packs: tuple[str, ...]
    cases: str
    facts: str

    @property
    def told(self) -> str:
        """Return all of it but what was asked, in one line."""
        packs = f"packs {', '.join(self.packs)}; " if self.packs else ""
        digests = f"schema {self.schema}; rules {self.rules}; {packs}cases {self.cases}; facts {self.facts}"
        return f"{self.program}; {digests}"


def others(one: str, two: str) -> tuple[str, ...]:
    """Return in what two lines that tell with what answers were made differ: the program, the schema, the rules ..."""
    first, second = (_parts(text) for text in (one, two))
    return tuple(name for name in {**first, **second} if first.get(name) != second.get(name))


def _parts(text: str) -> dict[str, str]:
    head, *rest = text.split("; ")
    return {"program": head, **{part.partition(" ")[0]: part for part in rest}}


def differing(one: Mapping[str, object], two: Mapping[str, object]) -> tuple[str, ...]:
    """Return in what two answers were made otherwise, given as plain data: of what both tell, but what was asked."""
    both = [part for part in two if part in one and part != "asked"]
    return tuple(part for part in both if _plain(one[part]) != _plain(two[part]))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@cache
def program() -> str:
    """Return the program and its version."""
    return f"coalition-kb {version('coalition-kb')}"


def schema_digest() -> str:
    """Return the digest of the ontology and its vocabularies, as far as this run knows them."""
    return digest([text_of(ONTOLOGY_FILE), text_of(VOCABULARIES_FILE)])


def rules_digest(books: Iterable[Rulebook], thresholds: Mapping[str, Threshold]) -> str:
    """Return the digest of rules and thresholds, and of code that answers for rules."""
    books = list(books)
    every = (item.relation for book in books for rule in book.rules.values() for _, item in rule.comparisons)
    code = sorted({relation.code for relation in every if isinstance(relation, OwnRelation)})
    rules = (_text(book.rules[name]) for book in books for name in sorted(book.rules))
    return digest([*rules, *(f"{name}={float(item.value)!r}" for name, item in sorted(thresholds.items())), *code])


_texts: dict[int, tuple[Rule, str]] = {}
"""Rules as text, by identity: a rule never changes, and is kept here lest another take over its identity."""


def _text(rule: Rule) -> str:
    if id(rule) not in _texts:
        _texts[id(rule)] = rule, json.dumps(rule_data(rule))
    return _texts[id(rule)][1]


def facts_digest(kb: KnowledgeBase, names: Iterable[str]) -> str:
    """Return the digest of some facts of a knowledge base."""
    return digest_of_facts(kb.records[name] for name in set(names) if name in kb.records)


def facts_of(proofs: Iterable[Proof]) -> set[str]:
    """Return the names of the observed facts on which conclusions rest, those behind computed figures included."""
    return {name for proof in proofs for name in support(proof, sorted(proof.steps)).facts}


def packs() -> tuple[str, ...]:
    """Return the packs of this run, each with its version and digest, and that of its code, if it was run."""
    return tuple(
        f"{pack.name} {pack.version} {digest(pack.texts)}".replace("  ", " ")
        + (f", whose code was run: {pack.code}" if pack.code else "")
        for pack in taken()
    )


def made_with(
    kb: KnowledgeBase,
    books: Iterable[Rulebook],
    thresholds: Mapping[str, Threshold],
    *,
    asked: str = "",
    proofs: Iterable[Proof] | None = None,
) -> MadeWith:
    """Return with what an answer is made that rests on some proofs, or, without any, on every fact."""
    return MadeWith(
        asked=asked,
        program=program(),
        schema=schema_digest(),
        rules=rules_digest(books, thresholds),
        packs=packs(),
        cases=kb.digest,
        facts=kb.digest if proofs is None else facts_digest(kb, facts_of(proofs)),
    )
