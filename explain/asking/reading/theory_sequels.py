"""What goes on with an idea: whether and where it holds, what speaks against it, and the same of another."""

import re
from dataclasses import replace

from explain.asking.lexicon import Lexicon
from explain.asking.model import Context, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.reading.line import lifted, lines

_HOLDS = re.compile(
    r"(?:and |but )?(?:(?:is|does|did|was|has|do|are) (?:it|this|that|the theory|the hypothesis|they)(?: been)?"
    r"|for (?:which|what|whom)|in (?:which|what)|where|when|which)"
    r"(?: (?:does|did|is|was|do)(?: (?:it|this|that))?)?(?: (?:not|also|ever|\w+s|cases|states|exits))?"
    r"(?: (?P<verdict>hold|holds|held|true|right|correct|confirmed|supported|borne out|tested|apply|applies|work|works"
    r"|fit|fits|support|supports|confirm|confirms"
    r"|fail|fails|failed|false|wrong|refuted|rejected|contradicted)(?: (?:it|up))?)?"
)
_FAILING = frozenset({"fail", "fails", "failed", "false", "wrong", "refuted", "rejected", "contradicted"})


def other_cause(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The episodes again, with another cause or strategy."""
    last = context.query
    match = re.fullmatch(
        r"(?:and|what about|or)(?: one| some)?(?: because)?(?: of| for| by| from| due to| with)? (.+?)"
        r"(?: causes?| reasons?| as (?:the )?cause)?",
        said,
    )
    if last is None or match is None or last.asks != "episodes" or len(last.filters.conclusions) != 1:
        return None
    scheme = last.filters.conclusions[0].partition("/")[0]
    for line in lines(lexicon.names, match[1]):
        found = line.tokens[0].of(scheme) if len(line.tokens) == 1 else ()
        if found:
            return Understood(replace(last, filters=replace(last.filters, conclusions=found)), remark="as before")
    return None


def whether_it_holds(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """Whether and where the hypothesis or theory holds that is being talked about."""
    del lexicon
    last, match = context.query, _HOLDS.fullmatch(said)
    if last is None or match is None:
        return None
    if last.option("command") == "theories" and match["verdict"]:
        outcome = "contradicted" if match["verdict"] in _FAILING else "supported"
        return Understood(Query("theories", filters=last.filters, options=(("outcome", outcome),)))
    if last.asks not in ("definition", "holder", "hypothesis", "theories"):
        return None
    about = tuple(name for name in last.about if name.startswith(("hypothesis/", "theory/")))
    if not about:
        return None
    failing = (match["verdict"] in _FAILING) != ("not" in said.split())
    if about[0].startswith("hypothesis/"):
        options = (("answer", "no"),) if failing else ()
        return Understood(Query("hypothesis", about[:1], last.filters, options=options))
    options = (("outcome", "contradicted"),) if failing else ()
    return Understood(Query("theories", about, last.filters, options=options))


def more_common(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """Which of two strategies or causes that were compared is more common."""
    del lexicon
    last = context.query
    asked = re.fullmatch(
        r"(?:and )?(?:which|what)(?: one| of (?:them|these|those|the two))? (?:is|was|are|were|happens|happened) "
        r"(?:the )?(?:more|most|less|least) (?:common|frequent|usual|often|typical|widespread)",
        said,
    )
    if asked is None or last is None or last.asks not in ("relation", "definition"):
        return None
    schemes = {name.partition("/")[0] for name in last.about}
    if len(schemes) != 1 or not schemes <= {"strategy", "cause"}:
        return None
    return Understood(Query("episodes", options=(("group", schemes.pop()), ("event", "defection"))))


def instances(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The episodes that have the strategy or cause, or reached the verdict, whose meaning was asked."""
    del lexicon
    last = context.query
    asked = re.fullmatch(
        r"(?:and |so )?(?:how many|how often|which|list|show|are there|who)(?: me)?(?: all| any)?"
        r"(?: cases| episodes| exits| examples| states| of)*(?: (?:these|those|them|it|that|this|such))?"
        r"(?: (?:cases|episodes|exits|ones))?(?: (?:were|are|was|is|did|happen\w*|occur\w*|there|it|they))*"
        r"(?: (?:in total|in all|altogether|on record))?",
        said,
    )
    if asked is None or last is None or last.asks != "definition" or len(last.about) != 1:
        return None
    scheme, _, concept = last.about[0].partition("/")
    if scheme == "verdict" and concept == "defection":
        return Understood(Query("episodes", options=(("event", "defection"),)))
    if scheme not in ("strategy", "cause"):
        return None
    return Understood(Query("episodes", filters=Filters(conclusions=last.about), options=(("event", "defection"),)))


def fitting(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """Whether the theory or hypothesis that is being talked about fits a state or exit."""
    last = context.query
    supporting = re.fullmatch(
        r"(?:and |but |so )?(?:does|did|do) (?P<rest>.+?) (?:support|confirm|bear out|fit|back|contradict|refute)s?"
        r" (?:it|this|that|him|her|them|the theory|the hypothesis)",
        said,
    )
    match = supporting or re.fullmatch(
        r"(?:and |but )?(?:does|did|is|was|has) (?:it|this|that|the theory|the hypothesis|she|he|they)(?: been)?"
        r" (?:fit|hold|apply|work|true|right|correct|supported|confirmed|explain|tested|borne out|"
        r"tell us anything)(?: (?:for|to|about|of|in|by|with|on|at))?(?P<rest> .+)",
        said,
    )
    if last is None or match is None or last.asks not in ("definition", "holder", "hypothesis", "theories"):
        return None
    about = tuple(name for name in last.about if name.startswith(("hypothesis/", "theory/")))
    for raw in lines(lexicon.names, match["rest"]) if about else ():
        for line in lifted(raw, ()):
            kept = line.without(lexicon.names.book.joining | {"case", "cases", "exit", "exits", "example"})
            if not kept.tokens and line.filters.kinds and line.filters.kinds <= {"states", "coalitions"}:
                asks = "hypothesis" if about[0].startswith("hypothesis/") else "theories"
                return Understood(Query(asks, about[:1] if asks == "hypothesis" else about, line.filters))
    return None


def opposed(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The theory or hypothesis again: what speaks against it, or for it."""
    del lexicon
    last = context.query
    match = re.fullmatch(
        r"(?:and |but )?(?:(?:which|what) )?(?:cases |exits |states |facts )?"
        r"(?:is |are |speaks? |support )?(?:(?P<against>against|contradicts?|not|do not|does not)|for)(?: it)?",
        said,
    )
    if last is None or match is None or last.asks not in ("theories", "hypothesis"):
        return None
    against = bool(match["against"])
    if last.asks == "hypothesis":
        return Understood(replace(last, options=(("answer", "no" if against else "yes"),)), remark="as before")
    outcome = "contradicted" if against else "supported"
    return Understood(replace(last, options=(("outcome", outcome),)), remark="as before")


def other_idea(lexicon: Lexicon, said: str, context: Context) -> Reading | None:
    """The same of another hypothesis, theory or term."""
    last = context.query
    kinds = {"hypothesis": ("hypothesis",), "theories": ("theory",), "holder": ("theory", "hypothesis")}
    kinds["definition"] = (
        "hypothesis",
        "strategy",
        "interest",
        "verdict",
        "restriction",
        "cause",
        "class",
        "concept",
        "idea",
    )
    match = re.fullmatch(r"(?:and|what about|how about|or)(?: for| of)? (.+)", said)
    differing = re.fullmatch(
        r"(?:and )?(?:how|what) (?:does|is|do|are) (?:it|that|this|they)(?: the)? differ(?:ent|ence)?"
        r"(?: (?:from|to|with|between|than))+ (.+)",
        said,
    )
    related = re.fullmatch(
        r"(?:and |so )?(?:is|are) (?:it|that|this|they) (?:the )?"
        r"(?:same(?: thing)?|identical|different|(?:a )?(?:kind|form|type))"
        r"(?: (?:as|from|to|of|with))+ (.+)",
        said,
    )
    match = related or match or differing
    if last is None or match is None or last.asks not in kinds or not last.about:
        return None
    for line in lines(lexicon.names, match[1]):
        if len(line.tokens) != 1:
            continue
        for kind in kinds[last.asks]:
            found = line.tokens[0].of(kind)
            if found:
                if related:
                    return Understood(Query("relation", (last.about[0], found[0])), remark="as before")
                about = (last.about[0], found[0]) if differing else found if last.asks == "theories" else found[:1]
                return Understood(replace(last, about=about), remark="as before")
    return None
