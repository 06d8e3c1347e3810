"""Every fault of case files at once, and what statements of completeness say against the rest of the record."""
