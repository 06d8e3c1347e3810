"""Questions in short English for other programs: how each was read, and its answer, as JSON."""

import io
import json
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cli.asking.commands import run_command
from cli.console import print_json
from cli.given import given
from cli.making import made_with, with_made
from explain.answers.judgements import as_data as judged_data
from explain.asking.conversing import Turn, respond
from explain.asking.model import Ambiguous, Context, NotUnderstood, Reading, Understood
from explain.asking.queries.query import Query
from explain.asking.queries.saying import told
from explain.linked.answer import subjects
from explain.renderings.plain import as_data

if TYPE_CHECKING:
    from explain.asking.lexicon import Lexicon

_WITH_JSON = frozenset({"judge", "timeline", "theories", "mechanism", "alliance", "discrepancies", "profile", "table"})
"""The commands that can print JSON."""


def print_turns(lexicon: "Lexicon", texts: Iterable[str]) -> None:
    """Print an array with one object for each question of a conversation."""
    context = Context()
    turns = []
    for text in filter(str.strip, texts):
        turn = respond(lexicon, text, context)
        context = turn.context
        if turn.ended:
            break
        turns.append({"question": text, **_reading(lexicon, turn.reading), **_answer(lexicon, turn)})
    print_json(turns)


def _reading(lexicon: "Lexicon", reading: Reading) -> dict[str, Any]:
    if isinstance(reading, NotUnderstood):
        return {"reading": "not understood", "reason": reading.reason, "nearest": list(reading.nearest)}
    if isinstance(reading, Ambiguous):
        choices = [{"label": item.label, **_reading(lexicon, item.meaning)} for item in reading.choices]
        return {"reading": "ambiguous", "asked": reading.asked, "choices": choices}
    question = reading.question
    return {
        "reading": "understood",
        "query": asdict(question),
        "told": told(lexicon, question) if isinstance(question, Query) else None,
        "commands": list(question.commands),
        "remark": reading.remark,
    }


def _answer(lexicon: "Lexicon", turn: Turn) -> dict[str, Any]:
    kb, court = lexicon.kb, lexicon.court
    if turn.answer is not None:
        return {"answer": with_made(as_data(turn.answer), made_with(kb, court, subjects(court, turn.answer)))}
    if turn.judged:
        return {
            "answer": [with_made(judged_data(item), made_with(kb, court, [item.episode.id])) for item in turn.judged]
        }
    question = turn.reading.question if isinstance(turn.reading, Understood) else None
    if isinstance(question, Query) and question.command and question.command[0] in _WITH_JSON:
        with redirect_stdout(io.StringIO()) as printed:
            run_command([*question.command, *given(), "--json"])
        return {"answer": json.loads(printed.getvalue())}
    return {"answer": None}
