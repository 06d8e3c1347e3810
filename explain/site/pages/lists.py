"""The page with which a reader begins, and the pages that list verdicts, states and coalitions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from explain.linked.description import description
from explain.site.holdings import Holdings
from explain.site.sorts import ALL, Link, Links, Sort, View, plain
from explain.tables.verdicts import Row, counted_verdicts, row
from explain.words.phrases import period, the
from explain.words.telling import sentence
from kb.names import spelled
from kb.records import Coalition, State
from kb.words.meanings import meaning_of
from kb.writing.rdf import Triple
from ontology.stating import bundled
from rules.engine.proof import ON_THE_RECORD
from rules.judging.court import VERDICTS, Judgement
from rules.judging.dossier import Dossier

Item = TypeVar("Item")
MOST = 250
"""How many lines a list shows; the data beside it hold all."""


@dataclass(frozen=True)
class Line:
    """An episode in a table: what the table of verdicts tells of it, whose it is and when."""

    told: Row
    state: Link
    when: str
    verdict: str
    standing: str
    said: str


@dataclass(frozen=True)
class Summary:
    """A state's part in a coalition in a table: how many episodes it has, and how they were judged."""

    state: Link
    part: Link
    counts: Mapping[str, int]


def line(held: Holdings, judged: Judgement) -> Line:
    """Return the line of an episode."""
    episode, told = judged.episode, row(held.kb, judged)
    state = Link(sentence(held.kb.label(episode.state)), episode.state)
    standing = judged.standing if judged.standing == ON_THE_RECORD else ""
    said = told.told if judged.findings else ""
    return Line(told, state, held.month(episode.id), spelled(judged.verdict), standing, said)


def summary(held: Holdings, dossier: Dossier) -> Summary:
    """Return the line of a part."""
    state, coalition = dossier.engagement.state, dossier.engagement.coalition
    found = [judged.verdict for judged in dossier.judgements]
    counts = {verdict: found.count(verdict) for verdict in (*VERDICTS.values(), "undetermined")}
    part = Link(sentence(the(held.kb.label(coalition))), f"{state}/{coalition}")
    return Summary(Link(sentence(held.kb.label(state)), state), part, counts)


def cut(items: Sequence[Item], most: int = MOST) -> tuple[Sequence[Item], int]:
    """Return the items that a page shows, and how many more there are."""
    return items[:most], max(len(items) - most, 0)


class Listing(Sort):
    """A single page that lists many things; ``name`` is its own, ``heading`` what it is called."""

    name: str
    heading: str
    noun = "overview"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return its name."""
        del held
        return (self.name,)

    def title(self, held: Holdings, name: str) -> str:
        """Return its heading."""
        del held, name
        return self.heading

    def members(self, held: Holdings) -> Iterable[str]:
        """Return the nodes that it lists."""
        raise NotImplementedError

    def graph(self, held: Holdings, name: str) -> Iterable[Triple]:
        """Return what the nodes are and what they are called."""
        del name
        return held.named(self.members(held))


class Start(Listing):
    """Where a reader begins."""

    id = "start"
    name = ""
    heading = "Military coalitions and their defectors"

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return what there is, and questions with which to begin."""
        del name, links
        verdicts = Counter(judged.verdict for judged in held.judgements.values())
        return {
            "said": bundled().parts[0].rest["ontology"]["dataset"]["description"],
            "episodes": len(held.judgements),
            "parts": cut([summary(held, dossier) for dossier in held.dossiers.values()]),
            "told": counted_verdicts(verdicts),
            "verdicts": {spelled(verdict): count for verdict, count in sorted(verdicts.items())},
            "facts": sum(bool(record.source) for record in held.kb.records.values() if "/" not in record.id),
            "works": len(held.citing),
            "rules": len(held.rules),
            "standings": [
                (held.kb.label(f"standing/{name}"), meaning_of(f"standing/{name}").definition)
                for name in ("certain", "on-the-record", "open")
            ],
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return how many of each there are, and with what all was made."""
        view = self.view(held, name, Links())
        return {**{key: view[key] for key in ("episodes", "verdicts", "facts", "works", "rules")}, **_made(held)}

    def graph(self, held: Holdings, name: str) -> Iterable[Triple]:
        """Return what is said of the whole set of data."""
        del held, name
        return description({})


class Verdicts(Listing):
    """All defections, all that is open, and how each state's episodes were judged."""

    id = "verdicts"
    name = f"{ALL}verdicts"
    heading = "Verdicts"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every episode."""
        return held.judgements

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return the defections, what is undetermined, and a line for each part."""
        del name, links
        chosen = {
            verdict: [line(held, judged) for judged in held.judgements.values() if judged.verdict == verdict]
            for verdict in ("defection", "undetermined")
        }
        states = Counter(item.state for item in chosen["defection"])
        return {
            "states": states,
            "chosen": {verdict: cut(rows) for verdict, rows in chosen.items()},
            "parts": cut([summary(held, dossier) for dossier in held.dossiers.values()]),
        }

    def data(self, held: Holdings, name: str) -> list[Mapping[str, Any]]:
        """Return every judgement, as ``coalition judge`` gives it."""
        del name
        return [
            {**held.verdict(judged), "made_with": plain(held.made_for([judged], "judge"))}
            for judged in held.judgements.values()
        ]


class States(Listing):
    """Every state on record."""

    id = "states"
    name = f"{ALL}states"
    heading = "States"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every state."""
        return [item.id for item in held.kb.of(State)]

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return those that sent units, with how they fared, and the others."""
        del name, links
        parts = [summary(held, dossier) for dossier in held.dossiers.values()]
        senders = {part.state.name for part in parts}
        others = [Link(sentence(held.kb.label(name)), name) for name in self.members(held) if name not in senders]
        return {"parts": sorted(parts, key=lambda part: (part.state.text, part.part.text)), "others": others}

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return how each part fared."""
        return {**self.view(held, name, Links()), **_made(held)}


class Coalitions(Listing):
    """Every coalition on record."""

    id = "coalitions"
    name = f"{ALL}coalitions"
    heading = "Coalitions"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every coalition."""
        return [item.id for item in held.kb.of(Coalition)]

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return each with its leader, its time and how many took part."""
        del name, links
        return {"coalitions": [_coalition(held, item) for item in held.kb.of(Coalition)]}

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return the same."""
        return {**self.view(held, name, Links()), **_made(held)}


def _coalition(held: Holdings, item: Coalition) -> Mapping[str, Any]:
    judged = list(held.episodes_of(coalition=item.id))
    return {
        "coalition": Link(held.kb.label(item.id), item.id),
        "leader": Link(held.kb.label(item.leader), item.leader),
        "when": period(item.begins, item.ends),
        "states": sum(part[1] == item.id for part in held.dossiers),
        "episodes": len(judged),
        "defections": sum(found.verdict == "defection" for found in judged),
    }


def _made(held: Holdings) -> Mapping[str, Any]:
    return {"made_with": plain(held.made)}
