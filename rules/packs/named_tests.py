"""Named tests that a pack brings as Python code: comparisons of its own, each with its English.

The file ``named_tests.py`` of a pack holds functions under :func:`named_test`, for the rules of that pack alone::

    @named_test(
        "{first} falls in the same year as {second}",
        so="{first} and {second} lie in one year",
        not_so="{first} and {second} lie {distance} years apart",
        distance=lambda first, second: abs(first.earliest.year - second.earliest.year),
    )
    def same_year(first: Moment, second: Moment) -> Answer:
        ...

The sentence is how a rule writes the test; each parameter of the function stands in it once. A function answers true,
false or, where a date is too vague, ``None``; where a value is missing it is not asked, and the answer is open. Its
answer must hang on the values alone: it is asked twice, and what was once answered is kept.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from kb.errors import InputError, Place
from rules.engine.comparisons import RELATIONS, Answer, Comparison
from rules.packs.bounded import Failed, bounded
from rules.packs.sentences import OwnRelation, Sentence, read

SLOT: Final = re.compile(r"\{(\w*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ANSWERS = (inspect.Signature.empty, bool, Answer, "bool", "Answer", "bool | None")
_KEPT = 100_000
"""How many answers of a test are kept."""


@dataclass(frozen=True)
class Declared:
    """A function that is a named test, with its words; it can be called as before."""

    function: Callable[..., Any]
    sentence: str
    so: str
    not_so: str
    unsure: str
    distance: Callable[..., Any] | None

    def __call__(self, *values: Any) -> Any:
        """Answer, as the function does."""
        return self.function(*values)


def named_test(
    sentence: str, *, so: str, not_so: str, unsure: str = "", distance: Callable[..., Any] | None = None
) -> Callable[[Callable[..., Any]], Declared]:
    """Make a function a named test.

    Args:
        sentence: how rules write it; each parameter of the function stands in it once, in braces.
        so: what is told where it is true; names of parameters in braces stand for the values.
        not_so: what is told where it is false.
        unsure: what is told where it is open; without it, that no source says whether the sentence is so.
        distance: how far the values are from making it true, of the same parameters: a number or some words, which
            stand in ``not_so`` under the name ``distance``.
    """

    def declare(function: Callable[..., Any]) -> Declared:
        return Declared(function, sentence, so, not_so, unsure or f"no source says whether {sentence}", distance)

    return declare


@dataclass(frozen=True)
class Code:
    """The file of a pack in which its named tests stand: whose it is, where, and the digest of its text."""

    pack: str
    path: str
    digest: str


@dataclass(frozen=True)
class NamedTest:
    """A named test of a pack that is sound."""

    declared: Declared
    code: Code

    @property
    def name(self) -> str:
        """Return the name by which rules tell what was found."""
        return str(self.declared.function.__name__)

    @property
    def slots(self) -> tuple[str, ...]:
        """Return the names of what is compared."""
        return tuple(inspect.signature(self.declared.function).parameters)

    def sentence(self, rule: str) -> Sentence:
        """Return the test as a sentence in a rule, which faults name."""
        asked = _Asked(self, rule)
        relation = OwnRelation(
            self.name, asked.answer, asked.tell, self.declared.sentence, self.slots, self.code.digest
        )

        def test(**operands: Any) -> Comparison:
            return Comparison(relation, tuple(operands[name] for name in self.slots))

        test.__annotations__ = dict.fromkeys(self.slots, Any)
        return Sentence(self.declared.sentence, test)


class _Asked:
    """One test as one rule asks it: bounded, and with its faults told."""

    def __init__(self, test: NamedTest, rule: str) -> None:
        self.test = test
        self.rule = rule
        self._kept = lru_cache(maxsize=_KEPT, typed=True)(self._worked_out)

    def answer(self, *values: Any) -> Answer:
        """Answer for some values; open where one is missing."""
        return None if any(value is None for value in values) else self._kept(*values)

    def tell(self, say: Callable[[Any], str], answer: Answer, *values: Any) -> str:
        """Return what was found, in the words of the test."""
        words = {
            name: "what no source gives" if value is None else say(value)
            for name, value in zip(self.test.slots, values, strict=True)
        }
        own = self.test.declared
        told = own.unsure if answer is None else own.so if answer else own.not_so
        if own.distance is not None and "{distance}" in told:
            words["distance"] = self._distance(own.distance, values)
        return SLOT.sub(lambda found: words[found[1]], told)

    def _distance(self, distance: Callable[..., Any], values: tuple[Any, ...]) -> str:
        found = self._called(distance, values)
        if isinstance(found, bool) or not isinstance(found, str | int | float):
            raise self._refused(f"its distance is {found!r}, neither a number nor words", values, None)
        return found if isinstance(found, str) else f"{found:,g}"

    def _worked_out(self, *values: Any) -> Answer:
        first, second = (self._called(self.test.declared.function, values) for _ in range(2))
        if first is not None and not isinstance(first, bool):
            raise self._refused(f"it answers {first!r}, neither true, false nor None", values, None)
        if first is not second:
            raise self._refused(f"it answers once {first} and once {second} for the same values", values, None)
        return None if first is None else bool(first)

    def _called(self, function: Callable[..., Any], values: tuple[Any, ...]) -> Any:
        try:
            return bounded(lambda: function(*values), self.test.code.path)
        except Failed as failed:
            raise self._refused(failed.what, values, failed.line) from failed

    def _refused(self, what: str, values: tuple[Any, ...], line: int | None) -> InputError:
        asked = ", ".join(f"{name} = {str(value)[:80]}" for name, value in zip(self.test.slots, values, strict=True))
        where = Place(self.test.code.path, line or _line(self.test.declared))
        return InputError(
            f"the named test {self.test.name!r} of the pack {self.test.code.pack!r} fails: {what}",
            where=where,
            why=f"The rule {self.rule} asks it with {asked}.",
            remedy="Let it answer True, False or None for every value, from the values alone.",
        )


def _line(declared: Declared) -> int | None:
    code = getattr(declared.function, "__code__", None)
    return code.co_firstlineno if code else None


def sound(declared: list[Declared], code: Code) -> tuple[NamedTest, ...]:
    """Return the named tests of a file.

    Raises:
        InputError: one is not sound; the message names file and line.
    """
    found: dict[str, NamedTest] = {}
    for item in declared:
        for what, remedy in _faults(item, found):
            name = getattr(item.function, "__name__", "?")
            raise InputError(
                f"the named test {name!r}: {what}",
                where=Place(code.path, _line(item)),
                why="Rules are read by its sentence, and answers told in its words.",
                remedy=remedy,
            )
        found[item.function.__name__] = NamedTest(item, code)
    if not found:
        raise InputError(
            "the file declares no named test",
            where=Place(code.path),
            why="Its code would run for nothing.",
            remedy="Put @named_test(...) above a function, or take the file out.",
        )
    return tuple(found.values())


def _faults(item: Declared, before: Mapping[str, NamedTest]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a named test, and what to do."""
    if not inspect.isfunction(item.function):
        yield "it is no function", "Put @named_test(...) above a plain function."
        return
    name, parameters = item.function.__name__, inspect.signature(item.function).parameters
    if not _NAME.fullmatch(name):
        yield "its name is not in small letters", "Name the function in small letters, digits and underscores."
    if name in RELATIONS or name in before:
        yield "its name is taken", "Choose another name."
    if inspect.iscoroutinefunction(item.function) or inspect.isgeneratorfunction(item.function):
        yield "it gives no answer at once", "Write a plain function that returns True, False or None."
    if inspect.signature(item.function).return_annotation not in _ANSWERS:
        yield "it is said to return something else than an answer", "Let it return True, False or None (-> Answer)."
    plain = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    if not parameters or any(each.kind not in plain or each.default is not each.empty for each in parameters.values()):
        yield "it takes no operands, or some that may be left out", "Give it plain parameters without defaults."
    yield from _faults_of_words(item, tuple(parameters), before)


def _faults_of_words(
    item: Declared, names: tuple[str, ...], before: Mapping[str, NamedTest]
) -> Iterator[tuple[str, str]]:
    texts: Mapping[str, Any] = {"sentence": item.sentence, "so": item.so, "not_so": item.not_so, "unsure": item.unsure}
    for part, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            yield f"its {part!r} says nothing", "Write it in plain English."
            return
        known = {*names, "distance"} if part == "not_so" and item.distance else {*names}
        strange = sorted(set(SLOT.findall(text)) - known)
        if strange:
            yield (
                f"its {part!r} names {strange[0]!r}, which is not compared",
                f"It can name {', '.join(sorted(known))}.",
            )
    if sorted(SLOT.findall(item.sentence)) != sorted(names):
        yield "its sentence does not name each operand once", f"Write each once: {{{'}, {'.join(names)}}}."
        return
    if re.search(r"\}\s*\{", item.sentence) or not re.search(r"[A-Za-z]", SLOT.sub("", item.sentence)):
        yield "its sentence has no words between two operands", "Put words between them, so that it can be read."
    sample = SLOT.sub(lambda found: f"$x{names.index(found[1])}", item.sentence)
    others = [test.sentence("") for test in before.values()]
    if read(sample, {}, others) is not None:
        yield "its sentence is that of another comparison", "Say it in other words."
