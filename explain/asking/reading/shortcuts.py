"""Questions about the record that come down to one about an episode: what is open, whether, because."""

from collections.abc import Set
from dataclasses import replace

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, Choice, Mention, NotUnderstood, Question, Reading, Understood
from explain.asking.queries.query import Filters, Query, Span
from explain.asking.queries.selecting import selected, taken_over, taking_over
from explain.asking.reasons.conclusions import command_words, holds
from explain.asking.reasons.deciding import MOST
from explain.asking.references import described
from explain.asking.stems import stem
from explain.words.phrases import listed
from kb.profiles.profile import is_combat
from kb.records import Contribution, Shift, Vote
from rules.judging.court import CAUSE_NAMES, Judgement
from rules.questions.support import support
from rules.theory.book import RULEBOOK
from rules.theory.conclusions import CapacityLimit, Cause

_JOINING = frozenset(
    {"because", "after", "before", "when", "while", "since", "than", "more", "less", "no", "not", "and"}
    | {"other", "others", "matter", "mattered"}
)
"""Words that join clauses and name no cause."""


def with_open_points(lexicon: Lexicon, filters: Filters) -> tuple[str, ...]:
    """Return the episodes that leave something open: the undetermined first, then exits on the record alone."""
    fitting = selected(lexicon, "any", filters)
    judged = [lexicon.court.judge(name) for name in fitting]

    def rank(item: Judgement) -> int:
        if item.verdict == "undetermined":
            return 0
        return 1 if item.verdict == "defection" and not item.causes else 2 if item.verdict == "defection" else 3

    found = [item for item in judged if item.standing != "certain"]
    months = {span.text[:7] for span in filters.spans}
    return tuple(
        item.episode.id for item in sorted(found, key=lambda item: (item.facts.month not in months, rank(item)))
    )


def nothing_open(lexicon: Lexicon, filters: Filters) -> NotUnderstood:
    """Say why nothing is open: all is settled, or of a state no part is on record of which anything could be."""
    if not filters.states or selected(lexicon, "any", Filters(states=filters.states)):
        return NotUnderstood("nothing is open there: every verdict, strategy and cause is settled")
    state = lexicon.kb.label(filters.states[0])
    told = f"no units of {state} that came or left are on record, so there is no verdict on it that could be open"
    return NotUnderstood(told, (f"what is known about {state}?", "which states defected?"))


def if_taken_over(lexicon: Lexicon, episode: str, *, taken: bool) -> Reading:
    """Whether an episode would be a defection if a partner had, or had not, taken over."""
    if taken == bool(taken_over(lexicon.court.judge(episode))):
        told = "a partner took over, as the record has it" if taken else "nobody is on record as having taken over"
        return Understood(Question("whether", episode, ("verdict",), depth=1), remark=told)
    return Understood(Question("flip", episode), remark="the smallest changes that would overturn it")


def because(lexicon: Lexicon, episode: str | None, said: tuple[str, ...], filters: Filters) -> Reading | None:
    """Whether a cause that words describe was the cause: why, or why not."""
    causes = tuple(name for name in filters.conclusions if name.startswith("cause/")) or causes_meant(lexicon, said)
    if not causes:
        return None
    names = filters.episodes or ((episode,) if episode and not filters.states and not filters.spans else ())
    names = names or tuple(
        name
        for name in selected(lexicon, "left", Filters(states=filters.states, spans=filters.spans))
        if lexicon.court.judge(name).verdict == "defection"
    )
    readings = [_reason(lexicon, name, cause, said) for name in names for cause in causes]
    if len(readings) == 1:
        return readings[0]
    if not readings:
        return None
    so = [item for item in readings if item.remark.startswith("yes")]
    if not so and len(names) > 1:
        told = "no; that is the cause of none of these"
        return Understood(
            Query("episodes", filters=Filters(episodes=names), options=(("event", "defection"),)), (), told
        )
    if len(so) == 1:
        return replace(so[0], remark=f"yes, in {so[0].of_episode.episode}; these are the reasons")
    choices = tuple(
        Choice(" ".join([str(item.of_episode.episode), *item.of_episode.words]), item) for item in readings[:MOST]
    )
    return Ambiguous("which is meant?", choices)


def _reason(lexicon: Lexicon, episode: str, cause: str, said: tuple[str, ...]) -> Understood:
    judgement = lexicon.court.judge(episode)
    mention = (Mention(cause, said),)
    if holds(cause)(judgement):
        return Understood(Question("why", episode, ("cause",)), mention, "yes; these are the reasons")
    return Understood(Question("why-not", episode, command_words(cause)), mention, "no; this is what is wanting")


def causes_meant(lexicon: Lexicon, said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the causes of which the theory says what words say: by the claims of the rules that lead to them."""
    wanted = (
        {stem(word) for word in said if word not in words.FILLERS} - _units(lexicon) - {stem(word) for word in _JOINING}
    )
    if not wanted:
        return ()
    found: dict[str, None] = {}
    for rule in RULEBOOK.rules.values():
        if not wanted <= {stem(word) for word in words.split(rule.claim)}:
            continue
        if rule.concludes is Cause:
            found[f"cause/{rule.then['cause']}"] = None
        elif rule.concludes is CapacityLimit:
            found[f"cause/military-capacity/{rule.then['limit']}"] = None
    known = {cause for _, cause in CAUSE_NAMES}
    meant = tuple(name for name in found if name.partition("/")[2] in known)
    named = tuple(name for name in meant if {stem(word) for word in words.split(lexicon.labels(name)[0])} == wanted)
    return named or meant


def _units(lexicon: Lexicon) -> set[str]:
    """Return the stems of words for units, which say nothing of a cause."""
    return {
        stem(word)
        for phrase, names in lexicon.names.phrases.items()
        if any(name.kind == "units" and name.id.startswith("capability/") for name in names)
        for word in phrase
    }


def contrast(lexicon: Lexicon, filters: Filters, state: str | None) -> Reading | None:
    """Where two defections part: of one state, or of two states, those nearest in time."""
    states = filters.states or ((state,) if state else ())
    if len(states) == 1 and len(filters.spans) == len("ab"):
        return _of_two_times(lexicon, states[0], filters)
    found = [selected(lexicon, "defection", Filters(states=(name,), spans=filters.spans)) for name in states[:2]]
    if len(states) == 1 and len(found[0]) == len("ab"):
        spoken_of = () if filters.states else (Mention(states[0], origin="context"),)
        return Understood(Question("contrast", found[0][0], other=found[0][1]), spoken_of)
    if len(states) != len("ab") or not all(found):
        return None
    pairs = [(first, second) for first in found[0] for second in found[1]]

    def apart(pair: tuple[str, str]) -> int:
        first, second = (lexicon.court.episodes[name].episode.date.earliest for name in pair)
        return abs((first - second).days)

    best = min(pairs, key=apart)
    remark = "the two that lie nearest in time" if len(pairs) > 1 else ""
    return Understood(Question("contrast", best[0], other=best[1]), remark=remark)


def _of_two_times(lexicon: Lexicon, state: str, filters: Filters) -> Reading | None:
    """Where two combat exits of one state part, one in each of two times."""
    pair = []
    for span in filters.spans:
        exits = selected(lexicon, "left", Filters(states=(state,), spans=(span,), marks=("combat",)))
        defections = [name for name in exits if lexicon.court.judge(name).verdict == "defection"]
        pair.append(defections if len(exits) > 1 else list(exits))
    if any(len(names) != 1 for names in pair) or pair[0] == pair[1]:
        return None
    return Understood(Question("contrast", pair[0][0], other=pair[1][0]))


def not_taken_over(lexicon: Lexicon, filters: Filters, episode: str | None) -> Reading | None:
    """What would follow if a partner had not taken over: without its turn and the units that it brought.

    Where nobody is said to have done so, the state that is named is the one that left.
    """
    names = filters.episodes or selected(lexicon, "left", Filters(spans=filters.spans))
    if not filters.spans and episode:
        names = (episode,)
    readings = []
    for name in names:
        judgement = lexicon.court.judge(name)
        found = taking_over(judgement)
        partners = {str(item["partner"]) for item in found}
        leaving = {judgement.episode.state}
        concerned = leaving if "not-taken-over" in filters.marks else partners | leaving
        if not partners or (filters.states and not concerned & set(filters.states)):
            continue
        used = support(judgement.proof, [item.name for item in found]).facts
        gone = tuple(sorted(name for name in used if _brought(lexicon, name, partners)))
        if gone:
            remark = f"without {listed([lexicon.kb.label(fact) for fact in gone])}"
            readings.append(Understood(Question("what-if", name, retracted=gone), remark=remark))
    readings = [item for item in readings if _hangs_on_it(lexicon, item)] or readings
    if len(readings) == 1:
        return readings[0]
    if not readings and episode and not filters.states:
        return if_taken_over(lexicon, episode, taken=False)
    labels = described(lexicon, [str(item.of_episode.episode) for item in readings])
    return Ambiguous("which episode is meant?", tuple(map(Choice, labels, readings))) if readings else None


def _hangs_on_it(lexicon: Lexicon, reading: Understood) -> bool:
    """Tell whether an exit was no defection because of what a supposition takes away."""
    question = reading.of_episode
    proof = lexicon.court.judge(str(question.episode)).proof
    found = [item.name for item in proof.concluded("NotDefection", episode=str(question.episode))]
    return bool(set(support(proof, found).facts) & set(question.retracted)) if found else False


def _brought(lexicon: Lexicon, name: str, partners: set[str]) -> bool:
    """Tell whether a fact is the turn of a partner or units that it sent to fight."""
    record = lexicon.kb.records.get(name)
    if isinstance(record, Contribution):
        return record.state in partners and is_combat(lexicon.kb, record) is True
    return isinstance(record, Shift) and record.state in partners


def voted_otherwise(lexicon: Lexicon, filters: Filters, state: str | None, said: Set[str]) -> Reading | None:
    """What would follow if a parliament had voted the other way: which vote is meant, is asked where words leave that.

    Of several votes the one is meant whose label has most of what was said, where just one has.
    """
    states = filters.states or ((state,) if state else ())
    readings, labels = [], []
    for vote in lexicon.search.find(Filters(states=states, spans=filters.spans), ("Vote",)):
        assert isinstance(vote, Vote)
        after = selected(lexicon, "left", Filters(states=(vote.state,), spans=(Span("since", vote.date.month),)))
        if after and vote.carried is not None:
            change = f"{vote.id}.carried={str(not vote.carried).lower()}"
            remark = f"the vote meant: {lexicon.kb.label(vote.id)}"
            readings.append(Understood(Question("what-if", after[0], changed=(change,)), remark=remark))
            labels.append(f"{vote.id}: {lexicon.kb.label(vote.id)}")
    shared = [len((set(words.split(label)) & said) - words.JOINTS - words.LEADS) for label in labels]
    best = [reading for reading, count in zip(readings, shared, strict=True) if count == max(shared)]
    if len(best) == 1:
        return best[0]
    return Ambiguous("which vote is meant?", tuple(map(Choice, labels, readings))) if readings else None


def undecided(lexicon: Lexicon, query: Query) -> Reading | None:
    """Why a hypothesis is open where it is, of those exits of which it was asked."""
    name = query.about[0].partition("/")[2]
    judged = (lexicon.court.judge(episode) for episode in selected(lexicon, "defection", query.filters))
    names = [item.episode.id for item in judged if item.hypotheses.get(name) is None][:MOST]
    readings = [Understood(Question("why-not", item, command_words(f"hypothesis/{name}"))) for item in names]
    if len(readings) == 1:
        return readings[0]
    choices = tuple(map(Choice, described(lexicon, names), readings))
    return Ambiguous("which is meant?", choices) if readings else None
