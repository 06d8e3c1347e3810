"""How states behave as allies: fears, burdens and alignment."""
