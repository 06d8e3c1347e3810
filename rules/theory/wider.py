"""The theory beyond the verdict, about a state's whole part in a coalition: importing this fills its rulebook.

These rules build on what was concluded for each episode: which exits were defections, and from what cause.
"""

from rules.engine.rulebook import Rulebook
from rules.theory.book import RULEBOOK

WIDER = Rulebook(base=RULEBOOK)
wider_rule = WIDER.rule
