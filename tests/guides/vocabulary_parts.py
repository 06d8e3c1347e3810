"""Parts of the guides about the theory and the ontology: terms, kinds, thresholds, families of rules, theories."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import yaml

from explain.renderings.catalogue import _by_file, _cited
from explain.words.telling import spaced
from kb.reading.bibliography import bundled_works
from ontology.generating.vocabularies import FOLDER as VOCABULARIES
from ontology.stating import SCHEMA, bundled
from rules.engine.thresholds import Threshold
from rules.theory.book import RULEBOOK
from rules.theory.thresholds import THRESHOLDS
from rules.theory.wider_book import WIDER
from tests.guides.filling import Parts, table

OWN = "this project's reading"


def concepts(scheme: str) -> dict[str, dict[str, Any]]:
    """Return the terms of a vocabulary as its file states them."""
    found: dict[str, dict[str, Any]] = _file(scheme)["concepts"]
    return found


def terms(scheme: str) -> str:
    """Return the terms of a vocabulary: what each means, and where that is from."""
    rows = [(_term(given), _meaning(given), _source(given["source"])) for given in concepts(scheme).values()]
    return table(("term", "meaning", "source"), rows)


def kinds(*names: str) -> str:
    """Return what kinds of fact or conclusion are."""
    stated = bundled().kinds
    return table(("it is called", "it is"), [(stated[name].label, _said(stated[name])) for name in names])


def thresholds(whose: str) -> str:
    """Return the thresholds that the texts give or imply, or those that are a reading of this project."""
    own = whose == "own"
    rows = [
        (f"`{item.name}`", _amount(item), _meaning_of(item.meaning), _cited(item.source))
        for item in THRESHOLDS.values()
        if (OWN in item.meaning) == own
    ]
    return table(("name", "value", "what it decides", "source"), rows)


def families(which: str) -> str:
    """Return what each file of rules claims and concludes."""
    rules = (RULEBOOK if which == "verdict" else WIDER).rules.values()
    return table(("rules", "claim", "what they conclude"), list(_families(rules)))


def theories() -> str:
    """Return the rival theories: what each expects, and from which cause."""
    causes = concepts("cause")
    rows = [
        (given["label"], given["definition"], given["predicts"], causes[given["cause"]]["label"])
        for given in concepts("theory").values()
    ]
    return table(("theory", "what it says", "it expects", "cause"), rows)


def schema() -> str:
    """Return the kinds that each file of the schema states."""
    rows = []
    for file in sorted(SCHEMA.glob("*.yaml")):
        stated = yaml.safe_load(file.read_text(encoding="utf-8"))
        labels = ", ".join(kind["label"] for kind in stated.get("kinds", {}).values())
        if labels:
            rows.append((f"`{file.name}`", " ".join(stated["title"].split()), labels))
    return table(("file", "what it states", "kinds"), rows)


def schemes() -> str:
    """Return the vocabularies."""
    rows = []
    for file in sorted(VOCABULARIES.glob("*.yaml")):
        given = _file(file.stem)
        rows.append((f"`{file.stem}`", str(len(given["concepts"])), given["definition"]))
    return table(("vocabulary", "terms", "what for"), rows)


PARTS: Parts = {
    "terms": terms,
    "kinds": kinds,
    "thresholds": thresholds,
    "families": families,
    "theories": theories,
    "schema": schema,
    "vocabularies": schemes,
}


def _file(scheme: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((VOCABULARIES / f"{scheme}.yaml").read_text(encoding="utf-8"))
    return found


def _term(given: dict[str, Any]) -> str:
    return str(given["label"]) if "broader" in given else f"**{given['label']}**"


def _meaning(given: dict[str, Any]) -> str:
    scope = given.get("scope", "")
    return " ".join([given["definition"], *([scope] if isinstance(scope, str) else scope)]).strip()


def _source(given: dict[str, str]) -> str:
    works = bundled_works()
    text = f"{works[given['work']].short}, {given['place']}"
    after = given.get("document")
    return f"{text}, after {works[after].short}" if after else text


def _said(kind: Any) -> str:
    return " ".join(filter(None, (kind.definition, kind.scope)))


def _amount(item: Threshold) -> str:
    """Return a threshold as a reader says it: 1 month, 0.1 of the fleet."""
    unit = item.unit.removesuffix("s") if item.value == 1 else item.unit
    return f"{item.value:.3g} {unit.removeprefix('share ')}"


def _meaning_of(text: str) -> str:
    return text.replace(f"; {OWN}", "")


def _families(rules: Any) -> Iterator[tuple[str, str, str]]:
    labels = bundled().kinds
    for file, listed in sorted(_by_file(rules).items()):
        claim = (import_module(file.removesuffix(".py").replace("/", ".")).__doc__ or "").partition("\n\n")[0]
        given = dict.fromkeys(type(rule.then).__name__ for rule in listed)
        concluded = ", ".join(labels[name].label if name in labels else spaced(name) for name in given)
        name = file.removeprefix("rules/theory/").removesuffix(".py")
        anchor = re.sub(r"[/.]", "", file)
        yield f"[{name}](rules.md#{anchor}) ({len(listed)})", " ".join(claim.split()), concluded
