"""The page of an episode: the verdict with its proof, what else follows, what is open, and how it lies in time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from explain.answer import Answer
from explain.answers.why import why
from explain.linked.answer import triples
from explain.renderings.html import Pieces, Sheet
from explain.renderings.plain import as_data
from explain.site.drawing import drawings
from explain.site.holdings import Holdings
from explain.site.leading import Leading
from explain.site.sorts import Link, Links, Sort, View, plain
from explain.tables.verdicts import row
from explain.words.advice import advised
from explain.words.phrases import the
from explain.words.telling import sentence
from kb.writing.rdf import Triple
from rules.judging.court import Judgement
from rules.judging.topics import TOPICS

_HEADINGS = {
    "verdict": "Why",
    "strategy": "Its shape",
    "cause": "Its cause",
    "interests": "Interests",
    "restrictions": "Restrictions",
}


@dataclass(frozen=True)
class Section:
    """What is said of an episode on one topic: a heading, what was concluded, and why."""

    topic: str
    heading: str
    verdict: str
    told: Pieces


class Episodes(Sort):
    """Episodes: each time that a state's part in a coalition changed, or did not become what it owed."""

    id = "episode"
    noun = "episode"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every episode."""
        return held.judgements

    def title(self, held: Holdings, name: str) -> str:
        """Return the state, the coalition and the month."""
        return held.titled(name)

    def words(self, held: Holdings, name: str) -> str:
        """Return the verdict and what was said with it."""
        told = row(held.kb, held.judgements[name])
        return f"{name} {told.said}; {told.told}"

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return the verdict, every topic with its proof, and the neighbours in time."""
        judged, sheet = held.judgements[name], Sheet(Leading(held, links))
        answers = dict(_answers(held, judged))
        sections = tuple(_section(sheet, topic, answer) for topic, answer in answers.items())
        episode = judged.episode
        names = [item.episode.id for item in held.episodes_of(state=episode.state, coalition=episode.coalition)]
        at = names.index(name)
        return {
            "episode": name,
            "verdict": judged.verdict,
            "told": row(held.kb, judged),
            "headline": answers["verdict"].headline,
            "state": Link(sentence(held.kb.label(episode.state)), episode.state),
            "part": Link(sentence(the(held.kb.label(episode.coalition))), f"{episode.state}/{episode.coalition}"),
            "sections": sections,
            "profiles": drawings(held).profiles(judged),
            "timeline": drawings(held).timeline((episode.state, episode.coalition)),
            "rules": sheet.rules(),
            "sources": sheet.sources(),
            "before": Link(held.month(names[at - 1]), names[at - 1]) if at else None,
            "after": Link(held.month(names[at + 1]), names[at + 1]) if at + 1 < len(names) else None,
            "made": held.made_for([judged]).told,
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return the reasons for the verdict, as ``coalition why`` gives them."""
        judged = held.judgements[name]
        answer = why(held.kb, judged, every_way=True)
        answer = replace(answer, advice=advised(answer.advice, held.given))
        return {**as_data(answer), "made_with": plain(held.made_for([judged], "why", name, "verdict"))}

    def graph(self, held: Holdings, name: str) -> Iterable[Triple]:
        """Return the same with its proof, as ``coalition verify`` reads it."""
        return triples(held.court, why(held.kb, held.judgements[name], every_way=True), f"why {name} verdict")


def _answers(held: Holdings, judged: Judgement) -> Iterator[tuple[str, Answer]]:
    """Yield the answer on every topic that has one."""
    for topic in TOPICS:
        answer = why(held.kb, judged, topic, every_way=topic == "verdict")
        if topic == "verdict" or answer.reasons or (judged.verdict == "defection" and answer.open_points):
            yield topic, answer


def _section(sheet: Sheet, topic: str, answer: Answer) -> Section:
    heading = _HEADINGS.get(topic, f"Hypothesis {topic}")
    return Section(topic, heading, answer.headline, sheet.pieces(answer, topic))
