"""A subgraph as the data of its page: what is drawn, and what is read when it is clicked. Sorted, so stable."""

import math
import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from graph.labels import LABELS, RELS, VOLATILE, Label
from graph.subgraph import ClaimDetail, Edge, Node, Subgraph
from graph.vocabulary import CERTAINTY_RANK
from graph.writes import Value

from .layout import Box, layout
from .looks import LINE_CLASSES, STROKES, darker, line_class, paler, stroke
from .pyvis_network import Dot, Line, Paint, network_data

LINE_LENGTH = 22  # characters of a caption in one line
CHARACTER = 6.8  # pixels, the usual width at the size the page draws captions in
LINE_HEIGHT = 15  # pixels
FRAME = 860 * 620 / 2  # square pixels that captions have at first sight, between everything else
CROWDED = 24  # edges; the lines of a node with more are drawn pale until it is selected
PAINTS = {label.value: Paint(spec.colour, darker(spec.colour)) for label, spec in LABELS.items()}
FOREMOST = (Label.PERSON, Label.EVENT)  # what an analyst looks for first


def picture(subgraph: Subgraph) -> dict[str, Any]:
    """What the page's script needs, as JSON-able data without a volatile property.

    Edges whose ends are not in the subgraph are left out: they could not be drawn.
    """
    nodes = sorted(subgraph.nodes, key=lambda node: node.id)
    number = {node.id: i for i, node in enumerate(nodes)}
    edges = [edge for edge in subgraph.edges if edge.start in number and edge.end in number]
    degrees = Counter(end for edge in edges for end in {edge.start, edge.end})
    crowded = {ident for ident, degree in degrees.items() if degree > CROWDED}
    # Pale lines come first, so that the others are drawn over them.
    edges.sort(key=lambda edge: (not {edge.start, edge.end} & crowded, edge.id))
    claims = sorted(subgraph.claims, key=_clearest_first)
    rank = {claim.id: i for i, claim in enumerate(claims)}
    dots = _dots(nodes, degrees, [(number[edge.start], number[edge.end]) for edge in edges])
    extent = _extent(dots)
    return {
        "network": network_data(dots, _lines(edges, number, crowded, _thickness(extent)), PAINTS),
        "extent": extent,
        "crowded": CROWDED,
        "nodes": [_node(node, degrees[node.id]) for node in nodes],
        "edges": [_edge(edge, number, rank) for edge in edges],
        "claims": [_claim(claim) for claim in claims],
        "labels": {label.value: {"help": spec.help, "first": label in FOREMOST} for label, spec in LABELS.items()},
        "says": {rel.value: spec.says for rel, spec in RELS.items()},
        "classes": {key: spec.words for key, spec in LINE_CLASSES.items()},
    }


def caption(name: str) -> str:
    """A name over at most three lines."""
    return "\n".join(textwrap.wrap(name, LINE_LENGTH, max_lines=3, placeholder=" …")) or "…"


def _clearest_first(claim: ClaimDetail) -> tuple[int, str, str]:
    ranks: Mapping[str, int] = {certainty.value: rank for certainty, rank in CERTAINTY_RANK.items()}
    return (ranks.get(claim.certainty, len(ranks)), claim.published or "9999", claim.id)


def _dots(nodes: Sequence[Node], degrees: Mapping[str, int], links: Sequence[tuple[int, int]]) -> list[Dot]:
    captions = [caption(node.name) for node in nodes]
    sizes = [_size(node.label, degrees[node.id]) for node in nodes]
    boxes = [_box(text, size) for text, size in zip(captions, sizes, strict=True)]
    area = sum((box.left + box.right) * (box.top + box.bottom) for box in boxes)
    share = min(1.0, max(0.3, math.sqrt(FRAME / area))) if boxes else 1.0
    fitted = [_shrunk(box, size, share) for box, size in zip(boxes, sizes, strict=True)]
    return [
        Dot(text, node.label.value, LABELS[node.label].shape, size, x, y)
        for node, text, size, (x, y) in zip(nodes, captions, sizes, layout(fitted, links), strict=True)
    ]


def _size(label: Label, degree: int) -> int:
    """Pixels from the middle of a symbol to its rim."""
    if LABELS[label].shape == "text":
        return 3  # has no symbol, only its caption
    return min(60, round(7 + 2.4 * math.sqrt(degree) + 2 * (label in FOREMOST)))


def _box(text: str, size: int) -> Box:
    lines = text.split("\n")
    half = max(size, CHARACTER / 2 * max(map(_width, lines))) + 5
    return Box(half, size + 5, half, size + 6 + LINE_HEIGHT * len(lines))


def _width(line: str) -> int:
    """Columns: a wide character counts for two."""
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line)


def _shrunk(box: Box, size: int, share: float) -> Box:
    """Room for part of the caption: where many nodes meet, the page shows the captions that fit."""
    least = size + 5
    return Box(*(max(least, side * share) for side in (box.left, box.top, box.right, box.bottom)))


def _extent(dots: Sequence[Dot]) -> dict[str, int]:
    """How far the points reach from the middle, in pixels."""
    return {"x": max((abs(dot.x) for dot in dots), default=0), "y": max((abs(dot.y) for dot in dots), default=0)}


def _thickness(extent: Mapping[str, int]) -> float:
    """What widths are multiplied with, so that lines are seen when a wide picture is shrunk into its frame."""
    return math.pow(max(1.0, extent["x"] / 400), 0.35)


def _lines(edges: Sequence[Edge], number: Mapping[str, int], crowded: set[str], thickness: float) -> list[Line]:
    parallel: dict[frozenset[str], int] = defaultdict(int)
    lines = []
    for edge in edges:
        ends = frozenset((edge.start, edge.end))
        turn = 1 if edge.start == min(ends) else -1  # parallel lines bend as seen from the same end
        bend = turn * _bend(parallel[ends])
        parallel[ends] += 1
        strong = LINE_CLASSES[line_class(edge.type)].colour
        reports = edge.properties.get("report_ids")
        sources = len(reports) if isinstance(reports, list) else 1
        lines.append(
            Line(
                start=number[edge.start],
                end=number[edge.end],
                colour=paler(strong) if ends & crowded else strong,
                strong=strong,
                dashes=STROKES[stroke(edge.properties.get("certainty"))].dashes,
                width=round(min(5.0, 1.2 + 0.8 * math.log2(max(1, sources))) * thickness, 1),
                bend=bend,
            )
        )
    return lines


def _bend(nth: int) -> float:
    """0, then to the one side and the other."""
    return 0.0 if nth == 0 else round(0.18 * ((nth + 1) // 2) * (1 if nth % 2 else -1), 2)


def _node(node: Node, degree: int) -> dict[str, Any]:
    shown = {key: _plain(value) for key, value in node.properties.items() if key not in VOLATILE | {"name"}}
    return {
        "id": node.id,
        "label": node.label.value,
        "name": node.name,
        "degree": degree,
        "properties": {key: value for key, value in shown.items() if value is not None},
    }


def _edge(edge: Edge, number: Mapping[str, int], rank: Mapping[str, int]) -> dict[str, Any]:
    known = {"claim_ids", "certainty", "relation"}
    shown = {key: _plain(value) for key, value in edge.properties.items() if key not in VOLATILE | known}
    return {
        "id": edge.id,
        "type": edge.type.value,
        "class": line_class(edge.type),
        "start": number[edge.start],
        "end": number[edge.end],
        "certainty": edge.properties.get("certainty"),
        "relation": edge.properties.get("relation"),
        "claims": sorted(rank[ident] for ident in edge.claim_ids if ident in rank),
        "supporters": len(edge.claim_ids),
        "properties": {key: value for key, value in shown.items() if value is not None},
    }


def _claim(claim: ClaimDetail) -> dict[str, Any]:
    return {
        "id": claim.id,
        "report": claim.report_name,
        "published": claim.published,
        "predicate": claim.predicate,
        "certainty": claim.certainty,
        "denied": claim.polarity == "-",
        "actuality": claim.actuality,
        "open": claim.scope_open,
        "speakers": list(claim.speakers),
        "evidence": [
            {
                "sentence": span.sentence,
                "quote": span.quote,
                "start": span.start - span.sentence_start,
                "end": span.end - span.sentence_start,
            }
            for span in claim.evidence
        ],
    }


def _plain(value: Value) -> object:
    """A value that JSON can hold."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return [_plain(item) for item in value] if isinstance(value, list) else value
