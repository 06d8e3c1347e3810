"""Networks in GraphML and GEXF, the forms that Gephi, Cytoscape, R and networkx read."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from explain.dataset.network import Edge, Network, Node
from kb.errors import printable

_FIELDS: Final = ("label", "sort", "kind", "standing")
"""What is said of a node beside its name."""


def graphml(network: Network) -> bytes:
    """Return a network as GraphML."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'  <key id="{name}" for="node" attr.name="{name}" attr.type="string"/>' for name in _FIELDS),
        '  <key id="relation" for="edge" attr.name="relation" attr.type="string"/>',
        '  <graph id="network" edgedefault="directed">',
        *(line for node in network.nodes for line in _graphml_node(node)),
        *(line for number, edge in enumerate(network.edges) for line in _graphml_edge(number, edge)),
        "  </graph>",
        "</graphml>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _graphml_node(node: Node) -> Iterator[str]:
    yield f"    <node id={_attribute(node.id)}>"
    for name in _FIELDS:
        yield f'      <data key="{name}">{escape(printable(getattr(node, name)))}</data>'
    yield "    </node>"


def _graphml_edge(number: int, edge: Edge) -> Iterator[str]:
    yield f'    <edge id="e{number}" source={_attribute(edge.source)} target={_attribute(edge.target)}>'
    yield f'      <data key="relation">{escape(edge.relation)}</data>'
    yield "    </edge>"


def gexf(network: Network) -> bytes:
    """Return a network as GEXF."""
    fields = [name for name in _FIELDS if name != "label"]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
        '  <graph mode="static" defaultedgetype="directed">',
        '    <attributes class="node" mode="static">',
        *(f'      <attribute id="{name}" title="{name}" type="string"/>' for name in fields),
        "    </attributes>",
        '    <attributes class="edge" mode="static">',
        '      <attribute id="relation" title="relation" type="string"/>',
        "    </attributes>",
        "    <nodes>",
        *(line for node in network.nodes for line in _gexf_node(node, fields)),
        "    </nodes>",
        "    <edges>",
        *(line for number, edge in enumerate(network.edges) for line in _gexf_edge(number, edge)),
        "    </edges>",
        "  </graph>",
        "</gexf>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _gexf_node(node: Node, fields: list[str]) -> Iterator[str]:
    yield f"      <node id={_attribute(node.id)} label={_attribute(node.label)}>"
    yield "        <attvalues>"
    yield from (f'          <attvalue for="{name}" value={_attribute(getattr(node, name))}/>' for name in fields)
    yield "        </attvalues>"
    yield "      </node>"


def _gexf_edge(number: int, edge: Edge) -> Iterator[str]:
    ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
    yield f'      <edge id="{number}" {ends} label={_attribute(edge.relation)}>'
    yield f'        <attvalues><attvalue for="relation" value={_attribute(edge.relation)}/></attvalues>'
    yield "      </edge>"


def _attribute(text: str) -> str:
    return quoteattr(printable(text))
