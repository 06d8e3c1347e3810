"""The command that answers questions in plain words."""
