"""The store: one graph over the official driver, the same on both engines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import cast

from neo4j import ManagedTransaction, Record

from .engine import Connection, EngineKind, connect
from .judgements import RECORDS_APART, rejoin, separate
from .labels import Label, Rel
from .location import EmbeddedLocation, Neo4jLocation
from .proposals import Decided, accept, reject, reopen
from .schema import ensure_schema
from .statements import edge_pages, fetch_batches, node_page
from .subgraph import Edge, Node, Subgraph
from .values import nodes_left_out, plain
from .writes import Plan, WriteSummary
from .writing import write_plan

PAGE = 5000  # nodes; ArcadeDB looks at all that follow for each page, so small ones cost more than they save
WHOLE_STORE_TIMEOUT = 120.0  # seconds a page


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a query.

    Attributes:
        columns: () where an embedded store finds no rows, for its engine names columns by the first row.
        rows: plain values; nodes as ``Node``, relationships as ``Edge``, paths as lists of both in turn,
            datetimes in UTC, dates and durations as ISO text.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


class GraphStore:
    """One store. Safe to use from several threads; closes what it opened."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.kind: EngineKind = connection.kind
        self.version: str = connection.version
        self.bolt_uri: str = connection.uri

    def __enter__(self) -> "GraphStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the store go; a second call does nothing."""
        self._connection.close()

    def write(self, plan: Plan) -> WriteSummary:
        """Writes one report, all of it or nothing."""
        now = datetime.now(UTC)
        return self._connection.write(lambda tx: write_plan(tx, plan, now))

    def read(self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = 10.0) -> Table:
        """The rows of a query, through a door that cannot write.

        Args:
            timeout: seconds.

        Raises:
            BadInput: the query does not run, or does more than read.
            StoreError: it took too long.
        """
        columns, records, ends = self._fetch(cypher, parameters, timeout)
        return Table(columns, tuple(tuple(plain(value, ends) for value in record.values()) for record in records))

    def read_graph(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, timeout: float = 10.0
    ) -> Subgraph:
        """The nodes, relationships and paths anywhere in the rows of a query, each once; without claims.

        Raises:
            As ``read``.
        """
        table = self.read(cypher, parameters, timeout=timeout)
        nodes: dict[str, Node] = {}
        edges: dict[str, Edge] = {}
        for part in _flat(table.rows):
            if isinstance(part, Node):
                nodes.setdefault(part.id, part)
            elif isinstance(part, Edge):
                edges.setdefault(part.id, part)
        return Subgraph(tuple(nodes.values()), tuple(edges.values()), total_nodes=len(nodes))

    def report(self, report_id: str) -> dict[str, object] | None:
        """The properties of a report's node, or None: no such report."""
        rows = self.read("MATCH (r:Report {id: $id}) RETURN properties(r)", {"id": report_id}).rows
        return cast("dict[str, object]", rows[0][0]) if rows else None

    def apart(self, report_id: str) -> frozenset[str]:
        """Ids of a report's records that a person keeps apart."""
        return frozenset(str(ident) for (ident,) in self.read(RECORDS_APART, {"report": report_id}).rows)

    def keep_apart(self, record_id: str, *, reason: str, decided_by: str) -> str:
        """Keeps a record apart from all others, whatever the rules say; the id of the judgement.

        Raises:
            UnknownId: no live record has this id.
            BadInput: the record stands for nobody, so there is nothing to keep apart.
        """
        now = datetime.now(UTC)
        return self._connection.write(lambda tx: separate(tx, record_id, reason, decided_by, now))

    def rejoin(self, record_id: str) -> None:
        """Takes back what keeps a record apart and restores what the rules say.

        Raises:
            UnknownId: no live record has this id.
            BadInput: nothing keeps it apart.
        """
        now = datetime.now(UTC)
        self._connection.write(lambda tx: rejoin(tx, record_id, now))

    def accept(self, proposal_id: str, *, decided_by: str, reason: str | None = None) -> Decided:
        """Makes a proposal a claim, in whose name and why; with the relationships that follow from it.

        Raises:
            UnknownId: no live proposal has this id.
            BadInput: it is decided already.
        """
        now = datetime.now(UTC)
        return self._connection.write(lambda tx: accept(tx, proposal_id, reason, decided_by, now))

    def reject(self, proposal_id: str, *, reason: str, decided_by: str) -> Decided:
        """Takes a proposal off the list of what awaits a decision. Raises as ``accept``."""
        now = datetime.now(UTC)
        return self._connection.write(lambda tx: reject(tx, proposal_id, reason, decided_by, now))

    def reopen(self, proposal_id: str) -> None:
        """Takes the decision on a proposal back, and with it the claim that stood by that decision alone.

        Raises:
            UnknownId: no proposal has this id.
            BadInput: nobody has decided on it.
        """
        now = datetime.now(UTC)
        self._connection.write(lambda tx: reopen(tx, proposal_id, now))

    def nodes(self) -> Iterator[Node]:
        """Every node, by label and id, a page at a time."""
        for label in sorted(Label):
            for _, node in self._pages(node_page(label)):
                assert isinstance(node, Node)
                yield node

    def edges(self) -> Iterator[Edge]:
        """Every relationship, by type, then in an order that is the same for equal graphs, a page at a time."""
        for rel in sorted(Rel):
            for statement in edge_pages(rel):
                for _, ident, start, end, properties in self._pages(statement):
                    if ident is not None:  # a node without such a relationship
                        assert isinstance(properties, dict)
                        del properties["id"]
                        yield Edge(str(ident), rel, str(start), str(end), properties)

    def _pages(self, statement: str) -> Iterator[tuple[object, ...]]:
        after: object = ""
        while rows := self.read(statement, {"after": after, "page": PAGE}, timeout=WHOLE_STORE_TIMEOUT).rows:
            yield from rows
            after = rows[-1][0]

    def _fetch(
        self, cypher: str, parameters: Mapping[str, object] | None, timeout: float
    ) -> tuple[tuple[str, ...], list[Record], dict[str, str]]:
        def work(tx: ManagedTransaction) -> tuple[tuple[str, ...], list[Record], dict[str, str]]:
            result = tx.run(cypher, dict(parameters or {}))
            records = list(result)
            return tuple(result.keys()), records, _ends(tx, records)

        return self._connection.read(work, timeout=timeout, statement=cypher)


def _ends(tx: ManagedTransaction, records: list[Record]) -> dict[str, str]:
    missing = sorted({ident for record in records for ident in nodes_left_out(record.values())})
    statement = "UNWIND $rows AS eid MATCH (n) WHERE elementId(n) = eid RETURN eid, n.id"
    return {str(element): str(ident) for element, ident in fetch_batches(tx, statement, missing)}


def _flat(values: Iterable[object]) -> Iterator[object]:
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from _flat(value)
        elif isinstance(value, dict):
            yield from _flat(value.values())
        else:
            yield value


def open_store(location: EmbeddedLocation | Neo4jLocation) -> GraphStore:
    """Opens a store, making it if it is new.

    Raises:
        StoreUnavailable, WrongPassword, StoreDamaged, StoreLocked, SchemaMismatch, BadInput: see ``graph.errors``.
    """
    connection = connect(location)
    try:
        ensure_schema(connection)
    except BaseException:
        connection.close()
        raise
    return GraphStore(connection)
