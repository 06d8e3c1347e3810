"""The reference of every kind of fact, in Markdown, with an example of each from a case file."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ontology.generating.shapes import called, describe
from ontology.stating import Field, Kind, Schema, bundled
from ontology.terms import FOLDER

HEAD = """\
# Kinds of fact

Written by `make schema` from `ontology/schema/`, where each kind and field is stated once; edit the files there.

What a case file can say. Every fact has an `id`, a `type` (its kind) and at least one `source`; it may have a `label`
and a `note`, and `after` and `before` name facts that came before it and after it where sources give an order and no
day. A date is as precise as its source: `2015-06-30`, `2015-06`, `2015` or another EDTF date. A concept is written by
its bare name, and `coalition check` says which there are. A node is another fact of the case, named by its `id`.

An editor that knows YAML completes and checks a case file by its JSON Schema: put this line at the top of the file,
with the path to `ontology/case.schema.json`, or to what `coalition schema case` prints.

```yaml
# yaml-language-server: $schema=ontology/case.schema.json
```
"""

COMPUTED = """\
## Computed from these

What arithmetic over time adds. No case file states it; rules match it as they match facts.
"""

LONGEST = 16
"""The number of lines beyond which a fact makes a poor example, if there is a shorter one."""

CASES = (FOLDER.parent / "kb" / "cases", FOLDER.parent / "examples" / "cases")


def reference(schema: Schema | None = None) -> str:
    """Return the reference of a schema."""
    schema = schema or bundled()
    return "\n".join((HEAD, *_sections(schema)))


def _sections(schema: Schema) -> Iterator[str]:
    stated = schema.stated()
    for part in schema.parts:
        kinds = [kind for name, kind in part.kinds.items() if name in stated]
        if kinds:
            yield f"## {part.title.rstrip('.')}\n"
        for kind in kinds:
            yield from _kind(schema, kind)
            yield from _example(kind)
    yield COMPUTED
    for kind in schema.computed().values():
        yield from _kind(schema, kind)


def _kind(schema: Schema, kind: Kind) -> Iterator[str]:
    yield f"### {kind.name}\n"
    opening = called(kind)
    said = " ".join(filter(None, (kind.definition, kind.scope, kind.details)))
    yield f"{opening[0].upper()}{opening[1:]}. {said}\n"
    if kind.derived_from:
        yield f"From: {', '.join(kind.derived_from)}.\n"
    yield "| field | values | what |"
    yield "| --- | --- | --- |"
    for name, count in kind.counts.items():
        yield f"| `{name}` | {count}, {_takes(schema, kind, schema.fields[name])} | {schema.fields[name].definition} |"
    yield ""


def _takes(schema: Schema, kind: Kind, field: Field) -> str:
    unit = f", {field.unit}" if field.unit else ""
    earlier = [f"`{name}`" for name in field.not_before if name in kind.counts]
    later = f", not before {' and '.join(earlier)}" if earlier else ""
    return f"{describe(schema, field)}{unit}{later}"


def _example(kind: Kind) -> Iterator[str]:
    found = _examples().get(kind.name)
    if found:
        yield f"```yaml\n{found}\n```\n"


@cache
def _examples() -> dict[str, str]:
    """Return the first fact of each kind that is short, else the first."""
    found: dict[str, str] = {}
    for folder in CASES:
        for file in sorted(folder.glob("*.yaml")):
            for block in _blocks(file):
                kind = re.search(r"^    type: (\w+)", block, re.MULTILINE)
                if kind and (kind[1] not in found or (_long(found[kind[1]]) and not _long(block))):
                    found[kind[1]] = block
    return found


def _long(block: str) -> bool:
    return block.count("\n") >= LONGEST


def _blocks(file: Path) -> Iterator[str]:
    """Yield the text of each fact of a case file, without the comments between them."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    for block in "\n".join(lines).split("\n  - id: ")[1:]:
        yield "  - id: " + block.rstrip()
