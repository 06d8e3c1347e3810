"""The rule cases, read once, and one network for them all."""
