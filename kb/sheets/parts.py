"""What was imported as case files, none larger than is read back."""

from pathlib import Path
from typing import Final

from kb.errors import InputError, Place
from kb.reading.limits import MAX_BYTES
from kb.sheets.importing import Imported
from kb.writing.case_file import case_file

_AT_ONCE: Final = 15_000
"""Facts to one file where there are many: well within what is read."""


def case_files(made: Imported, goal: Path | None) -> dict[str, str]:
    """Return the texts of case files by name: one for a goal that is a file, else as many as it takes.

    Raises:
        InputError: the facts are too many for one file.
    """
    records = made.records
    asked = {name: "\n".join(f"? {text}" for text in texts) for name, texts in made.questions.items()}
    if goal is not None:
        text = case_file(records, asked)
        if len(text.encode()) > MAX_BYTES:
            raise InputError(
                f"{len(records):,} facts are too many for one case file",
                where=Place(str(goal)),
                why=f"At most {MAX_BYTES:,} bytes of a case file are read.",
                remedy="Name a folder (-o NAME without an ending): the facts are then shared out among several files.",
            )
        return {goal.name: text}
    chunks = [records[at : at + _AT_ONCE] for at in range(0, len(records), _AT_ONCE)]
    if len(chunks) == 1:
        return {"case.yaml": case_file(records, asked)}
    return {f"case-{number:03}.yaml": case_file(chunk, asked) for number, chunk in enumerate(chunks, 1)}
