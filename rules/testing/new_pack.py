"""A new pack of rules to begin with: one rule, the work that it cites, and cases in which it fires and in which not.

The rule is made up, and all of it works: what is to be changed stands in a comment.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from kb.errors import InputError, Place

_NAME = re.compile(r"[a-z][a-z0-9-]*")

_RULES = """\
name: NAME
version: 0.1.0
authors: [Your Name]
licence: CC-BY-4.0
about: episode

rules:
  # The family, a dot, and what tells this rule from the others of the family.
  - id: NAME.warned-partners
    # What the theory says, in one sentence.
    claim: A government that had told its partners that it would go leaves from a promise, not from a lack of means.
    source: {work: NAME-2000, place: p. 1}
    # Facts and conclusions to be found together. `$name` stands for the same thing wherever it is written; `$episode`,
    # `$state`, `$coalition`, `$date` and `$decided` are those of the change that is judged.
    when:
      - Defection: {episode: $episode}
      - Statement: {state: $state, coalition: $coalition, date: $said, content: $content}
      - $content includes withdrawal-pledged
      - $said is not later than $decided
    # The one conclusion, each of its fields filled in.
    then:
      Cause: {episode: $episode, cause: political/campaign-pledge, kind: political}
    # The step in words, for a reader; names stand in braces.
    says: "{state} had said on {said} that it would go"
"""

_WORKS = """\
@book{NAME-2000,
  author = {Name, Your},
  title = {The Book in which the Theory Stands},
  year = {2000}
}
"""

_DEFAULTS = """\
# What every case has unless it says otherwise: Gullland is in the Quay Coalition, and its part changed in December
# 1911.
every:
  state: gullland
  coalition: quay-coalition
  leader: plovermark
  episode: gullland-1911-12
  date: 1911-12-01

classes:
  Episode: {decided: 1911-11-15, concludes: 1914-03-31}
  Statement: {coalition: quay-coalition}

always:
  - {type: Episode, id: gullland-1911-12}
"""

_CASES = """\
situations:
  - situation: Gullland defects, and had told its partners so.
    # Facts, and conclusions that are taken for granted so that one rule is tested alone.
    given:
      - {type: Defection, scope: combat}
      - {type: Statement, id: speech, date: 1911-06-01, content: [withdrawal-pledged]}
    cases:
      - case: Who had said that they would go leave from a promise
        fires: NAME.warned-partners
      - case: What is said once all is decided explains nothing
        but: [{type: Statement, id: speech, date: 1911-12-20}]
        silent: NAME.warned-partners
      - case: Within the month of the decision nobody can tell which came first
        but: [{type: Statement, id: speech, date: 1911-11}]
        undetermined: NAME.warned-partners
"""

_FILES: Mapping[str, str] = {
    "rules.yaml": _RULES,
    "works.bib": _WORKS,
    "cases/defaults.yaml": _DEFAULTS,
    "cases/first.yaml": _CASES,
}


def new_pack(path: Path) -> tuple[Path, ...]:
    """Write a pack into a new folder, and return its files.

    Raises:
        InputError: something stands there already, the folder cannot be written, or its name is no name of a family.
    """
    name = path.resolve().name
    if not _NAME.fullmatch(name):
        raise InputError(
            f"{name!r} is no name for a pack",
            where=Place(str(path)),
            why="Its rules bear the name of the folder.",
            remedy="Use small letters, digits and hyphens, as in my-theory.",
        )
    if path.exists():
        raise InputError("something stands there already", where=Place(str(path)), remedy="Name a new folder.")
    written = []
    try:
        for file, text in _FILES.items():
            (path / file).parent.mkdir(parents=True, exist_ok=True)
            (path / file).write_text(text.replace("NAME", name), encoding="utf-8")
            written.append(path / file)
    except OSError as error:
        what = f"the pack cannot be written: {error.strerror or error}"
        raise InputError(what, where=Place(str(path)), remedy="Name a folder that you may write to.") from error
    return tuple(written)
