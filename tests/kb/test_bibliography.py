"""The bibliography: keys at once, whole works when asked for, and a user's own works beside the bundled ones."""

from pathlib import Path

from kb.case_files import BUNDLED_WORKS
from kb.reading.bibliography import Bibliography, bundled_keys, bundled_works, parse_works
from kb.reading.loading import load
from tests.kb.cases import CASE, write


def test_keys_found_at_loading_are_those_of_the_library() -> None:
    works = parse_works(BUNDLED_WORKS.read_text(encoding="utf-8"), "bibliography.bib")
    assert works.keys() == bundled_keys()
    assert list(Bibliography()) == sorted(works)


def test_a_work_is_shown_by_author_and_year() -> None:
    works = Bibliography()
    assert works["vaneijk-2021"].short == "van Eijk 2021"
    assert works["pedersen-reykers-2020"].short == "Pedersen and Reykers 2020"
    assert works["vaneijk-2021"].reference.startswith("van Eijk, ")
    assert all(work.author and work.year and work.title and "{" not in work.reference for work in works.values())
    assert dict(works) == bundled_works()
    assert len(works) == len(bundled_works())


def test_a_bibliography_beside_a_case_adds_to_the_bundled_one(tmp_path: Path) -> None:
    write(
        tmp_path,
        CASE.replace("place: table 10", "place: p. 1").replace("work: vaneijk-2021, place: p", "work: own, place: p"),
    )
    entry = r"""
        @string{press = {Quay Press}}
        @book{own, author = {M{\"u}ller, G. and {Gulls and Terns} and van der Tern, A.}, title = {The {QUAY} \& co},
              year = 1911, pages = {1--2}, publisher = press, url = {https://example.org/~gull}}
        @misc{vaneijk-2021, author = {Gull, G.}, title = {Mine}, year = {1912}}
    """
    write(tmp_path, entry, "works.bib")
    works = load([tmp_path]).works
    assert works["own"].short == "Müller et al. 1911"
    assert works["folketinget-2014c"].short == "Folketinget 2014c"
    assert works["own"].reference == (
        "Müller, G. and Gulls and Terns and van der Tern, A. (1911). The QUAY & co. pp. 1–2, Quay Press. "
        "https://example.org/~gull"
    )
    assert works["vaneijk-2021"].title == "Mine"
    assert "pedersen-reykers-2020" in works


def test_a_work_without_author_or_year_is_still_shown() -> None:
    work = parse_works("@misc{quay, title = {Harbour Rules}}", "works.bib")["quay"]
    assert work.short == "Harbour Rules n.d."
    assert work.reference == "(n.d.). Harbour Rules."
