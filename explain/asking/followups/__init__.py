"""Follow-ups: what goes on with the last question, read by the forms of a phrase book and done to its query."""
