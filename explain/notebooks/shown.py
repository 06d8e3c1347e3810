"""An answer that shows itself: folding in a notebook, as text in a console."""

import hashlib
import re
from dataclasses import asdict, dataclass
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from explain.answer import Answer
from explain.linked.answer import subjects
from explain.made_with import MadeWith, made_with
from explain.renderings import html, markdown, plain, text
from rules.judging.court import Court
from rules.judging.dossier import archive_of


@dataclass(frozen=True)
class Shown:
    """An answer of a court; ``answer`` is its data, and what a notebook shows of it folds and fetches nothing."""

    court: Court
    answer: Answer

    def __str__(self) -> str:
        """Return the answer as a console shows it."""
        return text.render(self.answer).plain

    def __repr__(self) -> str:
        """Return the same, so that an answer need not be printed."""
        return str(self)

    def _repr_html_(self) -> str:
        """Return a part of a page: several in one notebook do not get into each other's way."""
        own = f"a{hashlib.sha256(f'{self.answer.question}{self.answer.title}'.encode()).hexdigest()[:8]}-"
        filled = Template(files("explain.notebooks").joinpath("answer.html").read_text(encoding="utf-8")).substitute(
            html.parts(self.answer)
        )
        return re.sub(r' (id|aria-labelledby)="|(?<= href="#)', lambda found: found[0] + own, filled)

    def markdown(self) -> str:
        """Return the answer for the appendix of a paper, with footnotes."""
        return markdown.render(self.answer, depth=None)

    def page(self) -> str:
        """Return the answer as a page of its own."""
        return html.render(self.answer, self._made())

    def data(self) -> dict[str, Any]:
        """Return the answer as JSON-ready data."""
        return {**plain.as_data(self.answer), "made_with": asdict(self._made())}

    def _made(self) -> MadeWith:
        """Return with what the answer was made."""
        archive, inference = archive_of(self.court), self.court.inference
        books = (inference.rulebook, archive.inference.rulebook)
        proofs = [archive.finding(name).proof for name in subjects(self.court, self.answer)]
        return made_with(self.court.kb, books, inference.thresholds, proofs=proofs)


def table(rows: list[dict[str, Any]], most: int) -> str:
    """Return the first rows of a table as a part of a page, and say how many there are."""
    columns = list(rows[0]) if rows else []
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_shown(row[name]))}</td>" for name in columns) + "</tr>" for row in rows[:most]
    )
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    told = f"{count}, the first {most} shown" if len(rows) > most else count
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{told}</p>"


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
