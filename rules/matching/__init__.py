"""Finds which facts meet the conditions of which rule; it knows neither the theory nor the engine."""
