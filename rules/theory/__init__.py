"""What follows from what: the theory as rules, a file for each question."""
