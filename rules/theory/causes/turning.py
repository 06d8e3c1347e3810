"""Parliament is the cause where it turned: it ended what a large majority had supported before.

Claim: a vote that ends a part counts for more than the agreement of an earlier one, which it shows to be gone (van
Eijk 2021, ch. 2, after Mello 2019). The earlier majority no longer shows a whole will; a promise to return still does,
and so does a limit of means.
Source: van Eijk (2021, ch. 2).
Fires when: the vote lies shortly before the decision, and after the one at which elites agreed.
"""

from rules.engine.citation import cite
from rules.engine.comparisons import at_least, earlier, includes, not_later, within
from rules.engine.experta_engine import MATCH, NOT
from rules.engine.facts import Subject, Vote, VoteShare
from rules.theory.conclusions import CapacityLimit, Cause, Defection, EliteConsensus, ReturnPromised
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

for _name, _fields, _says in (
    ("refused", {"carried": False, "orders_home": None}, "parliament, which had agreed on {voted}, refused to go on"),
    (
        "refused-to-extend",
        {"carried": False, "orders_home": False},
        "parliament, which had agreed on {voted}, refused to let the units stay",
    ),
    (
        "ordered-home",
        {"carried": True, "orders_home": True},
        "parliament, which had agreed on {voted}, ordered the units home",
    ),
):
    rule(
        f"cause.parliament-turned-{_name}",
        claim="A parliament that turns against a part it had agreed to by a large majority ends it.",
        source=cite("vaneijk-2021", "ch. 2", after="mello-2019b"),
        when=[
            Defection(episode=MATCH.episode),
            EliteConsensus(episode=MATCH.episode),
            Vote(
                id=MATCH.vote,
                state=MATCH.state,
                coalition=MATCH.coalition,
                date=MATCH.happened,
                about=MATCH.about,
                **_fields,
            ),
            not_later(MATCH.happened, than=MATCH.decided),
            within(MATCH.happened, of=MATCH.decided, by=threshold("fresh")),
            Subject(episode=MATCH.episode, thing=MATCH.thing),
            includes(MATCH.about, MATCH.thing),
            VoteShare(state=MATCH.state, coalition=MATCH.coalition, date=MATCH.voted, share=MATCH.share),
            at_least(MATCH.share, threshold("large-majority")),
            earlier(MATCH.voted, than=MATCH.happened),
            NOT(CapacityLimit(episode=MATCH.episode)),
            NOT(ReturnPromised(episode=MATCH.episode)),
        ],
        then=Cause(episode=MATCH.episode, cause="political/parliament", kind="political"),
        says=_says + " ({vote})",
    )
