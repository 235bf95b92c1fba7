"""Cypher for writes, built from the vocabulary alone; every value travels as a parameter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from neo4j import ManagedTransaction, SummaryCounters

from .labels import RELS, Label, Rel
from .values import stored_properties
from .writes import EdgeWrite, NodeWrite

BATCH = 1000  # rows a statement
Row = Mapping[str, object]

# The end that fewer relationships of a type hang on. ArcadeDB merges and finds a relationship by walking those of
# the node that the pattern names first; from the other end, an organisation that thousands of events name, that was
# measured to be 60 times slower.
_FROM_END = frozenset(rel for rel, spec in RELS.items() if spec.ends == (Label.EVENT,))

# set when a thing is first written, and never again
_FIRST_SEEN = {Label.REPORT: "ingested_at", Rel.IDENTIFIED_AS: "decided_at"}


def write_nodes(tx: ManagedTransaction, nodes: Iterable[NodeWrite], now: datetime) -> int:
    """Merges nodes by label and id; the number created."""
    rows: dict[Label, list[Row]] = defaultdict(list)
    for node in nodes:
        rows[node.label].append({"id": node.id, "props": stored_properties(node.properties)})
    created = 0
    for label in sorted(rows):
        statement = f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) {_first('n', label)}SET n += row.props"
        created += sum(c.nodes_created for c in run_batches(tx, statement, rows[label], now=now))
    return created


def write_edges(tx: ManagedTransaction, edges: Iterable[EdgeWrite], now: datetime) -> int:
    """Merges relationships by type, ends and id; the number created."""
    rows: dict[tuple[Rel, Label, Label], list[Row]] = defaultdict(list)
    for edge in edges:
        rows[edge.type, edge.start_label, edge.end_label].append(
            {"id": edge.id, "start": edge.start, "end": edge.end, "props": stored_properties(edge.properties)}
        )
    created = 0
    for rel, start, end in sorted(rows):
        nodes = [f"MATCH (a:{start} {{id: row.start}})", f"MATCH (b:{end} {{id: row.end}})"]
        pattern = f"(a)-[e:{rel} {{id: row.id}}]->(b)"
        if rel in _FROM_END:
            nodes.reverse()
            pattern = f"(b)<-[e:{rel} {{id: row.id}}]-(a)"
        statement = f"UNWIND $rows AS row {' '.join(nodes)} MERGE {pattern} {_first('e', rel)}SET e += row.props"
        batches = run_batches(tx, statement, rows[rel, start, end], now=now)
        created += sum(c.relationships_created for c in batches)
    return created


@dataclass(frozen=True, slots=True)
class Located:
    """A relationship by its own id and that of the node to look from."""

    type: Rel
    label: Label
    node: str
    id: str


def located(edge: EdgeWrite) -> Located:
    """Where to look for a relationship."""
    if edge.type in _FROM_END:
        return Located(edge.type, edge.end_label, edge.end, edge.id)
    return Located(edge.type, edge.start_label, edge.start, edge.id)


def delete_edges(tx: ManagedTransaction, edges: Iterable[Located]) -> None:
    """Deletes those of the relationships that are there."""
    rows: dict[tuple[Rel, Label], list[Row]] = defaultdict(list)
    for edge in edges:
        rows[edge.type, edge.label].append({"node": edge.node, "id": edge.id})
    for rel, label in sorted(rows):
        pattern = f"<-[e:{rel} {{id: row.id}}]-()" if rel in _FROM_END else f"-[e:{rel} {{id: row.id}}]->()"
        statement = f"UNWIND $rows AS row MATCH (:{label} {{id: row.node}}){pattern} DELETE e"
        for _ in run_batches(tx, statement, rows[rel, label]):
            pass


def node_page(label: Label) -> str:
    """The next ``$page`` nodes after the id ``$after``: id, node."""
    return f"MATCH (n:{label}) WHERE n.id > $after RETURN n.id, n ORDER BY n.id LIMIT $page"


def edge_pages(rel: Rel) -> Iterator[str]:
    """For each label at the near end: the relationships of the next ``$page`` nodes after the id ``$after``.

    Rows: the near node's id, then id, start, end and properties of a relationship, or nulls where it has none.
    """
    from_end = rel in _FROM_END
    pattern = f"(n)<-[e:{rel}]-(far)" if from_end else f"(n)-[e:{rel}]->(far)"
    ends = "far.id, n.id" if from_end else "n.id, far.id"
    for label in sorted(RELS[rel].ends if from_end else RELS[rel].starts):
        yield (
            f"MATCH (n:{label}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $page OPTIONAL MATCH {pattern} "
            f"RETURN n.id AS near, e.id AS id, {ends}, properties(e) ORDER BY near, id"
        )


def run_batches(
    tx: ManagedTransaction, statement: str, rows: Sequence[object], **parameters: object
) -> Iterator[SummaryCounters]:
    """Runs a statement over ``$rows``, a batch at a time."""
    used = {name: value for name, value in parameters.items() if f"${name}" in statement}
    for start in range(0, len(rows), BATCH):
        yield tx.run(statement, {"rows": rows[start : start + BATCH], **used}).consume().counters


def fetch_batches(tx: ManagedTransaction, statement: str, rows: Sequence[object]) -> Iterator[tuple[object, ...]]:
    """The answers to a statement over ``$rows``, a batch at a time."""
    for start in range(0, len(rows), BATCH):
        for record in list(tx.run(statement, rows=rows[start : start + BATCH])):
            yield tuple(record.values())


def _first(variable: str, kind: Label | Rel) -> str:
    name = _FIRST_SEEN.get(kind)
    return f"ON CREATE SET {variable}.{name} = $now " if name else ""
