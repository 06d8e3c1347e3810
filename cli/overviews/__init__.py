"""Commands that lay out many facts or many cases at once."""
