"""A conversation about verdicts in short English: read, answered from the recorded proof, and followed up."""
