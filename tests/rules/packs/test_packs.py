"""Rules as data: the bundled book written out is the same book, and a pack says what it says, or where it is wrong."""

from pathlib import Path

import pytest

from kb.errors import InputError
from rules.engine.facts import Episode
from rules.engine.rule import Rule
from rules.engine.rulebook import Rulebook
from rules.packs.reading import read_pack
from rules.packs.writing import write_rules
from rules.theory.book import RULEBOOK
from rules.theory.wider_book import WIDER
from tests import golden
from tests.places import EXAMPLES

PACK = """\
rules:
  - id: quay.promise
    claim: Who had said that they would go leave of a made-up mind.
    source: {work: quay-2026, place: p. 3}
    when:
      - Defection: {episode: $episode, scope: combat}
      - Statement: {id: $words, state: $state, content: $content, date: $said}
      - $content includes withdrawal-pledged
      - $said is not later than $date
    then:
      Cause: {episode: $episode, cause: political/campaign-pledge, kind: political}
    says: "{state} had said that it would go ({words})"
"""
WORKS = "@book{quay-2026, author = {Tern, Jane}, title = {Quays}, year = {2026}}\n"
CAUSE = "Cause: {episode: $episode, cause: political/campaign-pledge, kind: political}"
CASE = EXAMPLES.as_posix()


def same(rule: Rule) -> tuple[object, ...]:
    """Return all of a rule but the place that defines it."""
    return rule.id, rule.claim, rule.source, repr(rule.when), repr(rule.then), rule.says


def test_the_bundled_book_written_out_and_read_back_is_the_same(tmp_path: Path) -> None:
    episodes = Rulebook(about=Episode)
    books = {"episode": episodes, "part": Rulebook(base=episodes)}
    for about, book in (("episode", RULEBOOK), ("part", WIDER)):
        path = tmp_path / f"{about}.yaml"
        path.write_text(write_rules(book.rules.values(), about), encoding="utf-8")
        read_pack(path, books)
        assert list(map(same, books[about].rules.values())) == list(map(same, book.rules.values()))
        assert write_rules(books[about].rules.values(), about) == path.read_text(encoding="utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a folder with a pack."""
    (tmp_path / "rules.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "works.bib").write_text(WORKS, encoding="utf-8")
    return tmp_path


def test_a_pack_judges_with_the_rest_and_why_names_its_rule_and_its_source(pack: Path) -> None:
    asked = ["--cases", f"{CASE}/spain-iraq.yaml", "--cases", f"{CASE}/sources.bib", "--rules", str(pack)]
    done = golden.run(["why", "spain-2004-05", "cause", "--all", *asked])
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert "Spain had said that it would go" in told
    assert "quay.promise" in told
    shown = golden.run(["rules", "show", "quay.promise", *asked])
    assert "claim: Who had said that they would go leave of a made-up mind." in shown.stdout


PHRASES = """\
questions:
  - asks: facts
    kinds: Statement
    takes: states spans
    forms: ["(utterances|pronouncements) [by] [{state}]"]
called:
  Statement: pronouncement, utterance
"""


def test_a_pack_can_add_phrases(pack: Path) -> None:
    assert golden.run(["ask", "pronouncements by Belgium"]).returncode == 2
    (pack / "phrases.yaml").write_text(PHRASES, encoding="utf-8")
    done = golden.run(["ask", "--rules", str(pack), "pronouncements by Belgium"])
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("understood: statements of Belgium")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("asks: facts", "asks: fax", "a question says what it asks"),
        ("questions:", "question:", "phrases have no part 'question'"),
        ("[{state}]", "[{state}", "a form cannot be read"),
        ("called:\n  Statement: pronouncement, utterance", "called: 3", "a form cannot be read"),
    ],
)
def test_phrases_that_mean_nothing_are_refused(pack: Path, old: str, new: str, told: str) -> None:
    (pack / "phrases.yaml").write_text(PHRASES.replace(old, new, 1), encoding="utf-8")
    done = golden.run(["ask", "--rules", str(pack), "pronouncements by Belgium"])
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())
    assert "phrases.yaml" in " ".join(done.stderr.split())


def test_what_a_pack_replaces_is_gone(pack: Path) -> None:
    (pack / "rules.yaml").write_text("replaces: [cause.readiness]\n" + PACK, encoding="utf-8")
    listed = golden.run(["rules", "list", "cause", "--rules", str(pack)])
    assert listed.returncode == 0, listed.stderr
    assert "cause.readiness" not in listed.stdout.split()
    assert "cause.units" in listed.stdout.split()


FAULTY = (
    ("includes", "inkludes", 8, "'$content inkludes withdrawal-pledged' is no comparison"),
    ("Statement:", "Statment:", 7, "there is no kind of fact 'Statment'"),
    ("content: $content", "contents: $content", 7, "a Statement has no 'contents'"),
    ("quay-2026", "gull-2026", 2, "source 'gull-2026' is not in the bibliography"),
    ("place: p. 3", "page: 3", 4, "a source has no 'page'"),
    ("    claim", "    calim", 3, "a rule has no 'calim'"),
    ("$said is not", "$sad is not", 2, "a comparison uses 'sad', which nothing binds"),
    ("({words})", "({wrods})", 2, "the sentence uses 'wrods', which nothing binds"),
    ("quay.promise", "cause.units", 2, "its id is taken"),
    ("quay.promise", "<Quay>", 2, "'<Quay>' is no name of a rule"),
    ("({words})", "({words)", 2, "its sentence cannot be read"),
    (
        "political/campaign-pledge",
        "political/campaign-pledges",
        11,
        "there is no cause 'political/campaign-pledges'",
    ),
    (CAUSE, "Decision: {id: $words, act: withdraw}", 2, "it concludes an observed fact"),
    ("- Defection: {episode", "- Defection: {episode: $e, episode", 6, "twice"),
    ("rules:", "about: gulls\nrules:", 1, "rules are about an episode or a part, not 'gulls'"),
    ("rules:", "replaces: [cause.reddiness]\nrules:", 1, "there is no rule 'cause.reddiness' to replace"),
    ("$state, content", "$the state, content", 7, "'$the state' is no variable"),
    (
        "$said is not later than $date",
        "$said is within soon of $date",
        9,
        "'soon' is neither a number nor a threshold of the theory",
    ),
    (
        "$said is not later than $date",
        "$state is not later than $date",
        9,
        "$state is a name or a word, where the comparison wants a date",
    ),
    (
        "$said is not later than $date",
        "$said is not later than 1911",
        9,
        "1911 stands where the comparison wants a variable",
    ),
    ("$content includes withdrawal-pledged", "$content is one of withdrawal-pledged", 8, "$content is a list"),
    ("state: $state, content", "state: 5, content", 7, "state is a name or a word, and 5 is none"),
    ("rules:", "thresholds: {early: -6}\nrules:", 1, "the threshold 'early' is set to -6"),
    (
        "rules:",
        "replaces: [cause.readiness, cause.readiness]\nrules:",
        1,
        "the rule 'cause.readiness' is replaced already",
    ),
)
"""What is written wrongly in a pack, in which line it is found, and what is told."""


@pytest.mark.parametrize(("old", "new", "line", "told"), FAULTY)
def test_a_faulty_pack_is_refused_with_its_place(pack: Path, old: str, new: str, line: int, told: str) -> None:
    path = pack / "rules.yaml"
    assert old in PACK
    path.write_text(PACK.replace(old, new, 1), encoding="utf-8")
    books = {"episode": Rulebook(dict(RULEBOOK.rules), about=Episode), "part": Rulebook()}
    with pytest.raises(InputError) as refused:
        read_pack(pack, books)
    assert told in str(refused.value)
    assert refused.value.where is not None
    assert (refused.value.where.path, refused.value.where.line) == (str(path), line)


def test_a_not_in_a_circle_is_told_before_anything_is_judged(pack: Path) -> None:
    looped = PACK.replace("Defection: {episode: $episode, scope: combat}", "Defection: {episode: $episode}").replace(
        "      - Statement", "      - no Cause: {episode: $episode}\n      - Statement"
    )
    (pack / "rules.yaml").write_text(looped, encoding="utf-8")
    done = golden.run(["judge", "--rules", str(pack)])
    assert (done.returncode, done.stdout) == (2, "")
    assert "what must be absent sits in a circle" in " ".join(done.stderr.split())
