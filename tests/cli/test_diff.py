"""`coalition diff` and `judge --against`: which answers differ, and through which facts or rules."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from tests import golden
from tests.places import EXAMPLES

PACK = "replaces: [cause.elite-consensus]\nrules: []\n"
QUAY = golden.FOLDER / "quay"


def run(*arguments: str | Path) -> Result:
    """Run the command in this process; it takes up no pack, so that nothing is left behind."""
    return CliRunner().invoke(main, [str(item) for item in arguments])


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a pack that takes one rule out."""
    path = tmp_path / "without.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


def test_against_the_bundled_rules_only_what_a_pack_changes_is_shown(pack: Path) -> None:
    done = golden.run(["judge", "denmark", "--rules", str(pack), "--against", "bundled"])
    assert done.returncode == 0, done.stderr
    told = words(done.stdout)
    assert "denmark-2016-12: 3 conclusions vanish" in told
    assert "agreement, and no lack of means explains the exit cause.elite-consensus its rule is gone" in told
    assert "Belgium" not in told


def test_a_pack_and_the_bundled_rules_can_be_diffed_either_way(tmp_path: Path) -> None:
    late = tmp_path / "late.yaml"
    late.write_text("thresholds: {early: 30}\n", encoding="utf-8")
    there, back = (run("diff", *sides, "--cases", QUAY) for sides in (("bundled", late), (late, "bundled")))
    assert (there.exit_code, back.exit_code) == (0, 0), there.output
    assert "needed; a change is early when" in words(there.stdout)
    assert there.stdout.count("\n- ") == back.stdout.count("\n+ ") > 0
    assert run("diff", late, late, "--cases", QUAY).stdout == "Nothing differs.\n"


def test_a_fact_that_is_otherwise_is_told_with_what_it_was(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    for file in QUAY.iterdir():
        text = file.read_text(encoding="utf-8")
        (tmp_path / "old" / file.name).write_text(text, encoding="utf-8")
        (tmp_path / "new" / file.name).write_text(text.replace("ends: 1914-03-31", "ends: 1912-03-31"), "utf-8")
    assert run("diff", QUAY, tmp_path / "old").stdout == "Nothing differs.\n"
    done = words(run("diff", tmp_path / "old", tmp_path / "new").stdout)
    assert "→" in done
    assert "ends: 1914-03-31 before, 1912-03-31 now" in done


def test_saved_results_differ_in_what_they_say(tmp_path: Path, pack: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    assert run("judge", "denmark", "--json", "-o", old).exit_code == 0
    assert golden.run(["judge", "denmark", "--json", "-o", str(new), "--rules", str(pack)]).returncode == 0
    told = words(run("diff", old, new).stdout)
    assert "- cause: political: elite consensus" in told
    assert "- the rule cause.elite-consensus" in told
    assert "1 answer differs." in told
    assert run("diff", old, old).stdout == "Nothing differs.\n"


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"episode": 1}]', "[" * 100_000, '[{"episode": "x"}]'])
def test_what_is_no_saved_result_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    refused = run("diff", path, path)
    assert refused.exit_code == 2
    assert "coalition judge --json -o FILE.json" in refused.stderr


def test_episodes_of_one_month_are_one_though_their_facts_have_other_names() -> None:
    first, second = EXAMPLES / "philippines-iraq.yaml", EXAMPLES.parent / "codings/philippines-second-coder.yaml"
    told = run("diff", first, second, "--with", EXAMPLES / "sources.bib").stdout
    assert told.startswith("DEFECTION → OUT OF SCOPE\n")
    assert "only in the" not in told


def test_a_folder_around_a_pack_leads_to_the_pack() -> None:
    done = run("rules", "check", EXAMPLES.parent / "packs/war-weariness")
    assert done.exit_code == 2
    pack = EXAMPLES.parent / "packs/war-weariness/war_weariness"
    assert f"Name the pack that lies in it: {pack}." in " ".join(done.stderr.split())
