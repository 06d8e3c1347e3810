"""A text in pieces, and the one thing that it asks of one of the episodes to which it can refer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from explain.asking.lexicon import Lexicon
from explain.asking.model import Ambiguous, Choice, Context, Mention, NotUnderstood, Reading, Understood
from explain.asking.pieces import Piece, Reference
from explain.asking.reasons.conclusions import conclusions
from explain.asking.references import Found, Holds, described, resolve
from rules.judging.court import Judgement

MOST = 9
"""How many choices are offered at once."""

Made = Iterable[Understood]


@dataclass(frozen=True)
class Asked:
    """A text in pieces, with the names it may use and the conversation it stands in."""

    lexicon: Lexicon
    context: Context
    pieces: tuple[Piece, ...]

    def of(self, sign: str) -> list[Piece]:
        """Return the pieces with a sign."""
        return [piece for piece in self.pieces if piece.sign == sign]

    @property
    def reference(self) -> Reference | None:
        """Return the reference to an episode, a pronoun only where there is no other; ``None`` where there is none."""
        found = sorted((piece.reference for piece in self.of("E")), key=lambda item: item.is_pronoun)
        return found[0] if found else None

    @property
    def by_pronoun(self) -> bool:
        """Tell whether the text names no episode but what is being talked about."""
        return self.reference is None or self.reference.is_pronoun

    @property
    def named(self) -> tuple[str, ...]:
        """Return what the first name of a conclusion in the text can mean."""
        found = self.of("C")
        return conclusions(found[0].entities) if found else ()

    @property
    def topic(self) -> str:
        """Return the first topic in the text."""
        return self.of("T")[0].entities[0].name

    def judged(self, episode: str) -> Judgement:
        """Return the judgement on an episode."""
        return self.lexicon.court.judge(episode)

    def mention(self, sign: str) -> tuple[Mention, ...]:
        """Return what the first piece with a sign names, if there is one."""
        found = self.of(sign)
        return tuple(Mention(item.name, found[0].phrase) for item in found[0].entities) if found else ()

    def about(self, make: Callable[[str], Made], presumed: Holds | None = None) -> Reading:
        """Return a question about the episode that the text refers to."""
        found = resolve(self.lexicon, self.reference, self.context, presumed)
        return decided(self.lexicon, found, make)


def decided(lexicon: Lexicon, found: Found, make: Callable[[str], Made]) -> Reading:
    """Return the one thing that is asked; which, where it can be several; why not, where it is none."""
    if not found.episodes:
        reason = (
            f"there is no {found.sought.removeprefix('an ')}" if found.sought else "no episode is being talked about"
        )
        return NotUnderstood(reason)
    if len(found.episodes) > MOST:
        return NotUnderstood(f"{len(found.episodes)} episodes can be meant; say which state, and when")
    meanings = [(name, item) for name in found.episodes for item in make(name)]
    whole = [
        replace(item, mentions=(*item.mentions, *found.mentions), remark=joined(found.remark, item.remark))
        for _, item in meanings
    ]
    if len(whole) == 1:
        return whole[0]
    if len(found.episodes) > 1:
        labels = described(lexicon, [name for name, _ in meanings])
        return Ambiguous("which episode is meant?", tuple(map(Choice, labels, whole)))
    return Ambiguous("which is meant?", tuple(Choice(" ".join(item.of_episode.words), item) for item in whole))


def joined(*remarks: str) -> str:
    """Return remarks as one; those that are empty are left out."""
    return "; ".join(filter(None, remarks))
