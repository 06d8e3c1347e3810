"""Follow-ups on what was listed: the first one, why, and for which."""

import re
from dataclasses import replace

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, Choice, Context, NotUnderstood, Question, Reading, Understood
from explain.asking.numbers import ORDINALS
from explain.asking.queries.query import Query
from explain.asking.queries.selecting import selected
from explain.asking.reading.line import lifted, lines
from explain.asking.reasons.conclusions import command_words
from explain.asking.reasons.grammar import MOST
from explain.asking.references import described
from explain.renderings.notes import walk
from rules.theory.book import RULEBOOK

_ORDINAL = re.compile(
    rf"(?:and |show |me |us |why |tell me about |what about |when was )*"
    rf"(?:the )?({'|'.join(ORDINALS)}|last)(?: one| time)?"
)
_PAGE = re.compile(
    r"(?:and )?(?:on |from |in |at )?(?:which|what) (?:pages?|places?|chapter|sections?|documents?|sources?|work)"
    r"(?: is (?:it|that)(?: on)?| does it (?:stand|say (?:so|it|that))| (?:says?|tells?) (?:so|it|that|this)| exactly)?"
    r"|(?:on |in )?(?:which|what|how many) (?:source|document|work|text|author|book|report)s?"
    r" (?:is|are|does|do|was|were)?(?: ?(?:it|this|that|these|those|they) )?"
    r"(?:mention|say|report|record|tell|give|state|base|rest|rel(?:y|ie)|come)(?:s|d)?(?: (?:on|from|upon))?"
    r"(?: (?:it|this|that|them|so))?"
    r"|(?:on )?what (?:is|does|do|are) (?:it|this|that|these|those|they)"
    r" (?:base|rest|rel|come)\w*(?: (?:on|from|upon))?"
    r"|what (?:do|does|did) (?:the )?sources? say(?: about (?:it|that|this))?"
    r"|where (?:can|do|could|may) (?:i|we|one) (?:find|read|look|see|check)(?: more)?(?: about)?(?: it| that| this)?"
    r"(?: up)?"
    r"|who (?:report|mention|record|wrote|found|claim|tell)\w*(?: about)? (?:it|this|that|them|so)"
    r"|(?:what (?:is|are|was|were) )?(?:the )?sources?(?: (?:for|of|behind))?(?: (?:this|that|it|these|those|them))?"
    r"|where (?:is|was|can) (?:it|this|that|i find it|i read it|i read that)"
    r"(?: (?:written|stated|said|documented|recorded|found|so))?"
    r"|says who|who says so|where does it (?:say so|stand|say that)|sources?"
)
_DIFFER = re.compile(
    r"(?:and |but )?(?:do|does|did|where) (?:the |all |any |other )*sources? (?:all )?"
    r"(?:agree|disagree|differ|contradict\w*) (?:each other )?(?:with |on |about |over |in |here)*"
    r"(?:it|this|that|them|these|those|here)"
)
_REASONS = re.compile(r"(?:and |but )?what (?:were|was|are|is) (?:the|its|their) (?:reasons?|grounds)(?: given)?")
_WHY = re.compile(r"(?:and |but )?(?:why|how come)(?: not)?\b")


def following(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return what a text asks of the answer before it; ``None`` where it asks nothing of that."""
    if context.answer is None:
        return None
    query, said = context.query, " ".join(words.split(text))
    if _PAGE.fullmatch(said):
        return Understood(Question("sources", context.episode))
    if query is None:
        return None
    picked = _ORDINAL.fullmatch(said)
    listed = tuple(item.id for item in context.answer.reasons)
    if picked and listed:
        place = len(listed) - 1 if picked[1] == "last" else ORDINALS.index(picked[1])
        return _of(lexicon, listed[place], context) if place < len(listed) else None
    nested = tuple(item.id for item in walk(context.answer.reasons) if item.id in lexicon.court.episodes)
    return _of_the_answer(lexicon, text, query, listed if set(listed) & set(nested) else (*listed, *nested))


def _of_the_answer(lexicon: Lexicon, text: str, query: Query, listed: tuple[str, ...]) -> Reading | None:
    """Whether sources differ on what was listed, for what reasons it was decided, or why it is so."""
    said = " ".join(words.split(text))
    if _DIFFER.fullmatch(said):
        if query.asks not in ("facts", "profile"):
            return NotUnderstood("it is not clear on what; `coalition discrepancies` lists where sources differ")
        return Understood(query, remark="where a source differs, it stands under the fact as 'elsewhere'")
    if (
        query.asks == "facts"
        and query.option("kinds") == "Decision"
        and (_WHY.fullmatch(said) or _REASONS.fullmatch(said))
    ):
        return Understood(replace(query, leads="grounds"), remark="the reasons given for those")
    asked = _WHY.match(said)
    return _why(lexicon, text, query, listed) if asked else None


def _of(lexicon: Lexicon, name: str, context: Context) -> Reading:
    if name in lexicon.court.episodes:
        return Understood(Question("why", name, ("verdict",)))
    if name not in lexicon.kb.records:
        known = name in RULEBOOK.rules
        return Understood(Question("rule", subject=name)) if known else NotUnderstood("it is not clear which is meant")
    return Understood(Question("sources", context.episode, subject=name))


def _why(lexicon: Lexicon, text: str, query: Query, listed: tuple[str, ...]) -> Reading | None:
    """Why a hypothesis holds or fails, or why an episode that was listed has its verdict."""
    for raw in lines(lexicon.names, text):
        for line in lifted(raw, lexicon.names.book.narrowings):
            rest = line.said - lexicon.names.book.passed_over
            if rest - {"why", "not", "and", "but", "how", "come", "so"}:
                continue
            if query.asks == "hypothesis":
                filters = query.filters.overridden(line.filters)
                names = selected(lexicon, "defection", filters)
                shown = tuple(name for name in names if name in listed)
                names = shown if shown and not line.filters.kinds else names
                return _which(lexicon, names, query.about[0].partition("/")[2])
            episodes = tuple(name for name in listed if name in lexicon.court.episodes)
            if line.filters.kinds:
                episodes = tuple(name for name in selected(lexicon, "any", line.filters) if name in listed)
            return _which(lexicon, episodes) if episodes else None
    return None


def _which(lexicon: Lexicon, names: tuple[str, ...], hypothesis: str = "") -> Reading | None:
    readings = [Understood(_question(lexicon, name, hypothesis)) for name in names[:MOST]]
    if len(readings) == 1:
        return readings[0]
    if not readings:
        return None
    return Ambiguous("which is meant?", tuple(map(Choice, described(lexicon, names[:MOST]), readings)))


def _question(lexicon: Lexicon, name: str, hypothesis: str) -> Question:
    if not hypothesis:
        return Question("why", name, ("verdict",))
    answer = lexicon.court.judge(name).hypotheses.get(hypothesis)
    if answer == "yes":
        return Question("why", name, (hypothesis,))
    return Question("why-not", name, command_words(f"hypothesis/{hypothesis}"))


def undecided(lexicon: Lexicon, query: Query) -> Reading | None:
    """Why a hypothesis is open where it is, of those exits of which it was asked."""
    name = query.about[0].partition("/")[2]
    judged = (lexicon.court.judge(episode) for episode in selected(lexicon, "defection", query.filters))
    return _which(lexicon, tuple(item.episode.id for item in judged if item.hypotheses.get(name) is None), name)
