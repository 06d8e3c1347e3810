"""From words to a query: lines of the phrase book that fit a question, and what else it names."""
