"""A rulebook written out as a pack: the same rules as data, which read back are the same rules."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from rules.engine.comparisons import Comparison
from rules.engine.experta_engine import Fact, negated, variable_name
from rules.engine.rule import Rule
from rules.packs.sentences import write as sentence

_WIDTH = 118


def write_rules(rules: Iterable[Rule], about: str = "episode") -> str:
    """Return rules as the text of a pack's file; ``about`` is what they are about, an episode or a part."""
    data = {"about": about, "rules": [rule_data(item) for item in rules]}
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, width=_WIDTH, allow_unicode=True)
    return text


class _Line(dict[str, Any]):
    """A mapping that stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes nothing by reference, and patterns on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write every value where it stands."""
        del data
        return True


_Dumper.add_representer(
    _Line, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)


def rule_data(made: Rule) -> dict[str, Any]:
    """Return a rule as a pack writes it, as plain data."""
    source = {"work": made.source.work, "place": made.source.place, "after": made.source.after}
    return {
        "id": made.id,
        "claim": made.claim,
        "source": _Line({key: value for key, value in source.items() if value}),
        "when": list(map(_condition, made.when)),
        "then": {type(made.then).__name__: _Line(_values(made.then))},
        "says": made.says,
    }


def _condition(item: Any) -> Any:
    if isinstance(item, Comparison):
        return sentence(item)
    forbidden = negated(item)
    if forbidden is not None:
        return {f"no {type(forbidden).__name__}": _Line(_values(forbidden))}
    return {type(item).__name__: _Line(_values(item))}


def _values(pattern: Fact) -> Iterator[tuple[str, Any]]:
    for key, value in pattern.items():
        name = variable_name(value)
        if isinstance(key, str) and not Fact.is_special(key):
            yield key, f"${name}" if name else "unknown" if value is None else _plain(value)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
