"""Two codings of one case held against each other: which facts are the same, and how far two coders agree."""
