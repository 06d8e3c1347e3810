"""Where a proof on a page leads: to the pages of the facts, rules and works that it names."""

from explain.answer import Reason
from explain.renderings.html import Links as Named
from explain.site.holdings import Holdings
from explain.site.sorts import Links


class Leading(Named):
    """Where the facts, rules and works that a proof names have their pages."""

    def __init__(self, held: Holdings, links: Links) -> None:
        """Look from a page."""
        self._held = held
        self._links = links

    def fact(self, reason: Reason) -> str:
        """Return where the fact of a reason has its page."""
        if reason.kind != "observed":
            return ""
        kind, _, name = reason.id.removesuffix(")").partition("(")
        return self._links.to(name) or self._links.to(f"{kind.lower()}/{name}")

    def rule(self, name: str) -> str:
        """Return where a rule has its page."""
        return self._links.to(f"rule/{name}")

    def work(self, name: str) -> str:
        """Return where a work has its page."""
        return self._links.to(f"work/{self._held.keys.get(name, name)}")

    def asked(self, command: str) -> str:
        """Return where the answer to another question stands."""
        _, name, topic = [*command.split(), "", ""][:3]
        return self._links.to(name, topic)
