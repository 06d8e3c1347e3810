"""Parts of the guide to the ontology that show linked data: a fact as it is written and as triples, and a proof."""

import re
from functools import cache

from click.testing import CliRunner

from cli.main import main
from tests.guides.filling import Parts
from tests.places import ROOT

CASE = ROOT / "examples" / "first-case" / "petrelia.yaml"
"""The case that the first tutorial enters."""
WIDTH = 100


def written(name: str) -> str:
    """Return a fact as its case file states it."""
    found = re.search(rf"^  - id: {name}\n(?:    .*\n)+", CASE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found, f"{CASE} has no {name}"
    return "```yaml\n" + re.sub("^  ", "", found[0], flags=re.MULTILINE) + "```"


def turtle(what: str, *names: str) -> str:
    """Return nodes of an export, each with what is said of it."""
    blocks = exported(what).split("\n\n")
    shown = [next(block for block in blocks if block.startswith(f"<{name}> ")) for name in names]
    return "```turtle\n" + "\n\n".join(map(_narrow, shown)) + "\n```"


@cache
def exported(what: str) -> str:
    """Return the facts or conclusions of that case in Turtle."""
    asked = ["export", "--what", what, "--cases", str(CASE)]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    return done.stdout


PARTS: Parts = {"written": written, "turtle": turtle}


def _narrow(block: str) -> str:
    """Return a block with each of many objects on a line of its own."""
    lines = block.expandtabs(4).splitlines()
    return "\n".join(line.replace(" , ", " ,\n        ") if len(line) > WIDTH else line for line in lines)
