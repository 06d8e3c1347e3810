"""What could come on a day: who is near to a defection on what was known by then, and what would keep them in."""
