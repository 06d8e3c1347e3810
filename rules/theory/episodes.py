"""The rulebook about episodes: each rule speaks of one change of a state's part, and says only what is its own.

Whose change it is, in which coalition, when it was and when it was decided is bound for every rule that speaks of it.
"""

from rules.engine.facts import Episode
from rules.engine.rulebook import Rulebook

RULEBOOK = Rulebook(about=Episode)
rule = RULEBOOK.rule
