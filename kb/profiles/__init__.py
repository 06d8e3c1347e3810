"""What arithmetic over time gives: a state's profile on a day, and what changed."""
