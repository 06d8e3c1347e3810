"""The knowledge base otherwise than it stands: with some facts changed, or as of an earlier day."""
