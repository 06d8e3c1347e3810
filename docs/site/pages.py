"""What the site shows beside the pages of docs/: README as its home, what changed, and how to contribute.

Links lead to pages of the site where there is one; what lies in the project alone is named instead.
"""

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent.parent
BESIDE = {"README.md": "index.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
"""The pages that stand beside docs/, and what they are called in the site."""
LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#|mailto:)([^)#]+)(#[^)]*)?\)")
FAMILY = re.compile(r"^### `(rules/theory/(\S+)\.py)`$", re.MULTILINE)
"""A heading of the page of rules: a file, of which a table of contents has no room for the whole path."""
FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


def on_files(files: Files, *, config: Any) -> Files:
    """Add the pages that stand beside docs/."""
    for name, called in BESIDE.items():
        files.append(File.generated(config, called, content=(ROOT / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, *, page: Any, files: Files, **_: Any) -> str:
    """Let links lead to pages of the site, and name what is no page of it; shorten the names of families of rules."""
    names = {called: name for name, called in BESIDE.items()}
    uri = page.file.src_uri
    folder = PurePosixPath(names.get(uri, f"docs/{uri}")).parent
    up = "../" * (len(PurePosixPath(uri).parts) - 1)

    def led(link: re.Match[str]) -> str:
        told, path, part = link[1], link[2], link[3] or ""
        target = normpath(str(folder / path))
        called = BESIDE.get(target, target.removeprefix("docs/"))
        if files.get_file_from_path(called):
            return f"[{told}]({up}{called}{part})"
        return told if told == path or "`" in told else f"{told} (`{target}`)"

    parts = FENCE.split(FAMILY.sub(lambda found: f"### {found[2]} {{#{re.sub('[/.]', '', found[1])}}}", markdown))
    return "".join(part if part.startswith("```") else LINK.sub(led, part) for part in parts)


def on_page_content(html: str, **_: Any) -> str:
    """Tell what a reader types from what the program prints."""
    return html.replace('<span class="go">&gt; ', '<span class="gp">&gt; </span><span class="typed">')
