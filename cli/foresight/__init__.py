"""Commands that look ahead: who is near to a defection, what would keep them in, and a briefing."""
