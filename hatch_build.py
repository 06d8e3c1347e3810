"""Makes the bundled cases ready when the package is built, so that the first question need not parse them."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Ready(BuildHookInterface[Any]):
    """Keeps the bundled cases inside the package, in the form in which a user's cases are kept."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write that form before files are gathered, for a wheel as for an installation that can be edited."""
        del version
        sys.path.insert(0, self.root)
        try:
            from kb.keeping.kept import BUNDLED, keep_bundled  # noqa: PLC0415 - it can be found only now
        finally:
            sys.path.remove(self.root)
        keep_bundled()
        build_data["artifacts"].append(f"/{BUNDLED.relative_to(self.root).as_posix()}")
