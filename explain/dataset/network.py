"""Networks: what is on record with what follows from it, and the proof of one episode."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explain.dataset.conclusions import observed, own_steps
from explain.words.phrases import named
from explain.words.telling import Teller
from kb.links import links
from kb.records import Coalition, Contribution, Record, State
from rules.engine.proof import Absent, Compared, Held, Premise, Step
from rules.judging.court import Court, Judgement
from rules.judging.dossier import Finding, archive_of, name_of

_SORTS: tuple[tuple[type[Record], str], ...] = (
    (State, "state"),
    (Coalition, "coalition"),
    (Contribution, "contribution"),
)


@dataclass(frozen=True, order=True)
class Node:
    """A node: its name, what it is called, its sort and its kind, and how a conclusion stands."""

    id: str
    label: str
    sort: str
    kind: str
    standing: str = ""


@dataclass(frozen=True, order=True)
class Edge:
    """An edge from one node to another, and what it says."""

    source: str
    target: str
    relation: str


@dataclass(frozen=True)
class Network:
    """Nodes and edges, sorted, each once; no edge leads to a node that is not there."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[Edge]) -> "Network":
        """Gather nodes and edges."""
        found = {node.id: node for node in nodes}
        kept = sorted({edge for edge in edges if edge.source in found and edge.target in found})
        return cls(tuple(found[name] for name in sorted(found)), tuple(kept))


def record_network(court: Court, names: Iterable[str]) -> Network:
    """Return all facts with the facts that they name, and the conclusions about some episodes with what bears them."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for record in court.kb.records.values():
        nodes.append(_fact(court, record))
        edges += _named(record)
    archive = archive_of(court)
    for name in names:
        finding = archive.finding(name)
        nodes += _findings(court, finding)
        edges += _bearings(finding)
    return Network.of(nodes, edges)


def _fact(court: Court, record: Record) -> Node:
    sort = next((word for kind, word in _SORTS if isinstance(record, kind)), "fact")
    return Node(record.id, named(court.kb, record.id), sort, type(record).__name__)


def _named(record: Record) -> Iterator[Edge]:
    for field, (_, names) in links(record).items():
        yield from (Edge(record.id, name, field) for name in names)


def _findings(court: Court, finding: Finding) -> Iterator[Node]:
    teller = Teller(court.kb, finding.nearness.rulebook, finding.nearness.thresholds)
    about = name_of(finding)
    if isinstance(finding, Judgement):
        yield Node(about, about, "episode", finding.verdict, finding.standing)
    else:
        yield Node(about, about, "part", "Engagement")
    for name, steps in own_steps(finding):
        kind = finding.proof.facts[name].kind
        yield Node(_own(about, name), teller.step(steps[0]), "conclusion", kind, finding.proof.standing(name))


def _bearings(finding: Finding) -> Iterator[Edge]:
    """Yield what bears each conclusion, and what it is about."""
    about, facts = name_of(finding), finding.proof.facts
    if isinstance(finding, Judgement):
        yield Edge(about, finding.episode.state, "state")
        yield Edge(about, finding.episode.coalition, "coalition")
    for name, steps in own_steps(finding):
        own = _own(about, name)
        yield Edge(own, about, "is about")
        yield from (Edge(own, fact, "rests on") for fact in observed(finding, steps))
        held = (premise.fact for step in steps for premise in step.premises if isinstance(premise, Held))
        yield from (Edge(own, _own(about, fact), "rests on") for fact in held if facts[fact].origin == "concluded")


def proof_network(court: Court, episode: str) -> Network:
    """Return the proof of one episode: facts, figures and conclusions, and the steps between them."""
    judgement = court.judge(episode)
    teller = Teller(court.kb, judgement.nearness.rulebook, judgement.nearness.thresholds)
    nodes: list[Node] = []
    edges: list[Edge] = []
    for known in judgement.proof.facts.values():
        steps = {**judgement.proof.possible, **judgement.proof.steps}.get(known.name)
        standing = judgement.proof.standing(known.name) if steps else ""
        told = teller.step(steps[0]) if steps else teller.fact(known) if known.origin == "observed" else known.name
        nodes.append(Node(known.name, told, known.origin, known.kind, standing))
        edges += [Edge(known.name, f"{kind}({name})", "computed from") for kind, name in _basis(court, known.basis)]
    for name, steps in own_steps(judgement):
        for number, step in enumerate(steps, start=1):
            made = f"{name} by {step.rule} {number}"
            nodes.append(Node(made, step.rule, "step", step.rule))
            edges.append(Edge(name, made, "follows by"))
            for node, edge in _premises(teller, made, step):
                nodes += [node] if node else []
                edges.append(edge)
    used = {end for edge in edges for end in (edge.source, edge.target)}
    return Network.of((node for node in nodes if node.id in used), edges)


def _basis(court: Court, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from ((type(court.kb.records[name]).__name__, name) for name in names if name in court.kb.records)


def _premises(teller: Teller, made: str, step: Step) -> Iterator[tuple[Node | None, Edge]]:
    for premise in step.premises:
        if isinstance(premise, Held):
            yield None, Edge(made, premise.fact, "uses")
        else:
            name = f"{made} premise {premise.number + 1}"
            yield (
                Node(name, _told(teller, step, premise), _SORT[type(premise)], type(premise).__name__),
                Edge(made, name, "uses"),
            )


_SORT: dict[type, str] = {Absent: "absence", Compared: "comparison"}


def _told(teller: Teller, step: Step, premise: Premise) -> str:
    if isinstance(premise, Absent):
        return teller.absence(premise)
    return teller.comparison(step, premise.number)


def _own(about: str, name: str) -> str:
    return f"{about}: {name}"
