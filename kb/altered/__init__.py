"""The knowledge base otherwise than it stands: with some facts changed, as of an earlier day, or with kinds added."""
