"""``coalition case``: lines to write into a case file, for what an answer leaves open."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.cases import agree, sheets
from cli.cases.case_check import check
from cli.cases.new import new
from cli.court import complete_episodes, court_options, find_episode
from kb.errors import InputError

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court


@click.group(epilog="Example: coalition case next denmark-2016-12")
def case() -> None:
    """Write a case file by interview, check it, see what to look for next, and say that you looked."""


case.add_command(check)
case.add_command(new)


_topic = click.option("--topic", default="verdict", help="The answer meant; the verdict unless given.")


@case.command(
    epilog="Example: coalition case complete denmark-2016-12 1 2",
    short_help="Print the statement that you looked, and found none.",
)
@click.argument("episode", metavar="EPISODE", shell_complete=complete_episodes)
@click.argument("numbers", metavar="[NUMBER]...", nargs=-1, type=click.IntRange(min=1))
@_topic
@court_options
def complete(*, kb: "KnowledgeBase", court: "Court", episode: str, numbers: tuple[int, ...], topic: str) -> None:
    """Print the statement that you looked for what would undo an answer, and found none.

    The NUMBERs are those of the points that `coalition why` lists; without any, all are meant. The statement is a
    claim like any other: put in the source where you looked.
    """
    from explain.answers.why import find_topic
    from explain.words.stubs import complete_record
    from rules.judging.topics import undoing_gaps

    del kb
    judgement = court.judge(find_episode(court, episode))
    gaps = undoing_gaps(judgement, find_topic(topic))
    if not gaps:
        click.echo("Nothing to state: this answer does not hang on what the record may leave out.", err=True)
        return
    if max(numbers, default=0) > len(gaps):
        raise InputError(f"there is no point {max(numbers)}", remedy=f"The points are numbered from 1 to {len(gaps)}.")
    chosen = [gap for number, gap in enumerate(gaps, start=1) if number in numbers or not numbers]
    click.echo(complete_record(judgement, (kind for gap in chosen for kind in gap.kinds)))


@case.command("next", epilog="Example: coalition case next denmark-2016-12", short_help="Print what to look for next.")
@click.argument("episode", metavar="EPISODE|FILE", shell_complete=complete_episodes)
@court_options
def following(*, kb: "KnowledgeBase", court: "Court", episode: str) -> None:
    """Print what to look for next, and the facts to write down if it is found.

    Of a FILE that is not finished: the few facts most worth finding, with what each would decide.
    """
    if Path(episode).suffix.lower() in (".yaml", ".yml"):
        from cli.cases.new import print_next

        print_next(kb, Path(episode))
        return
    from explain.words.questions import open_questions, teller_of
    from explain.words.stubs import stubs
    from rules.judging.topics import open_gaps

    judgement = court.judge(find_episode(court, episode))
    topics = ("verdict", "strategy", "cause")
    gaps = [gap for topic in topics for gap in open_gaps(judgement, topic)]
    found = open_questions(teller_of(judgement), judgement.proof, gaps)
    if not found:
        click.echo("Nothing is open: verdict, strategy and cause stand.", err=True)
        return
    click.echo("\n\n".join(stubs(judgement, found)))


for _command in (sheets.template, sheets.import_sheets, agree.agree):
    case.add_command(_command)
