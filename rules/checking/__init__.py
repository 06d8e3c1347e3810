"""Whether a rulebook holds together: faults of rules that show before any case is judged."""
