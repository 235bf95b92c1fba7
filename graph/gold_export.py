"""The measuring export: one record a mention, event, claim and time, from nodes and edges of the graph.

Keys and values are those of the field's scorers: spans are code points of the report's text, end exclusive.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .labels import Label, Rel
from .subgraph import Edge, Node
from .vocabulary import Form, Kind, Slot

Out = dict[str, object]
_ROLES = {
    Slot.VICTIM: "victim", Slot.ALLEGED_PERPETRATOR: "perpetrator", Slot.TARGET: "target", Slot.WITNESS: "witness",
    Slot.AFFECTED: "affected", Slot.DISPLACED: "displaced", Slot.PLACE: "place", Slot.DESTINATION: "destination",
}  # fmt: skip
_ATTACKS = frozenset({"bombing", "shelling", "air_strike", "raid", "clash"})
_TYPES = {"destruction": "attack", "disappearance": "abduction"}


def gold_records(nodes: Iterable[Node], edges: Iterable[Edge]) -> Iterator[Out]:
    """The records of all live nodes, reports in the order of their names, then by offset."""
    yield from _Export(nodes, edges).records()


class _Export:
    def __init__(self, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
        self.nodes = {node.id: node for node in nodes if node.properties.get("superseded_by") is None}
        self.out: dict[tuple[Rel, str], list[Edge]] = defaultdict(list)
        for edge in edges:
            if edge.start in self.nodes and edge.end in self.nodes:
                self.out[(edge.type, edge.start)].append(edge)
        self.mentions: dict[str, list[Node]] = defaultdict(list)
        for node in self._of(Label.MENTION):
            for edge in self.out[(Rel.REFERS_TO, node.id)]:
                self.mentions[edge.end].append(node)

    def _of(self, label: Label) -> list[Node]:
        found = [node for node in self.nodes.values() if node.label is label]
        return sorted(found, key=lambda n: (self._report(n), _int(n, "start"), _int(n, "end"), n.id))

    def _report(self, node: Node) -> str:
        report = self.nodes.get(str(node.properties.get("report_id")))
        return report.name if report is not None else ""

    def _world(self, record: str) -> str:
        """The world node of a record; a record without one stands for itself."""
        found = self.out[(Rel.IDENTIFIED_AS, record)]
        return found[0].end if found else record

    def records(self) -> Iterator[Out]:
        for mention in self._of(Label.MENTION):
            for edge in self.out[(Rel.REFERS_TO, mention.id)]:
                yield self._mention(mention, self.nodes[edge.end])
        for claim in self._of(Label.CLAIM):
            yield self._claim(claim)

    def _mention(self, mention: Node, record: Node) -> Out:
        kind = record.properties.get("kind")
        place: Out = {"report": self._report(mention), "start": _int(mention, "start"), "end": _int(mention, "end")}
        if kind == Kind.EVENT:
            return {
                "type": "event", **place, "event": self._world(record.id),
                "event_type": _event_type(str(record.properties.get("event_type"))),
            }  # fmt: skip
        if kind == Kind.TIME:
            known = record.properties
            return {"type": "time", **place, "earliest": known.get("earliest"), "latest": known.get("latest")}
        out: Out = {
            "type": "mention", **place, "entity": self._world(record.id), "entity_type": kind,
            "named": mention.properties.get("form") == Form.NAME,
        }  # fmt: skip
        candidates = record.properties.get("candidates")
        if isinstance(candidates, list) and candidates:
            best = json.loads(str(candidates[0]))
            out |= {"lat": best[2], "lon": best[3]}
        return out

    def _claim(self, claim: Node) -> Out:
        spans = sorted(
            (edge.properties.get("order"), edge.properties.get("start"), edge.properties.get("end"))
            for edge in self.out[(Rel.EVIDENCED_BY, claim.id)]
        )
        about = self.out[(Rel.ABOUT, claim.id)]
        cites = sorted(self.out[(Rel.CITES, claim.id)], key=lambda edge: str(edge.properties.get("order")).zfill(4))
        first = _whole(spans[0][1]) if spans else 0
        out: Out = {
            "type": "claim", "report": self._report(claim), "id": claim.id,
            "spans": [[start, end] for _, start, end in spans],
            "speakers": [self._speaker(edge, first) for edge in cites],
            "certainty": claim.properties.get("certainty"), "polarity": claim.properties.get("polarity"),
            "actuality": claim.properties.get("actuality"), "figure": self._figure(claim, about, first),
            "roles": self._roles(claim, about), "relations": self._relations(claim, about),
        }  # fmt: skip
        if cites and cites[-1].properties.get("cue_start") is not None:
            out["cue"] = [cites[-1].properties["cue_start"], cites[-1].properties["cue_end"]]
        return out

    def _speaker(self, edge: Edge, near: int) -> list[int] | None:
        if self.nodes[edge.end].properties.get("kind") == Kind.SOURCE:
            return None
        cue = edge.properties.get("cue_start")
        return self._span(edge.end, cue if isinstance(cue, int) else near)

    def _span(self, record: str, near: int) -> list[int]:
        """The mention of a record that is nearest to an offset; names and phrases before pronouns."""
        named = [m for m in self.mentions[record] if m.properties.get("form") != Form.PRONOUN]
        if not named:
            node = self.nodes[record]
            return [_int(node, "start"), _int(node, "end")]
        best = min(named, key=lambda m: (abs(_int(m, "start") - near), _int(m, "start")))
        return [_int(best, "start"), _int(best, "end")]

    def _roles(self, claim: Node, about: list[Edge]) -> list[Out]:
        """Roles of what is said to have happened: a denied or feared event has nobody in it."""
        if claim.properties.get("polarity") == "-" or claim.properties.get("actuality") != "asserted":
            return []
        found = []
        for edge in about:
            slot = edge.properties.get("slot")
            if slot in _ROLES and edge.properties.get("of"):
                found.append((_ROLES[Slot(str(slot))], self._world(edge.end), self._world(str(edge.properties["of"]))))
        return [{"role": role, "entity": entity, "event": event} for role, entity, event in sorted(found)]

    def _relations(self, claim: Node, about: list[Edge]) -> list[Out]:
        relation = claim.properties.get("relation")
        if relation is None:
            return []
        ends = {str(edge.properties.get("slot")): self._world(edge.end) for edge in about}
        other = ends.get(Slot.OBJECT) or claim.properties.get("object_text")
        return [{"subject": ends.get(Slot.SUBJECT), "relation": relation, "object": other}]

    def _figure(self, claim: Node, about: list[Edge], near: int) -> Out | None:
        known = claim.properties
        if known.get("measure") is None:
            return None
        verifier = next((edge.end for edge in about if edge.properties.get("slot") == Slot.VERIFIER), None)
        out: Out = {key: known.get(key) for key in ("measure", "unit", "population", "low", "low_inclusive", "high")}
        if known.get("low") is None:
            out["low_inclusive"] = None
        out |= {
            "verification": known.get("verification"),
            "verifier": self._span(verifier, near) if verifier is not None else None,
        }
        return out


def _event_type(kind: str) -> str:
    return "attack" if kind in _ATTACKS else _TYPES.get(kind, kind)


def _int(node: Node, key: str) -> int:
    return _whole(node.properties.get(key))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
