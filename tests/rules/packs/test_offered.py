"""Packs that installed distributions offer, thresholds that packs set, and packs that mean harm."""

from pathlib import Path

import pytest

from kb.errors import InputError
from rules.engine.facts import Episode
from rules.engine.rulebook import Rulebook
from rules.packs.reading import read_pack
from rules.theory.book import RULEBOOK
from tests import golden
from tests.rules.packs.test_packs import PACK, WORKS

RULE = """\
  - id: quay.rule-{number}
    claim: Gulls say so.
    source: {{work: vaneijk-2021, place: p. 3}}
    when: [{when}]
    then:
      WillInDoubt: {{episode: $episode}}
    says: "{says}"
"""


def hostile(when: str = "{Episode: {id: $episode}}", says: str = "so it is", count: int = 1) -> str:
    """Return a pack with some rules alike."""
    return "rules:\n" + "".join(RULE.format(number=number, when=when, says=says) for number in range(count))


def read(folder: Path, text: str) -> dict[str, float]:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    books = {"episode": Rulebook(dict(RULEBOOK.rules), about=Episode), "part": Rulebook()}
    return read_pack(folder, books)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a folder in which a distribution is installed that offers a pack, and whose code must not run."""
    package, about = tmp_path / "quay_theory", tmp_path / "quay_theory-1.0.dist-info"
    (package / "pack").mkdir(parents=True)
    about.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('code of a pack was run')\n", encoding="utf-8")
    (package / "pack" / "rules.yaml").write_text(f"thresholds: {{early: 30}}\n{PACK}", encoding="utf-8")
    (package / "pack" / "works.bib").write_text(WORKS, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: quay-theory\nVersion: 1.0\n", encoding="utf-8")
    offers = "[coalition.packs]\nquay = quay_theory.pack\ngone = quay_theory.nowhere\n"
    (about / "entry_points.txt").write_text(offers, encoding="utf-8")
    return tmp_path


def test_an_installed_pack_is_named_and_none_of_its_code_is_run(installed: Path) -> None:
    done = golden.run(["judge", "denmark", "--rules", "quay"], PYTHONPATH=str(installed))
    assert done.returncode == 0, done.stderr
    assert "last year" in next(line for line in done.stdout.splitlines() if line.startswith("2016-12"))
    own = golden.run(["judge", "denmark", "--rules", "quay", "--threshold", "early=12"], PYTHONPATH=str(installed))
    plain = golden.run(["judge", "denmark"]).stdout
    assert own.stdout.partition("To see why")[0] == plain.partition("To see why")[0]


def test_a_name_that_nothing_offers_is_told_with_what_is_offered(installed: Path) -> None:
    done = golden.run(["rules", "test", "quai"], PYTHONPATH=str(installed))
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no pack 'quai'" in done.stderr
    assert "Did you mean 'quay'?" in done.stderr
    done = golden.run(["rules", "test", "gone"], PYTHONPATH=str(installed))
    assert "the pack 'gone' is offered, and its folder quay_theory.nowhere is not there" in done.stderr


def test_a_pack_sets_thresholds(tmp_path: Path) -> None:
    assert read(tmp_path, "thresholds: {early: 6, large-majority: 0.75}\n") == {"early": 6.0, "large-majority": 0.75}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("thresholds: {earli: 6}\n", "Did you mean 'early'?"),
        ("thresholds: {early: soon}\n", "the threshold 'early' is set to no number"),
        ("thresholds: {early: .inf}\n", "the threshold 'early' is set to no number"),
        (hostile(count=501), "more than 500 rules in one file"),
        (hostile(when=", ".join(["{Episode: {id: $episode}}"] * 41)), "more than 40 conditions in one rule"),
        (hostile(says="{state:>999999999}"), "its sentence says how to print a value"),
        (hostile(says="{state!r}"), "its sentence says how to print a value"),
        (hostile(says="x" * 601), "a text of more than 600 letters"),
        (hostile(when=f"{{Episode: {{id: $episode}}}}, '$a {' to ' * 300} covers'"), "a text of more than 600 letters"),
        (
            hostile(when="{Episode: {id: $episode}}, {Decision: {act: bring-home}}"),
            "there is no act 'bring-home'\n  A pack is data, and every word in it counts.\n  That is 'withdraw' here.",
        ),
    ],
)
def test_what_is_too_much_or_means_nothing_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, text)
    assert told in str(refused.value)


def test_a_rule_that_would_match_everything_with_everything_is_stopped(tmp_path: Path) -> None:
    roles = ", ".join(f"{{Role: {{id: $role-{number}}}}}".replace("-", "_") for number in range(8))
    when = f"{{Episode: {{id: $episode}}}}, {roles}, {{Contribution: {{count: 4321}}}}"
    (tmp_path / "rules.yaml").write_text(hostile(when=when), encoding="utf-8")
    done = golden.run(["judge", "denmark-2016-12", "--rules", str(tmp_path)])
    assert (done.returncode, done.stdout) == (2, "")
    assert "rule 'quay.rule-0' tries more than 1,000,000 facts against each other" in done.stderr
