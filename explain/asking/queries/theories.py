"""Answers about the theory: rules by what they say, which verdicts use them, how rival theories fare."""

from collections import Counter
from collections.abc import Iterator, Sequence

from explain.answer import Answer, Reason
from explain.answers.theories import Cell, cell
from explain.asking import words
from explain.asking.answers import counted
from explain.asking.lexicon import Lexicon
from explain.asking.queries.episodes import named_episode, rows
from explain.asking.queries.query import Query
from explain.asking.queries.ranking import times
from explain.asking.queries.saying import name_of, narrowing
from explain.asking.queries.selecting import selected
from explain.asking.stems import stem
from explain.words.phrases import listed, the
from explain.words.telling import sentence
from kb.records import Theory
from kb.words.meanings import meaning_of
from rules.engine.rule import Rule
from rules.judging.court import HYPOTHESES, VERDICTS
from rules.judging.dossier import Archive
from rules.theory.book import RULEBOOK
from rules.theory.wider_book import WIDER

_MANY = 8
_VERDICTS = {slug: kind for kind, slug in VERDICTS.items()}
_CONCLUDED = frozenset({"strategy", "cause", "interest", "restriction", "hypothesis"})
"""The schemes whose concepts are values of a field of the same name in a class of conclusion of that name."""


_JOINING = frozenset(map(stem, words.split("not no whose who whom what when where which while because if than")))
"""Words that say nothing by themselves of what a rule is about."""


def every_rule() -> Iterator[Rule]:
    """Yield the rules about episodes, then those about whole parts."""
    yield from RULEBOOK.rules.values()
    yield from WIDER.rules.values()


def rules_saying(said: tuple[str, ...], concluded: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules whose claim has every word, or, where none has, those that lack one at most.

    ``concluded`` names the classes that they may conclude, where that is asked.
    """
    wanted = {stem(word) for word in said if word not in words.FILLERS}
    if not said:
        return tuple(every_rule())
    scored: dict[str, list[Rule]] = {}
    for rule in every_rule():
        if concluded and rule.concludes.__name__ not in concluded:
            continue
        known = {stem(word) for word in words.split(f"{rule.claim} {rule.id}")}
        lacking = len(wanted - known)
        if lacking <= (1 if len(wanted - _JOINING) > 2 else 0):  # noqa: PLR2004 - of three words one may be otherwise
            scored.setdefault(str(lacking), []).append(rule)
    return tuple(scored[min(scored)]) if scored and wanted else ()


_VERDICTS = {slug: kind for kind, slug in VERDICTS.items()}
_CONCLUDED = frozenset({"strategy", "cause", "interest", "restriction", "hypothesis"})
"""The schemes whose concepts are values of a field of the same name in a class of conclusion of that name."""


def rules_concluding(name: str) -> Iterator[Rule]:
    """Yield the rules that conclude a term of the theory or a class of conclusion."""
    scheme, _, concept = name.partition("/")
    kind = scheme.capitalize() if scheme in _CONCLUDED else None if concept else name
    kind = _VERDICTS.get(concept) if scheme == "verdict" else kind
    for rule in every_rule():
        if rule.concludes.__name__ == kind and (scheme not in _CONCLUDED or rule.then.get(scheme) == concept):
            yield rule


def rules_about(lexicon: Lexicon, query: Query) -> Answer:
    """Return the rules that say something, each by its claim."""
    found: dict[str, Rule] = {}
    saying = rules_saying(query.words, query.option("concludes").split())
    for rule in rules_concluding(query.about[0]) if query.about else saying:
        found.setdefault(rule.claim, rule)
    quoted = name_of(lexicon, query.about[0]) if query.about else " ".join(query.words)
    many, verb = counted(len(found), "rule"), "conclude" if query.about else "speak of"
    return Answer(
        question=f"Which rules say {quoted}?",
        episode="",
        title="",
        verdict=" · ".join(filter(None, [many, quoted])).upper() if found else "NO RULE",
        sentence=_first(list(found.values()), quoted, verb),
        reasons=tuple(
            Reason(rule.id, "rule", claim, rule=rule.id, sources=lexicon.teller.theory(rule))
            for claim, rule in list(found.items())[:_MANY]
        ),
        open_points=(f"{len(found) - _MANY} more rules speak of it",) if len(found) > _MANY else (),
    )


def _first(found: list[Rule], quoted: str, verb: str) -> str:
    if len(found) < len("ab"):
        return found[0].claim if found else f'No rule speaks of "{quoted}".'
    return f"{len(found)} rules {verb} it." if quoted else f"{len(found)} claims are encoded as rules."


def thresholds(lexicon: Lexicon, query: Query) -> Answer:
    """Return the numbers on which the theory leans, each with its source."""
    del query
    found = lexicon.court.inference.thresholds
    return Answer(
        question="Which thresholds does the theory use?",
        episode="",
        title="",
        verdict=f"{counted(len(found), 'threshold')}".upper(),
        sentence="Each can be set otherwise for one run, as in: coalition judge --threshold early=6",
        reasons=tuple(
            Reason(
                name,
                "rule",
                f"{name}: {item.value:g} {item.unit}. {item.meaning}",
                sources=(lexicon.teller.cited(item.source),),
            )
            for name, item in found.items()
        ),
    )


def uses(lexicon: Lexicon, query: Query) -> Answer:
    """Return the episodes whose proof takes a step by a rule."""
    name = query.about[0]
    court = lexicon.court
    found = tuple(
        episode
        for episode in court.episodes
        if any(step.rule == name for steps in court.judge(episode).proof.steps.values() for step in steps)
    )
    rule = lexicon.rulebook.find(name)
    assert rule is not None
    many = counted(len(found), "episode")
    return Answer(
        question=f"Where was the rule {name} used?",
        episode="",
        title=name,
        verdict=f"{many} · {name}".upper(),
        sentence=f"{rule.claim} It was used in {many}." if found else f"{rule.claim} No episode uses it.",
        reasons=tuple(rows(lexicon, found)),
    )


def theories(lexicon: Lexicon, query: Query) -> Answer:
    """Return how theories fare, for some states or all: only a certain outcome where that is asked."""
    wanted = query.option("outcome")
    cells = [
        made
        for made in _cells(lexicon, query)
        if not wanted or made.outcome == wanted or any(item.outcome == wanted for item in made.trials)
    ]
    labels = list(dict.fromkeys(made.label for made in cells)) if query.about else []
    about = narrowing(lexicon, query.filters)
    named = " and ".join(lexicon.kb.label(name) for name in query.about)
    asked = f"{named} {about}".strip()
    tested = [made for made in cells if made.outcome != "untested"]
    counts = {
        outcome: sum(made.outcome == outcome for made in cells)
        for outcome in ("supported", "contradicted", "coincidental", "untested")
    }
    told = ", ".join(f"{outcome} {times(count)}" for outcome, count in counts.items() if count)
    if wanted and not query.about:
        told = _by_theory(cells, wanted) or told
    none = f"Nowhere on record {'are they' if len(query.about) != 1 else 'is it'} {wanted or 'tested'}."
    return Answer(
        question=f"How does {asked} fare?",
        episode="",
        title=sentence(about),
        verdict=" · ".join(labels).upper() if labels else "THEORIES",
        sentence=sentence(f"{told}.") if cells else none,
        reasons=tuple(
            Reason(
                f"{made.theory}/{made.state}/{made.coalition}",
                "finding",
                _line(lexicon, made, named=not query.about or len(query.about) > 1),
                see=f"why {made.state} {made.theory}",
            )
            for made in (tested or cells if not wanted else cells)
        ),
        open_points=tuple(_untested(cells, tested)),
    )


def _by_theory(cells: list[Cell], wanted: str) -> str:
    """Return how often each theory has an outcome, the one that has it most often first."""
    counts = Counter(made.label for made in cells if made.outcome == wanted)
    often = [f"{label} {times(count)}" for label, count in counts.most_common()]
    return f"{wanted} {times(counts.total())}: {listed(often)}" if len(often) < counts.total() else ""


def _untested(cells: list[Cell], tested: list[Cell]) -> Iterator[str]:
    if tested and len(tested) < len(cells):
        count = len(cells) - len(tested)
        told = "part is" if count == 1 else "parts are"
        yield f"{count} further {told} untested: nothing on record set the theory off"


def _line(lexicon: Lexicon, made: Cell, *, named: bool) -> str:
    who = f"{sentence(lexicon.kb.label(made.state))} in {the(lexicon.kb.label(made.coalition))}"
    return f"{f'{made.label}, ' if named else ''}{who}: {made.outcome}. {made.sentence}"


def _cells(lexicon: Lexicon, query: Query) -> Iterator[Cell]:
    archive = Archive(lexicon.court)
    names = [name.partition("/")[2] for name in query.about] or [
        item.id.partition("/")[2] for item in lexicon.kb.of(Theory)
    ]
    for episode in query.filters.episodes:
        about = lexicon.court.episodes[episode].episode
        dossier = archive.dossier(about.state, about.coalition)
        yield from (cell(lexicon.kb, dossier, name, episode) for name in names)
    for state, coalition in sorted(archive.parts) if not query.filters.episodes else ():
        if query.filters.states and state not in query.filters.states:
            continue
        if query.filters.coalitions and coalition not in query.filters.coalitions:
            continue
        for name in names:
            yield cell(lexicon.kb, archive.dossier(state, coalition), name)


def hypothesis(lexicon: Lexicon, query: Query) -> Answer:
    """Return for which defections a hypothesis holds and for which it fails."""
    name = query.about[0].partition("/")[2]
    found = selected(lexicon, "defection", query.filters)
    answers = {episode: lexicon.court.judge(episode).hypotheses.get(name) for episode in found}
    undecided = sum(answer is None for answer in answers.values())
    wanted_answer = query.option("answer")
    if wanted_answer:
        answers = {episode: answer for episode, answer in answers.items() if (answer or "open") == wanted_answer}
    told = []
    for wanted, verb in (("yes", "holds"), ("no", "fails"), (None, "is open")):
        names = [named_episode(lexicon, episode) for episode, answer in answers.items() if answer == wanted]
        if names:
            told.append(f"{verb} for {listed(names)}")
    about = narrowing(lexicon, query.filters)
    meaning = meaning_of(f"hypothesis/{name}").definition
    return Answer(
        question=f"Does {name} hold {about}?",
        episode="",
        title=sentence(about),
        verdict=f"{name} · {_counts(answers) or _NOWHERE.get(wanted_answer, 'UNTESTED')}",
        sentence=f"{name} {', '.join(told)}." if told else _untold(name, about, wanted_answer),
        reasons=tuple(
            Reason(
                episode,
                "finding",
                f"{sentence(named_episode(lexicon, episode))}: {name} {_SAID[answer]}",
                see=f"why {episode} {name}" if answer else f"why-not {episode} {name}",
            )
            for episode, answer in answers.items()
        ),
        open_points=_left_open(undecided if wanted_answer == "no" else 0),
        advice=(f"{name}: {meaning}",) if meaning else (),
    )


def hypotheses(lexicon: Lexicon, query: Query) -> Answer:
    """Return how often each hypothesis holds and fails, the one that holds most often first."""
    found = selected(lexicon, "defection", query.filters)
    judged = [lexicon.court.judge(episode).hypotheses for episode in found]
    answers = {name: {str(place): item.get(name) for place, item in enumerate(judged)} for name in HYPOTHESES}
    wanted = query.option("answer") or "yes"
    counts = {name: Counter(answers[name].values())[wanted] for name in HYPOTHESES}
    ranked = sorted(HYPOTHESES, key=lambda name: -counts[name])
    first = [name for name in ranked if counts[name] == counts[ranked[0]]]
    verb = ("holds" if wanted == "yes" else "fails").removesuffix("s" if len(first) > 1 else "")
    often = f"{times(counts[ranked[0]])}{' each' if len(first) > 1 else ''}"
    many = counted(len(found), "defection")
    return Answer(
        question="How often does each hypothesis hold?",
        episode="",
        title=sentence(narrowing(lexicon, query.filters)),
        verdict="HYPOTHESES",
        sentence=f"{listed(first)} {verb} {often}, of {many}." if found else "None is on record.",
        reasons=tuple(
            Reason(
                f"hypothesis/{name}",
                "finding",
                f"{name}: {_counts(answers[name]).lower()}. {meaning_of(f'hypothesis/{name}').definition}",
            )
            for name in ranked
        ),
    )


def _left_open(count: int) -> tuple[str, ...]:
    return (f"it is open for {counted(count, 'defection')}",) if count else ()


def _untold(name: str, about: str, wanted: str) -> str:
    if wanted:
        verb = {"no": "does {} fail", "yes": "does {} hold"}.get(wanted, "is {} open")
        return f"Nowhere on record {verb.format(name)} {about}".rstrip() + "."
    return f"No defection {about} is on record to judge it by.".replace("  ", " ")


_NOWHERE = {"no": "FAILS NOWHERE", "yes": "HOLDS NOWHERE", "open": "OPEN NOWHERE"}
_SAID = {"yes": "holds", "no": "fails", None: "is open"}


def _counts(answers: dict[str, str | None]) -> str:
    counts = Counter(answers.values())
    return ", ".join(f"{word} {times(counts[answer])}" for answer, word in _SAID.items() if counts[answer]).upper()
