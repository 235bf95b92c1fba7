"""A subgraph as GraphML, and back. Any tool reads the plain attributes; nothing is lost that XML cannot hold.

Text, whole numbers, numbers and truth values are what GraphML calls them. Everything else is a text that
begins with ``json:``: lists, datetimes, claims, infinities, whole numbers above 64 bits, texts and ids with
characters that XML 1.0 forbids, and texts that begin with ``json:`` themselves.
"""

import json
import math
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from .interchange import (
    NOT_XML,
    decode,
    decode_claim,
    encode,
    encode_claim,
    known,
    label_of,
    parsed,
    truth,
    type_of,
    unreadable,
)
from .subgraph import Edge, Node, Subgraph
from .writes import Value

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_IN = f"{{{_NAMESPACE}}}"
_MARK = "json:"
_LABEL = "label"  # of a node its label, of an edge its type: the name that drawing tools look for
_ESCAPE = "property:"  # before a property that is itself called label
_LONGEST = 2**63


def to_graphml(subgraph: Subgraph) -> str:
    """The subgraph as a GraphML document, the same bytes for the same subgraph.

    Nodes have the attributes ``label`` and ``name`` beside their other properties, edges have ``label`` (the
    type); the graph has ``claims``, ``truncated`` and ``total_nodes``.
    """
    keys: dict[tuple[str, str, str], str] = {}
    data = partial(_data, keys)
    body = [
        *data("graph", {"truncated": subgraph.truncated, "total_nodes": subgraph.total_nodes}),
        *data("graph", {"claims": json.dumps([encode_claim(claim) for claim in subgraph.claims])}),
    ]
    for node in subgraph.nodes:
        body.append(f"<node id={_attribute(node.id)}>")
        body += data("node", {_LABEL: node.label.value, **_escaped(node.properties)})
        body.append("</node>")
    for edge in subgraph.edges:
        ends = f"source={_attribute(edge.start)} target={_attribute(edge.end)}"
        body.append(f"<edge id={_attribute(edge.id)} {ends}>")
        body += data("edge", {_LABEL: edge.type.value, **_escaped(edge.properties)})
        body.append("</edge>")
    head = [
        f'<key id="{key}" for="{scope}" attr.name={_attribute(name)} attr.type="{kind}"/>'
        for (scope, name, kind), key in keys.items()
    ]
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>', f'<graphml xmlns="{_NAMESPACE}">', *head,
        '<graph id="casegraph" edgedefault="directed">', *body, "</graph>", "</graphml>", "",
    ])  # fmt: skip


def from_graphml(text: str) -> Subgraph:
    """The subgraph of a GraphML document that ``to_graphml`` made.

    Raises:
        BadInput: the text is no XML, it has a document type, or it lacks what casegraph writes.
    """
    if "<!DOCTYPE" in text:
        unreadable("a GraphML document with a document type is not read")  # entities can grow without bound
    try:
        graph = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        unreadable("the text is no XML")
    return _Reader(graph).subgraph()


class _Reader:
    """Reads one document; ``keys`` says what each data key is called and how its text is read."""

    def __init__(self, root: ElementTree.Element) -> None:
        graph = root.find(_IN + "graph")
        if graph is None:
            unreadable("the document has no graph of GraphML's namespace")
        self.graph = graph
        self.keys = {
            key.get("id"): (_unmarked(key.get("attr.name", "")), _READERS.get(key.get("attr.type", "string"), _value))
            for key in root.iterfind(_IN + "key")
        }

    def subgraph(self) -> Subgraph:
        of_graph = self._data(self.graph)
        match of_graph:
            case {"claims": str(claims), "truncated": bool(truncated), "total_nodes": int(total)}:
                pass
            case _:
                unreadable("the graph lacks its claims, truncated or total_nodes")
        return Subgraph(
            nodes=tuple(map(self._node, self.graph.iterfind(_IN + "node"))),
            edges=tuple(map(self._edge, self.graph.iterfind(_IN + "edge"))),
            claims=tuple(map(decode_claim, _list(claims))),
            truncated=truncated,
            total_nodes=total,
        )

    def _node(self, element: ElementTree.Element) -> Node:
        label, properties = self._described(element)
        return Node(_ident(element, "id"), label_of(label), properties)

    def _edge(self, element: ElementTree.Element) -> Edge:
        label, properties = self._described(element)
        ends = _ident(element, "source"), _ident(element, "target")
        return Edge(_ident(element, "id"), type_of(label), *ends, properties)

    def _described(self, element: ElementTree.Element) -> tuple[Value, dict[str, Value]]:
        data = self._data(element)
        label = data.pop(_LABEL, None)
        return label, {name.removeprefix(_ESCAPE): value for name, value in data.items()}

    def _data(self, element: ElementTree.Element) -> dict[str, Value]:
        found = {}
        for data in element.iterfind(_IN + "data"):
            name, read = self.keys.get(data.get("key")) or unreadable("a datum's key is not declared")
            found[name] = parsed(read, data.text or "")
        return found


def _data(keys: dict[tuple[str, str, str], str], scope: str, properties: Mapping[str, Value]) -> Iterator[str]:
    """One line a property, by name; a key that is met for the first time is added to ``keys``."""
    for name, value in sorted(properties.items()):
        kind, text = _typed(value)
        key = keys.setdefault((scope, name, kind), f"k{len(keys)}")
        yield f'<data key="{key}">{text}</data>'


def _typed(value: Value) -> tuple[str, str]:
    if isinstance(value, bool):
        return "boolean", str(value).lower()
    if isinstance(value, int) and -_LONGEST <= value < _LONGEST:
        return "long", str(value)
    if isinstance(value, float) and math.isfinite(value):
        return "double", repr(value)
    text = _held(value) if isinstance(value, str) else _marked(encode(value))
    return "string", escape(text, {"\r": "&#13;"})  # a parser reads a bare CR as LF


def _escaped(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {
        _ESCAPE + name if name == _LABEL or name.startswith(_ESCAPE) else name: value
        for name, value in known(properties).items()
    }


def _attribute(text: str) -> str:
    return quoteattr(_held(text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _held(text: str) -> str:
    return _marked(text) if text.startswith(_MARK) or NOT_XML.search(text) else text


def _marked(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False)
    return _MARK + (json.dumps(data) if NOT_XML.search(text) else text)


def _ident(element: ElementTree.Element, attribute: str) -> str:
    return _unmarked(element.get(attribute) or unreadable(f"an element of the graph lacks its {attribute}"))


def _unmarked(text: str) -> str:
    value = _value(text)
    return value if isinstance(value, str) else unreadable("an id or a name is no text")


def _value(text: str) -> Value:
    return decode(parsed(json.loads, text.removeprefix(_MARK))) if text.startswith(_MARK) else text


def _list(text: str) -> list[object]:
    data = parsed(json.loads, text)
    return data if isinstance(data, list) else unreadable("the claims are no list")


_READERS: dict[str, Callable[[str], Value]] = {
    "boolean": truth, "int": int, "long": int, "float": float, "double": float,
}  # fmt: skip
