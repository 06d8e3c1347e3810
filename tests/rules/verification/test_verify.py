"""``coalition verify``: proofs kept in any form are checked later; one that was altered is refused."""

import json
from pathlib import Path

import pytest

from kb.reading.limits import MAX_WRITTEN_BYTES
from tests import golden

EPISODE = "denmark-2016-12"
PART = "bahrain/global-coalition"
LINKED = ("ttl", "nt", "rdf", "jsonld", "trig", "nq")


def kept(path: Path, *about: str) -> Path:
    """Keep a proof in a file."""
    done = golden.run(["verify", *(about or (EPISODE,)), "--save", str(path)])
    assert done.returncode == 0, done.stderr
    return path


def replaced(path: Path, old: str, new: str) -> Path:
    """Replace a text in a file, which must hold it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize("about", [EPISODE, PART])
def test_a_proof_kept_as_json_is_verified_later(about: str, tmp_path: Path) -> None:
    done = golden.run(["verify", "--proof", str(kept(tmp_path / "proof.json", about))])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{about}: verified (")


@pytest.mark.parametrize("ending", LINKED)
def test_proofs_kept_as_linked_data_are_verified_later(ending: str, tmp_path: Path) -> None:
    done = golden.run(["verify", "--proof", str(kept(tmp_path / f"proof.{ending}", EPISODE, PART))])
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{EPISODE}: verified (" in done.stdout
    assert f"{PART}: verified (" in done.stdout


def test_a_state_means_its_episodes_and_its_part() -> None:
    done = golden.run(["verify", "bahrain"])
    assert done.returncode == 0
    names = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert names == [*(f"bahrain-{month}" for month in ("2014-09", "2014-12", "2015-01", "2015-12")), PART]


@pytest.mark.parametrize("ending", LINKED)
def test_an_export_is_read_back(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"export.{ending}"
    assert golden.run(["export", EPISODE, PART, "-o", str(path)]).returncode == 0
    done = golden.run(["verify", "--proof", str(path)])
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{EPISODE}: verified (" in done.stdout
    assert f"{PART}: verified (" in done.stdout


@pytest.mark.parametrize("what", ["facts", "ontology"])
def test_an_export_without_conclusions_has_nothing_to_verify(what: str, tmp_path: Path) -> None:
    path = tmp_path / "export.ttl"
    golden.run(["export", "--what", what, "-o", str(path)])
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 2
    assert "does not say what was judged" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    "question",
    [
        ("why", EPISODE, "cause"),
        ("why", "belgium", "terror-at-home"),
        ("why-not", EPISODE, "cause", "military-capacity"),
        ("what-if", "denmark-2015-10", "--retract", "denmark-radar-2015"),
        ("contrast", "belgium-2015-07", "belgium-2018-01"),
    ],
    ids=" ".join,
)
def test_an_answer_is_asked_again(question: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "answer.ttl"
    assert golden.run([*question, "-o", str(path)]).returncode == 0
    done = golden.run(["verify", "--proof", str(path)])
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("asked", ["judge", "why --help", f"why {EPISODE} -o x.ttl", "why '", "why nowhere", "flip"])
def test_what_is_no_question_is_not_asked(asked: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.ttl"
    golden.run(["why", EPISODE, "-o", str(path)])
    replaced(path, f'ck:asked "why {EPISODE} verdict"', f'ck:asked "{asked}"')
    done = golden.run(["verify", "--proof", str(path)])
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be asked again" in " ".join(done.stderr.split())
    assert not list(tmp_path.glob("x.ttl"))


def test_a_reason_altered_in_an_answer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "answer.ttl"
    golden.run(["why", EPISODE, "-o", str(path)])
    done = golden.run(["verify", "--proof", str(replaced(path, "from 7 F-16AM to none", "from 9 F-16AM to none"))])
    assert done.returncode == 1
    assert "from 9 F-16AM" in done.stdout


def test_a_changed_figure_in_json_is_refused_and_named(tmp_path: Path) -> None:
    path = replaced(kept(tmp_path / "proof.json"), '"combat_after": 0', '"combat_after": 3')
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 1
    assert "REFUSED" in done.stdout
    assert f"Change({EPISODE}/profile)" in done.stdout
    assert "combat_after is 0, not 3" in done.stdout


def test_a_changed_premise_in_linked_data_is_refused_and_the_step_named(tmp_path: Path) -> None:
    path = kept(tmp_path / "proof.nt")
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if "/step/1>" in line and "ns/prov#used>" in line)
    step = lines[place].split()[0].strip("<>").removeprefix("https://w3id.org/coalition-kb/")
    del lines[place]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 1
    assert f"{step}\n" in done.stdout


@pytest.mark.parametrize("ending", ["json", "ttl"])
def test_what_a_proof_was_made_with_must_hold_again(ending: str, tmp_path: Path) -> None:
    path, made = tmp_path / f"proof.{ending}", ["--threshold", "early=6", "--as-of", "2017-02"]
    assert golden.run(["verify", EPISODE, "--save", str(path), *made]).returncode == 0
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 1
    assert "--threshold early=6" in done.stdout
    assert "--as-of 2017-02-28" in done.stdout
    assert golden.run(["verify", "--proof", str(path), *made]).returncode == 0


def test_a_proof_from_other_cases_needs_them_again(tmp_path: Path) -> None:
    path = tmp_path / "proof.json"
    done = golden.run(["verify", "gullland-1911-10", "--cases", "quay", "--save", str(path)])
    assert done.returncode == 0, done.stderr
    refused = golden.run(["verify", "--proof", str(path)])
    assert refused.returncode == 2
    assert "--with FILE" in " ".join(refused.stderr.split())
    assert golden.run(["verify", "--proof", str(path), "--cases", "quay"]).returncode == 0


def test_json_keeps_one_proof(tmp_path: Path) -> None:
    done = golden.run(["verify", "bahrain", "--save", str(tmp_path / "proof.json")])
    assert done.returncode == 2
    assert "a file holds one proof, and 5 are asked for" in " ".join(done.stderr.split())


def test_every_conclusion_of_a_kept_proof_says_how_it_stands(tmp_path: Path) -> None:
    data = json.loads(kept(tmp_path / "proof.json", "belgium-2017-07").read_text(encoding="utf-8"))
    assert {step["standing"] for step in data["steps"]} == {"certain", "open"}
    data = json.loads(kept(tmp_path / "proof.json").read_text(encoding="utf-8"))
    assert {step["standing"] for step in data["steps"]} == {"certain", "on the record", "open"}


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", "[1]", '{"format": "coalition-kb proof 3"}', "no proof"),
        pytest.param("[" * 99, id="too deep"),
        pytest.param("9" * 9999, id="too many digits"),
    ],
)
def test_a_file_without_a_proof_is_refused_with_a_remedy(text: str, tmp_path: Path) -> None:
    path = tmp_path / "proof.json"
    path.write_text(text, encoding="utf-8")
    done = golden.run(["verify", "--proof", str(path)])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {path}")
    assert "fault of the program" not in done.stderr


@pytest.mark.parametrize("options", [[EPISODE], ["--save", "other.json"]])
def test_a_file_says_itself_what_it_is_about(options: list[str], tmp_path: Path) -> None:
    done = golden.run(["verify", "--proof", str(tmp_path / "proof.json"), *options])
    assert done.returncode == 2
    assert "says itself what it is about" in " ".join(done.stderr.split())


def test_a_file_that_could_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "proof.ttl"
    with path.open("wb") as file:
        file.truncate(MAX_WRITTEN_BYTES + 1)
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 2
    assert "the file is too large" in " ".join(done.stderr.split())


def test_what_a_file_says_cannot_command_the_terminal(tmp_path: Path) -> None:
    path = replaced(kept(tmp_path / "proof.json"), '"combat_after": 0', '"combat\\u001b[2J": {"edtf": "never"}')
    done = golden.run(["verify", "--proof", str(path)])
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
