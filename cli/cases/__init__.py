"""Commands for those who write case files."""
