"""Looking ahead in words: who is near to a defection, what would keep them in, a briefing, and how the list fared."""
