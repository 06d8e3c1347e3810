"""The notebooks of ``examples/`` and the Python of the README run, and show what they show."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook with what its cells give now."""
    names: dict[str, Any] = {}
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        made = dict(cell)
        if cell["cell_type"] == "code":
            count = sum(other["cell_type"] == "code" for other in notebook["cells"][: number + 1])
            value = _run("".join(cell["source"]), names)
            made["execution_count"] = count
            made["outputs"] = [] if value is None else [_output(value, count)]
        cells.append(made)
    return {**notebook, "cells": cells}


def _run(text: str, names: dict[str, Any]) -> Any:
    """Run a cell and return the value of its last line, as a notebook does."""
    tree = ast.parse(text)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - the cells are ours
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None  # noqa: S307


def _output(value: Any, count: int) -> dict[str, Any]:
    data = {"text/plain": repr(value).splitlines(keepends=True)}
    if hasattr(value, "_repr_html_"):
        data = {"text/html": value._repr_html_().splitlines(keepends=True), **data}
    return {"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_its_cells_give(path: Path, *, accept: bool) -> None:
    pytest.importorskip("pandas")
    before = json.loads(path.read_text(encoding="utf-8"))
    after = executed(before)
    if accept:
        path.write_text(json.dumps(after, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    assert after == before, f"{path} differs; if on purpose: pytest --accept"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_in_the_form_that_readers_know(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[\w-]{1,64}", name) for name in names)
    for cell in notebook["cells"]:
        wanted = {"cell_type", "id", "metadata", "source"}
        assert cell.keys() == (wanted | {"execution_count", "outputs"} if cell["cell_type"] == "code" else wanted)


def test_the_python_of_the_readme_runs() -> None:
    blocks = PYTHON.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        _run(block, {})
