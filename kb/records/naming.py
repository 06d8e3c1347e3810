"""What stands for a node or a concept in a field: its name."""

from typing import Annotated

Node = Annotated[str, "node"]
Concept = Annotated[str, "concept"]
