"""``coalition dataset``, opened by the tools for which it is written: pandas, pyarrow, openpyxl, networkx."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from bibtexparser.entrypoint import parse_string
from click.testing import CliRunner, Result

from cli.main import main
from kb.reading.loading import load
from kb.store import KnowledgeBase
from rules.judging.court import Court

EPISODE = "denmark-2016-12"
TABLES = ("episodes", "states", "contributions", "facts", "citations", "works", "conclusions", "truth-table")
OPTIONS = ("--format", "parquet", "--format", "xlsx", "--proof", EPISODE)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["dataset", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dataset")
    assert run(path, *OPTIONS).exit_code == 0
    return path


@pytest.fixture(scope="module")
def court() -> Court:
    return Court(load())


def frame(folder: Path, name: str) -> "pd.DataFrame":
    return pd.read_csv(folder / f"{name}.csv", keep_default_na=False, na_values=[""])


def test_there_is_a_row_for_each_thing(folder: Path, court: Court) -> None:
    kb: KnowledgeBase = court.kb
    own = {name for name in kb.records if kb.places[name].path.startswith("kb/")}
    assert list(frame(folder, "episodes")["episode"]) == sorted(court.episodes)
    assert set(frame(folder, "facts")["fact"]) == own
    assert len(frame(folder, "citations")) == sum(len(kb.records[name].source) for name in own)


def test_states_bear_the_codes_of_other_data_sets(folder: Path) -> None:
    rows = pd.read_csv(folder / "states.csv", index_col="state", dtype=str)
    assert rows.loc["netherlands"].to_dict() == {
        "label": "the Netherlands",
        "iso2": "NL",
        "iso3": "NLD",
        "iso": "528",
        "cow": "210",
        "gw": "210",
    }


def test_conditions_and_outcome_are_what_the_judgement_says(folder: Path, court: Court) -> None:
    rows = frame(folder, "episodes").set_index("episode")
    for name, row in rows[rows["state"].isin(["belgium", "denmark"])].iterrows():
        judgement = court.judge(str(name))
        outcome = {"defection": 1, "not-defection": 0}.get(judgement.verdict)
        assert (row["verdict"], None if pd.isna(row["defection"]) else row["defection"]) == (judgement.verdict, outcome)
        held = {
            column.removeprefix("strategy_").replace("_", "-")
            for column in rows
            if column.startswith("strategy_") and row[column] == 1
        }
        assert held == set(judgement.strategies)
        fell = judgement.proof.concluded("ExposureFell", episode=name)
        assert row["exposure_fell"] == 1 if fell else row["exposure_fell"] != 1


def test_every_conclusion_stands_with_its_standing(folder: Path, court: Court) -> None:
    rows = frame(folder, "conclusions")
    proof = court.judge(EPISODE).proof
    own = rows[rows["about"] == EPISODE].set_index("conclusion")
    assert set(own.index) == proof.steps.keys() | proof.possible.keys()
    assert all(proof.standing(name) == row["standing"] for name, row in own.iterrows())
    assert "denmark/global-coalition" in set(rows["about"])


PYTHON: dict[str, Any] = {"string": str, "integer": int, "number": float, "date": date.fromisoformat}


def test_the_data_package_describes_every_column_truly(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [item["name"] for item in package["resources"]] == list(TABLES)
    cells = {name: frame(folder, name).astype(object) for name in TABLES}
    for resource in package["resources"]:
        table, schema = cells[resource["name"]], resource["schema"]
        assert [field["name"] for field in schema["fields"]] == list(table.columns)
        assert (folder / resource["path"]).stat().st_size == resource["bytes"]
        for field in schema["fields"]:
            assert field["description"]
            values = [value for value in table[field["name"]] if not pd.isna(value)]
            rules = field.get("constraints", {})
            assert not rules.get("required") or len(values) == len(table)
            assert all(PYTHON[field["type"]](value) is not None for value in values)
            assert (
                {str(int(value) if field["type"] == "integer" else value) for value in values}
                <= set(map(str, rules["enum"]))
                if "enum" in rules
                else True
            )
        assert not table.duplicated(schema["primaryKey"]).any()
        for key in schema["foreignKeys"]:
            goal = key["reference"]
            assert set(table[key["fields"]].dropna()) <= set(cells[goal["resource"]][goal["fields"]])


@pytest.mark.parametrize("name", TABLES)
def test_parquet_and_workbook_hold_the_same_rows(folder: Path, name: str) -> None:
    table = pq.read_table(folder / f"{name}.parquet")
    rows = frame(folder, name)
    assert table.column_names == list(rows.columns)
    assert table.num_rows == len(rows)
    assert all(field.metadata[b"definition"] for field in table.schema)
    written: list[list[object]] = [
        ["" if value is None else str(value) for value in row.values()] for row in table.to_pylist()
    ]
    book = openpyxl.load_workbook(folder / "tables.xlsx", read_only=True)
    found = [[_shown(value) for value in row] for row in book[name].iter_rows(min_row=2, values_only=True)]
    book.close()
    wide = len(table.column_names)  # a row ends with its last cell that is not empty
    assert [row + [""] * (wide - len(row)) for row in found] == [[_shown(value) for value in row] for row in written]


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    return text.removesuffix(" 00:00:00").removesuffix(".0")


def test_a_truth_table_counts_its_cases(folder: Path) -> None:
    table, episodes = frame(folder, "truth-table"), frame(folder, "episodes").set_index("episode")
    conditions = list(table.columns[1 : list(table.columns).index("OUT")])
    assert conditions == ["burden_shifted", "combat_concerned", "early", "exposure_fell", "recalled_early"]
    for _, row in table.iterrows():
        cases = row["cases"].split("; ")
        assert len(cases) == row["n"]
        outcomes = {episodes.loc[case, "defection"] for case in cases}
        assert {"1": {1}, "0": {0}, "C": {0, 1}}[str(row["OUT"])] == outcomes
        assert all((episodes.loc[case, conditions] == row[conditions]).all() for case in cases)
        assert row["row"] == int("".join(str(int(row[name])) for name in conditions), 2) + 1


def test_conditions_and_outcome_of_the_truth_table_can_be_chosen(tmp_path: Path) -> None:
    done = run(tmp_path, "belgium", "--condition", "exposure_fell", "--outcome", "consensus_lost")
    assert done.exit_code == 0
    assert list(frame(tmp_path, "truth-table").columns[:3]) == ["row", "exposure_fell", "OUT"]
    assert {name.split("-")[0] for name in frame(tmp_path, "episodes")["episode"]} == {"belgium"}
    refused = run(tmp_path, "belgium", "--condition", "exposure_fel")
    assert (refused.exit_code, "'exposure_fell'" in refused.output) == (2, True)


@pytest.mark.parametrize("name", ["network", f"proof-{EPISODE}"])
def test_networks_are_read_by_networkx_in_both_forms(folder: Path, name: str) -> None:
    first, second = nx.read_graphml(folder / f"{name}.graphml"), nx.read_gexf(folder / f"{name}.gexf")
    assert set(first) == set(second)
    assert sorted(_edges(first)) == sorted(_edges(second))
    assert {data["sort"] for _, data in first.nodes(data=True)} >= (
        {"state", "coalition", "contribution", "fact", "episode", "conclusion"}
        if name == "network"
        else {"observed", "computed", "concluded", "step", "absence", "comparison"}
    )


def _edges(graph: Any) -> Iterator[tuple[str, str, str]]:
    yield from ((one, other, data["relation"]) for one, other, data in graph.edges(data=True))


def test_the_proof_leads_from_the_verdict_to_the_facts(folder: Path, court: Court) -> None:
    graph = nx.read_graphml(folder / f"proof-{EPISODE}.graphml")
    (verdict,) = court.judge(EPISODE).findings
    below = {graph.nodes[name]["sort"] for name in nx.descendants(graph, verdict.name)}
    assert {"observed", "computed", "concluded", "step", "absence", "comparison"} == below


def test_works_are_those_cited_in_bibtex_and_csl(folder: Path) -> None:
    keys = list(frame(folder, "works")["work"])
    assert [entry.key for entry in parse_string((folder / "works.bib").read_text("utf-8")).entries] == keys
    items = json.loads((folder / "works.json").read_text("utf-8"))
    assert [item["id"] for item in items] == keys
    mcinnis = next(item for item in items if item["id"] == "mcinnis-2016")
    assert mcinnis["issued"] == {"date-parts": [[2016]]}
    assert (
        mcinnis["author"] == [{"family": "McInnis", "given": "Kathleen J."}]
        or mcinnis["author"][0]["family"] == "McInnis"
    )


def test_the_same_cases_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert [run(path, "jordan", *OPTIONS[:4]).exit_code for path in (first, second)] == [0, 0]
    written = {item.name: item.read_bytes() for item in first.iterdir()}
    assert {item.name: item.read_bytes() for item in second.iterdir()} == written
