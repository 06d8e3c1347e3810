"""Answers, conclusions and theory as linked data, and linked data read back."""
