"""A text that fits a form of the phrase book, and what it stands in: its names, free words and the conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from explain.asking.lexicon import Lexicon
from explain.asking.model import UNREAD, Context, Mention, Understood
from explain.asking.queries.phrasebook import Form
from explain.asking.queries.query import Query
from explain.asking.reading.line import Line, Token
from explain.asking.words import PRONOUNS

WHETHER = frozenset({"did", "was", "were", "is", "are", "has", "have", "had", "do", "does"})
"""Words with which a text opens that asks whether there is something."""
_BEFORE_NAMES = frozenset(
    {
        "was",
        "is",
        "were",
        "are",
        "did",
        "does",
        "by",
        "of",
        "for",
        "about",
        "after",
        "before",
        "in",
        "with",
        "from",
        "on",
    }
)
"""Words after which "that" points at something, and opens no clause."""
_ONE = frozenset({"it", "its", "they", "their", "them", "he", "she"})


@dataclass(frozen=True)
class Asked:
    """A text that fits a form, and the conversation in which it stands.

    ``match`` holds the parts of the line that fill the slots of the form and its free words.
    """

    lexicon: Lexicon
    form: Form
    match: Mapping[str, str | None]
    line: Line
    context: Context
    whole: Line
    left: Line
    """The line without what narrows it, before small words were left out."""

    @property
    def pronoun(self) -> bool:
        """Tell whether the text speaks of somebody or something without a name."""
        return any(token.phrase[0] in PRONOUNS for token in self.left.tokens)

    @property
    def opening(self) -> str:
        """Return the first word of the text; empty where it has none."""
        return self.whole.tokens[0].phrase[0] if self.whole.tokens else ""

    @property
    def speaks_of_one(self) -> bool:
        """Tell whether the text speaks of it or them: of what was named before."""
        said = [token.phrase[0] for token in self.left.tokens]
        return bool(_ONE.intersection(said))

    @property
    def points(self) -> bool:
        """Tell whether the text points at this or those, and names nothing else."""
        said = [token.phrase[0] for token in self.whole.tokens]
        shown = any(word == "that" and before in _BEFORE_NAMES for before, word in pairwise(said))
        shown = shown or said[-1:] == ["that"]
        return bool(shown or {"this", "these", "those"}.intersection(said)) and not self.line.filters.kinds

    @property
    def of_a_person(self) -> bool:
        """Tell whether the text speaks of him or her."""
        return any(token.phrase[0] in ("he", "she", "him", "her", "his") for token in self.whole.tokens)

    @property
    def person(self) -> str | None:
        """Return the person who is being talked about; ``None`` where that is not one."""
        last = self.context.query
        if last is not None and len(last.filters.persons) == 1:
            return last.filters.persons[0]
        found = self.lexicon.listed(self.context.answer)
        heads = {getattr(item, "head", None) or getattr(item, "speaker", None) for item in found}
        return next(iter(heads)) if len(heads) == 1 else None

    @property
    def of_units(self) -> bool:
        """Tell whether units are what is being talked about."""
        last = self.context.query
        return last is not None and last.asks in ("facts", "profile", UNREAD) and bool(last.filters.units)

    def tokens(self, kind: str) -> tuple[Token, ...]:
        """Return the tokens that fill the slots of a kind."""
        found = [text for name, text in self.match.items() if text and name.rpartition("_")[0] == kind]
        return tuple(token for text in found for token in self.line.inside(text))

    def named(self, kind: str) -> tuple[str, ...]:
        """Return what fills the slots of a kind."""
        kinds = kind.replace("_", "|")
        return tuple(dict.fromkeys(name for token in self.tokens(kind) for name in token.of(kinds)))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the free words, without those that narrow nothing down."""
        rest = [text for name, text in self.match.items() if text and name.startswith("rest")]
        found = [word for text in rest for token in self.line.inside(text) for word in token.phrase]
        return tuple(word for word in found if word not in self.lexicon.names.book.generic)

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Return what the form fixes, as text."""
        return tuple((name, "yes" if value is True else str(value)) for name, value in self.form.options.items())

    def query(self, **given: object) -> Query:
        """Return the query of this form, with what is given."""
        made = Query(self.form.asks, filters=self.line.filters, options=self.options)
        return replace(made, **given)  # type: ignore[arg-type]

    @property
    def against(self) -> tuple[str, ...]:
        """Return the coalition whose enemy the text names."""
        return tuple(name for token in self.line.tokens for name in token.of("enemy"))

    @property
    def state(self) -> str | None:
        """Return the state that is being talked about."""
        last = self.context.query
        if last is not None and len(last.filters.states) == 1:
            return last.filters.states[0]
        if last is not None and any(map(last.option, ("pick", "by"))):
            shown = {getattr(item, "state", None) for item in self.lexicon.listed(self.context.answer) if item}
            if len(shown) == 1:
                return next(iter(shown))
        item = self.lexicon.court.episodes.get(self.context.episode or "")
        return item.episode.state if item else None

    @property
    def episode(self) -> str | None:
        """Return the episode that is being talked about."""
        return self.context.episode if self.context.episode in self.lexicon.court.episodes else None

    def understood(self, query: Query, remark: str = "") -> Understood:
        """Return a query as understood, with the words of the text that name each thing that it is about."""
        filters = query.filters
        named = (
            *query.about,
            *filters.states,
            *filters.coalitions,
            *filters.episodes,
            *filters.persons,
            *filters.units,
        )
        said: dict[str, tuple[str, ...]] = {}
        for token in self.whole.tokens:
            for item in token.names:
                said.setdefault(item.id, token.phrase)
        mentions = [Mention(name, said[name]) for name in named if name in said]
        mentions += [Mention(name, origin="context") for name in named if name in (self.state, self.episode)]
        return Understood(query, tuple(mentions), remark)
