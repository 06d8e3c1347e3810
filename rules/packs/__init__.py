"""Packs of rules: theory that somebody else writes as data, in sentences, read without running any code."""
