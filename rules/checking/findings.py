"""What a check finds, and the exceptions that stand beside the rules with their reasons."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from kb.errors import InputError, Place
from kb.near import suggest
from kb.reading.limits import read_text
from kb.reading.yaml_guard import Mapping as Node
from kb.reading.yaml_guard import Scalar, Tree, read_yaml
from kb.reading.yaml_guard import Sequence as Listed

CHECKS: Mapping[str, str] = {
    "unsound": "a rule that cannot be read, or uses a variable that nothing binds",
    "never-fires": "a rule whose conditions no facts can meet",
    "subsumed": "a rule that adds nothing to another",
    "contrary": "two rules that conclude contrary things on the same facts",
    "cycle": "rules that need to be absent what they let in",
    "unused-conclusion": "a conclusion that no rule needs and no answer tells",
    "unused-term": "a term of a vocabulary that no rule reads",
    "uncited-source": "a work in the bibliography that nothing cites",
    "unused-variable": "a variable on which nothing hangs",
    "stale-exception": "an exception from a check that finds nothing",
}
"""The checks by name, and what each finds."""

EXCEPTIONS = "exceptions.yaml"
"""The file of a pack that states its exceptions."""


@dataclass(frozen=True)
class Finding:
    """What a check finds.

    Attributes:
        check: which one.
        about: what an exception names: the rule, two rules or a rule and a $variable with a space between,
            vocabulary/term, or the work.
        what: what is wrong, in a sentence.
        why: why it matters.
        remedy: what to do.
        where: where the rule, term or work stands.
        witness: the facts that show it.
    """

    check: str
    about: str
    what: str
    why: str
    remedy: str
    where: Place | None = None
    witness: tuple[str, ...] = ()


@dataclass(frozen=True)
class Allowed:
    """What is let pass: a check, what it finds (``*`` stands for any letters), and the reason."""

    check: str
    about: str
    reason: str
    where: Place

    def covers(self, finding: Finding) -> bool:
        """Tell whether it lets a finding pass."""
        return self.check == finding.check and fnmatchcase(finding.about, self.about)


def read_exceptions(path: Path) -> tuple[Allowed, ...]:
    """Read the exceptions of a file: a list of ``check``, ``about`` and ``reason``.

    Raises:
        InputError: it cannot be read, names no check, or gives no reason.
    """
    top = read_yaml(read_text(path), str(path))
    items = top.items.get("exceptions") if isinstance(top, Node) else None
    if not isinstance(items, Listed):
        raise InputError(
            "the file holds no list of exceptions",
            where=Place(str(path)),
            remedy="Begin with `exceptions:`, and for each give `check`, `about` and `reason`.",
        )
    return tuple(_read(item, str(path)) for item in items.items)


def _read(tree: Tree, path: str) -> Allowed:
    where = Place(path, tree.line, tree.column)
    parts = tree.items if isinstance(tree, Node) else {}
    told = {name: part.text.strip() for name, part in parts.items() if isinstance(part, Scalar)}
    if set(told) != {"check", "about", "reason"} or not all(told.values()):
        raise InputError(
            "an exception says `check`, `about` and `reason`",
            where=where,
            why="Without its reason nobody can tell later whether it still holds.",
            remedy="Give all three.",
        )
    if told["check"] not in CHECKS:
        remedy = suggest(told["check"], CHECKS, otherwise=f"There are: {', '.join(CHECKS)}.")
        raise InputError(f"there is no check {told['check']!r}", where=where, remedy=remedy)
    return Allowed(told["check"], told["about"], told["reason"], where)


def left(findings: Iterable[Finding], exceptions: Sequence[Allowed]) -> Iterator[Finding]:
    """Yield the findings that no exception lets pass, then the exceptions that let nothing pass."""
    used: set[Allowed] = set()
    for finding in findings:
        covering: Collection[Allowed] = [item for item in exceptions if item.covers(finding)]
        used.update(covering)
        if not covering:
            yield finding
    for item in exceptions:
        if item not in used:
            yield Finding(
                "stale-exception",
                item.about,
                f"the exception of {item.about} from {item.check!r} lets nothing pass",
                "An exception that outlives its reason hides the next fault.",
                "Take it out.",
                item.where,
            )
