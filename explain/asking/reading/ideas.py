"""Questions about ideas: what a term means, who holds a theory, which rules say something, how a hypothesis fares.

Also how states stood as allies, which is asked of one of them or of all.
"""

from dataclasses import replace
from itertools import pairwise

from explain.asking.model import Context, Mention, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.query import Filters, Query
from explain.asking.queries.saying import name_of
from explain.asking.queries.selecting import selected
from explain.asking.queries.theories import rules_concluding, rules_saying
from explain.asking.reading.asked import Asked
from explain.asking.reading.line import Token
from explain.asking.reasons.patterns import rules_shown
from explain.asking.stems import stem
from kb.words.synonyms import concept_labels
from rules.judging.court import HYPOTHESES

_TERMS = (
    "verdict",
    "strategy",
    "interest",
    "restriction",
    "hypothesis",
    "cause",
    "theory",
    "class",
    "concept",
    "units",
    "idea",
)

_USED = frozenset(map(stem, ("use", "apply", "decide", "rest", "mention")))
"""Stems of words for what is done with a rule, which say of no rule what it is about."""


_CONCLUDED = frozenset(map(stem, ("conclude", "decide", "establish", "say", "find", "give")))
"""Stems of words for what a rule does with what was spoken of."""


def definition(asked: Asked) -> Reading | None:
    """What a term means: a verdict, a strategy, a kind of fact, a theory."""
    if asked.form.options.keys() & {"every", "kinds"}:
        return _every(asked)
    if asked.tokens("theory"):
        return asked.understood(asked.query(about=asked.named("theory")))
    terms = asked.tokens("term") or asked.tokens("related")
    return None if _no_definition(asked, terms) else _of_terms(asked, terms)


def _no_definition(asked: Asked, terms: tuple[Token, ...]) -> bool:
    """Tell whether a text that names terms asks something else than what they mean."""
    book, said = asked.lexicon.names.book, asked.whole.said
    topical = all(token.of("topic") for token in terms)
    if _pointed_at(asked) or not said & book.defining or (topical and asked.episode):
        return True
    if said <= {"what", "is", "open", "still"} and (asked.episode or asked.state):
        return True  # what is open of that of which is spoken
    if said & {"its", "their"}:
        return True  # what something else has of that
    if "did" in said and said & {"say", "said", "tell"} and not any(token.of("theory|hypothesis") for token in terms):
        return True  # what somebody said
    if said & {"would", "could"} and asked.episode:
        return True  # what would make one of that of which is spoken
    return len(terms) > 1 and asked.form.asks == "definition" and not said & book.beside["two terms"]


def _of_terms(asked: Asked, terms: tuple[Token, ...]) -> Reading | None:
    """What terms mean; ``None`` where one of them has no meaning."""
    about: list[str] = []
    for token in terms:
        kinds = {name.kind for name in token.names}
        best = [kind for kind in _TERMS if kind in kinds]
        if not best and ("defection" in token.of("event")):
            about.append("verdict/defection")
            continue
        if not best and token.of("topic"):
            about.append(token.of("topic")[0].removesuffix("s"))
            continue
        exact = [kind for kind in best if _called_so(asked, token, kind)]
        best = [*exact, *best]
        wanted = best[:1] if best[:1] != ["cause"] else [kind for kind in best if kind in ("cause", "theory")][:1]
        found = [name for kind in wanted for name in token.of(kind)]
        if not found:
            return None
        about += found[:2]
    return asked.understood(asked.query(about=tuple(dict.fromkeys(about)))) if about else None


def _called_so(asked: Asked, token: Token, kind: str) -> bool:
    """Tell whether the words are what a term of a kind is called first of all, and no other word for it."""
    said = " ".join(token.phrase)
    return any(said == name_of(asked.lexicon, name).casefold() for name in token.of(kind))


def _every(asked: Asked) -> Reading | None:
    """What all hypotheses mean, or the kinds of something that the vocabulary tells apart."""
    if asked.form.options.get("every"):
        return asked.understood(asked.query(about=tuple(f"hypothesis/{name}" for name in HYPOTHESES)))
    wanted = asked.named("cause_strategy_restriction_interest")
    every = sorted({name for name in concept_labels() for broad in wanted if name.startswith(f"{broad}/")})
    return asked.understood(asked.query(about=tuple(every))) if every else None


def relation(asked: Asked) -> Reading | None:
    """How two terms are related: whether one is a kind of the other."""
    found = definition(asked)
    if not isinstance(found, Understood) or len(getattr(found.question, "about", ())) != len("ab"):
        return None
    return found


def _pointed_at(asked: Asked) -> bool:
    """Tell whether the text speaks of that rule, this strategy: of one that was named before, not of what it means."""
    tokens = asked.whole.tokens
    spoken = asked.context.query is not None or asked.context.answer is not None or "there" in asked.whole.said
    if spoken and any(token.phrase == ("evidence",) for token in asked.tokens("term")):
        return True
    return any(
        before.phrase[0] in ("that", "this", "these", "those") and after in asked.tokens("term")
        for before, after in pairwise(tokens)
    )


def _shown_rule(asked: Asked) -> str | None:
    """Return the rule that was shown last."""
    return next(iter(rules_shown(asked.context)), None)


def holder(asked: Asked) -> Reading | None:
    """Who holds a theory or made a rule, also that of the last answer."""
    if asked.form.options.get("about") == "that":
        last = asked.context.query
        if asked.context.rule:
            return asked.understood(asked.query(about=(asked.context.rule,)))
        if last is None or last.asks not in _SAYING:
            return None
        name = last.about[0] if last.about and last.asks in ("definition", "hypothesis") else _shown_rule(asked)
        if name is None and last.about:
            name = last.about[0]
        return (
            asked.understood(asked.query(about=(name,)))
            if name
            else NotUnderstood("no rule or theory has been shown yet")
        )
    found = asked.named("theory_conclusion_rule")
    found = tuple(name for name in found if name.startswith("theory/")) or found
    return asked.understood(asked.query(about=found[:1])) if found else None


def rule_again(asked: Asked) -> Reading | None:
    """The rule that was shown last, again."""
    name = _shown_rule(asked)
    if name is None or not asked.pronoun:
        return None
    return Understood(Question("rule", asked.context.episode, subject=name), (Mention(name, origin="context"),))


_SAYING = frozenset({"definition", "hypothesis", "holder", "rules", "uses", "theories"})
"""What is asked of the theory, so that somebody holds it."""


def uses(asked: Asked) -> Reading | None:
    """What hangs on a rule."""
    if asked.form.options.get("about") == "that":
        name = _shown_rule(asked)
        return asked.understood(asked.query(about=(name,))) if name else NotUnderstood("no rule has been shown yet")
    return asked.understood(asked.query(about=asked.named("rule")[:1]))


def rules(asked: Asked) -> Reading | None:
    """The rules that say something in these words."""
    if any(token.of("rule") for token in asked.line.tokens):
        return None  # it is named, and shown
    if asked.tokens("term") or asked.tokens("related"):
        return _finding(asked)
    concluded = str(asked.form.options.get("concludes", "")).split()
    if asked.pronoun and {stem(word) for word in asked.words} <= _USED | _CONCLUDED:
        return None  # which rules are meant, depends on what was spoken of
    if "many" in asked.whole.said and not asked.words:
        return asked.understood(asked.query())
    said = tuple(word for word in asked.words if word not in asked.lexicon.names.book.beside["of a rule"])
    if said and not rules_saying(said, concluded):
        events = {word for token in asked.line.tokens if token.of("event") for word in token.phrase}
        said = tuple(word for word in said if word not in events)
    if not said or not rules_saying(said, concluded):
        return None
    return asked.understood(asked.query(words=said))


def _finding(asked: Asked) -> Reading | None:
    """The rules that conclude a term; what it means, where no rule does and the text asks what counts as it."""
    found = _of_terms(asked, asked.tokens("term") or asked.tokens("related"))
    query = found.question if isinstance(found, Understood) else None
    if not isinstance(query, Query) or len(query.about) != 1:
        return None
    if not asked.tokens("term") and not any(rules_concluding(query.about[0])):
        return None
    return asked.understood(query if any(rules_concluding(query.about[0])) else replace(query, asks="definition"))


def works(asked: Asked) -> Reading | None:
    """Which works are on record; those of the last answer are asked for otherwise."""
    last = asked.context.query
    if asked.whole.said & {"has", "have", "had"}:
        return None  # which of those that were listed
    if "most" in asked.whole.said and last is not None and last.asks == "works":
        return asked.understood(asked.query(filters=last.filters.overridden(asked.line.filters)), "the most used first")
    if asked.context.answer and not asked.line.filters.kinds and not asked.whole.said & {"you", "all", "use"}:
        return None  # those of the last answer are asked for
    if asked.pronoun:
        return None
    return asked.understood(asked.query())


def hypothesis(asked: Asked) -> Reading | None:
    """How a hypothesis fares, over all defections or some."""
    of_many = asked.opening in ("which", "where", "who")
    if asked.episode and not asked.line.filters.kinds and asked.context.query is None and not of_many:
        return None
    said = asked.whole.said
    filters = asked.line.filters
    if not filters.kinds and (asked.pronoun or "there" in said) and asked.context.query is not None:
        filters = asked.context.query.filters
    failing = bool(said & _FAILING) != ("not" in said) and said & _ANYWHERE
    wanted = asked.form.options.get("answer") or ("no" if failing else "")
    options = (("answer", str(wanted)),) if wanted else ()
    return asked.understood(asked.query(about=asked.named("hypothesis")[:1], filters=filters, options=options))


def hypotheses(asked: Asked) -> Reading | None:
    """How often each hypothesis holds, or fails."""
    options = (("answer", "no"),) if asked.whole.said & (_FAILING | {"worst", "least"}) else ()
    return asked.understood(asked.query(options=options))


def _talked_of(asked: Asked) -> Filters:
    """Return the episodes, or else the state, that are being talked about."""
    last = asked.context.query
    names = last.filters.episodes if last is not None else ()
    names = names or ((asked.episode,) if asked.episode else ())
    if names:
        return Filters(episodes=names)
    return Filters(states=(asked.state,)) if asked.state else Filters()


def theories(asked: Asked) -> Reading | None:
    """How rival theories fare; at exits alone where the text says when."""
    filters = asked.line.filters
    if not filters.kinds and asked.pronoun and asked.context != Context():
        filters = _talked_of(asked)
        if not filters.kinds:
            return None
    if filters.spans:
        names = selected(asked.lexicon, "defection", replace(filters, episodes=()))
        if not names:
            return None
        filters = Filters(episodes=names)
    return asked.understood(asked.query(about=asked.named("theory"), filters=filters))


def ally(asked: Asked) -> Reading | None:
    """One side of how states behave as allies: of the state that is named or talked about, else of all."""
    filters = asked.line.filters
    of_all = asked.opening in ("who", "which") or asked.whole.said & {"any", "anyone", "anybody"}
    if asked.speaks_of_one and not filters.states and not of_all:
        if asked.state is None:
            return NotUnderstood("it is not clear which state is meant; name it")
        filters = replace(filters, states=(asked.state,))
    return asked.understood(asked.query(filters=filters))


_ANYWHERE = frozenset({"which", "where", "when", "what", "ever", "anywhere", "any", "who", "there"})
_FAILING = frozenset(
    {"fail", "fails", "failed", "refuted", "refute", "refutes", "rejected", "reject", "rejects", "wrong", "false"}
    | {"contradict", "contradicts", "contradicted", "against"}
)
"""Words that ask where a hypothesis does not hold."""
