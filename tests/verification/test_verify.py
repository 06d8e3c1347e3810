"""``coalition verify``: proofs kept as JSON or linked data are checked later, and one tampered with is refused."""

from pathlib import Path

import pytest

from tests import golden

EPISODE = "denmark-2016-12"


def kept(path: Path) -> Path:
    """Keep the proof of an episode in a file."""
    done = golden.run(["verify", EPISODE, "--save", str(path)])
    assert done.returncode == 0, done.stderr
    return path


@pytest.mark.parametrize("ending", ["json", "ttl", "nt", "rdf", "jsonld", "trig"])
def test_a_kept_proof_is_verified_later(tmp_path: Path, ending: str) -> None:
    done = golden.run(["verify", "--proof", str(kept(tmp_path / f"proof.{ending}"))])
    assert done.returncode == 0
    assert done.stdout.startswith(f"{EPISODE}: verified (")


def test_a_changed_figure_in_json_is_refused_and_the_step_named(tmp_path: Path) -> None:
    path = kept(tmp_path / "proof.json")
    path.write_text(
        path.read_text(encoding="utf-8").replace('"combat_after": 0', '"combat_after": 3'), encoding="utf-8"
    )
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 1
    assert "REFUSED" in done.stdout
    assert f"Change({EPISODE}/profile)" in done.stdout


def test_a_changed_premise_in_linked_data_is_refused_and_the_step_named(tmp_path: Path) -> None:
    path = kept(tmp_path / "proof.nt")
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if "/step/1>" in line and "ns/prov#used>" in line)
    step = lines[place].split()[0].strip("<>")
    del lines[place]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 1
    assert step in done.stdout


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "coalition-kb proof 2"}', "no proof"])
def test_a_file_without_a_proof_is_refused_with_a_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "proof.json"
    path.write_text(text, encoding="utf-8")
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 2
    assert "--save FILE" in done.stderr
