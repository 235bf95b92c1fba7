"""The whole store as one file."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TextIO, cast

from .cells import guarded
from .claim_details import claim_details
from .graphml import to_graphml
from .labels import Label
from .rdf import quads
from .rdf_text import trig, turtle
from .store import WHOLE_STORE_TIMEOUT, GraphStore
from .subgraph import ClaimDetail, Node, Subgraph

_LEFT_OUT = (Label.SCHEMA_VERSION, Label.PROPOSAL)
REPORTS = 50  # whose claims are held at a time

_REPORTS = "MATCH (r:Report) RETURN r.name, r.id, r.title"
_CLAIMS = "UNWIND $ids AS id MATCH (c:Claim {report_id: id}) WHERE c.superseded_by IS NULL RETURN c"
_ROLES = (
    "UNWIND $ids AS id MATCH (c:Claim {report_id: id})-[e:ABOUT]->(r:Record) WHERE c.superseded_by IS NULL "
    "OPTIONAL MATCH (r)-[:IDENTIFIED_AS]->(w) RETURN c.id, e.slot, r.name, r.id, w.id, e.of"
)
_ROLE = ("slot", "name", "record", "identified_as", "event")
_PROPERTIES = (
    "relation", "object_text", "measure", "unit", "population", "population_words", "comparator", "low",
    "low_inclusive", "high", "high_inclusive", "verification", "figure_quote", "method",
)  # fmt: skip
COLUMNS = (
    "claim", "report", "report_name", "report_title", "published", "kind", "predicate", "certainty", "polarity",
    "actuality", "scope_open", "speakers", "roles", "span", "spans", "quote", "start", "end", "sentence",
    "sentence_id", "sentence_start", *_PROPERTIES,
)  # fmt: skip


class Format(StrEnum):
    """What a store can be written as."""

    GRAPHML = "graphml"
    TURTLE = "turtle"
    TRIG = "trig"
    CSV = "csv"


def export(store: GraphStore, form: Format, out: TextIO) -> None:
    """Writes what is live in the store; what a later reading has superseded, and the store's own version, are left out.

    So are proposals, which are no claims until somebody accepts them.

    ``graphml``, ``turtle`` and ``trig`` hold the whole graph in memory while they write.
    ``csv`` holds the claims of 50 reports; it has one row for each place where a claim stands (see ``COLUMNS``),
    lists as JSON, nothing for what is unknown, and an apostrophe before what a spreadsheet might run.

    Args:
        out: open for text, as UTF-8 and with ``newline=""``.
    """
    if form is Format.CSV:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_rows(store))
    elif form is Format.GRAPHML:
        out.write(to_graphml(_live(store)))
    else:
        live = _live(store)
        claims = claim_details(store, (node.id for node in live.nodes if node.label is Label.CLAIM))
        write = turtle if form is Format.TURTLE else trig
        out.write(write(quads(Subgraph(live.nodes, live.edges, claims, total_nodes=live.total_nodes))))


def _live(store: GraphStore) -> Subgraph:
    nodes = tuple(
        node for node in store.nodes() if node.label not in _LEFT_OUT and node.properties.get("superseded_by") is None
    )
    known = {node.id for node in nodes}
    edges = tuple(edge for edge in store.edges() if edge.start in known and edge.end in known)
    return Subgraph(nodes, edges, total_nodes=len(nodes))


def _rows(store: GraphStore) -> Iterator[list[str]]:
    reports = sorted(
        cast("tuple[tuple[str, str, str | None], ...]", store.read(_REPORTS, timeout=WHOLE_STORE_TIMEOUT).rows)
    )
    for first in range(0, len(reports), REPORTS):
        titles = {ident: title for _, ident, title in reports[first : first + REPORTS]}
        asked = {"ids": list(titles)}
        nodes = {
            node.id: node
            for (node,) in store.read(_CLAIMS, asked, timeout=WHOLE_STORE_TIMEOUT).rows
            if isinstance(node, Node)
        }
        roles: dict[object, list[dict[str, object]]] = defaultdict(list)
        for claim, *role in store.read(_ROLES, asked, timeout=WHOLE_STORE_TIMEOUT).rows:
            roles[claim].append(dict(zip(_ROLE, role, strict=True)))
        for detail in claim_details(store, nodes):
            described = {**nodes[detail.id].properties, "report_title": titles[detail.report]}
            said = sorted(json.dumps(role, ensure_ascii=False) for role in roles[detail.id])
            yield from _spans(detail, described, f"[{', '.join(said)}]")


def _spans(claim: ClaimDetail, described: Mapping[str, object], roles: str) -> Iterator[list[str]]:
    for order, span in enumerate(claim.evidence, start=1):
        row: dict[str, object] = {
            **described,
            "claim": claim.id,
            "report": claim.report,
            "report_name": claim.report_name,
            "published": claim.published,
            "polarity": "affirmed" if claim.polarity == "+" else "denied",
            "speakers": json.dumps(claim.speakers, ensure_ascii=False),
            "roles": roles,
            "span": order,
            "spans": len(claim.evidence),
            "quote": span.quote,
            "start": span.start,
            "end": span.end,
            "sentence": span.sentence,
            "sentence_id": span.sentence_id,
            "sentence_start": span.sentence_start,
        }
        yield [_cell(row.get(column)) for column in COLUMNS]


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else guarded(str(value))
