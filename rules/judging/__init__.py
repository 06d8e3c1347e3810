"""An episode before the court: what it can see, what follows, what stays open, and whether a proof holds."""
