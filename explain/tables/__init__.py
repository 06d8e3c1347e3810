"""Published tables, computed from the knowledge base, and the table of verdicts."""
