"""The page of a theory, and the matrix that sets all theories against all states' parts in coalitions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from explain.answers.theories import Cell, as_data, cell, theories, why_cell
from explain.renderings.html import Pieces, Sheet
from explain.site.holdings import Holdings, Part
from explain.site.leading import Leading
from explain.site.pages.facts import places
from explain.site.pages.lists import Listing, summary
from explain.site.sorts import ALL, Link, Links, Sort, View, plain
from explain.words.telling import sentence
from kb.records import Theory
from kb.words.meanings import meaning_of

_PARTS, _PROOFS = 150, 30
"""Of how many parts pages of theories tell, and of how many with the proof."""


class Theories(Sort):
    """Rival theories of why states leave coalitions, or stay."""

    id = "theory"
    noun = "theory"

    def names(self, held: Holdings) -> Iterable[str]:
        """Return every theory."""
        return [item.id for item in theories(held.kb)]

    def title(self, held: Holdings, name: str) -> str:
        """Return its name."""
        return sentence(held.kb.label(name))

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return what it says, and how it fares for each part, with what set it off and what followed."""
        record, sheet = held.of(name), Sheet(Leading(held, links))
        assert isinstance(record, Theory)
        told = meaning_of(name)
        cells = sorted(_column(held, name), key=lambda item: not item[1].trials)
        return {
            "name": name,
            "meaning": told.definition,
            "notes": told.notes,
            "predicts": Link(held.kb.label(f"prediction/{record.predicts}"), f"prediction/{record.predicts}"),
            "cause": Link(held.kb.label(f"cause/{record.cause}"), f"cause/{record.cause}"),
            "place_rows": places(held, record.source),
            "cells": [
                (part, made, _proof(held, sheet, made) if number < _PROOFS else None)
                for number, (part, made) in enumerate(cells)
            ],
            "left": len(held.dossiers) - len(cells),
            "rules": sheet.rules(),
            "sources": sheet.sources(),
        }

    def data(self, held: Holdings, name: str) -> list[Mapping[str, Any]]:
        """Return how it fares for each part."""
        return [as_data(_cell(held, name, part)) for part in held.dossiers]


class Matrix(Listing):
    """How every theory fares for every part."""

    id = "theories"
    name = f"{ALL}theories"
    heading = "Theories"

    def members(self, held: Holdings) -> Iterable[str]:
        """Return every theory."""
        return [item.id for item in theories(held.kb)]

    def view(self, held: Holdings, name: str, links: Links) -> View:
        """Return a matrix of theories and states for each coalition."""
        del name, links
        groups: dict[str, list[Part]] = {}
        for part in _shown(held):
            groups.setdefault(part[1], []).append(part)
        rows = [item.id for item in theories(held.kb)]
        return {
            "left": len(held.dossiers) - len(_shown(held)),
            "groups": [
                (
                    Link(sentence(held.kb.label(group)), group),
                    [Link(sentence(held.kb.label(part[0])), "/".join(part)) for part in parts],
                    [(Link(held.kb.label(row), row), [_cell(held, row, part) for part in parts]) for row in rows],
                )
                for group, parts in groups.items()
            ],
        }

    def data(self, held: Holdings, name: str) -> list[Mapping[str, Any]]:
        """Return every cell, as ``coalition theories`` gives it."""
        del name
        return [
            {**as_data(_cell(held, item.id, part)), "made_with": plain(held.made_for([dossier], "theories"))}
            for part, dossier in held.dossiers.items()
            for item in theories(held.kb)
        ]


def _proof(held: Holdings, sheet: Sheet, made: Cell) -> Pieces | None:
    """Return why a theory fares as it does, where anything set it off."""
    if not made.trials:
        return None
    part = f"{made.state}-{made.coalition}"
    return sheet.pieces(why_cell(held.kb, held.dossiers[made.state, made.coalition], made.theory), f"{part}-answer")


def _column(held: Holdings, theory: str) -> Iterator[tuple[Any, Cell]]:
    for part in _shown(held):
        yield summary(held, held.dossiers[part]), _cell(held, theory, part)


def _shown(held: Holdings) -> list[Part]:
    """Return the parts that pages of theories tell of."""
    return list(held.dossiers)[:_PARTS]


def _cell(held: Holdings, theory: str, part: Part) -> Cell:
    return cell(held.kb, held.dossiers[part], theory.partition("/")[2])
