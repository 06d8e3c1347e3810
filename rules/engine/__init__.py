"""How rules are written and run: their language, the rulebook, Experta underneath, and the proof it leaves."""
