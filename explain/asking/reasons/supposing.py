"""What if: which fact a supposition changes, and how."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from explain.asking import words
from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, Choice, Context, Mention, NotUnderstood, Question, Reading, Understood
from explain.asking.numbers import number, written_date
from explain.asking.pieces import pieces
from explain.asking.reasons.deciding import MOST, decided
from explain.asking.reasons.facts import Facts
from explain.asking.reasons.phrases import Supposing, phrases
from explain.asking.references import Found, described, leaving, lost_combat, resolve
from kb.altered.altering import setting
from kb.errors import InputError
from kb.records import Record

_YEAR = r"(?:19|20)\d\d"
_NEVER = "as if it had not been: of such an incident the rules ask only whether it had become public"
_OPENING = re.compile(
    r"(?P<before>.*?)\b(?:what (?:would )?(?:happen |follow )?if|suppose(?: that)?|imagine(?: that)?)\b(?P<rest>.*)"
)
_RAW = re.compile(r"\s*(?P<change>[\w./-]+\.\w+=\S*)\s*\??\s*")


_THEN = re.compile(
    rf"(?P<said>(?:what (?:would )?(?:happen |follow )?if|suppose|imagine) .+) (?:in|on) (?P<date>(?:\w+ )?{_YEAR})\W*"
)


def supposition(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    """Return the question what would follow if some fact were otherwise; ``None`` where the text supposes nothing.

    A date at its end may also say which exit of the state is meant.
    """
    reading = _supposed(lexicon, text, context)
    dated = _THEN.fullmatch(" ".join(words.split(text)))
    if isinstance(reading, Understood) or reading is None or dated is None:
        return reading
    found = {
        piece.reference.get("state") for piece in pieces(lexicon, tuple(dated["said"].split())) if piece.sign == "E"
    } - {None}
    if len(found) != 1:
        return reading
    state = lexicon.kb.label(str(found.pop()))
    again = _supposed(lexicon, f"{state}'s exit in {dated['date']}: {dated['said']}", context)
    return again if isinstance(again, Understood) else reading


def _supposed(lexicon: Lexicon, text: str, context: Context) -> Reading | None:
    said = " ".join(words.split(text))
    opened = _OPENING.fullmatch(said)
    if opened is None:
        return None
    before = tuple(opened["before"].split())
    while before and before[0] in words.FILLERS | words.LEADS | {"about"}:
        before = before[1:]
    found = pieces(lexicon, before)
    if [piece.sign for piece in found] not in ([], ["E"]):
        return NotUnderstood("before 'what if' only an episode can stand")
    raw = _RAW.fullmatch(re.split(r"\bif\b", text, maxsplit=1, flags=re.IGNORECASE)[-1])
    supposed = _raw(lexicon, raw["change"]) if raw else _Clause(lexicon, opened["rest"].strip()).meanings
    about = resolve(lexicon, found[0].reference if found else None, context)
    failed: list[str] = []

    def make(episode: str) -> list[Understood]:
        meant = supposed(episode)
        failed.extend(item for item in meant if isinstance(item, str))
        return [item for item in meant if not isinstance(item, str)]

    if not found and not _of_it(lexicon, about, opened["rest"], make):
        about = _of_states(lexicon, opened["rest"])
    resting = _resting(lexicon, about, make)
    if len(resting.episodes) > MOST:
        return NotUnderstood("no episode is being talked about")
    reading = decided(lexicon, resting, make)
    if isinstance(reading, Ambiguous):
        if not reading.choices:
            return NotUnderstood(failed[0] if failed else "it is not clear what is supposed")
        return _which(lexicon, reading)
    return reading


def _states_in(lexicon: Lexicon, rest: str) -> set[str]:
    named = [item.get("state") for item in (piece.reference for piece in pieces(lexicon, tuple(rest.split())))]
    return {name for name in named if name}


def _of_it(lexicon: Lexicon, about: Found, rest: str, make: Callable[[str], list[Understood]]) -> bool:
    """Tell whether a supposition is of the episode that is talked about: of its state, or of what it rests on."""
    if len(about.episodes) != 1:
        return False
    states, name = _states_in(lexicon, rest), about.episodes[0]
    if not states or _rests(lexicon, name, make):
        return True
    others = _of_states(lexicon, rest).episodes
    return lexicon.court.episodes[name].episode.state in states and not any(
        _rests(lexicon, item, make) for item in others
    )


def _of_states(lexicon: Lexicon, rest: str) -> Found:
    """Return the defections of the state that a supposition names; where it names none, all of them."""
    states = _states_in(lexicon, rest)
    court = lexicon.court
    found = [
        name
        for name, item in court.episodes.items()
        if (not states or {item.episode.state} == states) and court.judge(name).verdict == "defection"
    ]
    return Found(tuple(found), tuple(Mention(name, tuple(rest.split())) for name in states))


def _resting(lexicon: Lexicon, about: Found, make: Callable[[str], list[Understood]]) -> Found:
    """Return, of several episodes, those that rest on what is changed; else those in which combat units left."""
    if len(about.episodes) < len("ab"):
        return about
    resting = [name for name in about.episodes if _rests(lexicon, name, make)]
    told = "the one exit that rests on it" if len(resting) == 1 else ""
    able = [name for name in about.episodes if make(name)] or about.episodes
    fought = [name for name in able if lost_combat(lexicon.court.episodes[name])]
    return replace(about, episodes=tuple(resting or fought or able), remark=told or about.remark)


def _rests(lexicon: Lexicon, name: str, make: Callable[[str], list[Understood]]) -> bool:
    """Tell whether the verdict on an episode, its shape or cause rests on what a supposition changes."""
    return any(Facts(lexicon, name).relied_on((_changed(item.of_episode),)) for item in make(name))


def _changed(question: Question) -> str:
    """Return the first fact that a supposition changes."""
    return (*question.retracted, *(text.partition("=")[0].rpartition(".")[0] for text in question.changed))[0]


def _which(lexicon: Lexicon, reading: Ambiguous) -> Reading:
    """Ask which fact is meant, by label."""
    if len(reading.choices) > MOST:
        return NotUnderstood(f"{len(reading.choices)} facts answer to these words; say more, or when")
    episodes = {choice.meaning.of_episode.episode: None for choice in reading.choices}
    if len(episodes) == len(reading.choices):
        labels = described(lexicon, [str(name) for name in episodes])
        return Ambiguous(
            "which episode is meant?", tuple(map(Choice, labels, (item.meaning for item in reading.choices)))
        )
    choices = []
    for choice in reading.choices:
        question = choice.meaning.of_episode
        name = _changed(question)
        of = f"{question.episode}, " if len(episodes) > 1 else ""
        choices.append(Choice(f"{of}{name}: {lexicon.kb.label(name)}", choice.meaning))
    return Ambiguous("which is meant?", tuple(choices))


def _raw(lexicon: Lexicon, change: str) -> Callable[[str], list[Understood | str]]:
    """Read ``FACT.field=value`` as the command takes it."""

    def meanings(episode: str) -> list[Understood | str]:
        try:
            setting(lexicon.kb, change)
        except InputError as error:
            return [error.what]
        name = change.partition("=")[0].rpartition(".")[0]
        mention = Mention(name, words.split(name))
        return [Understood(Question("what-if", episode, changed=(change,)), (mention,))]

    return meanings


@dataclass(frozen=True)
class _Clause:
    """What is supposed, in words."""

    lexicon: Lexicon
    said: str

    def meanings(self, episode: str) -> list[Understood | str]:
        """Return every change that the words can mean for an episode; else why they mean none."""
        failed: list[str] = []
        for form in phrases().supposings:
            match = form.pattern.fullmatch(self.said)
            if match is None:
                continue
            who = match.groupdict().get("who") or "it"
            if who not in words.PRONOUNS and not self._is_state(who):
                failed.append(f"'{who}' is no state that takes part")
                continue
            phrase = (*match["fact"].split(), *(who.split() if who not in words.PRONOUNS else ()))
            if not form.fields and self._is_state(match["fact"]):
                failed.append(f"say what of '{match['fact']}' is supposed to be otherwise")
                continue
            found = self._facts(episode, form, phrase)
            if not found:
                failed.append(f"no fact of this episode's state answers to '{' '.join(phrase)}'")
                continue
            read = self._changes(episode, form, found, match.groupdict().get("value"), phrase)
            if read and not isinstance(read[0], str):
                return read
            failed += [item for item in read if isinstance(item, str)]
        return [failed[0] if failed else "it is not clear what is supposed to be otherwise"]

    def _is_state(self, text: str) -> bool:
        phrase = tuple(word for word in text.split() if word != "the")
        return any(item.kind == "state" for item in self.lexicon.phrases.get(phrase, ()))

    def _able(self, episode: str, form: Supposing, phrase: tuple[str, ...]) -> tuple[str, ...]:
        """Return the facts that answer to a phrase and have what the supposition changes."""
        facts, records = Facts(self.lexicon, episode), self.lexicon.kb.records
        wanted = set(form.fields) - {"never"}
        found = facts.meant(phrase, form.kinds)
        if set(phrase) <= words.PRONOUNS and (form.kinds or wanted):
            of_kind = (name for name in facts.known if not form.kinds or type(records[name]).__name__ in form.kinds)
            found = facts.relied_on(tuple(of_kind))
        return tuple(name for name in found if not wanted or wanted & _fields(records[name]))

    def _facts(self, episode: str, form: Supposing, phrase: tuple[str, ...]) -> tuple[str, ...]:
        able = self._able(episode, form, phrase)
        if self._is_state(" ".join(phrase)):
            gone = leaving(self.lexicon.court.episodes[episode])
            able = tuple(name for name in able if name in gone) or able
        relied = Facts(self.lexicon, episode).relied_on(able)
        return relied if len(relied) == 1 else able

    def _changes(
        self, episode: str, form: Supposing, found: tuple[str, ...], value: str | None, phrase: tuple[str, ...]
    ) -> list[Understood | str]:
        written = _value(form, value)
        if written is None:
            return [f"'{value}' is no {form.valued}"]
        remark = self._others(episode, form, found, phrase)
        if "never" in form.fields:
            remark = "; ".join(filter(None, [_NEVER, remark]))
        read: list[Understood | str] = []
        for name in found:
            field = _field(form, self.lexicon.kb.records[name])
            changed, retracted = ((f"{name}.{field}={written}",), ()) if field else ((), (name,))
            question = Question("what-if", episode, changed=changed, retracted=retracted)
            read.append(Understood(question, (Mention(name, phrase),), remark))
        return read

    def _others(self, episode: str, form: Supposing, found: tuple[str, ...], phrase: tuple[str, ...]) -> str:
        """Return which other facts answer to the words, where the verdict relies on one alone."""
        others = [name for name in self._able(episode, form, phrase) if name not in found]
        if len(found) != 1 or not others:
            return ""
        return f"taken as the one on which the verdict, its shape or cause rests; also: {', '.join(others[:MOST])}"


def _fields(record: Record) -> frozenset[str]:
    return frozenset(item.name for item in fields(record))


def _field(form: Supposing, record: Record) -> str | None:
    return next((name for name in form.fields if name in _fields(record)), None)


def _value(form: Supposing, value: str | None) -> str | None:
    """Return a value as a change takes it; ``None`` where the words are none."""
    if value is None:
        return form.valued if form.valued == "true" else ""
    said = tuple(word for word in value.split() if word not in ("the", "end", "of"))
    if form.valued == "number":
        count = number(said[0]) if len(said) == 1 else None
        return None if count is None else str(count)
    dated = written_date(said) if said else None
    if not dated or dated[1] != len(said) or dated[0].startswith("-"):
        return None
    ended = "end" in value.split() and re.fullmatch(_YEAR, dated[0])
    return f"{dated[0]}-12" if ended else dated[0]
