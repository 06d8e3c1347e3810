"""The code of a pack, which is run only where the user says so."""

import sys
from pathlib import Path
from types import ModuleType
from typing import Final

from kb.digests import digest
from kb.errors import InputError, Place
from kb.reading.limits import read_text
from rules.packs.bounded import Failed, bounded
from rules.packs.named_tests import Code, Declared, NamedTest, sound

CODE: Final = "named_tests.py"
"""The file of a pack with named tests as Python code, if it has one."""
OPTION: Final = "--run-code-of-packs"
"""The option by which a user lets it be run."""


def named_tests(pack: Path, name: str, *, run_code: bool) -> tuple[NamedTest, ...]:
    """Return the named tests that a pack brings; none where it is rules alone.

    Raises:
        InputError: it brings code that may not be run, that cannot be run, or that declares an unsound test.
    """
    path = pack / CODE
    if not pack.is_dir() or not path.is_file():
        return ()
    if not run_code:
        raise InputError(
            f"the pack {name!r} brings named tests as Python code",
            where=Place(str(path)),
            why="Its rules cannot be read without running that code, and code may do whatever you may do.",
            remedy=f"Read the file; if you trust it, give {OPTION}.",
        )
    text = read_text(path)
    code = Code(name, str(path), digest([text]))
    module = ModuleType(f"pack_code_{code.digest.partition(':')[2]}")
    sys.modules[module.__name__] = module  # where dataclasses and pickling look for what the code defines
    try:
        bounded(lambda: exec(compile(text, str(path), "exec"), vars(module)), str(path), loading=True)  # noqa: S102 - this is what the user allowed
    except Failed as failed:
        where, why = Place(str(path), failed.line), "Its rules cannot be read without its named tests."
        what = f"the code of the pack {name!r} cannot be run: {failed.what}"
        raise InputError(what, where=where, why=why, remedy="Mend the file.") from failed
    own = (item for item in vars(module).values() if isinstance(item, Declared))
    return sound(list({id(item): item for item in own}.values()), code)
