"""What is known: case files, bibliography, loading, checking, and profiles computed over time."""
