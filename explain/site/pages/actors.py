"""The pages of states, of coalitions, and of what each state did in each coalition."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from explain.answers.alliance import Behaviour, alliance
from explain.answers.alliance import as_data as behaviour_data
from explain.answers.history import Dated
from explain.answers.mechanism import as_data as mechanism_data
from explain.answers.mechanism import mechanism
from explain.answers.theories import cell, theories
from explain.linked.conclusions import conclusions
from explain.site.drawing import drawings
from explain.site.holdings import Holdings, Part
from explain.site.pages.facts import Facts, about, fields, places
from explain.site.pages.lists import cut, line, summary
from explain.site.sorts import Link, Links, Sort, View, plain
from explain.words.phrases import period, spoken, the
from explain.words.telling import sentence
from kb.records import Coalition, State
from kb.writing.rdf import Triple


class States(Sort):
    """States."""

    id = "state"
    noun = "state"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every state on record."""
        return [item.id for item in held.kb.of(State)]

    def title(self, held: Holdings, name: str) -> str:
        """Return its name."""
        return sentence(held.kb.label(name))

    def words(self, held: Holdings, name: str) -> str:
        """Return what else it is called."""
        return f"{name} {getattr(held.kb.records[name], 'adjective', None) or ''}"

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return what is on record of it, and how its part in each coalition was judged."""
        del links
        record = held.kb.records[name]
        parts = [part for part in held.dossiers if part[0] == name]
        others = [other for other in held.kb.named_by.get(name, ()) if not _of_a_part(held, other)]
        return {
            "field_rows": list(fields(held, record)),
            "note": record.note,
            "place_rows": places(held, record.source),
            "parts": [{**_part(held, part), "drawn": drawings(held).timeline(part)} for part in parts],
            "others": [(kind, cut(found)) for kind, found in about(held, others)],
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return its fields, and the verdicts on its episodes."""
        return _as_data(held, name, state=name)


class Coalitions(Sort):
    """Coalitions."""

    id = "coalition"
    noun = "coalition"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every coalition on record."""
        return [item.id for item in held.kb.of(Coalition)]

    def title(self, held: Holdings, name: str) -> str:
        """Return its name."""
        return sentence(held.kb.label(name))

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return what is on record of it, and how each state's part in it was judged."""
        del links
        record = held.kb.records[name]
        others = [other for other in held.kb.named_by.get(name, ()) if getattr(held.of(other), "state", None) is None]
        return {
            "field_rows": list(fields(held, record)),
            "note": record.note,
            "place_rows": places(held, record.source),
            "parts": [summary(held, dossier) for part, dossier in held.dossiers.items() if part[1] == name],
            "defections": [
                line(held, item) for item in held.episodes_of(coalition=name) if item.verdict == "defection"
            ],
            "others": [(kind, cut(found)) for kind, found in about(held, others)],
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return its fields, and the verdicts on its episodes."""
        return _as_data(held, name, coalition=name)


class Parts(Sort):
    """What each state did in each coalition: its episodes, its units, how theories fare, and all on record."""

    id = "part"
    noun = "part in a coalition"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every part."""
        return ["/".join(part) for part in held.dossiers]

    def title(self, held: Holdings, name: str) -> str:
        """Return the state and the coalition."""
        return held.titled(name)

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return its episodes, how the theories fare, how it behaves as an ally, and everything in order of time."""
        state, _, coalition = name.partition("/")
        dossier = held.dossiers[state, coalition]
        told = drawings(held).history((state, coalition))
        cells = [cell(held.kb, dossier, theory.id.partition("/")[2]) for theory in theories(held.kb)]
        units = sorted(told.contributions, key=lambda item: (item.begins, item.id))
        return {
            **_part(held, (state, coalition)),
            "state": Link(sentence(held.kb.label(state)), state),
            "coalition": Link(sentence(held.kb.label(coalition)), coalition),
            "units": [Link(held.told(item.id), item.id) for item in units],
            "cells": [(Link(sentence(item.label), f"theory/{item.theory}"), item) for item in cells],
            "behaviour": [(item, list(_facts(item))) for item in alliance(held.kb, dossier).behaviour],
            "mechanism": mechanism(held.kb, dossier),
            "drawn": drawings(held).timeline((state, coalition), links),
            "lines": cut([_dated(line) for line in told.lines]),
            "made": held.made_for([dossier]).told,
        }

    def data(self, held: Holdings, name: str) -> Mapping[str, Any]:
        """Return how it behaves as an ally, and whether it sought status, as the commands of these names give it."""
        state, _, coalition = name.partition("/")
        dossier = held.dossiers[state, coalition]
        return {
            **_as_data(held, name, state=state, coalition=coalition),
            "alliance": behaviour_data(alliance(held.kb, dossier)),
            "mechanism": mechanism_data(mechanism(held.kb, dossier)),
        }

    def graph(self, held: Holdings, name: str) -> Iterable[Triple]:
        """Return all that follows for it as a whole, with the proof; what follows for each episode is told there."""
        return conclusions(held.court, [name], alone=True)


def _of_a_part(held: Holdings, name: str) -> bool:
    return hasattr(held.of(name), "coalition") and not isinstance(held.of(name), Coalition)


def _part(held: Holdings, part: Part) -> Mapping[str, Any]:
    record = held.kb.records[part[1]]
    assert isinstance(record, Coalition)
    return {
        "part": Link(sentence(the(held.kb.label(record.id))), "/".join(part)),
        "mission": period(record.begins, record.ends),
        "episodes": cut([line(held, judged) for judged in held.dossiers[part].judgements]),
    }


def _facts(item: Behaviour) -> Iterator[Link]:
    for answer in item.answers:
        yield from (Link(sentence(fact.text), fact.fact) for fact in answer.facts)


def _dated(item: Dated) -> Mapping[str, Any]:
    return {
        "when": spoken(item.date),
        "sort": item.sort,
        "fact": Link(sentence(item.text), item.id),
        "places": item.sources,
    }


def _as_data(held: Holdings, name: str, **fields_of: str) -> Mapping[str, Any]:
    own = Facts().data(held, name) if name in held.kb.records else {"id": name}
    return {
        **own,
        "episodes": [held.verdict(judged) for judged in held.episodes_of(**fields_of)],
        "made_with": plain(held.made),
    }
