"""An answer as one self-contained HTML page: a proof that folds, sources as footnotes, nothing fetched.

The page works without its script, which only adds buttons that open and close everything, and forbids itself any
request. Nothing is left out: what is not open at first is folded.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import count as counting
from string import Template

from explain.answer import Answer, Reason, Source
from explain.design import properties
from explain.made_with import MadeWith
from explain.renderings.notes import Notes, claim, rules, spell
from explain.renderings.shortening import count, shorten
from explain.renderings.signs import KINDS, SIGNS, status

_OPEN = 2
"""How many levels are open at first."""
_PLAIN = frozenset({"rule", "condition", "change", "finding"})
"""The kinds that a reader of the page need not be told: their place or their status shows them."""


def render(answer: Answer, made: MadeWith) -> str:
    """Return an answer as a page, which says at its end with what it was made."""
    style, script = properties() + _bundled("answer.css"), _bundled("answer.js")
    return Template(_bundled("answer.html")).substitute(
        policy=escape(
            f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=style,
        script=script,
        page=escape(f"{answer.headline} – {answer.title}"),
        asked=f"Asked: <code>coalition {escape(made.asked)}</code>. " if made.asked else "",
        made=escape(made.told),
        **parts(answer),
    )


def parts(answer: Answer) -> dict[str, str]:
    """Return the parts of a page by name: ``question``, ``verdict``, ``title``, ``sentence`` and ``sections``."""
    sheet = Sheet()
    made = sheet.pieces(answer)
    sections = (
        _reasons(made.tree),
        _section("undone", "What would undo it", made.undone),
        _section("open", "What would settle it", made.open),
        _section("rules", "Rules", sheet.rules()),
        _section("sources", "Sources", sheet.sources()),
    )
    return {
        "question": escape(answer.question),
        "verdict": escape(answer.headline),
        "title": escape(answer.title),
        "sentence": made.sentence,
        "sections": "\n".join(filter(None, sections)),
    }


def _reasons(tree: str) -> str:
    if not tree:
        return '<div id="reasons"></div>'
    return (
        '<section id="reasons" aria-labelledby="reasons-heading">\n<div class="heading">'
        '<h2 id="reasons-heading">Reasons</h2>\n<p class="tools" hidden><button type="button">Open all</button> '
        f'<button type="button">Close all</button></p></div>\n{tree}\n</section>'
    )


def _bundled(name: str) -> str:
    return files("explain").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class Links:
    """Where what an answer names has a page of its own: nowhere, unless a site says otherwise."""

    def fact(self, reason: Reason) -> str:
        """Return where the fact of a reason has its page; empty where it has none."""
        del reason
        return ""

    def rule(self, name: str) -> str:
        """Return where a rule has its page."""
        del name
        return ""

    def work(self, name: str) -> str:
        """Return where a work has its page, which is named as readers cite it."""
        del name
        return ""

    def asked(self, command: str) -> str:
        """Return where the answer to another question stands."""
        del command
        return ""


NOWHERE = Links()


@dataclass(frozen=True)
class Pieces:
    """An answer as HTML: its sentence, the tree of its reasons, what would undo it, and what would settle it."""

    sentence: str
    tree: str
    undone: str
    open: str


class Sheet:
    """Writes the parts of a page; notes, rules and back links are gathered on the way, over all answers on it."""

    def __init__(self, links: Links = NOWHERE) -> None:
        """Begin without any answer."""
        self._links = links
        self._notes = Notes()
        self._references: dict[int, int] = {}
        self._rules: dict[str, Reason] = {}
        self._anchors: dict[str, str] = {}
        self._number = counting(1)

    def pieces(self, answer: Answer, name: str = "answer") -> "Pieces":
        """Return the pieces of an answer; ``name`` is that of its sentence, to which links can lead."""
        shown = shorten(answer, None)
        self._anchors = {}
        named = ""
        if shown.told:
            self._anchors[shown.told.id] = name
            named = f' <span class="by">{self._by(shown.told)}</span>' if shown.told.rule else ""
        items = "\n".join(self._item(reason, 0) for reason in sorted(shown.reasons, key=_evident))
        for rule, reason in rules([*([shown.told] if shown.told else []), *shown.reasons]).items():
            self._rules.setdefault(rule, reason)
        return Pieces(
            sentence=escape(answer.sentence) + named,
            tree=f'<ul class="tree">\n{items}\n</ul>' if items else "",
            undone=_list(map(escape, answer.undone_by)),
            open=_list(map(escape, answer.open_points)),
        )

    def _item(self, reason: Reason, level: int, *, again: bool = False) -> str:
        anchor = f"reason-{next(self._number)}"
        if not reason.shown_above:
            self._anchors.setdefault(reason.id, anchor)
        words = _status(reason) + ("Another way: " if again else "") + escape(reason.text)
        about = "".join(f'\n<p class="about">{line}</p>' for line in self._about(reason) if line)
        if not reason.children:
            quiet = ' class="evident"' if reason.evident else ""
            return f'<li id="{anchor}"{quiet}><p class="words">{words}</p>{about}</li>'
        below = "\n".join(
            self._item(child, level + 1, again=child.kind == "step" and child.id == reason.id)
            for child in sorted(reason.children, key=_evident)
        )
        held = count(reason) - 1
        folded = f' <span class="count">{held} reason{"" if held == 1 else "s"} folded</span>'
        return (
            f'<li id="{anchor}"><details{" open" if level < _OPEN else ""}><summary>{words}{folded}</summary>'
            f"{about}\n<ul>\n{below}\n</ul></details></li>"
        )

    def _about(self, reason: Reason) -> Iterator[str]:
        """Yield what stands below the words: the kind of reason, its rule and notes, and remarks."""
        if reason.see:
            yield "see " + _led(f"<code>coalition {escape(reason.see)}</code>", self._links.asked(reason.see))
        elif reason.shown_above and reason.id in self._anchors:
            yield f'{self._kind(reason)} · <a href="#{self._anchors[reason.id]}">shown above</a>'
        else:
            yield self._origin(reason)
        if reason.kind != "step":
            yield from (f'<span class="remark">{escape(remark)}</span>' for remark in reason.remarks)

    def _kind(self, reason: Reason) -> str:
        """Return the kind of a reason, which leads to the page of its fact."""
        return _led(KINDS[reason.kind], self._links.fact(reason))

    def _origin(self, reason: Reason) -> str:
        kind = "" if reason.kind in _PLAIN else self._kind(reason)
        by = f"{kind} {self._by(reason)}".strip() if reason.rule else kind
        marks = "" if claim(reason) else self._marks(reason)
        return (by or "sources") + marks if marks else by

    def _by(self, reason: Reason) -> str:
        """Return the rule of a reason, with a link to its claim where that is told."""
        name = f"<code>{escape(reason.rule or '')}</code>"
        return f'by rule <a href="#rule-{escape(reason.rule or "")}">{name}</a>' if claim(reason) else f"by rule {name}"

    def _marks(self, reason: Reason) -> str:
        return "".join(map(self._mark, self._notes.numbers(reason.sources)))

    def _mark(self, number: int) -> str:
        """Return a reference to a note."""
        use = self._references[number] = self._references.get(number, 0) + 1
        return (
            f'<a class="note" id="ref-{number}-{use}" href="#note-{number}" role="doc-noteref" '
            f'aria-label="Source {number}">{number}</a>'
        )

    def rules(self) -> str:
        """Return the claims of the rules that the answers name."""
        items = [
            f'<dt id="rule-{escape(name)}">{_led(f"<code>{escape(name)}</code>", self._links.rule(name))}</dt>\n'
            f"<dd>{escape(claim(reason))}{self._marks(reason)}</dd>"
            for name, reason in self._rules.items()
        ]
        return "<dl>\n" + "\n".join(items) + "\n</dl>" if items else ""

    def sources(self) -> str:
        """Return the sources to which all that was written before refers."""
        items = [
            f'<li id="note-{number}" tabindex="-1">{self._source(source)}. {self._back(number)}</li>'
            for source, number in self._notes.items()
        ]
        return '<ol class="sources">\n' + "\n".join(items) + "\n</ol>" if items else ""

    def _source(self, source: Source) -> str:
        """Return a source in one line, its works with links to their pages."""
        return spell(source, work=lambda name: _led(escape(name), self._links.work(name)), rest=escape)

    def _back(self, number: int) -> str:
        uses = self._references[number]
        return " ".join(
            f'<a class="back" href="#ref-{number}-{use}" role="doc-backlink" '
            f'aria-label="Back to reference {use} of source {number}">↩{use if uses > 1 else ""}</a>'
            for use in range(1, uses + 1)
        )


def _led(words: str, address: str) -> str:
    """Return words that lead to an address, if there is one."""
    return f'<a href="{escape(address)}">{words}</a>' if address else words


def _evident(reason: Reason) -> bool:
    """Tell whether a reason goes last, since it says little: the sort is stable otherwise."""
    return reason.evident


def _status(reason: Reason) -> str:
    if reason.status is None:
        return ""
    sign, word = escape(SIGNS[reason.status].replace("-", "\N{MINUS SIGN}")), status(reason)
    said = f" {escape(word)}:" if word else ""
    return f'<span class="status {escape(reason.status)}"><span aria-hidden="true">{sign}</span>{said}</span> '


def _list(items: Iterable[str]) -> str:
    lines = "\n".join(f"<li>{item}</li>" for item in items)
    return f"<ul>\n{lines}\n</ul>" if lines else ""


def _section(name: str, heading: str, body: str) -> str:
    if not body:
        return ""
    role = ' role="doc-endnotes"' if name == "sources" else ""
    return (
        f'<section id="{name}" aria-labelledby="{name}-heading"{role}>\n'
        f'<h2 id="{name}-heading">{heading}</h2>\n{body}\n</section>'
    )
