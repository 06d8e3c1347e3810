"""Whether a change is a defection, and which shape it takes."""
