"""Every check over the bundled book, or over a pack on top of it; exceptions are taken off, with their reasons."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kb.case_files import BUNDLED_WORKS
from kb.errors import InputError, Place
from kb.reading.bibliography import parse_works
from kb.reading.limits import read_text
from kb.reading.loading import load
from kb.words.vocabulary import bundled_vocabulary, read_vocabulary
from ontology.terms import VOCABULARIES_FILE, text_of
from rules.checking import unused
from rules.checking.contraries import contraries
from rules.checking.findings import EXCEPTIONS, Finding, left, read_exceptions
from rules.checking.firing import hindrance
from rules.checking.subsuming import subsumed
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.engine.thresholds import Threshold
from rules.packs.beside import with_pack
from rules.packs.reading import files_of
from rules.packs.taking import BOOKS
from rules.theory.thresholds import with_overrides

_BUNDLED = Path(__file__).with_name(EXCEPTIONS)
_WORK = re.compile(r"work/([\w.:-]+)")


def check_bundled() -> tuple[Finding, ...]:
    """Return what the checks find in the rules of this run, and no exception lets pass."""
    book = _Checked(BOOKS, with_overrides({}), frozenset(name for book in BOOKS.values() for name in book.rules))
    found = [*book.findings(), *_bundled_works(book.every)]
    return tuple(left(found, read_exceptions(_BUNDLED)))


def check_pack(pack: Path, *, run_code: bool = False) -> tuple[Finding, ...]:
    """Return what the checks find in a pack, on top of the rules of this run, and no exception of its own lets pass.

    Raises:
        InputError: it cannot be read at all.
    """
    faults: list[InputError] = []
    read = with_pack(pack, faults, run_code=run_code)
    checked = _Checked(read.books, with_overrides(read.settings), read.own)
    found = [*map(_unsound, faults), *checked.findings(added_terms())]
    if not faults:  # a rule that cannot be read may cite anything
        found += _works(pack, checked)
    stated = pack / EXCEPTIONS if pack.is_dir() else None
    return tuple(left(found, read_exceptions(stated) if stated and stated.exists() else ()))


def added_terms() -> Iterator[tuple[str, str]]:
    """Yield the terms that extensions of this run have added to the vocabularies."""
    bundled = read_vocabulary(VOCABULARIES_FILE.read_bytes()).concepts
    for scheme, words in bundled_vocabulary().concepts.items():
        yield from ((scheme, word) for word in sorted(words - bundled.get(scheme, frozenset())))


def _unsound(error: InputError) -> Finding:
    about = re.match(r"rule '([^']+)'", error.what)
    return Finding("unsound", about[1] if about else "", error.what, error.why, error.remedy, error.where)


@dataclass(frozen=True)
class _Checked:
    """Rulebooks, and the rules among them that are checked."""

    books: Mapping[str, Rulebook]
    thresholds: Mapping[str, Threshold]
    own: frozenset[str]

    @property
    def every(self) -> list[Rule]:
        """Return every rule of every book."""
        return [rule for book in self.books.values() for rule in book.rules.values()]

    def findings(self, terms: Iterable[tuple[str, str]] | None = None) -> Iterator[Finding]:
        """Yield what the checks find; of terms none, ``terms`` or, without these, all are looked at."""
        own = [rule for rule in self.every if rule.id in self.own]
        silent: set[str] = set()
        for book in self.books.values():
            for rule in (rule for rule in book.rules.values() if rule.id in self.own):
                found = hindrance(rule, book, self.thresholds)
                if found:
                    silent.add(rule.id)
                    yield _never_fires(rule, found.what, found.remedy)
        for book in self.books.values():
            yield from map(_subsumed, subsumed(book, self.thresholds, self.own))
        yield from self._with_order(silent)
        yield from map(_unused_conclusion, unused.conclusions(own, self.every))
        yield from (_unused_term(*term) for term in unused.terms(self.every, terms))
        for rule in own:
            yield from (_unused_variable(rule, name) for name in unused.variables(rule))

    def _with_order(self, silent: Iterable[str]) -> Iterator[Finding]:
        """Yield what can only be found where rules have an order: circles, else contrary conclusions."""
        firing = self.own - set(silent)
        for book in self.books.values():
            try:
                _ = book.stages
            except InputError as error:
                yield _cycle(book, error)
                return
        for book in self.books.values():
            for pair in contraries(book, self.thresholds, firing):
                first, second = pair.first, pair.second
                yield Finding(
                    "contrary",
                    f"{first.id} {second.id}",
                    f"{first.id} and {second.id} conclude contrary things on the same facts",
                    "An answer cannot be both; a reader would be told whichever comes first.",
                    "Let one of them forbid what the other asks for.",
                    (first if first.id in self.own else second).where,
                    pair.witness.told,
                )


def _never_fires(rule: Rule, what: str, remedy: str) -> Finding:
    why = "It says something in the book and nothing in any answer."
    return Finding("never-fires", rule.id, f"{rule.id} can never fire: {what}", why, remedy, rule.where)


def _subsumed(pair: tuple[Rule, Rule]) -> Finding:
    rule, other = pair
    what = f"{rule.id} adds nothing to {other.id}: whatever meets it meets that rule too, with the same conclusion"
    why = "A reader is told the same twice, and may think that it was found twice."
    return Finding(
        "subsumed",
        rule.id,
        what,
        why,
        "Take it out, which a pack does with `replaces`, or ask for something else in it.",
        rule.where,
    )


def _cycle(book: Rulebook, error: InputError) -> Finding:
    names = [part.strip() for part in error.what.rpartition(": ")[2].split("->")]
    rules = []
    for given, needed in pairwise(names):
        needing = (
            rule.id
            for rule in book.rules.values()
            if rule.concludes.__name__ == given
            and any(type(item).__name__ == needed for _, item in (*rule.positives, *rule.negatives))
        )
        rules.append(f"{given} needs {needed} or its absence ({next(needing)})")
    about = re.match(r"rule '([^']+)'", error.what)
    what = f"a conclusion must be absent that it bears on itself: {', '.join(rules)}"
    return Finding("cycle", about[1] if about else "", what, error.why, error.remedy, error.where)


def _unused_conclusion(rule: Rule) -> Finding:
    kind = rule.concludes.__name__
    what = f"{rule.id} concludes {kind}, which no rule needs with these values and no answer tells"
    remedy = "Let a rule ask for it, conclude what is asked for, or take it out."
    return Finding("unused-conclusion", rule.id, what, "Nothing follows from it.", remedy, rule.where)


def _unused_term(scheme: str, word: str) -> Finding:
    what = f"no rule reads the term {word!r} of the vocabulary {scheme!r}"
    why = "Whoever writes it into a case file changes no answer by it."
    return Finding("unused-term", f"{scheme}/{word}", what, why, "Let a rule ask for it, or take it out.")


def _unused_variable(rule: Rule, name: str) -> Finding:
    what = f"in {rule.id}, ${name} stands in one place alone, and nothing hangs on it"
    remedy = "Take it out, or correct its spelling where it was to stand again."
    why = "It looks like a condition and is none."
    return Finding("unused-variable", f"{rule.id} ${name}", what, why, remedy, rule.where)


def _works(pack: Path, checked: _Checked) -> Iterator[Finding]:
    """Yield the works of a pack that its rules do not cite, nor the rule cases and vocabularies beside them."""
    rules = [rule for rule in checked.every if rule.id in checked.own]
    elsewhere = set(_WORK.findall(text_of(VOCABULARIES_FILE)))
    for file in files_of(pack, ".bib"):
        known = parse_works(read_text(file), str(file))
        yield from (_uncited(key, Place(str(file))) for key in unused.works(rules, known) if key not in elsewhere)


def _bundled_works(rules: Iterable[Rule]) -> Iterator[Finding]:
    """Yield the works of the bundled bibliography that no rule, fact or term cites."""
    kb = load()
    cited = {key for record in kb.records.values() for item in record.source for key in (item.work, item.document)}
    cited |= set(_WORK.findall(text_of(VOCABULARIES_FILE)))
    cited |= {key for item in with_overrides({}).values() for key in (item.source.work, item.source.after)}
    for key in unused.works(rules, kb.works):
        if key not in cited:
            yield _uncited(key, Place(str(BUNDLED_WORKS)))


def _uncited(key: str, where: Place) -> Finding:
    what, why = f"nothing cites the work {key!r}", "A reader takes a bibliography for what was used."
    return Finding("uncited-source", key, what, why, "Cite it, or take it out.", where)
