"""Questions about what is on record and what was concluded: read with a phrase book, answered by a typed query."""
