"""The error reference, made by making every mistake: what the program then says, and how it is mended.

The mistakes are those of the tests: in case files (``tests/kb/test_bad_input.py``), in packs of rules
(``tests/rules/packs/test_packs.py``) and what ``coalition rules check`` finds.
"""

import difflib
import re
import tempfile
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.errors import InputError, printable
from rules.checking.checking import check_pack
from rules.checking.findings import CHECKS
from rules.engine.facts import Episode
from rules.engine.rulebook import Rulebook
from rules.packs.reading import read_pack
from rules.theory.book import RULEBOOK
from tests import pages
from tests.guides.filling import Parts, table
from tests.kb.cases import CASE, refused, write
from tests.kb.test_bad_input import ADDED, CHANGED, extra
from tests.places import ROOT
from tests.rules.checking import test_checking as checks
from tests.rules.packs import test_packs as packs

SECTIONS: Mapping[str, str] = {
    "reading": r"not valid YAML|second document|the (alias|anchor|tag|character) |given twice",
    "sources": r"source|`place`|`document`",
    "dates": r"no date|lies before|values for `begins`",
    "numbers": r"whole number|` is -?\d|larger than|truth value",
    "keys": r"not a key|has no `leader`|the key |value is missing|plain value",
    "facts": r"no `\w+`$|used twice|unknown class|values for|does not lie|leads back|units of",
    "names": "",
}
"""The sections of the reference, the first of which takes a fault by what the program says of it."""


_ALIKE = 0.6
"""How alike a wrong line and the one that stood there must be for that one to be its correction."""


def faults(kind: str) -> str:
    """Return the faults of case files that one section is about."""
    return "\n\n".join(text for section, text in _case_faults() if section == kind)


def checked() -> str:
    """Return what ``coalition case check`` says of a file with several faults."""
    text = CASE
    for old, new, *_ in (CHANGED[name] for name in ("unknown key", "unknown class", "wrong date", "negative count")):
        text = text.replace(old, new, 1)
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), text, "quay.yaml")
        command = "coalition case check quay.yaml"
        said, _, code = pages.run(command, Path(folder))
    assert code == 1, said
    return f"```text\n$ {command}\n{said.rstrip()}\n```"


def pack_faults() -> str:
    """Return the faults of packs of rules."""
    return "\n\n".join(_pack_faults())


def findings() -> str:
    """Return what ``coalition rules check`` looks for."""
    return table(("it says", "it has found"), [(f"`{name}`", f"{found}") for name, found in CHECKS.items()])


def found(check: str) -> str:
    """Return what a check says of a pack that was made for it to catch."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rules.yaml").write_text(checks.HEAD + FAULTY[check], encoding="utf-8")
        (Path(folder) / "works.bib").write_text(checks.WORKS, encoding="utf-8")
        item = next(item for item in check_pack(Path(folder)) if item.check == check)
    return _told(item.what, item.why, item.remedy, item.witness)


def unknown_names() -> str:
    """Return what the golden answers show of names that nothing bears."""
    text = (ROOT / "tests" / "golden" / "unknown-names.txt").read_text(encoding="utf-8")
    shown = [
        line.removeprefix("! ") for line in text.splitlines() if line.startswith(("$ coalition", "! Error", "!  "))
    ]
    return "```text\n" + "\n".join(shown) + "\n```"


PARTS: Parts = {
    "faults": faults,
    "checked": checked,
    "pack-faults": pack_faults,
    "findings": findings,
    "found": found,
    "unknown-names": unknown_names,
}

_WEARY = """
    Defection: {episode: $episode, scope: combat}
    Statement: {state: $state, content: $content, date: $said}
    $content includes withdrawal-pledged
    $said is not later than $date
"""
FAULTY = {
    "never-fires": checks.rule("never", "Phased: {episode: $episode}\nno Phased: {episode: $episode}", checks.PLEDGE),
    "subsumed": checks.rule("promise", _WEARY, checks.PLEDGE)
    + checks.rule("narrower", _WEARY.replace("not later than", "earlier than"), checks.PLEDGE),
    "contrary": checks.rule(
        "mandate",
        "ExposureFell: {episode: $episode, manner: fewer-units}\n"
        "Mandate: {state: $state, coalition: $coalition, ends: $ends}\n$ends is within recent of $date",
        "NotDefection: {episode: $episode, reason: mandate-ended}",
    ),
}


def _case_faults() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        for name, (old, new, *_) in CHANGED.items():
            text = CASE.replace(old, new, 1)
            error = refused(write(Path(folder), text))
            yield _section(error.what), _entry(name, _mending(text, CASE), error)
        for name, (lines, *_) in ADDED.items():
            error = refused(write(Path(folder), extra(*lines)))
            shown = "\n".join(["- " + lines[0], *(f"  {line}" for line in lines[1:])])
            yield _section(error.what), _entry(name, f"```yaml\n{shown}\n```", error)


def _pack_faults() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "works.bib").write_text(packs.WORKS, encoding="utf-8")
        for old, new, _, told in packs.FAULTY:
            text = packs.PACK.replace(old, new, 1)
            (Path(folder) / "rules.yaml").write_text(text, encoding="utf-8")
            try:
                read_pack(Path(folder), {"episode": Rulebook(dict(RULEBOOK.rules), about=Episode), "part": Rulebook()})
            except InputError as error:
                yield _entry(told, _mending(text, packs.PACK), error)


def _section(what: str) -> str:
    return next(section for section, signs in SECTIONS.items() if re.search(signs, what))


def _mending(wrong: str, right: str) -> str:
    """Return what to take out (-) and what to write instead (+)."""
    lines = list(difflib.unified_diff(wrong.splitlines(), right.splitlines(), lineterm="", n=0))[2:]
    shown = [line for line in lines if not line.startswith("@@")]
    taken, put = ("".join(line[1:].strip() for line in shown if line[0] == sign) for sign in "-+")
    if taken and difflib.SequenceMatcher(None, taken, put).ratio() < _ALIKE:
        shown = [line for line in shown if line[0] == "-"]
    left = min(len(line[1:]) - len(line[1:].lstrip()) for line in shown if line[1:].strip())
    return "```diff\n" + "\n".join(printable(f"{line[0]} {line[1 + left :]}") for line in shown) + "\n```"


def _entry(name: str, block: str, error: InputError) -> str:
    title = name.replace("class", "kind").replace("node", "fact").replace("<", "&lt;")
    return f"### {title[0].upper()}{title[1:]}\n\n{block}\n\n{_told(error.what, error.why, error.remedy)}"


def _told(what: str, why: str, remedy: str, witness: tuple[str, ...] = ()) -> str:
    """Return what the program says, and the facts that show it if there are any."""
    fault, *rest = (" ".join(line.replace(f"{ROOT}/", "").split()) for line in (what, why, remedy) if line)
    lines = "\n".join(
        textwrap.fill(line, 76, break_long_words=False, break_on_hyphens=False) for line in (fault, *rest)
    )
    facts = "".join(f"\n  - {fact}" for fact in witness)
    return f"```text\n{lines}{facts}\n```"
