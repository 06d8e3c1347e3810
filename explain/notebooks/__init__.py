"""Answers and tables for notebooks and other programs: what ``from explain import why, episodes`` gives."""
