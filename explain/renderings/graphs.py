"""An answer as a graph: Graphviz DOT, and Mermaid for pages that draw it themselves.

Arrows run from a ground to what it supports. The shape of a node says what kind of reason it is, a word before its
text how a condition fared; colour only repeats that. What is told again further down is the same node.
"""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from explain.answer import Answer, Reason
from explain.renderings.notes import spell
from explain.renderings.shortening import Shown, shorten
from explain.renderings.signs import status

_WIDTH = 34
_DOT_GRAPH = (
    '  graph [rankdir=LR, ranksep=0.55, nodesep=0.16, fontname="Helvetica,Arial,sans-serif", fontsize=11,'
    ' labelloc=b, labeljust=l, bgcolor="#ffffff",'
)
_SHARED = frozenset({"step", "observed", "computed"})
_DOT_SHAPES = {
    "answer": "shape=box, style=filled, penwidth=2",
    "step": 'shape=box, style="rounded,filled"',
    "observed": "shape=note, style=filled",
    "computed": "shape=box, style=filled",
    "absence": 'shape=box, style="dashed,filled"',
    "comparison": "shape=octagon, style=filled, margin=0.05",
    "rule": 'shape=box, style="rounded,filled", penwidth=2',
    "condition": "shape=box, style=filled",
    "change": "shape=cds, style=filled, margin=0.2",
    "finding": "shape=box, style=filled",
}
_MERMAID_SHAPES = {
    "answer": ("[[", "]]"),
    "step": ("(", ")"),
    "observed": ("[/", "/]"),
    "computed": ("[", "]"),
    "absence": ("[", "]"),
    "comparison": ("{{", "}}"),
    "rule": ("(", ")"),
    "condition": ("[", "]"),
    "change": (">", "]"),
    "finding": ("[", "]"),
}
_FILLS = {
    "answer": "#ece7dc",
    "step": "#e8eef5",
    "observed": "#fbf7ea",
    "met": "#e6f1e6",
    "unmet": "#f8e4e1",
    "unknown": "#fbf1d0",
    "appears": "#e6f1e6",
    "vanishes": "#f8e4e1",
    "moves": "#fbf1d0",
    "limited": "#fbf1d0",
}
_WHITE = "#ffffff"
_MEANINGFUL = re.compile(r"""["#<>&;`\\{}]""")
_LISTED = re.compile(r"^(\d*)([-+*.)])(?= )")
"""The start of a line that Mermaid would take for an item of a list."""


@dataclass
class _Graph:
    """Nodes with their kind, status and text, a paragraph each, and edges from a conclusion to its grounds."""

    nodes: list[tuple[str, str | None, list[str]]] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)
    _known: dict[str, int] = field(default_factory=dict)

    def add(self, reason: Reason, above: int) -> None:
        """Add a reason and what it rests on below a node."""
        key = reason.id if reason.kind in _SHARED else ""
        number = self._known.get(key) if key else None
        if number is None:
            number = len(self.nodes)
            self.nodes.append((reason.kind, reason.status, _label(reason)))
            if key:
                self._known[key] = number
        if (above, number) not in self.edges and above != number:
            self.edges.append((above, number))
        for child in reason.children:
            self.add(child, number)


def dot(answer: Answer, *, depth: int | None) -> str:
    """Return an answer in the language of Graphviz."""
    shown = shorten(answer, depth)
    graph = _graph(answer, shown)
    lines = [
        "digraph answer {",
        f"  // {_plain(answer.question)}",
        _DOT_GRAPH,
        f"    label={_quoted([answer.question, *_more(shown)])}]",
        '  node [fontname="Helvetica,Arial,sans-serif", fontsize=10, color="#5b6470", margin="0.14,0.07"]',
        '  edge [dir=back, color="#7a828c", arrowsize=0.6]',
    ]
    for number, (kind, fared, words) in enumerate(graph.nodes):
        label = _quoted([row for line in words for row in _wrapped(line)])
        lines.append(f'  n{number} [{_DOT_SHAPES[kind]}, fillcolor="{_fill(kind, fared)}", label={label}]')
    lines += [f"  n{above} -> n{below}" for above, below in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def mermaid(answer: Answer, *, depth: int | None) -> str:
    """Return an answer as a Mermaid flowchart."""
    shown = shorten(answer, depth)
    graph = _graph(answer, shown)
    lines = ["---", f"title: {_title(answer.question)}", "---", "flowchart RL"]
    for number, (kind, fared, words) in enumerate(graph.nodes):
        opening, closing = _MERMAID_SHAPES[kind]
        text = "<br/>".join(map(_entities, words))
        lines.append(f'  n{number}{opening}"{text}"{closing}:::{_class(kind, fared)}')
    lines += [f"  n{below} --> n{above}" for above, below in graph.edges]
    for number, more in enumerate(_more(shown)):
        lines.append(f'  more{number}["{_entities(more)}"]:::more')
    used = dict.fromkeys(_class(kind, fared) for kind, fared, _ in graph.nodes)
    lines += [f"  classDef {name} {_css(name)}" for name in used]
    lines += ["  classDef more fill:none,stroke:none,color:#5b6470"] * bool(_more(shown))
    return "\n".join(lines) + "\n"


def _graph(answer: Answer, shown: Shown) -> _Graph:
    graph = _Graph()
    told = shown.told.rule if shown.told else None
    head = [answer.headline, answer.title, answer.sentence, *([told] if told else [])]
    graph.nodes.append(("answer", None, head))
    for reason in shown.reasons:
        graph.add(reason, 0)
    for point in (*answer.undone_by, *answer.open_points):
        graph.nodes.append(("condition", "unknown", [point]))
        graph.edges.append((0, len(graph.nodes) - 1))
    return graph


def _label(reason: Reason) -> list[str]:
    """Return what stands in a node: how it fared and what it says, where it stands, remarks, and its rule."""
    lines = [f"{status(reason)}: {reason.text}" if status(reason) else reason.text]
    if reason.kind in ("observed", "condition", "change") and reason.sources:
        rest = len(reason.sources) - 1
        lines.append(f"[{spell(reason.sources[0])}{f', and {rest} more' if rest else ''}]")
    if reason.kind in ("absence", "condition", "finding"):
        lines += [f"({remark})" for remark in reason.remarks]
    ways = f" +{reason.ways}" if reason.ways else ""
    tail = f"see coalition {reason.see}" if reason.see else f"{reason.rule or ''}{ways}".strip()
    return [*lines, tail] if tail else lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def _more(shown: Shown) -> Iterator[str]:
    if shown.more:
        yield shown.more


def _quoted(lines: list[str]) -> str:
    r"""Return lines as one string of DOT, each aligned left; backslash and quote are escaped."""
    return '"' + "".join(line.replace("\\", "\\\\").replace('"', '\\"') + "\\l" for line in lines) + '"'


def _plain(text: str) -> str:
    return " ".join(text.split())


def _title(text: str) -> str:
    """Return a text as a double-quoted scalar of YAML, as the head of a Mermaid diagram is written."""
    return '"' + _plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _entities(text: str) -> str:
    """Return a text for a quoted label of Mermaid; characters that would mean something are named by number."""
    text = _MEANINGFUL.sub(lambda found: f"#{ord(found.group())};", text)
    return _LISTED.sub(lambda found: f"{found[1]}#{ord(found[2])};", text)


def _class(kind: str, fared: str | None) -> str:
    return fared or kind


def _fill(kind: str, fared: str | None) -> str:
    return _FILLS.get(_class(kind, fared), _WHITE)


def _css(name: str) -> str:
    dashed = ",stroke-dasharray:4 3" if name == "absence" else ""
    heavy = ",stroke-width:2px" if name in ("answer", "rule") else ""
    return f"fill:{_FILLS.get(name, _WHITE)},stroke:#5b6470,color:#1d232b{dashed}{heavy}"
