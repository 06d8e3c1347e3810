"""Why it follows: answers built from the recorded proof, and their renderings."""
