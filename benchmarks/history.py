"""What was measured before: a line of JSON for each figure of each full run, in ``history.jsonl``."""

import json
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from kb.writing.export import write_whole

HISTORY = Path(__file__).with_name("history.jsonl")


def last(path: Path = HISTORY) -> dict[str, float]:
    """Return the ratio last recorded of every figure."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {entry["figure"]: entry["ratio"] for entry in map(json.loads, lines)}


def record(ratios: Mapping[str, float], path: Path = HISTORY) -> None:
    """Add the ratios of a run; the file is written whole or not at all."""
    run = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        "python": platform.python_version(),
    }
    before = path.read_bytes() if path.exists() else b""
    added = "".join(
        json.dumps({**run, "figure": name, "ratio": round(ratio, 3)}) + "\n" for name, ratio in ratios.items()
    )
    write_whole(before + added.encode(), path)


def _commit() -> str:
    """Return the commit that is measured, marked with a plus sign where files differ from it."""
    named, changed = _git("rev-parse", "--short", "HEAD"), _git("status", "--porcelain", "--untracked-files=no")
    return f"{named}+" if changed else named


def _git(*words: str) -> str:
    """Return what git says; nothing where it is not there, or this is no clone."""
    command = ["git", *words]
    try:
        told = subprocess.run(command, cwd=HISTORY.parent, check=False, capture_output=True, text=True)
    except OSError:
        return ""
    return told.stdout.strip()
