"""From bytes to records: every form of a case file, and every check that it must pass."""
