"""Rival theories of why states leave coalitions, or stay: one file per family, and the outcomes they share."""
