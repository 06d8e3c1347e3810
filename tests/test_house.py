"""The house stands as its design says: which folder imports which, and what stays in one file."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("ontology", "kb", "rules", "explain", "cli")
FILES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
OUTSIDE = {"tests", "benchmarks", "examples"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the top-level package of every import in a file, wherever it stands, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            own = path.relative_to(ROOT).parts[0]
            yield ((node.module or "").partition(".")[0] if node.level == 0 else own), node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("import_module", "importlib.import_module"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant):
                yield str(first.value).partition(".")[0], node.lineno


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_folder_imports_only_from_those_before_it(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    above = {*FLOORS[FLOORS.index(own) + 1 :], *OUTSIDE}
    wrong = [f"{name_of(path)}:{line} imports {name}" for name, line in imported(path) if name in above]
    assert not wrong, f"{', '.join(wrong)}; a folder imports only from those before it: {' < '.join(FLOORS)}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_engine_imports_experta(path: Path) -> None:
    if name_of(path) != "rules/engine.py":
        assert "experta" not in {name for name, _ in imported(path)}, f"{name_of(path)}: use rules.engine instead"


def test_every_folder_is_looked_at() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(FLOORS)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_everything_imported_is_declared(path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[^\w-]", entry)[0].lower() for entry in project["dependencies"]}
    known = {*sys.stdlib_module_names, *FLOORS, *named, *({"yaml"} if "pyyaml" in named else ())}
    missing = {name for name, _ in imported(path)} - known
    assert not missing, f"{name_of(path)} imports {missing}, which pyproject.toml lacks"
