"""Two codings of a case side by side: where they part, how far they agree, and what that changes."""
