"""The house stands as its design says: which floor and which room imports which, and what stays in one file."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.places import ROOT

FLOORS = ("ontology", "kb", "rules", "explain", "cli")
ROOMS = {
    "ontology": ("", "generating", "checking"),
    # Records belong to the hall: they are what every room speaks of.
    "kb": ("", "words", "profiles", "writing", "reading", "auditing", "sheets", "altered", "agreement", "keeping"),
    "rules": (
        "",
        "matching",
        "engine",
        "theory",
        "packs",
        "judging",
        "questions",
        "overturning",
        "foreseeing",
        "testing",
        "checking",
        "translating",
    ),
    "explain": (
        "",
        "words",
        "answers",
        "comparing",
        "foresight",
        "tables",
        "renderings",
        "pictures",
        "linked",
        "dataset",
        "asking",
        "interview",
        "notebooks",
        "site",
        "serving",
    ),
    "cli": ("", "asking", "cases", "foresight", "overviews", "reasons", "sharing"),
}
"""The rooms of each floor, the hall first: a room imports from those before it, and from the floors below."""
APART = ("cli",)
"""Floors whose rooms know the hall alone, and not one another."""
MAP = re.compile(r"(?<=<!-- house -->\n).*(?=<!-- /house -->)", re.DOTALL)
MOST_FILES, MOST_LINES = 16, 315
FILES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
OUTSIDE = {"tests", "benchmarks", "examples"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(floor: str, inner: str) -> str:
    """Return the room of a file or module, by its first part below the floor; the hall has no name."""
    return inner if inner != "records" and (ROOT / floor / inner).is_dir() else ""


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the module of every import in a file, wherever it stands, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (inner if is_module(inner) else node.module or ""), node.lineno
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("import_module", "importlib.import_module"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant):
                yield str(first.value), node.lineno


def is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def top(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_folder_imports_only_from_those_before_it(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    above = {*FLOORS[FLOORS.index(own) + 1 :], *OUTSIDE}
    wrong = [f"{name_of(path)}:{line} imports {name}" for name, line in imports(path) if top(name) in above]
    assert not wrong, f"{', '.join(wrong)}; a folder imports only from those before it: {' < '.join(FLOORS)}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_room_imports_only_from_those_before_it(path: Path) -> None:
    floor, *parts = path.relative_to(ROOT).parts
    order, own = ROOMS[floor], room_of(floor, parts[0])
    allowed = {"", own} if floor in APART else set(order[: order.index(own) + 1])
    if parts == ["__init__.py"]:  # the door of a floor leads to all its rooms
        allowed = set(order)
    wrong = [
        f"{name_of(path)}:{line} imports {name}"
        for name, line in imports(path)
        if top(name) == floor and room_of(floor, *name.split(".")[1:2]) not in allowed
    ]
    assert not wrong, f"{', '.join(wrong)}; the rooms of {floor}: {' < '.join(filter(None, order))}"


def test_no_files_import_one_another_in_a_circle() -> None:
    named = {name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in FILES}
    graph = {name: {found for found, _ in imports(path)} & named.keys() - {name} for name, path in named.items()}
    TopologicalSorter(graph).prepare()


def test_every_folder_is_looked_at_and_none_is_a_hall_full_of_files() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(FLOORS)
    for floor in FLOORS:
        inner = {path.relative_to(ROOT / floor).parts[0] for path in FILES if path.is_relative_to(ROOT / floor)}
        assert {room_of(floor, name) for name in inner} == set(ROOMS[floor])
    folders = {path.parent for path in FILES}
    crowded = {name_of(folder): count for folder in folders if (count := len(list(folder.glob("*.py")))) > MOST_FILES}
    assert not crowded, f"more than {MOST_FILES} files: {crowded}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_longer_than_one_reads_at_a_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{name_of(path)} has {lines} lines; split it where its subject changes"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_engine_imports_experta(path: Path) -> None:
    if name_of(path) != "rules/engine/experta_engine.py":
        assert "experta" not in {top(name) for name, _ in imports(path)}, f"{name_of(path)}: use the engine's room"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_everything_imported_is_declared(path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [entry for name, asked in project["optional-dependencies"].items() if name != "dev" for entry in asked]
    named = {re.split(r"[^\w-]", entry)[0].lower() for entry in (*project["dependencies"], *extras)}
    known = {*sys.stdlib_module_names, *FLOORS, *named, *({"yaml"} if "pyyaml" in named else ())}
    missing = {top(name) for name, _ in imports(path)} - known
    assert not missing, f"{name_of(path)} imports {missing}, which pyproject.toml lacks"


def test_the_map_shows_the_house_as_it_is(*, accept: bool) -> None:
    page = ROOT / "CONTRIBUTING.md"
    text = page.read_text(encoding="utf-8")
    folders = [f"{floor}/{room}".rstrip("/") for floor, rooms in ROOMS.items() for room in rooms]
    drawn = "".join(f"| `{folder}/` | {opening(folder)} |\n" for folder in folders)
    drawn = f"| room | what lives there |\n| --- | --- |\n{drawn}"
    if accept:
        page.write_text(MAP.sub(lambda _: drawn, text), encoding="utf-8")
        return
    assert MAP.findall(text) == [drawn], "the house has changed; if on purpose: pytest --accept"


def opening(folder: str) -> str:
    """Return the first line of what a package says of itself."""
    return (ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text("utf-8"))) or "").splitlines()[0]
