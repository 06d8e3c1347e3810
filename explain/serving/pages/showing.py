"""Larger parts of pages: the rules and sources of a proof, a table of verdicts, and the reply to what is refused."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from explain.renderings.html import Sheet
from explain.serving.pages.live import Live
from explain.serving.pages.writing import link, refusal, table
from explain.serving.reply import TEXT, Refused, Reply
from explain.tables.verdicts import row
from kb.store import KnowledgeBase
from rules.judging.court import Judgement


def headed(name: str, heading: str, body: str, more: str = "") -> str:
    """Return a part of a page with a heading; nothing where it is empty."""
    if not body:
        return ""
    return (
        f'<section id="{name}" aria-labelledby="{name}-heading"{more}>\n'
        f'<h2 id="{name}-heading">{heading}</h2>\n{body}\n</section>'
    )


def proven(sheet: Sheet) -> str:
    """Return the rules and sources to which all refers that a sheet has written."""
    notes = ' role="doc-endnotes"'
    return headed("rules", "Rules", sheet.rules()) + headed("sources", "Sources", sheet.sources(), notes)


def verdicts(kb: KnowledgeBase, judged: Iterable[Judgement], way: str) -> str:
    """Return judgements as a table, in which each episode leads to its address below a way."""
    rows = (row(kb, item) for item in judged)
    return table(
        "Verdicts",
        ("Episode", "Combat units", "Verdict", "What follows"),
        [
            (
                link(f"{way}{quote(item.episode)}", item.episode),
                escape(item.combat),
                f'<span class="verdict {item.verdict}">{escape(item.said)}</span>',
                escape(item.told),
            )
            for item in rows
        ],
    )


def refused(site: Live, found: Refused, *, plain: bool) -> Reply:
    """Return the reply to a request that is not answered: a page, or plain text for programs."""
    if plain:
        return Reply(f"{found.error}\n".encode(), TEXT, found.status)
    return Reply(site.framed("Not answered", "", refusal(found.error)), status=found.status)
