"""The site as files: every link leads somewhere, nothing is loaded from elsewhere, every page is reached and small."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from explain.site.site import Site
from explain.site.writing import LIST
from kb.reading.loading import load
from rules.judging.court import Court
from tests.places import EXAMPLES, ROOT
from tests.site_files import HOSTILE, LONG, Read, goal

MOST = 300_000
OUTWARD = re.compile(r"https?:")
SMALL = ["--cases", str(EXAMPLES / "spain-iraq.yaml"), "--cases", str(EXAMPLES / "sources.bib")]


@pytest.fixture(scope="module")
def read(pages: Path) -> dict[str, Read]:
    """Read every page, by its address."""
    return {path.relative_to(pages).as_posix(): Read(path) for path in sorted(pages.rglob("*.html"))}


def test_every_link_leads_to_a_place_on_a_page_that_is_there(pages: Path, read: dict[str, Read]) -> None:
    files = {path.relative_to(pages).as_posix() for path in pages.rglob("*") if path.is_file()}
    names = {address: set(page.names) for address, page in read.items()}
    broken = set()
    for address, page in read.items():
        own = [link for link, _ in page.links if not OUTWARD.match(link)]
        assert own
        for link in (*own, *page.loaded, *page.forms):
            where, name = goal(address, link)
            if link != "data:," and (where not in files or (name and name not in names[where])):
                broken.add(f"{address}: {link}")
    assert sorted(broken)[:20] == []


def test_only_works_lead_elsewhere_and_say_so(read: dict[str, Read]) -> None:
    for address, page in read.items():
        outward = [given for link, given in page.links if OUTWARD.match(link)]
        assert not outward or address.startswith("work/")
        assert all("external" in str(item["rel"]) for item in outward)
    assert any(OUTWARD.match(link) for link, _ in read["work/vaneijk-2021.html"].links)


def test_every_name_is_given_once_on_a_page_and_no_page_is_heavy(pages: Path, read: dict[str, Read]) -> None:
    assert len(read) > 1400
    for address, page in read.items():
        assert len(page.names) == len(set(page.names)), address
        assert (pages / address).stat().st_size < MOST, address


def test_every_page_is_reached_from_the_start_without_a_script(read: dict[str, Read]) -> None:
    waiting = ["index.html"]
    reached = set(waiting)
    while waiting:
        address = waiting.pop()
        found = {goal(address, link)[0] for link, _ in read[address].links if not OUTWARD.match(link)}
        fresh = (found & read.keys()) - reached
        reached |= fresh
        waiting += fresh
    assert sorted(read.keys() - reached) == ["all/search.html"]


def test_what_a_text_says_is_shown_as_it_is_and_a_fact_called_as_a_page_steps_aside(pages: Path) -> None:
    told = (pages / "index-.html").read_text(encoding="utf-8")
    assert "<script>alert" not in told
    assert "&lt;script&gt;alert(&#34;x&#34;)" in told
    assert LONG[4:] in (pages / "outer-terns.html").read_text(encoding="utf-8")
    index = (pages / "all" / "search-index.js").read_text(encoding="utf-8")
    assert json.dumps(HOSTILE, ensure_ascii=False)[1:-1] in index


def test_the_data_beside_a_page_are_what_the_commands_give(pages: Path) -> None:
    answer = json.loads((pages / "denmark-2016-12.json").read_bytes())
    assert answer["made_with"]["asked"] == "why denmark-2016-12 verdict"
    asked = CliRunner().invoke(main, ["why", "denmark-2016-12", "--format", "rdf"])
    lines = set((pages / "denmark-2016-12.ttl").read_text(encoding="utf-8").splitlines())
    made = re.compile("madeWith")
    assert [line for line in asked.stdout.splitlines() if line not in lines and not made.search(line)] == []


def test_a_page_is_found_by_the_name_of_what_it_tells() -> None:
    site = Site(Court(load()))
    base = "https://w3id.org/coalition-kb/"
    assert site.leading(f"{base}denmark-2016-12") == "denmark-2016-12.html"
    assert site.leading(f"{base}denmark-2016-12/conclusion/defection/combat") == "denmark-2016-12.html"
    assert site.leading(f"{base}ontology#Vote") == "ontology.html#Vote"
    assert site.leading(f"{base}nothing") is None
    with pytest.raises(KeyError):
        site.file("nothing.html")


def test_the_command_writes_the_same_bytes_again_and_keeps_what_is_not_its_own(tmp_path: Path) -> None:
    folder, again = tmp_path / "site", tmp_path / "again"
    done = _command(folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"Begin with {folder / 'index.html'}." in " ".join(done.stderr.split())
    words = [sys.executable, "-c", "from cli.main import main; main()", "site", "-o", str(again), *SMALL]
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT, env={"PYTHONHASHSEED": "7"})
    first, second = (dict(_files(path)) for path in (folder, again))
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []
    assert {LIST, *first[LIST].decode().splitlines()} == first.keys()
    mine = folder / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    refused = _command(folder)
    assert (refused.exit_code, mine.read_text(encoding="utf-8")) == (2, "mine")
    assert "files that are not of the site: mine.txt" in " ".join(refused.stderr.split())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "site"]


def test_a_folder_that_is_no_site_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = _command(tmp_path)
    assert (done.exit_code, "something that is no site" in " ".join(done.stderr.split())) == (2, True)
    done = _command(tmp_path / "notes.txt")
    assert (done.exit_code, "this is no folder" in " ".join(done.stderr.split())) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def _command(folder: Path) -> Result:
    return CliRunner().invoke(main, ["site", "-o", str(folder), *SMALL])


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
