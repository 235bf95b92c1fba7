"""A person's decisions on identity: keeping a record apart from its namesakes, and taking that back.

A judgement outranks every rule and is never deleted; taken back, it stays with ``live`` false.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from neo4j import ManagedTransaction

from .derivation import pairs_of_record, rebuild
from .errors import BadInput, UnknownId
from .identity import identify
from .ids import make_id
from .labels import Label, Rel
from .plan import caption
from .reading import PlaceCandidate
from .statements import Located, delete_edges, write_edges, write_nodes
from .vocabulary import EventType, Kind, Verdict
from .writes import EdgeWrite, NodeWrite
from .writing import refresh_worlds

RECORDS_APART = "MATCH (r:Record {report_id: $report})<-[:SEPARATES]-(j:Judgement) WHERE j.live RETURN DISTINCT r.id"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """What identification needs of a record, read back from its node."""

    kind: Kind
    name: str
    event_type: EventType | None
    full_name: str | None
    candidates: tuple[PlaceCandidate, ...]


def separate(tx: ManagedTransaction, record: str, reason: str, decided_by: str, now: datetime) -> str:
    """Keeps a record apart; the judgement's id, which follows from record and reason.

    Raises:
        UnknownId: no live record has this id.
        BadInput: the record stands for nobody, so there is nothing to keep apart.
    """
    stored = _stored(tx, record)
    judgement = make_id(Label.JUDGEMENT.lower(), record, reason)
    _identify_again(tx, record, stored, True, now)
    name = caption(f"kept apart: {stored.name}")
    write_nodes(tx, [judgement_node(judgement, name, Verdict.NEGATIVE, reason, decided_by, now)], now)
    write_edges(tx, [EdgeWrite(Rel.SEPARATES, Label.JUDGEMENT, judgement, Label.RECORD, record)], now)
    return judgement


def rejoin(tx: ManagedTransaction, record: str, now: datetime) -> None:
    """Takes back every live judgement on a record and restores what the rules say.

    Raises:
        UnknownId: no live record has this id.
        BadInput: nothing keeps it apart.
    """
    stored = _stored(tx, record)
    statement = (
        "MATCH (:Record {id: $record})<-[:SEPARATES]-(j:Judgement) WHERE j.live "
        "SET j.live = false, j.retracted_at = $now RETURN count(j) AS taken_back"
    )
    if not tx.run(statement, record=record, now=now).single(strict=True)["taken_back"]:
        raise BadInput("no decision keeps this record apart")
    _identify_again(tx, record, stored, False, now)


def judgement_node(
    ident: str, name: str, verdict: Verdict, reason: str | None, decided_by: str, now: datetime
) -> NodeWrite:
    """A decision that stands from now on."""
    return NodeWrite(
        Label.JUDGEMENT,
        ident,
        {
            "name": name,
            "verdict": verdict.value,
            "reason": reason,
            "decided_by": decided_by,
            "decided_at": now,
            "live": True,
            "retracted_at": None,
        },
    )


def _identify_again(tx: ManagedTransaction, record: str, stored: StoredRecord, apart: bool, now: datetime) -> None:
    who = identify(stored, record, apart=apart)
    if who is None:
        raise BadInput("this record stands for nobody in particular, so there is nothing to keep apart")
    edge = who.edge(record)
    before = pairs_of_record(tx, record)
    left = _unidentify(tx, record, but=edge.id)
    write_nodes(tx, [NodeWrite(who.label, who.id, who.properties)], now)
    write_edges(tx, [edge], now)
    rebuild(tx, before | pairs_of_record(tx, record), now)
    refresh_worlds(tx, {*left, who.id})


def _unidentify(tx: ManagedTransaction, record: str, but: str) -> set[str]:
    statement = "MATCH (:Record {id: $record})-[e:IDENTIFIED_AS]->(w) WHERE e.id <> $but RETURN e.id, w.id"
    rows = [row.values() for row in tx.run(statement, record=record, but=but)]
    delete_edges(tx, [Located(Rel.IDENTIFIED_AS, Label.RECORD, record, str(edge)) for edge, _ in rows])
    return {str(world) for _, world in rows}


def _stored(tx: ManagedTransaction, record: str) -> StoredRecord:
    found = tx.run(
        "MATCH (r:Record {id: $id}) WHERE r.superseded_by IS NULL RETURN properties(r) AS record", id=record
    ).single()
    if found is None:
        raise UnknownId(f"no live record has the id {record}", hint="Take the id from a search or a neighbourhood.")
    properties = found["record"]
    event_type = properties.get("event_type")
    return StoredRecord(
        kind=Kind(properties["kind"]),
        name=properties["name"],
        event_type=EventType(event_type) if event_type else None,
        full_name=properties.get("full_name"),
        candidates=tuple(map(_candidate, properties.get("candidates") or ())),
    )


def _candidate(text: str) -> PlaceCandidate:
    gazetteer, name, latitude, longitude, country, score = json.loads(text)
    return PlaceCandidate(
        gazetteer=gazetteer, name=name, latitude=latitude, longitude=longitude, country=country, score=score
    )
