"""Two sides held against each other: other rules, other facts, or results that were saved."""
