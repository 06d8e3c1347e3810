"""Questions put together from parts: what is asked for, what narrows it, and what is worked out over all of it."""
