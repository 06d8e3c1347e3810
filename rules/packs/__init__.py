"""Packs of rules: theory that somebody else writes as data, in sentences; code of theirs is run only by leave."""
