"""The conclusions that a question names: as commands take them, and whether they hold of an episode."""

from collections.abc import Callable

from explain.asking.labels import Entity
from explain.asking.lexicon import Lexicon
from kb.errors import InputError
from rules.judging.court import Judgement
from rules.judging.targets import target

UNDETERMINED = "undetermined"
_TOPICS = {"interest": "interests", "restriction": "restrictions"}


def command_words(name: str) -> tuple[str, ...]:
    """Return how commands call a conclusion: ``cause/political/election`` as ``cause political/election``."""
    scheme, _, concept = name.partition("/")
    if scheme in ("verdict", "hypothesis"):
        return (concept,)
    return scheme, concept


def topic_of(name: str) -> str:
    """Return the topic under which ``why`` explains a conclusion."""
    scheme, _, concept = name.partition("/")
    return concept if scheme == "hypothesis" else _TOPICS.get(scheme, scheme)


def holds(name: str) -> Callable[[Judgement], bool]:
    """Return whether a conclusion holds of an episode; one that no rule can reach holds of none."""

    def told(judgement: Judgement) -> bool:
        if name == f"verdict/{UNDETERMINED}":
            return judgement.verdict == UNDETERMINED
        try:
            return bool(target(judgement, command_words(name)).found(judgement.proof))
        except InputError:
            return False

    return told


def reachable(name: str, judgement: Judgement) -> bool:
    """Tell whether any rule can reach a conclusion."""
    try:
        target(judgement, command_words(name))
    except InputError:
        return False
    return True


def found_under(topic: str, judgement: Judgement) -> tuple[str, ...]:
    """Return the conclusions about an episode under a topic, as :func:`command_words` takes them."""
    named = {
        "strategy": ("strategy", judgement.strategies),
        "cause": ("cause", judgement.causes),
        "interests": ("interest", judgement.interests),
        "restrictions": ("restriction", judgement.restrictions),
    }
    if topic in named:
        scheme, names = named[topic]
        return tuple(f"{scheme}/{name}" for name in names)
    return (f"verdict/{judgement.verdict}",) if topic == "verdict" else (f"hypothesis/{topic}",)


def told(lexicon: Lexicon, name: str) -> str:
    """Return a conclusion in words: its scheme and its label."""
    scheme = name.partition("/")[0]
    label = lexicon.labels(name.casefold() if scheme == "hypothesis" else name)[0]
    return label if scheme in ("verdict", "hypothesis") else f"{scheme} {label}"


def conclusions(entities: tuple[Entity, ...]) -> tuple[str, ...]:
    """Return the conclusions among the meanings of a phrase."""
    return tuple(item.name for item in entities if item.kind == "conclusion")
