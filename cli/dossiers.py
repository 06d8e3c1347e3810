"""How names typed become a state's part in a coalition."""

from typing import TYPE_CHECKING

from cli.options import find_state, unknown
from kb.errors import InputError

if TYPE_CHECKING:
    from kb.store import KnowledgeBase
    from rules.judging.court import Court
    from rules.judging.dossier import Dossier


def is_state(kb: "KnowledgeBase", text: str) -> bool:
    """Tell whether a text names a state, by its name or label."""
    from kb.records import State

    return any(text.casefold() in (item.id.casefold(), kb.label(item.id).casefold()) for item in kb.of(State))


def find_dossier(kb: "KnowledgeBase", court: "Court", state: str, coalition: str | None) -> "Dossier":
    """Return the dossier of a state in the only coalition it has a part in, or in the one named.

    Raises:
        InputError: there is no such state or coalition, or the state has a part in several and none is named.
    """
    from rules.judging.dossier import Archive

    archive = Archive(court)
    name = find_state(kb, state)
    groups = sorted(group for own, group in archive.parts if own == name)
    if coalition is not None:
        wanted = coalition.casefold()
        chosen = [group for group in groups if wanted in (group.casefold(), kb.label(group).casefold())]
        if not chosen:
            raise unknown("coalition of that state", coalition, groups)
        return archive.dossier(name, chosen[0])
    if len(groups) != 1:
        raise InputError(
            f"{name} has a part in {len(groups)} coalitions" if groups else f"{name} has a part in no coalition",
            remedy=f"Name one of them with --coalition: {', '.join(groups)}." if groups else "",
        )
    return archive.dossier(name, groups[0])
