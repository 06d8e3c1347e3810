"""A site of pages that lead to one another: what is known, what follows from it, and why."""
