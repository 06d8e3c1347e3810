"""Two sides held against each other: two codings of a case, two rulebooks, two saved results."""
