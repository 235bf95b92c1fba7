"""One report's plan becomes part of the store, in one transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from neo4j import ManagedTransaction

from .derivation import pairs_of_report, rebuild
from .identity import BY_FULL_NAME, best_name, shared_kind
from .ids import prefix_of
from .labels import LABEL_OF_PREFIX, RELS, REPORT_PARTS, Label, Rel
from .statements import Located, delete_edges, fetch_batches, run_batches, write_edges, write_nodes
from .upheld import uphold
from .writes import NodeWrite, Plan, WriteSummary

_OWN_EDGES = tuple(
    (rel, label) for rel, spec in RELS.items() for label in spec.starts if label in REPORT_PARTS and not spec.derived
)


def write_plan(tx: ManagedTransaction, plan: Plan, now: datetime) -> WriteSummary:
    """Writes nodes and edges, supersedes what the plan no longer says, and rebuilds the derived edges it touches.

    May run twice for one call; it keeps nothing between runs.
    """
    known = tx.run("MATCH (r:Report {id: $id}) RETURN r.id", id=plan.report).single() is not None
    touched = pairs_of_report(tx, plan.report) if known else set()
    nodes = write_nodes(tx, map(_live, plan.nodes), now)
    edges = write_edges(tx, plan.edges, now)
    worlds = {edge.end for edge in plan.edges if edge.type is Rel.IDENTIFIED_AS}
    superseded = 0
    if known:
        upheld = uphold(tx, plan)
        superseded = _supersede(tx, plan, upheld, now)
        worlds |= _drop_stale_edges(tx, plan, upheld)
    rebuild(tx, touched | pairs_of_report(tx, plan.report), now)
    refresh_worlds(tx, worlds)
    return WriteSummary(nodes_created=nodes, relationships_created=edges, superseded=superseded)


def refresh_worlds(tx: ManagedTransaction, worlds: Iterable[str]) -> None:
    """Lets go of world nodes without records; names shared ones by all their records, in whatever order they came."""
    by_label: dict[Label, list[str]] = defaultdict(list)
    for ident in worlds:
        by_label[LABEL_OF_PREFIX[prefix_of(ident)]].append(ident)
    for label in sorted(by_label):
        gone, shared = _records_of(tx, label, sorted(by_label[label]))
        delete = f"UNWIND $rows AS id MATCH (w:{label} {{id: id}}) DETACH DELETE w"
        list(run_batches(tx, delete, gone))
        update = f"UNWIND $rows AS row MATCH (w:{label} {{id: row.id}}) SET w.name = row.name, w.kind = row.kind"
        list(run_batches(tx, update, shared))


def _records_of(tx: ManagedTransaction, label: Label, ids: list[str]) -> tuple[list[object], list[object]]:
    statement = (
        f"UNWIND $rows AS id MATCH (w:{label} {{id: id}}) OPTIONAL MATCH (r:Record)-[e:IDENTIFIED_AS]->(w) "
        "RETURN w.id, collect(DISTINCT e.decided_by), collect(DISTINCT r.full_name), collect(DISTINCT r.kind)"
    )
    gone: list[object] = []
    shared: list[object] = []
    for ident, decided_by, names, kinds in fetch_batches(tx, statement, ids):
        assert isinstance(decided_by, list) and isinstance(names, list) and isinstance(kinds, list)
        if not decided_by:
            gone.append(ident)
        elif BY_FULL_NAME in decided_by:
            shared.append({"id": ident, "name": best_name(names), "kind": shared_kind(kinds)})
    return gone, shared


def _live(node: NodeWrite) -> NodeWrite:
    if node.label not in REPORT_PARTS:
        return node
    return NodeWrite(node.label, node.id, {**node.properties, "superseded_by": None, "superseded_at": None})


def _supersede(tx: ManagedTransaction, plan: Plan, upheld: Collection[str], now: datetime) -> int:
    planned = {*(node.id for node in plan.nodes), *upheld}
    count = 0
    for label in REPORT_PARTS:
        statement = f"UNWIND $rows AS id MATCH (n:{label} {{report_id: id}}) WHERE n.superseded_by IS NULL RETURN n.id"
        gone = sorted(str(ident) for (ident,) in fetch_batches(tx, statement, [plan.report]) if ident not in planned)
        mark = f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) SET n.superseded_by = $run, n.superseded_at = $now"
        list(run_batches(tx, mark, gone, run=plan.run, now=now))
        count += len(gone)
    return count


def _drop_stale_edges(tx: ManagedTransaction, plan: Plan, upheld: Collection[str]) -> set[str]:
    """Removes relationships that the plan no longer says; the world nodes that lost a record by it.

    A superseded node keeps its own, except who it was taken to be; so does a claim that a person upholds.
    """
    planned = {edge.id for edge in plan.edges}
    stale: list[Located] = []
    worlds: set[str] = set()
    for rel, label in _OWN_EDGES:
        kept = "" if rel is Rel.IDENTIFIED_AS else "WHERE a.superseded_by IS NULL "
        statement = (
            f"UNWIND $rows AS id MATCH (a:{label} {{report_id: id}})-[e:{rel}]->(b) {kept}RETURN a.id, e.id, b.id"
        )
        for start, ident, end in fetch_batches(tx, statement, [plan.report]):
            if ident not in planned and start not in upheld:
                stale.append(Located(rel, label, str(start), str(ident)))
                if rel is Rel.IDENTIFIED_AS:
                    worlds.add(str(end))
    delete_edges(tx, stale)
    return worlds
