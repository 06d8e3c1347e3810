"""The reference of every kind of fact, in Markdown."""

from collections.abc import Iterator

from ontology.generating.shapes import describe
from ontology.stating import Field, Kind, Schema, bundled

HEAD = """\
# Kinds of fact

Written by `make schema` from `ontology/schema/`, where each kind and field is stated once; edit the files there.

What a case file can say. Every fact has an `id`, a `type` (its kind) and at least one `source`; it may have a `label`
and a `note`, and `after` and `before` name facts that came before it and after it where sources give an order and no
day. A date is as precise as its source: `2015-06-30`, `2015-06`, `2015` or another EDTF date. A concept is written by
its bare name, and `coalition case check` says which there are. A node is another fact of the case, named by its `id`.

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


def reference(schema: Schema | None = None) -> str:
    """Return the reference of a schema."""
    schema = schema or bundled()
    return "\n".join((HEAD, *_sections(schema)))


def _sections(schema: Schema) -> Iterator[str]:
    stated = schema.stated
    for part in schema.parts:
        kinds = [kind for name, kind in part.kinds.items() if name in stated]
        if kinds:
            yield f"## {part.title.rstrip('.')}\n"
        for kind in kinds:
            yield from _kind(schema, kind)
            if kind.example:
                yield f"```yaml\n{kind.example}```\n"
    yield COMPUTED
    for kind in schema.computed.values():
        yield from _kind(schema, kind)


def _kind(schema: Schema, kind: Kind) -> Iterator[str]:
    yield f"### {kind.name}\n"
    yield f"{kind.opening}. {kind.said}\n"
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
