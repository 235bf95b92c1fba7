"""What every store does, on every engine: writes, superseding, derived edges, decisions on identity."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.dump import dump
from graph.errors import BadInput, InvalidFact, UnknownId
from graph.labels import Label, Rel
from graph.plan import claim_id, plan
from graph.reading import Reading, Run
from graph.store import GraphStore
from graph.subgraph import Edge, Node
from graph.writes import NodeWrite, Plan
from tests.readings import first, second

REPORT = first().document.id


def without(reading: Reading, claim: int) -> Reading:
    """The same report read by somebody who misses one claim."""
    claims = tuple(c for index, c in enumerate(reading.claims) if index != claim)
    return replace(reading, claims=claims, run=Run(extractor="by-hand", version="2"))


def by_id(store: GraphStore) -> dict[str, dict[str, object]]:
    return {line["id"]: line for line in map(json.loads, dump(store))}


def of_type(store: GraphStore, rel: Rel) -> list[Edge]:
    return [edge for edge in store.edges() if edge.type is rel]


def record_named(store: GraphStore, name: str, report: str = REPORT) -> str:
    rows = store.read("MATCH (r:Record {report_id: $r, name: $n}) RETURN r.id", {"r": report, "n": name}).rows
    return str(rows[0][0])


def world_of(store: GraphStore, record: str) -> tuple[str, str]:
    rows = store.read("MATCH (:Record {id: $id})-[e:IDENTIFIED_AS]->(w) RETURN w.id, e.decided_by", {"id": record}).rows
    ((world, decided_by),) = rows
    return str(world), str(decided_by)


def test_a_written_report_is_there(every_store: GraphStore) -> None:
    made = plan(first())
    summary = every_store.write(made)
    assert (summary.nodes_created, summary.relationships_created) == (len(made.nodes), len(made.edges))
    assert summary.superseded == 0
    report = every_store.report(REPORT)
    assert report is not None and report["name"] == "one.txt" and report["notes"] == []
    stored = {node.id: node for node in every_store.nodes()}
    for node in made.nodes:
        wanted = {name: value for name, value in node.properties.items() if value is not None}
        assert wanted.items() <= dict(stored[node.id].properties).items()
    edges = {edge.id: edge for edge in every_store.edges()}
    for edge in made.edges:
        found = edges[edge.id]
        assert (found.type, found.start, found.end) == (edge.type, edge.start, edge.end)


def test_an_unknown_report_is_none(every_store: GraphStore) -> None:
    assert every_store.report("report:none") is None


def test_writing_again_changes_nothing(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    every_store.write(plan(second()))
    before, edges = list(dump(every_store)), list(every_store.edges())
    for reading in (first(), second()):
        summary = every_store.write(plan(reading))
        assert (summary.nodes_created, summary.relationships_created, summary.superseded) == (0, 0, 0)
    assert list(dump(every_store)) == before
    assert list(every_store.edges()) == edges  # decided_at too


def test_times_come_back_in_utc(every_store: GraphStore) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    every_store.write(plan(first()))
    report = every_store.report(REPORT)
    assert report is not None
    moment = report["ingested_at"]
    assert isinstance(moment, datetime) and moment.tzinfo is UTC
    assert before < moment < before + timedelta(minutes=5)
    every_store.write(plan(first()))
    again = every_store.report(REPORT)
    assert again is not None and again["ingested_at"] == moment


def test_what_a_later_reading_misses_is_superseded_not_deleted(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    later = plan(without(first(), 0))
    assert every_store.write(later).superseded == 1
    gone = claim_id(first().claims[0], REPORT)
    ((by, at),) = every_store.read(
        "MATCH (c:Claim {id: $id}) RETURN c.superseded_by, c.superseded_at", {"id": gone}
    ).rows
    assert by == later.run and isinstance(at, datetime)
    assert [edge.end for edge in of_type(every_store, Rel.EVIDENCED_BY) if edge.start == gone]


def test_an_edge_dies_with_its_last_claim(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    killed = [edge for edge in of_type(every_store, Rel.VICTIM_IN) if edge.properties["certainty"] == "testimony"]
    assert len(killed) == 1
    every_store.write(plan(without(first(), 0)))
    assert not [edge for edge in of_type(every_store, Rel.VICTIM_IN) if edge.id == killed[0].id]
    assert of_type(every_store, Rel.VICTIM_IN), "the other claim's edge stays"


def test_an_edge_loses_support_and_keeps_the_rest(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    every_store.write(plan(second()))
    told = claim_id(first().claims[0], REPORT), claim_id(first().claims[1], REPORT)
    (edge,) = [e for e in of_type(every_store, Rel.CITES_SOURCE) if set(told) <= set(e.claim_ids)]
    every_store.write(plan(without(first(), 1)))
    (after,) = [e for e in of_type(every_store, Rel.CITES_SOURCE) if e.id == edge.id]
    assert after.claim_ids == [told[0]]


def test_superseding_back_restores_everything(every_store: GraphStore) -> None:
    every_store.write(plan(second()))
    every_store.write(plan(first()))
    before = list(dump(every_store))
    every_store.write(plan(without(first(), 3)))
    assert list(dump(every_store)) != before
    assert every_store.write(plan(first())).superseded == 0
    assert list(dump(every_store)) == before


def test_a_record_that_a_later_reading_misses_stands_for_nobody(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    reading = first()
    (threat,) = [record for record in reading.records if record.name == "threat"]
    less = replace(
        without(reading, 4),
        records=tuple(record for record in reading.records if record is not threat),
        mentions=tuple(mention for mention in reading.mentions if mention.record is not threat),
    )
    before = list(dump(every_store))
    assert every_store.write(plan(less)).superseded == 3  # claim, record, mention
    record = threat.id_in(REPORT)
    assert not [edge for edge in of_type(every_store, Rel.IDENTIFIED_AS) if edge.start == record]
    assert not [node for node in every_store.nodes() if node.label is Label.EVENT and node.name == "threat"]
    every_store.write(plan(first()))
    assert list(dump(every_store)) == before


def test_a_record_that_is_read_as_somebody_else_moves(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    reading = first()
    renamed = {
        record.key: replace(record, full_name="Ilse Varga-Holm") if record.full_name == "Ilse Varga" else record
        for record in reading.records
    }
    moved = _with_records(reading, renamed)
    every_store.write(plan(moved))
    record = record_named(every_store, "Ilse Varga")
    assert [edge.start for edge in of_type(every_store, Rel.IDENTIFIED_AS)].count(record) == 1
    names = [node.name for node in every_store.nodes() if node.label is Label.PERSON]
    assert sorted(names) == ["Ilse Varga-Holm", "Tomas Varga"]


def _with_records(reading: Reading, records: dict[tuple[str, int, int], object]) -> Reading:
    def claims() -> list[object]:
        found = []
        for claim in reading.claims:
            changed = replace(
                claim,
                citations=tuple(replace(c, speaker=records[c.speaker.key]) for c in claim.citations),
                roles=tuple(replace(r, record=records[r.record.key], event=records[r.event.key]) for r in claim.roles),
            )
            if claim.relation is not None:
                thing = claim.relation.object
                changed = replace(
                    changed,
                    relation=replace(
                        claim.relation,
                        subject=records[claim.relation.subject.key],
                        object=thing if isinstance(thing, str) else records[thing.key],
                    ),
                )
            found.append(changed)
        return found

    return replace(
        reading,
        run=Run(extractor="by-hand", version="2"),
        records=tuple(records.values()),
        mentions=tuple(replace(m, record=records[m.record.key]) for m in reading.mentions),
        claims=tuple(claims()),
    )


def test_two_reports_meet_in_the_organisation_they_share(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    every_store.write(plan(second()))
    one = record_named(every_store, "Meridian Rights Monitor")
    two = record_named(every_store, "Meridian Rights Monitor", second().document.id)
    assert one != two
    assert world_of(every_store, one) == world_of(every_store, two)
    assert world_of(every_store, one)[1] == "rule:full-name"
    towns = [node for node in every_store.nodes() if node.label is Label.PLACE]
    assert [town.properties["gazetteer"] for town in towns] == ["test:1"]


def test_a_decision_keeps_a_record_apart_and_can_be_taken_back(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    every_store.write(plan(second()))
    before = by_id(every_store)
    record = record_named(every_store, "Meridian Rights Monitor")
    shared, _ = world_of(every_store, record)
    judgement = every_store.keep_apart(record, reason="another monitor", decided_by="R. Voss")
    alone, decided_by = world_of(every_store, record)
    assert alone != shared and decided_by == "person"
    assert every_store.apart(REPORT) == {record}
    assert every_store.apart(second().document.id) == frozenset()
    cited = {edge.end for edge in of_type(every_store, Rel.CITES_SOURCE) if edge.start == REPORT}
    assert alone in cited and shared not in cited

    every_store.rejoin(record)
    assert world_of(every_store, record) == (shared, "rule:full-name")
    assert every_store.apart(REPORT) == frozenset()
    after = by_id(every_store)
    extra = {ident: after.pop(ident) for ident in set(after) - set(before)}
    assert after == before
    assert extra[judgement]["properties"]["live"] is False  # type: ignore[index]
    assert {line.get("type", line.get("label")) for line in extra.values()} == {"Judgement", "SEPARATES"}


def test_a_decision_outlives_reading_the_report_again(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    record = record_named(every_store, "Ilse Varga")
    every_store.keep_apart(record, reason="a namesake", decided_by="R. Voss")
    before = list(dump(every_store))
    every_store.write(plan(first(), every_store.apart(REPORT)))
    assert list(dump(every_store)) == before


def test_the_same_decision_twice_is_one_judgement(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    record = record_named(every_store, "Ilse Varga")
    one = every_store.keep_apart(record, reason="a namesake", decided_by="R. Voss")
    before = list(dump(every_store))
    assert every_store.keep_apart(record, reason="a namesake", decided_by="R. Voss") == one
    assert list(dump(every_store)) == before
    every_store.rejoin(record)
    assert every_store.keep_apart(record, reason="a namesake", decided_by="R. Voss") == one
    assert list(dump(every_store)) == before


def test_taking_back_takes_back_every_reason(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    record = record_named(every_store, "Ilse Varga")
    every_store.keep_apart(record, reason="a namesake", decided_by="R. Voss")
    every_store.keep_apart(record, reason="another age", decided_by="R. Voss")
    every_store.rejoin(record)
    assert every_store.apart(REPORT) == frozenset()


def test_a_decision_needs_a_live_record(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    with pytest.raises(UnknownId):
        every_store.keep_apart("record:none", reason="x", decided_by="y")
    with pytest.raises(UnknownId):
        every_store.rejoin("record:none")
    with pytest.raises(BadInput, match="nothing to keep apart"):
        every_store.keep_apart(record_named(every_store, "since 3 May"), reason="x", decided_by="y")
    with pytest.raises(BadInput, match="no decision"):
        every_store.rejoin(record_named(every_store, "Ilse Varga"))


def test_all_or_nothing(every_store: GraphStore) -> None:
    made = plan(first())
    broken = Plan(
        report=made.report, run=made.run, edges=made.edges,
        nodes=(*made.nodes, NodeWrite(Label.THING, "thing:x", {"name": object()})),  # type: ignore[dict-item]
    )  # fmt: skip
    with pytest.raises(InvalidFact):
        every_store.write(broken)
    assert [node.label for node in every_store.nodes()] == [Label.SCHEMA_VERSION]


def test_a_large_report_is_written_in_several_batches(every_store: GraphStore) -> None:
    report = "report:large"
    nodes = [NodeWrite(Label.REPORT, report, {"name": "large"})]
    nodes += [NodeWrite(Label.SENTENCE, f"sentence:{n:05}", {"name": "x", "report_id": report}) for n in range(2001)]
    every_store.write(Plan(report=report, run="run:x", nodes=tuple(nodes), edges=()))
    assert [node.id for node in every_store.nodes() if node.label is Label.SENTENCE] == [
        f"sentence:{n:05}" for n in range(2001)
    ]


def test_values_come_back_as_they_were(every_store: GraphStore) -> None:
    values = {
        "name": "𝒜 ünïcode \u202e text", "big": 2**63 - 1, "small": -(2**63), "real": -0.0, "tiny": 5e-324, "true": True,
        "words": ["b", "a"], "numbers": [1, 2], "mixed": [1, 2.5], "none": [], "whole": 3.0,
        "at": datetime(2031, 5, 9, 12, 0, 0, 123456, tzinfo=UTC),
    }  # fmt: skip
    nodes = (NodeWrite(Label.REPORT, "report:v", {}), NodeWrite(Label.THING, "thing:v", values))
    every_store.write(Plan(report="report:v", run="run:x", nodes=nodes, edges=()))
    # a thing without a record is let go, so tie the values to the report itself
    every_store.write(
        Plan(report="report:v", run="run:x", nodes=(NodeWrite(Label.REPORT, "report:v", values),), edges=())
    )
    found = every_store.report("report:v")
    assert found is not None
    for name, value in values.items():
        assert repr(found[name]) == repr([1.0, 2.5] if name == "mixed" else value), name
    cleared = NodeWrite(Label.REPORT, "report:v", {"words": None, "name": "x"})
    every_store.write(Plan(report="report:v", run="run:x", nodes=(cleared,), edges=()))
    after = every_store.report("report:v")
    assert after is not None and "words" not in after and after["name"] == "x"


def test_the_whole_store_streams_in_a_fixed_order(every_store: GraphStore) -> None:
    for reading in (second(), first()):
        every_store.write(plan(reading))
    nodes, edges = list(every_store.nodes()), list(every_store.edges())
    assert nodes == sorted(nodes, key=lambda node: (node.label, node.id))
    assert [edge.type for edge in edges] == sorted(edge.type for edge in edges)
    assert len({edge.id for edge in edges}) == len(edges)
    assert all(isinstance(node, Node) for node in nodes)
    ends = {node.id for node in nodes}
    assert all(edge.start in ends and edge.end in ends for edge in edges)


def test_a_store_says_where_and_what_it_is(every_store: GraphStore) -> None:
    assert every_store.bolt_uri.startswith("bolt://")
    assert every_store.version.startswith("Neo4j/")
    assert str(every_store.kind) in ("arcadedb", "neo4j")
