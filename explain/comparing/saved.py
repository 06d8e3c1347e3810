"""Where saved results differ from others: the verdict of each episode, what follows, and by which rules."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from explain.answer import Answer, Reason
from explain.answers.what_if import counted
from kb.errors import InputError, Place, printable
from kb.names import spelled
from kb.reading.limits import MAX_WRITTEN_BYTES, read_text

Result = Mapping[str, Any]
TOLD: Mapping[str, str] = {
    "reasons": "reason",
    "strategies": "shape",
    "causes": "cause",
    "interests": "interest",
    "restrictions": "restriction",
    "hypotheses": "hypothesis",
}
"""The parts of a result that hold conclusions, and what one of them is called."""
_NEEDED = ("episode", "state", "coalition", "verdict")


def is_saved(path: Path) -> bool:
    """Tell whether a path is that of a file with saved results."""
    return path.suffix.lower() == ".json" and path.is_file()


def read_saved(path: Path) -> list[dict[str, Any]]:
    """Read what ``coalition judge --json`` printed.

    Raises:
        InputError: the file cannot be read, or holds something else.
    """
    try:
        data = json.loads(read_text(path, MAX_WRITTEN_BYTES))
    except (ValueError, RecursionError) as error:
        raise _not_saved(path, f"not valid JSON: {error}") from error
    if not isinstance(data, list) or not all(isinstance(item, dict) and _is_result(item) for item in data):
        raise _not_saved(path, "the file holds no list of judged episodes")
    return data


def _is_result(item: Result) -> bool:
    lists = (item.get(name, []) for name in (*TOLD, "rules"))
    return all(isinstance(item.get(name), str) for name in _NEEDED) and all(
        isinstance(part, list | dict) for part in lists
    )


def _not_saved(path: Path, what: str) -> InputError:
    remedy = "Write it with: coalition judge --json -o FILE.json"
    return InputError(what, where=Place(str(path)), remedy=remedy)


def saved_differences(old: Sequence[Result], new: Sequence[Result]) -> Iterator[Answer]:
    """Yield an answer for each episode of which two lists of results say other things."""
    before, after = ({item["episode"]: item for item in results} for results in (old, new))
    for name in {**before, **after}:
        first, second = before.get(name), after.get(name)
        if first is None or second is None:
            yield _alone(first or second or {}, "appears" if first is None else "vanishes")
        elif found := tuple(_findings(first, second)):
            yield _answer(second, _headline(first, second), counted(found), (*_grounds(first, second), *found))
        elif first["verdict"] != second["verdict"] or first.get("standing") != second.get("standing"):
            yield _answer(second, _headline(first, second), _standing(first, second), tuple(_grounds(first, second)))


def _answer(item: Result, verdict: str, sentence: str, reasons: tuple[Reason, ...]) -> Answer:
    name = printable(item["episode"])
    title = f"{spelled(printable(item['state'])).title()}, {spelled(printable(item['coalition']))}"
    return Answer(f"What differs for {name}?", name, title, printable(verdict), f"{name}: {sentence}", reasons)


def _alone(item: Result, status: str) -> Answer:
    where = "second" if status == "appears" else "first"
    return _answer(item, item["verdict"].replace("-", " ").upper(), f"it is an episode only in the {where}.", ())


def _headline(first: Result, second: Result) -> str:
    words = [item["verdict"].replace("-", " ").upper() for item in (first, second)]
    return words[0] if words[0] == words[1] else " → ".join(words)


def _standing(first: Result, second: Result) -> str:
    old, new = (printable(str(item.get("standing"))) for item in (first, second))
    return f"its verdict is {new}, not {old}." if old != new else "the verdict is another."


def _findings(first: Result, second: Result) -> Iterator[Reason]:
    for part, word in TOLD.items():
        old, new = (_conclusions(item.get(part, [])) for item in (first, second))
        for status, names in (("vanishes", old - new), ("appears", new - old)):
            for name in sorted(names):
                yield Reason(f"{part}/{name}", "finding", f"{word}: {printable(_words(name))}", status=status)


def _conclusions(part: Any) -> set[str]:
    if isinstance(part, dict):
        return {f"{name} {answer}" for name, answer in part.items() if answer is not None}
    return {str(name) for name in part}


def _words(name: str) -> str:
    return spelled(name.replace("/", ": "))


def _grounds(first: Result, second: Result) -> Iterator[Reason]:
    """Yield the rules on which one of two results rests alone, and whether the facts are others."""
    old, new = (_conclusions(item.get("rules", [])) for item in (first, second))
    for status, names in (("vanishes", old - new), ("appears", new - old)):
        for name in sorted(names):
            yield Reason(f"rule/{name}", "change", f"the rule {printable(name)}", status=status)
    made = [item.get("made_with") for item in (first, second)]
    facts = [item.get("facts") for item in made if isinstance(item, dict)]
    if len(set(map(str, facts))) > 1:
        yield Reason("facts", "change", "the facts on which it rests", status="moves")
