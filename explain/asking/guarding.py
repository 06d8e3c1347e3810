"""The last look at a reading before it is answered: whether it left out something that the text plainly said."""

import re

from explain.asking import words
from explain.asking.model import UNREAD, Context, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.query import Query

_OF_THOSE = re.compile(r"\b(?:of|among) (?:them|those|these|the (?:two|three|four|five|six|rest|others))\b")
_OTHERWISE = re.compile(
    r"^(?:and |but |so )*(?:(?:what|which|who|how|when|did|does|do|has|had|have)\b.*\b(?:have|had|has)\b"
    r"|(?:did|does|do|has|had|was|were|is) (?:the )?\w+$|how many\b|what (?:was|were|is|are)\b.* for$"
    r"|(?:did|does|do|has|had|was|were|is)\b.*\b(?:do|done) (?:that|this|it|so|the same)\b)"
)
"""What asks of a state what it had, or only whether it did what was said before: no table of verdicts answers it."""
_MOST = re.compile(
    r"\b(?:longest|shortest|largest|biggest|smallest|highest|lowest|deadliest|bloodiest|strongest|weakest|heaviest"
    r"|greatest|most|least|fewest|longer than|more than|fewer than)\b"
)
_POINTING = frozenset({"other", "others", "else", "one", "ones", "another", "both", "more", "less", "fewer"})
"""Words that point at what was not named, to which no fact answers."""
_SAYING = frozenset({"say", "says", "said", "so", "tell", "tells", "told", "report", "reports", "reported", "claim"})
_OF_WHICH = re.compile(r"(?:and |but |so )?(?:for|in|of|to|by|with|from) (?:which|what)\b")
_THEN = re.compile(r"\b(?:was|were|did|had|in|who|which|what|where|how)\b.* then$")
_ENDS_IN_IT = re.compile(r"\b(?:that|this|it)$")
_FOR_IT = re.compile(r"\b(?:for|about|to|on|against) (?:it|that|this|them)$")
_IF_IT = re.compile(r"\b(?:if|suppose|imagine) (?:it|they|that|this|these|those|he|she)\b")
_WITH = re.compile(r"(?:and |but |so )*with (?:how many|what|which)\b")
_HOW_LONG = re.compile(r"(?:and |but |so )*how (?:long|soon|far|early|late)\b")
_THAT_ONE = re.compile(r"(?:and |but |so )*(?:was|is|were|are) (?:that|this|it|they|these|those)\b")
_OF_SOMETHING = re.compile(
    r"\bwould\b.*\b(?:them|it|that|those|these)\b|\b(?:does|do|did) (?:the|that|this|its) (?:rule|theory|hypothesis)s? "
)
_THAT_IS = re.compile(
    r"^(?:and |but |so )*how (?:many|much|long|old|large|big)\b.* (?:is|was|are|were) (?:that|those|these|this)$"
    r"|\b(?:in|of|by|for|with|under|from) (?:it|them|that|those|these|this)$"
)
"""What points at what was asked before, and not only at the state that was spoken of."""
_AND_THE = re.compile(
    r"(?:and|but|or|what about|how about) (?!(?:who|what|which|when|where|why|how|did|was|were|is)\b)"
)
_GOVERNED = re.compile(r"\bwhat (?:did|does|has|had) .*\b(?:government|cabinet)\b.*\b(?:do|done)\b")
_PUBLISHED = re.compile(
    r"\bwhen (?:was|were|did|has|is) \w+ .*\b(?:published|disclosed|revealed|become (?:public|known))$"
)
_OF_IT = re.compile(r"\b(?:it|they|he|she|them|its|their)\b")
_SUPPOSED = re.compile(r"(?:and |but |so )*would\b|\bwould\b.* then$")
_NEAR_THE_END = re.compile(r"\b(?:last|final) (?:year|half|phase|months?|weeks?|days?)\b")
_AT_A_PLACE = re.compile(r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere) there$")
_OF_MANY = re.compile(
    r"\b(?:causes|reasons|explanations|strategies|shapes|forms|ways|interests|years?|states?|countr(?:y|ies)|most|least"
    r"|more|less|rarest|rare|common\w*|usual\w*|typical\w*|main\w*|often|general\w*|normal\w*|by|per|each|every|kinds?|types?"
    r"|defections|exits|withdrawals|they)\b"
)
"""Words of which a question has one that asks about many exits."""
_A_TERM = re.compile(r"what (?:is|are) an? ")
_LISTS = ("episodes", "facts", "command", "profile", "theories", "thresholds", "works", "definition")
_BESIDE = re.compile(r"\b(?:and|or|than|both|between|versus|vs)\b")
_INTO = re.compile(r"\b(?:in|to|from|at|over|into) (?:the )?\w+(?:\W*$| in | on | before | after )")
_MORE_OR = re.compile(r"\b(?:more|fewer|less)\b.*\bor\b")
_EVERY_STATE = re.compile(
    r"(?:did|do|does|has|have|had) (?:every|each|all)(?: the)?(?: \w+)? (?:state|countr|member|nation|all)"
)
_THOSE_LEFT = re.compile(r"how many (?!.*\b(?:was|were|is|are|had|have|did)\b).* left\b")
"""Of units that "left" may have gone or stayed behind."""
_GIVEN = re.compile(r"\breasons?\b.*\b(?:given|stated|named|official)\b|\b(?:given|stated|official) reasons?\b")
_DONE = frozenset(
    words.split("extended prolonged withdrew reduced deployed sent joined ended stopped started began increased")
)
"""Words for what governments do, and nobody says."""
_EXITS = frozenset({"withdrawal", "withdrawals", "exit", "exits", "departure", "departures", "pullout"})
"""Nouns for leaving, which only some of the decisions have in their words that led to it."""
_NO_LENGTH = "how long that was is not worked out; `coalition why EPISODE` tells how far off the end was"
_KEPT = ("of those", "as before", "the reasons given for those", "the others", "all others", "those whose")


def guarded(text: str, context: Context, reading: Reading) -> Reading:
    """Return a reading as it is, or that it was not understood where it would answer less or more than was asked."""
    question = reading.question if isinstance(reading, Understood) else None
    if question is None:
        return reading
    said = " ".join(words.split(text))
    if isinstance(question, Question):
        refused = _of_before(said, question, reading, context) or _of_episode(said, question, context)
    else:
        look = _of_facts if question.asks == "facts" else _of_more
        refused = _of_before(said, question, reading, context) or _not_settled(said, question, reading)
        refused = refused or look(said, question, reading)
    return NotUnderstood(refused) if refused else reading


def _of_before(said: str, question: Question | Query, reading: Reading, context: Context) -> str:
    """Return why it is not clear what of the talk before is meant; empty where it is."""
    if _OF_THOSE.search(said) and (context.refused or not _goes_on(reading, question)):
        unclear = "it is not clear which of those are meant"
        return f"the question before was not understood, so that {unclear}" if context.refused else unclear
    if context.choices and _goes_back(question, reading):
        return "it is not clear of which of those that were offered; say its number first"
    if context.refused and (_THAT_IS.search(said) or _goes_on_by_words(said, question, reading, context)):
        return "the question before was not understood, so that it is not clear what is meant by that"
    if _drops_a_time(question, reading, context):
        return "the question before was not understood, so that it is not clear which time is meant"
    return ""


def _goes_back(question: Question | Query, reading: Reading) -> bool:
    """Tell whether a reading goes on with the answer before a choice that was offered and not taken."""
    if isinstance(question, Question):
        return question.intent == "sources" and not question.words and not question.subject
    return isinstance(reading, Understood) and reading.remark.startswith("of those")


def _goes_on_by_words(said: str, question: Question | Query, reading: Reading, context: Context) -> bool:
    """Tell whether facts were found by words or of those before, by a text that only goes on with another."""
    if not isinstance(question, Query) or question.asks != "facts":
        return False
    told = reading.remark if isinstance(reading, Understood) else ""
    return bool(_AND_THE.match(said) and question.words) or bool(
        told == "of those" and context.query and context.query.asks == UNREAD and _OF_IT.search(said)
    )


def _drops_a_time(question: Question | Query, reading: Reading, context: Context) -> bool:
    """Tell whether what goes on with a text that was not understood leaves out the time that this named."""
    last = context.query
    if not context.refused or last is None or not last.filters.spans or not isinstance(question, Query):
        return False
    told = reading.remark if isinstance(reading, Understood) else ""
    return told.endswith("which is being talked about") and not question.filters.spans


def _not_settled(said: str, query: Query, reading: Reading) -> str:
    """Return which time or state of a query the text does not settle; empty where it settles all."""
    spans = query.filters.spans
    if any(span.text.startswith("-") and (span.relation != "in" or query.asks == "profile") for span in spans):
        return "it is not clear which year is meant; name it"
    if query.asks == "facts" and _THEN.search(said) and not query.filters.kinds & {"spans", "episodes"}:
        return "it is not clear which time is meant"
    if _a_place(said, query):
        return "it is not clear whether one of these states is meant as a place; name one state"
    if _where_units_were(said, query, reading):
        return "it is not clear whether that state is meant as who sent units or as where they were"
    return ""


def _where_units_were(said: str, query: Query, reading: Reading) -> bool:
    """Tell whether units are asked for in, or flying from, what is named as a state."""
    if query.asks != "profile" and query.option("kinds") != "Contribution":
        return False
    named = [item for item in getattr(reading, "mentions", ()) if item.name in query.filters.states and item.words]
    return any(
        re.search(rf"\b(?:in|at|(?:fly|flew|flown|flying|operated?) from) (?:the )?{' '.join(item.words)}\b", said)
        for item in named
    )


def _a_place(said: str, query: Query) -> bool:
    """Tell whether two states are named, the one of which may be where the other was."""
    pairs = {"Request", "Recognition", "Dependency", "SizeComparison", "Statement", "Arrangement", "Shift"}
    if len(query.filters.states) < len("ab") or _BESIDE.search(said) or query.asks not in ("episodes", "facts"):
        return False
    return bool(_INTO.search(said)) and not set(query.option("kinds").split()) & pairs


def _of_episode(said: str, question: Question, context: Context) -> str:
    """Return why reasons or verdicts are no answer; empty where they are one."""
    of_listed = _OF_WHICH.match(said) and not question.listed and bool(context.query or context.question)
    if question.intent == "judge" and (_OTHERWISE.search(said) or of_listed):
        return "it is not clear what is asked of it"
    if question.intent == "what-if" and context.refused and _IF_IT.search(said):
        return "the question before was not understood, so that it is not clear what is meant; name it"
    before = context.question
    of_verdict = before is not None and before.words == ("defection",) and not question.words
    if (
        before is not None
        and before.intent == "why-not"
        and not of_verdict
        and question.intent in ("robust", "flip", "sure")
        and _ENDS_IN_IT.search(said)
    ):
        return "what was asked about does not hold there; say of which conclusion, such as the verdict or the cause"
    return ""


def _of_facts(said: str, query: Query, reading: Reading) -> str:
    """Return why facts that were found by words are no answer; empty where they are one."""
    told = reading.remark if isinstance(reading, Understood) else ""
    of_that = query.option("kinds") == "Statement" and not query.words
    if (of_that or told.endswith("which is being talked about")) and _FOR_IT.search(said):
        return "it is not clear what is meant by that; name it"
    if _POINTING.intersection(query.words):
        return "it is not clear which are meant"
    kinds = query.option("kinds").split()
    inherited = told.endswith("which is being talked about")
    if (
        unclear := _of_words(query, kinds)
        or _of_others(said, query, kinds)
        or (_of_turns(said, kinds) if inherited else "")
    ):
        return unclear
    if kinds == ["State"] and (_OF_WHICH.match(said) or query.leads in ("state", "when", "begins", "ends")):
        return "it is not clear what is asked of the states"
    if query.words and set(query.words) <= _SAYING and not query.filters.persons:
        return "it is not clear what was said, or by whom"
    found = _MOST.search(said)
    worked = any(map(query.option, ("pick", "by", "states"))) or bool(query.filters.values)
    return f"what is meant by '{found[0]}' is not worked out for this" if found and not worked else ""


def _of_others(said: str, query: Query, kinds: list[str]) -> str:
    """Return that what is asked stands in facts of another kind; empty where it does not."""
    if query.leads == "when" and _PUBLISHED.search(said):
        return "when something became public is told of incidents; ask for the incident, and then when it became public"
    if kinds == ["Government"] and _GOVERNED.search(said):
        return "what governments did is told of decisions; ask 'what did ... decide in ...?'"
    return ""


def _of_turns(said: str, kinds: list[str]) -> str:
    """Return that a time is wanting, where whose turn it was is asked without one."""
    whose = kinds == ["Shift"] and said.startswith("who")
    return "it is not clear at what time; say when, as in: whose turn was it in July 2017?" if whose else ""


def _of_words(query: Query, kinds: list[str]) -> str:
    """Return which words do not tell which facts are meant; empty where all do."""
    if len(query.words) > 1 and words.RELATIONS.intersection(query.words):
        return f"it is not clear what is meant by '{' '.join(query.words)}'"
    bare = next((word for word in query.words if word.isdigit() and len(word) < len("100")), "")
    if bare:
        return f"it is not clear what is meant by '{bare}'"
    if query.leads == "speaker" and {*query.words} <= _DONE:
        return "who did that is told of governments and not of speakers; ask 'what did ... decide?'"
    if kinds == ["Decision"] and _EXITS & {*query.words} and not query.filters.kinds & {"spans", "episodes", "units"}:
        return "it is not clear which exit is meant; say when it was"
    return ""


def _of_more(said: str, query: Query, reading: Reading) -> str:
    """Return why a list of episodes, what units there were, or an idea is no answer; empty where it is one."""
    told = reading.remark if isinstance(reading, Understood) else ""
    unclear = not told and bool(_OF_SOMETHING.search(said)) and "mean by" not in said
    tests: dict[str, tuple[tuple[object, str], ...]] = {
        "profile": (
            (_A_TERM.match(said), "what that means is not told; ask what a state had in service on a day"),
            (
                _WITH.match(said) and not query.filters.kinds & {"spans", "marks", "places", "episodes"},
                "it is not clear at what time; say when, as in: how many aircraft were there in 2016?",
            ),
            (
                _THOSE_LEFT.match(said),
                "it is not clear whether those who went are meant or those who stayed; ask 'which units left in ...?'",
            ),
        ),
        "thresholds": ((_OF_IT.search(said), "it is not clear what is meant by that; name it"),),
        "hypothesis": ((_HOW_LONG.match(said), _NO_LENGTH),),
        "theories": ((_HOW_LONG.match(said), _NO_LENGTH),),
        "definition": (
            (_AT_A_PLACE.search(said), "it is not clear what is meant by 'there'; name the state"),
            (unclear, "it is not clear what is meant by that; name it"),
        ),
        "episodes": _of_episodes(said, told, query),
    }
    return next((reason for found, reason in tests.get(query.asks, ()) if found), "")


def _of_episodes(said: str, told: str, query: Query) -> tuple[tuple[object, str], ...]:
    """Return what of a text a list of episodes does not answer, each with what to say where it is there."""
    grouped = query.option("group") or query.option("share")
    of_many = _OF_MANY.search(said) or query.filters.spans
    of_one = query.option("group") and (_ENDS_IN_IT.search(said) or not of_many)
    return (
        (_HOW_LONG.match(said), _NO_LENGTH),
        (
            _EVERY_STATE.match(said) and not grouped,
            "whether every state did is not worked out; ask which states did, or which never did",
        ),
        (
            _MORE_OR.search(said) and not grouped,
            "which of two is more is not worked out for this; ask for each, or 'how many defections per year?'",
        ),
        (
            query.option("group") == "cause" and _GIVEN.search(said),
            "reasons that were given are told of decisions; ask which reasons a state gave, and when",
        ),
        (
            of_one or (_THAT_ONE.match(said) and not told),
            "it is not clear which exit is meant; name the state and the time",
        ),
        (_SUPPOSED.search(said), "that asks what would have been, and only what is on record is listed; ask 'what if'"),
        (
            _NEAR_THE_END.search(said) and "last-year" not in query.filters.marks,
            "how near the end of a mission was is told of one exit at a time: `coalition why EPISODE`",
        ),
    )


def _goes_on(reading: Reading, question: Question | Query) -> bool:
    """Tell whether a reading goes on with what was listed, or asks for reasons, sources or rules and not for a list."""
    assert isinstance(reading, Understood)
    if isinstance(question, Question):
        return question.intent != "judge"
    return reading.remark.startswith(_KEPT) or question.asks not in _LISTS


def found_widely(reading: Understood) -> bool:
    """Tell whether facts were found by their words alone, which a word that was mended may have led astray."""
    return isinstance(reading.question, Query) and bool(reading.question.option("widely"))
