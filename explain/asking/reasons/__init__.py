"""Questions for the reasons of one episode: why, why not, what if, how sure."""
