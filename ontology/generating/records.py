"""The records in Python: a frozen class for each kind, and what its fields take."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from ontology.stating import Field, Kind, Part, Schema, bundled

MARK = "# Written by `make schema` from ontology/schema/: edit the files there, not this one."

WIDTH = 120
INDENT = "    "

TYPES = {
    "date": "Moment",
    "text": "str",
    "count": "int",
    "number": "float",
    "truth": "bool",
    "class": "str",
    "concept": "Concept",
    "node": "Node",
}

HEAD = "@dataclass(frozen=True, slots=True, kw_only=True)"


def records(stem: str) -> str:
    """Return the module of records for one file of the bundled schema."""
    schema = bundled()
    part = next(part for part in schema.parts if part.stem == stem)
    kinds = [kind for name, kind in part.kinds.items() if name in schema.stated]
    base = None if stem == "sources" else "Record"
    classes = "\n\n".join(_class(schema, kind, base or "") for kind in kinds)
    return f'"""{part.title}"""\n\n{MARK}\n\n{_imports(schema, kinds, base)}\n\n{classes}'


def computed() -> str:
    """Return the module of records for the computed kinds of the bundled schema."""
    schema = bundled()
    part = next(part for part in schema.parts if part.stem == "computed")
    kinds = list(part.kinds.values())
    head = ["from dataclasses import dataclass", "from typing import ClassVar", "", "from kb.dates import Moment"]
    head += ["from kb.profiles.base import Computed", "from kb.records import Concept, Node"]
    classes = "\n\n".join(_class(schema, kind, "Computed") for kind in kinds)
    names = _listing("COMPUTED: tuple[type[Computed], ...] = (", [kind.name for kind in kinds], ")")
    imports = "\n".join(head)
    return f'"""{part.title}\n\n{COMPUTED}"""\n\n{MARK}\n\n{imports}\n\n\n{classes}\n\n{names}'


def _imports(schema: Schema, kinds: Iterable[Kind], base: str | None) -> str:
    used = {TYPES[schema.fields[name].takes] for kind in kinds for name in kind.counts}
    lines = ["from dataclasses import dataclass", ""]
    if "Moment" in used:
        lines.append("from kb.dates import Moment")
    if base:
        lines.append(f"from kb.records.base import {base}")
    lines.append(f"from kb.records.naming import {', '.join(sorted(used & {'Concept', 'Node'}))}")
    return "\n".join(lines) + "\n"


def _class(schema: Schema, kind: Kind, base: str) -> str:
    lines = [HEAD, f"class {kind.name}{f'({base})' if base else ''}:", *_docstring(kind), ""]
    variables = [("derived_from", kind.derived_from), ("presumes_complete", kind.presumes_complete)]
    for name, kinds in variables:
        if kinds:
            named = ", ".join(f'"{item}"' for item in kinds)
            lines.append(f"{INDENT}{name}: ClassVar[frozenset[str]] = frozenset({{{named}}})")
    if any(kinds for _, kinds in variables):
        lines.append("")
    lines += [f"{INDENT}{name}: {_type(kind, schema.fields[name], base)}" for name in kind.counts]
    return "\n".join(lines) + "\n"


def _docstring(kind: Kind) -> Iterator[str]:
    yield f'{INDENT}"""{kind.opening}.'
    yield ""
    yield from (INDENT + line for line in textwrap.wrap(kind.said.replace("`", "``"), WIDTH - len(INDENT)))
    yield f'{INDENT}"""'


def _type(kind: Kind, field: Field, base: str) -> str:
    """Return the type of a field, with the value that it has where a case file gives none."""
    plain = TYPES[field.takes]
    default = "" if base == "Computed" else " = ()" if kind.many(field.name) else " = None"
    if kind.many(field.name):
        return f"tuple[{plain}, ...]{'' if kind.least(field.name) else default}"
    return plain if kind.least(field.name) else f"{plain} | None{default}"


def tables() -> str:
    """Return the module that says what kinds of record there are and what their fields take."""
    schema = bundled()
    observed = list(schema.observed.values())
    homes = {part.stem: [name for name in part.kinds if name in schema.observed] for part in schema.parts}
    imports = [
        _listing(f"from kb.records.{stem} import (", sorted(names), ")")
        for stem, names in sorted(homes.items())
        if names
    ]
    imports.append("from kb.records.base import Record\n")
    imports.sort()
    borne = [f for f in schema.fields.values() if schema.bearers(f.name) or f.name in ("after", "before")]
    folders = {kind.name: f'"{kind.vocabulary}"' for kind in observed if kind.vocabulary}
    schemes = {f.name: f.scheme for f in borne if f.scheme}
    further = {f.name: f.scheme for f in schema.fields.values() if f.scheme and f.name not in schemes}
    targets = {f.name: f"[{', '.join(f.names)}]" if f.names else "OBSERVED" for f in borne if f.takes == "node"}
    ordered = [f'("{first}", "{f.name}")' for f in borne for first in f.not_before]
    parts = [
        f'"""What kinds of record there are, and what their fields take."""\n\n{MARK}\n\n{"".join(imports)}',
        _listing("OBSERVED: list[type[Record]] = [", [kind.name for kind in observed], "]"),
        '"""Every class of record; an extension adds its own."""\n',
        "ADDED: list[type[Record]] = []\n",
        '"""The classes of record that extensions have added."""\n',
        _mapping("FOLDERS: dict[type[Record], str] = {", folders, keys_are_text=False),
        '"""The classes whose records are concepts, and the scheme of each: a case file may add to it."""\n',
        _mapping("SCHEMES: dict[str, str] = {", {name: f'"{scheme}"' for name, scheme in schemes.items()}),
        '"""The scheme that each concept-valued field of a record draws on, which is also the folder of its IRIs."""\n',
        _mapping(
            f"CONCEPTS: dict[str, str] = {{\n{INDENT}**SCHEMES,",
            {name: f'"{scheme}"' for name, scheme in further.items()},
        ),
        '"""The scheme of every field, observed, computed or concluded, whose values are concepts."""\n',
        _listing("NODES: set[str] = {", [f'"{f.name}"' for f in _nodes(schema)], "}"),
        '"""The fields, observed, computed or concluded, whose values are names of nodes."""\n',
        _mapping("TARGETS: dict[str, list[type[Record]]] = {", targets),
        '"""The classes of node that each node-valued field may name."""\n',
        _listing("ORDERED: list[tuple[str, str]] = [", ordered, "]"),
        '"""Pairs of dates of one fact of which the second cannot lie before the first."""\n',
        _names("CLASS_NAMES", (f for f in borne if f.takes == "class")),
        '"""Fields that hold names of kinds of fact."""\n',
        _names("SHARES", (f for f in borne if f.unit == "per cent")),
        '"""Numbers that are per cent."""\n',
        _bounds(borne),
        '"""The least and the largest number that a field can hold, where it has both."""\n',
    ]
    return _spaced(parts)


def _nodes(schema: Schema) -> Iterator[Field]:
    """Yield the fields of facts that take nodes; proofs are written down by themselves."""
    for part in schema.parts:
        if part.stem != "proofs":
            yield from (f for f in part.fields.values() if f.takes == "node")


def _spaced(parts: list[str]) -> str:
    """Return parts with a blank line between them, but none between a value and its docstring."""
    text = parts[0]
    for part in parts[1:]:
        text += part if part.startswith('"""') else f"\n{part}"
    return text


def _names(name: str, fields: Iterable[Field]) -> str:
    named = ", ".join(sorted(f'"{f.name}"' for f in fields))
    return f"{name}: set[str] = {{{named}}}\n"


def _bounds(fields: Iterable[Field]) -> str:
    given = {f.name: f"({f.bounds[0]}, {f.bounds[1]})" for f in fields if f.bounds[1] is not None}
    return _mapping("BOUNDS: dict[str, tuple[int, int]] = {", given)


def package() -> str:
    """Return the opening module of the records: all of their names."""
    schema = bundled()
    homes = {part.stem: [name for name in part.kinds if name in schema.stated] for part in schema.parts}
    homes = {stem: names for stem, names in homes.items() if names}
    homes |= {"base": ["Record", "field_types"], "naming": ["Concept", "Node"], "tables": list(TABLES)}
    imports = "".join(
        _listing(f"from kb.records.{stem} import (", sorted(names, key=_rank), ")")
        for stem, names in sorted(homes.items())
    )
    named = sorted((f'"{name}"' for names in homes.values() for name in names), key=_quoted_rank)
    return f'"""{PACKAGE}"""\n\n{MARK}\n\n{imports}\n{_listing("__all__ = [", named, "]")}'


TABLES = (
    *("ADDED", "BOUNDS", "CLASS_NAMES", "CONCEPTS", "FOLDERS", "NODES"),
    *("OBSERVED", "ORDERED", "SCHEMES", "SHARES", "TARGETS"),
)

COMPUTED = """\
Nothing here judges. Each record remembers in ``basis`` the facts it was computed from; ``derived_from`` names
their kinds, and ``presumes_complete`` the kinds whose record must be complete for the figure to be right.
"""

PACKAGE = """\
What a case file can say: one record for each observed class of the ontology.

A field bears the name of its property (``planned_end`` for ``ck:plannedEnd``) and its type says what a value
must be: a :class:`~kb.dates.Moment` is an EDTF date; ``Node`` names another node of the knowledge base;
``Concept`` names a term of a vocabulary, whose scheme stands in :data:`SCHEMES`; tuples hold any number of
values, sorted. ``None`` means that no source says. A record states what was observed or said, never a conclusion.
"""


def _rank(name: str) -> tuple[int, str]:
    """Return the place of a name among sorted imports: constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def _quoted_rank(name: str) -> tuple[int, str]:
    return _rank(name.strip('"'))


def _listing(opening: str, items: Iterable[str], closing: str) -> str:
    lines = "".join(f"{INDENT}{item},\n" for item in items)
    return f"{opening}\n{lines}{closing}\n"


def _mapping(opening: str, items: Mapping[str, str], *, keys_are_text: bool = True) -> str:
    quote = '"' if keys_are_text else ""
    return _listing(opening, [f"{quote}{key}{quote}: {value}" for key, value in items.items()], "}")


def modules(schema: Schema) -> list[Part]:
    """Return the parts of a schema that have a module of records."""
    stated = schema.stated
    return [part for part in schema.parts if any(name in stated for name in part.kinds)]
