"""Answers as text, Markdown, pages and graphs."""
