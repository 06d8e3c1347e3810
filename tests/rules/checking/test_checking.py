"""Every check catches a pack made to be caught by it, and the bundled book passes them all."""

from pathlib import Path

import pytest

from kb.errors import InputError
from rules.checking import constraints
from rules.checking.checking import check_bundled, check_pack
from rules.checking.findings import CHECKS, Finding
from rules.packs.sentences import SENTENCES

HEAD = "rules:\n"
WORKS = "@book{quay-2026, author = {Tern, Jane}, title = {Quays}, year = {2026}}\n"


def rule(name: str, when: str, then: str, says: str = "{state} did so") -> str:
    """Return a rule of a pack; ``when`` has a condition on each line."""
    conditions = "".join(f"      - {line.strip()}\n" for line in when.strip().splitlines())
    return (
        f"  - id: quay.{name}\n"
        "    claim: Gulls say so.\n"
        "    source: {work: quay-2026, place: p. 3}\n"
        f"    when:\n{conditions}"
        f"    then:\n      {then}\n"
        f'    says: "{says}"\n'
    )


PLEDGE = "Cause: {episode: $episode, cause: political/campaign-pledge, kind: political}"
SAID = """
    Defection: {episode: $episode, scope: combat}
    Statement: {state: $state, content: $content, date: $said}
    $content includes withdrawal-pledged
    $said is not later than $date
"""


def found(folder: Path, rules: str, works: str = WORKS, **files: str) -> list[Finding]:
    """Return what is found in a pack."""
    (folder / "rules.yaml").write_text(HEAD + rules, encoding="utf-8")
    (folder / "works.bib").write_text(works, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return list(check_pack(folder))


def only(folder: Path, rules: str, works: str = WORKS) -> Finding:
    """Return the one thing that is found in a pack."""
    (finding,) = found(folder, rules, works)
    assert finding.what
    assert finding.why
    assert finding.remedy
    return finding


def test_the_bundled_book_passes_with_exceptions_that_all_let_something_pass() -> None:
    assert check_bundled() == ()


def test_a_sound_pack_passes(tmp_path: Path) -> None:
    assert found(tmp_path, rule("promise", SAID, PLEDGE)) == []


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("Strategy: {episode: $episode, strategy: $s}\n$s is one of flight", "'flight', which is no term"),
        (
            "Episode: {id: $episode, state: $state, leader: $date, date: $date}",
            "$date is a name or a word in Episode (leader) and a date in Episode (date)",
        ),
        ("Early: {episode: $episode, manner: soon}", "it needs Early with manner: soon, which no rule concludes"),
        (
            "Phased: {episode: $episode}\nno Phased: {episode: $episode}",
            "it needs Phased and forbids it as well",
        ),
        (
            "Change: {episode: $episode, combat_lost: $lost}\n$lost is more than 4\n$lost is fewer than 3",
            "'$lost is more than 4' and '$lost is fewer than 3' cannot be true together",
        ),
        (
            (
                "Decision: {state: $state, date: $a}\nVote: {state: $state, date: $b}\n$a is earlier than $b\n"
                "$b is earlier than $date\n$date is earlier than $a"
            ),
            "cannot be true together",
        ),
        ("Defection: {episode: $episode, scope: combat}\nOutOfScope: {episode: $episode}", "no facts can meet all"),
    ],
)
def test_a_rule_that_can_never_fire(tmp_path: Path, when: str, told: str) -> None:
    findings = [item for item in found(tmp_path, rule("never", when, PLEDGE)) if item.check != "unused-variable"]
    assert [item.check for item in findings] == ["never-fires"]
    assert told in findings[0].what
    assert findings[0].where is not None
    assert findings[0].where.path == str(tmp_path / "rules.yaml")


@pytest.mark.parametrize(
    "narrower",
    [
        SAID,
        SAID + "Vote: {state: $state}",
        SAID.replace("not later than", "earlier than"),
        SAID + "no Phased: {episode: $episode}",
        SAID.replace("includes withdrawal-pledged", "includes withdrawal-pledged\n$said is within recent of $date"),
    ],
)
def test_a_rule_that_adds_nothing_to_another(tmp_path: Path, narrower: str) -> None:
    finding = only(tmp_path, rule("promise", SAID, PLEDGE) + rule("narrower", narrower, PLEDGE))
    assert (finding.check, finding.about) == ("subsumed", "quay.narrower")
    assert "adds nothing to quay.promise" in finding.what


@pytest.mark.parametrize(
    "other",
    [
        SAID.replace("not later than", "not later than $decided\n$decided is not later than"),
        SAID.replace("withdrawal-pledged", "status-sought"),
    ],
)
def test_a_rule_that_asks_for_something_else_is_no_fault(tmp_path: Path, other: str) -> None:
    wide = SAID.replace("not later than $date", "earlier than $decided")
    assert found(tmp_path, rule("one", wide, PLEDGE) + rule("other", other, PLEDGE)) == []


def test_a_rule_of_a_pack_that_adds_nothing_to_the_bundled_book(tmp_path: Path) -> None:
    when = """
        Defection: {episode: $episode, scope: combat}
        CapacityLimit: {episode: $episode, limit: readiness}
        WillIntact: {episode: $episode}
        Phased: {episode: $episode}
    """
    then = "Cause: {episode: $episode, cause: military-capacity/readiness, kind: military-capacity}"
    finding = only(tmp_path, rule("readiness", when, then))
    assert "adds nothing to cause.readiness" in finding.what


def test_two_rules_that_conclude_contrary_things_with_the_fewest_facts(tmp_path: Path) -> None:
    when = """
        ExposureFell: {episode: $episode, manner: fewer-units}
        Mandate: {state: $state, coalition: $coalition, ends: $ends}
        $ends is within recent of $date
    """
    findings = found(tmp_path, rule("mandate", when, "NotDefection: {episode: $episode, reason: mandate-ended}"))
    assert {item.check for item in findings} == {"contrary"}
    assert [item.about for item in findings] == ["defection.combat quay.mandate"]
    kinds = [line.split(",")[0] for line in findings[0].witness]
    assert sorted(kinds) == ["{type: Change", "{type: Episode", "{type: Mandate"]


def test_two_answers_to_one_hypothesis(tmp_path: Path) -> None:
    when = """
        Defection: {episode: $episode, scope: combat}
        Cause: {episode: $episode, kind: military-capacity}
        Phased: {episode: $episode}
    """
    findings = found(tmp_path, rule("no", when, "Hypothesis: {episode: $episode, hypothesis: H1, answer: 'no'}"))
    assert "h1.military quay.no" in [item.about for item in findings]
    assert all(item.witness for item in findings)


def test_a_circle_of_absences_is_named(tmp_path: Path) -> None:
    when = "Defection: {episode: $episode}\nno Strategy: {episode: $episode}"
    findings = found(tmp_path, rule("circle", when, "WillInDoubt: {episode: $episode}") + looped())
    (cycle,) = [item for item in findings if item.check == "cycle"]
    assert "needs" in cycle.what
    assert "(quay." in cycle.what


def looped() -> str:
    """Return a rule that closes a circle with one that forbids strategies."""
    return rule("loop", "WillInDoubt: {episode: $episode}", "Strategy: {episode: $episode, strategy: total-withdrawal}")


def test_a_conclusion_that_nobody_uses(tmp_path: Path) -> None:
    when = "Defection: {episode: $episode}\nInterest: {state: $state, coalition: $coalition, interest: core}"
    findings = found(tmp_path, rule("tied", when, "Tethered: {state: $state, coalition: $coalition}"))
    assert {item.about for item in findings} == {"quay.tied"}
    assert [item.check for item in findings] == ["subsumed", "unused-conclusion"]


def test_a_work_that_nothing_cites(tmp_path: Path) -> None:
    finding = only(tmp_path, rule("promise", SAID, PLEDGE), WORKS + WORKS.replace("quay-2026", "quay-2027"))
    assert (finding.check, finding.about) == ("uncited-source", "quay-2027")


def test_a_variable_that_is_not_bound_and_one_that_is_not_used(tmp_path: Path) -> None:
    findings = found(tmp_path, rule("promise", SAID.replace("$said is", "$sad is"), PLEDGE, says="{stat} said so"))
    assert [item.check for item in findings] == ["unsound", "unsound"]
    assert "uses 'sad', which nothing binds" in findings[0].what
    assert "uses 'stat', which nothing binds" in findings[1].what
    finding = only(tmp_path, rule("promise", SAID + "Vote: {state: $state, date: $voted}", PLEDGE))
    assert (finding.check, finding.about) == ("unused-variable", "quay.promise $voted")


def test_every_fault_of_every_rule_is_told_at_once(tmp_path: Path) -> None:
    broken = rule("one", "Nothing: {episode: $episode}", PLEDGE) + rule("two", "$a is earlier than", PLEDGE)
    assert [item.check for item in found(tmp_path, broken)] == ["unsound", "unsound"]


EXCEPTION = """\
exceptions:
  - {check: unused-variable, about: "quay.promise $*", reason: It is kept for a rule to come.}
  - {check: subsumed, about: quay.promise, reason: Once it was.}
"""


def test_an_exception_lets_pass_what_it_names_and_is_told_where_it_names_nothing(tmp_path: Path) -> None:
    unused = rule("promise", SAID + "Vote: {state: $state, date: $voted}", PLEDGE)
    findings = found(tmp_path, unused, exceptions=EXCEPTION)
    assert [(item.check, item.about) for item in findings] == [("stale-exception", "quay.promise")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("exceptions:", "exception:", "holds no list of exceptions"),
        (", reason: Once it was.", "", "an exception says `check`, `about` and `reason`"),
        ("check: subsumed", "check: subsummed", "there is no check 'subsummed'"),
    ],
)
def test_an_exception_without_a_reason_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        found(tmp_path, rule("promise", SAID, PLEDGE), exceptions=EXCEPTION.replace(old, new))


def test_every_comparison_of_packs_is_understood() -> None:
    known = {*constraints._DIFFERENCES, *constraints._OTHERS}
    assert [
        item.text for item in SENTENCES if item.test(**dict.fromkeys(item.slots, "x")).relation.name not in known
    ] == []


def test_every_check_is_tried_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [check for check in CHECKS if f'"{check}"' not in text and check != "unused-term"] == []
