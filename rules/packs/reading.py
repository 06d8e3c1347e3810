"""Reads a pack of rules and adds it to the rulebooks of this run.

A pack is a YAML file, or a folder with ``rules.yaml`` and the works in BibTeX that its rules cite. A file says what its
rules are ``about`` (an ``episode``, or a ``part``: a state's whole part in a coalition), which bundled rules it
``replaces``, to what it sets ``thresholds`` of the theory, and its ``rules``::

    rules:
      - id: quay.empty-handed
        claim: A gull goes hungry when it reached the quay late and nobody shared.
        source: {work: tern-1999, place: p. 14}
        when:
          - Reached: {episode: $episode, at: $at}
          - $at is not later than $date
          - no Shared: {episode: $episode}
        then:
          Hungry: {episode: $episode}
        says: "{state} reached the quay, and nobody shared"

Patterns name a kind of fact and give its fields: ``$name`` binds a variable, ``unknown`` asks for a field that has no
value. Comparisons are the sentences of :mod:`rules.packs.sentences`. Nothing is run but, where the user lets it, the
code of a pack's named tests (:mod:`rules.packs.named_tests`).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from itertools import islice, repeat
from math import isfinite
from pathlib import Path
from typing import Any

from kb.altered.extending import take_up as take_up_schema
from kb.errors import InputError, Place
from kb.near import suggest
from kb.reading.bibliography import parse_works
from kb.reading.limits import read_text
from kb.reading.references import also_called
from kb.reading.yaml_guard import Mapping as Node
from kb.reading.yaml_guard import Scalar, Tree, read_yaml
from kb.reading.yaml_guard import Sequence as Listed
from kb.records import CONCEPTS
from kb.words.synonyms import concept_labels
from rules.engine.citation import Cite
from rules.engine.experta_engine import MATCH, NOT, Fact
from rules.engine.facts import CONCLUSIONS, field_names, mirrors
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.packs.code import named_tests
from rules.packs.fitting import misfits, sorts_of
from rules.packs.named_tests import NamedTest
from rules.packs.sentences import SENTENCES, Sentence, read
from rules.packs.sorts import sort_of
from rules.theory.thresholds import THRESHOLDS

SCHEMA = "schema.yaml"
"""The file of a pack that adds kinds of fact, fields and concepts, if it has one."""
_TOP = ("about", "replaces", "thresholds", "rules", "name", "version", "authors", "licence")
_RULES = re.compile(r"^(rules|thresholds|replaces):", re.MULTILINE)
_PARTS = ("id", "claim", "source", "when", "then", "says")
_MOST, _MOST_CONDITIONS, _MOST_FILES, _LONGEST = 500, 40, 20, 600
"""Rules that a file may hold, conditions of a rule, bibliographies of a pack, and letters in one text."""


def files_of(pack: Path, ending: str) -> tuple[Path, ...]:
    """Return the files of a pack with an ending, such as its works; none where the pack is a single file."""
    found = tuple(islice(pack.glob(f"*{ending}"), _MOST_FILES + 1)) if pack.is_dir() else ()
    if len(found) > _MOST_FILES:
        what = f"a pack has at most {_MOST_FILES} files that end in {ending}"
        raise InputError(what, where=Place(str(pack)), remedy="Put them together.")
    return tuple(sorted(found))


def read_pack(
    pack: Path, books: Mapping[str, Rulebook], faults: list[InputError] | None = None, *, run_code: bool = False
) -> dict[str, float]:
    """Add the rules of a pack to rulebooks; these stand under what their rules are about.

    With ``run_code`` the code of its named tests is run, if it has any; without it such a pack is refused.

    Returns:
        the thresholds that it sets.

    Raises:
        InputError: a pack cannot be read, or a rule is not sound; with ``faults``, those of rules are gathered there.
    """
    path = rules_file(pack)
    take_up_schema(files_of(pack, SCHEMA))
    cited = {key for file in files_of(pack, ".bib") for key in parse_works(read_text(file), str(file))}
    text = read_text(path)
    tests = named_tests(pack, named(pack, text), run_code=run_code)
    reader = _Reader(str(path), cited, books, faults, tests)
    reader.read(text)
    if faults is None:
        for book in books.values():
            _ = book.stages  # a NOT in a circle is told here, before anything is judged
    return reader.settings


def named(pack: Path, text: str) -> str:
    """Return the name of a pack: what it calls itself, else what its file or folder is called."""
    top = read_yaml(text, str(rules_file(pack)))
    name = top.items.get("name") if isinstance(top, Node) else None
    return name.text if isinstance(name, Scalar) else pack.resolve().stem


def is_pack(path: Path) -> bool:
    """Tell whether a file or folder is a pack of rules, and no case file or folder of these."""
    file = rules_file(path)
    return file.is_file() and file.suffix in (".yaml", ".yml") and bool(_RULES.search(read_text(file)))


def rules_file(pack: Path) -> Path:
    """Return the file with the rules of a pack."""
    return pack / "rules.yaml" if pack.is_dir() else pack


@dataclass
class _Reader:
    """Reads one file; ``cited`` are the works that the pack brings, ``faults`` those of its rules, if they are wanted.

    ``tests`` are its own named tests, ``settings`` the thresholds that it sets.
    """

    path: str
    cited: Collection[str]
    books: Mapping[str, Rulebook]
    faults: list[InputError] | None = None
    tests: Sequence[NamedTest] = ()
    settings: dict[str, float] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)

    def read(self, text: str) -> None:
        """Add every rule of a text to its rulebook."""
        top = self._mapping(read_yaml(text, self.path), _TOP, "a pack")
        about = self._text(top["about"]) if "about" in top else "episode"
        if about not in self.books:
            raise self._error(
                top["about"], f"rules are about an episode or a part, not {about!r}", "Write one of them."
            )
        book = self.books[about]
        for item in self._items(top.get("replaces")):
            self._replace(book, item)
        if "thresholds" in top:
            self.settings = dict(self._settings(top["thresholds"]))
        rules = self._items(top.get("rules"))
        if len(rules) > _MOST:
            raise self._error(rules[_MOST], f"more than {_MOST} rules in one file", "Write several packs.")
        for tree in rules:
            self._add(book, tree)

    def _add(self, book: Rulebook, tree: Tree) -> None:
        """Add a rule; its faults are raised, or gathered where that is wanted."""
        try:
            made = self._rule(tree)
            refusals = [*book.refusals(made, self.cited), *self._misfits(tree, made, book)]
            if not refusals:
                book.add(made, works=self.cited)
        except InputError as error:
            refusals = [error]
        if refusals and self.faults is None:
            raise refusals[0]
        (self.faults if self.faults is not None else []).extend(refusals)

    def _misfits(self, tree: Tree, made: Rule, book: Rulebook) -> Iterator[InputError]:
        """Yield what a rule gives or compares that is of another sort than it must be."""
        parts = tree.items if isinstance(tree, Node) else {}
        kind = book.about
        known = {} if kind is None else {name: sort_of(kind, name) for name in field_names(kind)}
        trees = (*self._items(parts["when"]), parts["then"])
        for spot, item in zip(trees, (*made.when, made.then), strict=True):
            if isinstance(item, Fact) and item is not made.then:
                known.update(sorts_of(item))
            for what, remedy in misfits(item, known):
                why = "It could never be so, and no answer would tell it."
                yield InputError(f"rule {made.id!r}: {what}", where=self._place(spot), why=why, remedy=remedy)

    def _settings(self, tree: Tree) -> Iterator[tuple[str, float]]:
        for name, value in self._mapping(tree, THRESHOLDS, "the theory").items():
            number = value.value if isinstance(value, Scalar) else None
            if not isinstance(number, int | float) or isinstance(number, bool) or not isfinite(number):
                raise self._error(value, f"the threshold {name!r} is set to no number", "Write it as in `early: 6`.")
            if number < 0:
                raise self._error(value, f"the threshold {name!r} is set to {number:g}", "Give 0 or more.")
            yield name, float(number)

    def _replace(self, book: Rulebook, item: Tree) -> None:
        name = self._text(item)
        if name in self.replaced:
            raise self._error(item, f"the rule {name!r} is replaced already", "Name it once.")
        if name not in book.rules:
            raise self._error(item, f"there is no rule {name!r} to replace", suggest(name, book.rules, otherwise=""))
        book.drop(name)
        self.replaced.add(name)

    def _rule(self, tree: Tree) -> Rule:
        parts = self._mapping(tree, _PARTS, "a rule")
        lacking = [name for name in _PARTS if name not in parts]
        if lacking:
            raise self._error(tree, f"the rule has no {lacking[0]}", f"A rule has {', '.join(_PARTS)}.")
        source = self._mapping(parts["source"], ("work", "place", "after"), "a source")
        if "work" not in source or "place" not in source:
            raise self._error(parts["source"], "a source names a work and a place", "Add what is missing.")
        said = {name: self._text(value) for name, value in source.items()}
        (then,) = self._patterns(parts["then"])
        conditions = self._items(parts["when"])
        if len(conditions) > _MOST_CONDITIONS:
            told = f"more than {_MOST_CONDITIONS} conditions in one rule"
            raise self._error(conditions[_MOST_CONDITIONS], told, "Conclude a part of them by a rule of its own.")
        return Rule(
            id=self._text(parts["id"]),
            claim=self._text(parts["claim"]),
            source=Cite(said["work"], said["place"], said.get("after")),
            when=tuple(map(self._condition, conditions, repeat(self._own_sentences(parts["id"])))),
            then=then,
            says=self._text(parts["says"]),
            where=self._place(tree),
        )

    def _own_sentences(self, rule: Tree) -> tuple[Sentence, ...]:
        return tuple(test.sentence(self._text(rule)) for test in self.tests)

    def _condition(self, tree: Tree, own: Sequence[Sentence]) -> Any:
        if isinstance(tree, Node):
            (made,) = self._patterns(tree)
            return made
        text = self._text(tree)
        found = read(text, THRESHOLDS, own)
        if found is None:
            forms = [re.sub(r"\{(\w+)\}", r"$\1", item.text) for item in (*SENTENCES, *own)]
            near = "; ".join(get_close_matches(text, forms, n=3, cutoff=0.0))
            raise self._error(tree, f"{text!r} is no comparison", f"Comparisons read like these: {near}.")
        return found

    def _patterns(self, tree: Tree) -> Iterator[Any]:
        """Yield the one pattern of a mapping, forbidden where its kind follows a ``no``."""
        items = tree.items if isinstance(tree, Node) else {}
        if len(items) != 1:
            raise self._error(tree, "a pattern names one kind of fact", "Write it as in `Decision: {state: $state}`.")
        ((name, values),) = items.items()
        forbidden, _, kind = ("no", "", name[3:]) if name.startswith("no ") else ("", "", name)
        if kind not in self._kinds:
            told = f"there is no kind of fact {kind!r}"
            raise self._error(tree, told, suggest(kind, self._kinds, otherwise="docs/facts.md lists them."))
        given = self._mapping(values, field_names(self._kinds[kind]), f"a {kind}")
        made = self._kinds[kind](**{field: self._named(field, value) for field, value in given.items()})
        yield NOT(made) if forbidden else made

    @cached_property
    def _kinds(self) -> Mapping[str, type[Fact]]:
        """Return every kind of fact that a pattern can name, by its name."""
        return {item.__name__: item for item in (*mirrors().values(), *CONCLUSIONS.values())}

    def _named(self, field: str, tree: Tree) -> Any:
        """Return the value of a field, which must be a concept of its scheme where it has one."""
        value, scheme = self._value(tree), CONCEPTS.get(field)
        if scheme and isinstance(value, str):
            names = [name.partition("/")[2] for name in concept_labels() if name.startswith(f"{scheme}/")]
            if value.casefold() not in names:
                remedy = also_called(scheme, value, names) or suggest(value, names, otherwise="")
                raise self._error(tree, f"there is no {scheme} {value!r}", remedy)
        return value

    def _value(self, tree: Tree) -> Any:
        if isinstance(tree, Listed):
            return tuple(map(self._text, tree.items))
        if not isinstance(tree, Scalar):
            raise self._error(tree, "a value is one word, a number or a list", "Name things by their ids.")
        if tree.text.startswith("$"):
            if not tree.text[1:].isidentifier():
                raise self._error(tree, f"{tree.text!r} is no variable", "Write a variable as in $state.")
            return getattr(MATCH, tree.text[1:])
        return None if tree.plain and tree.text == "unknown" else tree.value

    def _mapping(self, tree: Tree, known: Collection[str], what: str) -> Mapping[str, Tree]:
        if not isinstance(tree, Node):
            raise self._error(
                tree, f"{what} has named parts, and none are here", f"Give them with a colon: {', '.join(known)}."
            )
        for name, key in tree.keys.items():
            if name not in known:
                remedy = suggest(name, known, otherwise=f"It may have {', '.join(known)}.")
                raise self._error(key, f"{what} has no {name!r}", remedy)
        return tree.items

    def _items(self, tree: Tree | None) -> Sequence[Tree]:
        if tree is None:
            return ()
        return tree.items if isinstance(tree, Listed) else (tree,)

    def _text(self, tree: Tree) -> str:
        if not isinstance(tree, Scalar):
            raise self._error(tree, "a text is wanted here", "Write it in quotes where it has a colon.")
        if len(tree.text) > _LONGEST:
            raise self._error(tree, f"a text of more than {_LONGEST} letters", "A rule says one thing, in a sentence.")
        return tree.text

    def _place(self, tree: Tree) -> Place:
        return Place(self.path, tree.line, tree.column)

    def _error(self, tree: Tree, what: str, remedy: str) -> InputError:
        return InputError(
            what, where=self._place(tree), why="A pack is data, and every word in it counts.", remedy=remedy
        )
