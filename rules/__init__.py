"""What follows: the theory as rules, and the one engine that runs them and records every step."""
