"""Politics at home is the cause where the will is not shown to be whole and something had shaken it.

Claim: risk, voters, new leaders or parliament end a contribution (van Eijk 2021, ch. 2, after the works cited with
each rule). What was said does not make a cause: each needs a fact of its own, known when the state decided and close
before. A promised return, a substitute, a large majority show a whole will and keep all of these out; so does a limit
of means. That elites who agree make public opinion moot (Kreps 2010) follows, for agreement shows a whole will.
Source: van Eijk (2021, ch. 2 and 3), McInnis (2020, p. 24 and 65 to 69).
Known limits: fear of fighters who come home has no date, and so no rule.
"""

from rules.engine.citation import Cite, cite
from rules.engine.comparisons import among, at_least, includes, includes_any, not_later, same_person, within
from rules.engine.experta_engine import MATCH, NOT, Variable
from rules.engine.facts import (
    Attack,
    BattlefieldTurn,
    Casualties,
    Election,
    Government,
    HostageTaking,
    LeadershipChange,
    PublicOpinion,
    Statement,
    Subject,
    Vote,
)
from rules.theory.causes.grounds import DECIDED_WITH_GROUNDS
from rules.theory.conclusions import CapacityLimit, Cause, Defection, WillInDoubt, WillIntact
from rules.theory.episodes import rule
from rules.theory.thresholds import threshold

VAN_EIJK = "vaneijk-2021"
_LEFTWARD = among(MATCH.direction, ("right-to-left",))
"""Power passed from the right to the left; left open where no source says which way it passed."""
RISK = cite(VAN_EIJK, "ch. 2, Hypotheses", after="mcinnis-2020")

rule(
    "will.in-doubt",
    claim="The will to stay is in doubt where a state leaves with the means to stay and no sign that it wants to.",
    source=cite(VAN_EIJK, "ch. 3, Measurements", after="mcinnis-2020"),
    when=[
        Defection(episode=MATCH.episode),
        NOT(WillIntact(episode=MATCH.episode)),
        NOT(CapacityLimit(episode=MATCH.episode)),
    ],
    then=WillInDoubt(episode=MATCH.episode),
    says="{state} could have stayed, and nothing shows that it wanted to",
)


def shaken(fact: object, happened: Variable, near: str, *more: object) -> list[object]:
    """Return the conditions that the will is in doubt, and that a fact ``happened`` by the decision and close to it."""
    return [
        WillInDoubt(episode=MATCH.episode),
        fact,
        not_later(happened, than=MATCH.decided),
        within(happened, of=MATCH.decided, by=threshold(near)),
        *more,
    ]


def _shaken_by(
    cause: str,
    fact: object,
    *,
    name: str,
    near: str,
    claim: str,
    source: Cite,
    says: str,
    happened: Variable = MATCH.happened,
    more: tuple[object, ...] = (),
) -> None:
    """Register the rule that what ``happened``, close before the decision, is a cause in politics at home."""
    rule(
        f"cause.{name}",
        claim=claim,
        source=source,
        when=shaken(fact, happened, near, *more),
        then=Cause(episode=MATCH.episode, cause=f"political/{cause}", kind="political"),
        says=says,
    )


_shaken_by(
    "casualties",
    Casualties(id=MATCH.loss, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened),
    name="casualties",
    near="fresh",
    claim="Losses among its own troops, just before it decides, drive a state out whose will is in doubt.",
    source=RISK,
    says="{state} had just lost troops ({loss}), and nothing shows that it wanted to stay",
)
_shaken_by(
    "casualties",
    Casualties(id=MATCH.loss, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened, deaths=MATCH.deaths),
    name="heavy-losses",
    near="recent",
    claim="Heavy losses among its own troops weigh on a state whose will is in doubt for longer than a few months.",
    source=RISK,
    says="{state} had lost many of its troops ({loss}), and nothing shows that it wanted to stay",
    more=(at_least(MATCH.deaths, threshold("heavy-losses")),),
)
_shaken_by(
    "casualties",
    Casualties(id=MATCH.loss, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened),
    name="losses-given-as-reason",
    near="recent",
    claim="Losses within the year that a state gives as its reason drive it out where its will is in doubt.",
    source=RISK,
    says="{state} had lost troops ({loss}), and gave {includes_any} as its reason",
    more=(
        *DECIDED_WITH_GROUNDS,
        includes_any(MATCH.grounds, ("casualties", "troop-safety", "operational-risk")),
    ),
)
_shaken_by(
    "military-risk",
    HostageTaking(id=MATCH.taking, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened),
    name="hostage-taking",
    near="fresh",
    claim="Hostages taken from a state, just before it decides, drive it out where its will is in doubt.",
    source=RISK,
    says="people of {state} had just been taken hostage ({taking})",
)
_shaken_by(
    "military-risk",
    BattlefieldTurn(id=MATCH.turn, coalition=MATCH.coalition, date=MATCH.happened, direction="worsening"),
    name="rising-violence",
    near="recent",
    claim="A war that has turned for the worse drives a state out whose will is in doubt.",
    source=cite(VAN_EIJK, "ch. 2", after="weisiger-2016"),
    says="the war had turned for the worse ({turn})",
)
_shaken_by(
    "public-opinion",
    PublicOpinion(id=MATCH.poll, state=MATCH.state, coalition=MATCH.coalition, date=MATCH.happened, supportive=False),
    name="public-opinion",
    near="recent",
    claim="A public that disapproves drives a state out where no agreement among elites shields the mission.",
    source=cite(VAN_EIJK, "ch. 2", after="koch-sullivan-2010"),
    says="the public of {state} was against the mission ({poll})",
)
_shaken_by(
    "election",
    Election(id=MATCH.election, state=MATCH.state, date=MATCH.happened, contested=True),
    name="election",
    near="recent",
    claim="An election fought over the deployment hastens exit.",
    source=cite(VAN_EIJK, "ch. 2", after="tago-2009"),
    says="the deployment had been an issue in an election ({election})",
)
_shaken_by(
    "leadership-change",
    LeadershipChange(id=MATCH.change, state=MATCH.state, date=MATCH.happened, direction=MATCH.direction),
    name="leadership-change",
    near="recent",
    claim="A turnover from the right to the left makes exit likely.",
    source=cite(VAN_EIJK, "ch. 2", after="massie-2016"),
    says="power in {state} had passed from the right to the left ({change})",
    more=(_LEFTWARD,),
)
_shaken_by(
    "leadership-change",
    Election(id=MATCH.election, state=MATCH.state, date=MATCH.happened),
    name="leaders-elected",
    near="recent",
    claim="A leader counts as new from the election that brought them in, not from the oath.",
    source=cite(VAN_EIJK, "ch. 2", after="massie-2016"),
    says="an election in {state} had passed power from the right to the left ({change})",
    more=(
        LeadershipChange(id=MATCH.change, state=MATCH.state, date=MATCH.oath, direction=MATCH.direction),
        _LEFTWARD,
        not_later(MATCH.happened, than=MATCH.oath),
        within(MATCH.oath, of=MATCH.happened, by=threshold("formation")),
    ),
)

_PLEDGE = (
    Statement(
        id=MATCH.pledge,
        state=MATCH.state,
        coalition=MATCH.coalition,
        speaker=MATCH.speaker,
        date=MATCH.promised,
        content=MATCH.content,
    ),
    includes(MATCH.content, "withdrawal-pledged"),
)
"""Somebody had promised to bring the units home."""

_WINNERS = (
    ("government", "", Government(state=MATCH.state, head=MATCH.head, begins=MATCH.oath)),
    ("leader", "-of-leader", LeadershipChange(state=MATCH.state, head=MATCH.head, date=MATCH.oath)),
)
"""Who came into office, as a new government or as a new leader."""

for _who, _suffix, _winner in _WINNERS:
    _shaken_by(
        "campaign-pledge",
        _winner,
        name=f"campaign-pledge{_suffix}",
        happened=MATCH.oath,
        near="recent",
        claim="A new government that promised voters to bring the units home makes good its word.",
        source=cite(VAN_EIJK, "ch. 2", after="tago-2009"),
        says="{head}, newly in office, had promised to bring the units home ({pledge})",
        more=(*_PLEDGE, same_person(MATCH.speaker, MATCH.head), not_later(MATCH.promised, than=MATCH.oath)),
    )
    for _cause, _told in (
        ("campaign-pledge", "{head}, just elected ({election}), had promised to bring the units home ({pledge})"),
        ("election", "{head} won an election ({election}) with the promise to bring the units home ({pledge})"),
    ):
        _shaken_by(
            _cause,
            Election(id=MATCH.election, state=MATCH.state, date=MATCH.happened),
            name=f"{_cause}-won-by-{_who}",
            near="recent",
            claim="An election won with the promise to leave was fought over the deployment, and the promise binds.",
            source=cite(VAN_EIJK, "ch. 2", after="tago-2009"),
            says=_told,
            more=(
                _winner,
                not_later(MATCH.happened, than=MATCH.oath),
                within(MATCH.oath, of=MATCH.happened, by=threshold("formation")),
                *_PLEDGE,
                same_person(MATCH.speaker, MATCH.head),
                not_later(MATCH.promised, than=MATCH.happened),
            ),
        )

for _name, _new, _told in (
    ("leader", LeadershipChange(id=MATCH.new, state=MATCH.state, date=MATCH.happened), "a new leader ({new})"),
    ("government", Government(id=MATCH.new, state=MATCH.state, begins=MATCH.happened), "a new government ({new})"),
    ("election", Election(id=MATCH.new, state=MATCH.state, date=MATCH.happened), "the winner of an election ({new})"),
):
    _shaken_by(
        "campaign-pledge",
        _new,
        name=f"pledge-kept-after-{_name}",
        near="recent",
        claim="Who takes the units out to keep a promise to voters had made it, and came into office with it.",
        source=cite(VAN_EIJK, "ch. 2", after="tago-2009"),
        says=f"{_told} took the units out to keep a promise to voters",
        more=(
            *DECIDED_WITH_GROUNDS,
            includes(MATCH.grounds, "campaign-pledge"),
        ),
    )

_shaken_by(
    "election",
    Election(id=MATCH.election, state=MATCH.state, date=MATCH.happened),
    name="election-won-on-pledge",
    near="recent",
    claim="An election after which the units go to keep a promise to voters was fought over the deployment.",
    source=cite(VAN_EIJK, "ch. 2", after="tago-2009"),
    says="the promise to bring the units home had been made to voters ({election})",
    more=(
        *DECIDED_WITH_GROUNDS,
        includes(MATCH.grounds, "campaign-pledge"),
    ),
)

_MOTIONS = (
    ("", {"carried": False, "orders_home": None}, "parliament had refused to let the units stay ({vote})"),
    (
        "-refused-to-extend",
        {"carried": False, "orders_home": False},
        "parliament had refused to let the units stay ({vote})",
    ),
    ("-ordered-home", {"carried": True, "orders_home": True}, "parliament had ordered the units home ({vote})"),
)
"""What parliament did: it refused to let the units stay, or voted to bring them home."""

for _name, _fields, _told in _MOTIONS:
    for _part, _about, _more in (
        ("", MATCH.about, (Subject(episode=MATCH.episode, thing=MATCH.thing), includes(MATCH.about, MATCH.thing))),
        ("-whole", (), ()),
    ):
        _shaken_by(
            "parliament",
            Vote(
                id=MATCH.vote,
                state=MATCH.state,
                coalition=MATCH.coalition,
                date=MATCH.happened,
                about=_about,
                **_fields,
            ),
            name=f"parliament{_name}{_part}",
            near="recent",
            claim="A parliament that refuses to let the units stay, or orders them home, ends their part.",
            source=cite(VAN_EIJK, "ch. 2", after="mello-2019b"),
            says=_told,
            more=_more,
        )

_shaken_by(
    "terror-attack",
    Attack(id=MATCH.attack, state=MATCH.state, date=MATCH.happened, linked_to=MATCH.coalition),
    name="terror-attack",
    near="recent",
    claim="An attack at home in answer to taking part drives a state out whose will is in doubt.",
    source=cite(VAN_EIJK, "ch. 2", after="mello-2020"),
    says="an attack at home had answered the deployment ({attack})",
)
