"""All that words can mean in questions to one knowledge base: names for grammar, names for queries, and the facts."""

from dataclasses import dataclass
from functools import cached_property

from explain.answer import Answer
from explain.asking.labels import Labels
from explain.asking.queries.names import Names
from explain.asking.queries.searching import Search
from explain.asking.stems import bare, stem
from kb.records import Record


@dataclass(frozen=True)
class Lexicon(Labels):
    """The names of one knowledge base, and the facts that words mean."""

    @cached_property
    def names(self) -> Names:
        """Return every name that a question about the record can use."""
        return Names(self)

    @cached_property
    def search(self) -> Search:
        """Return what finds the facts that words mean."""
        return Search(self, self.names)

    def listed(self, answer: Answer | None) -> list[Record | None]:
        """Return the facts that an answer lists; ``None`` stands for what is no fact."""
        return [self.kb.records.get(item.id) for item in answer.reasons] if answer else []

    def knows(self, word: str) -> bool:
        """Tell whether a word means something: in a name, in the phrase book or in some fact."""
        return word in self.names.vocabulary or stem(word) in self.search.known or bare(word) in self.bare

    @cached_property
    def bare(self) -> frozenset[str]:
        """Return the words of the phrase book without their endings."""
        return frozenset(map(bare, self.names.book.words))
