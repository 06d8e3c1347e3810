"""``coalition what-if``: what would follow if some facts were otherwise."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.answering import answer_options, show_answer
from cli.court import complete_episodes, court_options, find_episode
from cli.options import load_with
from kb.errors import InputError

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.command(
    "what-if",
    epilog="Example: coalition what-if denmark-2016-12 --set global-coalition.ends=2017-06",
)
@click.argument("episode", shell_complete=complete_episodes)
@click.option("--retract", multiple=True, metavar="FACT", help="Take a fact back; repeatable.")
@click.option("--set", "values", multiple=True, metavar="FACT.field=value", help="Change one field; repeatable.")
@click.option("--add", multiple=True, type=click.Path(path_type=Path), help="Add the facts of a file; repeatable.")
@answer_options
@court_options
def what_if(
    *,
    kb: "KnowledgeBase",
    court: "Court",
    episode: str,
    retract: tuple[str, ...],
    values: tuple[str, ...],
    add: tuple[Path, ...],
    **shown: Any,
) -> None:
    """Judge an EPISODE again with facts taken back, changed or added, beside the real one.

    Shows which conclusions appear, vanish or rest on other grounds, each with its reason. Nothing is saved.
    """
    from explain.answers.what_if import what_if as explain
    from kb.altered.altering import retraction, setting

    if not (retract or values or add):
        raise InputError("nothing to change", remedy="Give --retract FACT, --set FACT.field=value or --add FILE.")
    changes = [*(retraction(kb, text) for text in retract), *(setting(kb, text) for text in values)]
    more = load_with(add) if add else kb
    added = [record for name, record in more.records.items() if name not in kb.records]
    show_answer(explain(kb, court, find_episode(court, episode), changes, added), court, **shown)
