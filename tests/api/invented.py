"""Subgraphs of invented stories for tests of pages: two hand-made readings, and crowds of any size."""

import random
from collections import defaultdict

from graph.derive import Link, LiveClaim, derived_edges
from graph.ids import make_id
from graph.labels import LABELS, WORLD_LABELS, Label, Rel
from graph.plan import plan
from graph.reading import Reading
from graph.subgraph import ClaimDetail, Edge, EvidenceSpan, Node, Subgraph
from graph.vocabulary import Actuality, Certainty, Slot
from graph.writes import EdgeWrite, Plan
from tests.readings import first, second


def story() -> Subgraph:
    """The world of the two hand-made readings, with derived edges and the claims behind them."""
    nodes: dict[str, Node] = {}
    live: list[LiveClaim] = []
    details: list[ClaimDetail] = []
    for reading in (first(), second()):
        written = plan(reading)
        for node in written.nodes:
            if node.label in WORLD_LABELS:
                nodes.setdefault(node.id, Node(node.id, node.label, node.properties))
        for claim in _claims(written, reading):
            live.append(claim[0])
            details.append(claim[1])
    edges = [_edge(write) for write in derived_edges(live) if write.start in nodes and write.end in nodes]
    return Subgraph(tuple(nodes.values()), tuple(edges), tuple(details), total_nodes=len(nodes))


def _edge(write: EdgeWrite) -> Edge:
    return Edge(write.id, write.type, write.start, write.end, write.properties)


def _claims(written: Plan, reading: Reading) -> list[tuple[LiveClaim, ClaimDetail]]:
    nodes = {node.id: node for node in written.nodes}
    world = {e.start: e.end for e in written.edges if e.type is Rel.IDENTIFIED_AS}
    leaving: dict[tuple[str, Rel], list[EdgeWrite]] = defaultdict(list)
    for edge in written.edges:
        leaving[edge.start, edge.type].append(edge)
    found = []
    for node in written.nodes:
        if node.label is not Label.CLAIM:
            continue
        said = node.properties
        links = [
            Link(
                slot=Slot(str(e.properties["slot"])),
                record=e.end,
                of=str(e.properties["of"]) if e.properties["of"] else None,
                world=world.get(e.end),
            )
            for e in leaving[node.id, Rel.ABOUT]
        ]
        cited = sorted(leaving[node.id, Rel.CITES], key=lambda e: str(e.properties["order"]))
        speakers = tuple(str(nodes[e.end].properties["name"]) for e in cited)
        claim = LiveClaim(
            id=node.id,
            report=written.report,
            certainty=Certainty(str(said["certainty"])),
            polarity=str(said["polarity"]),
            actuality=Actuality(str(said["actuality"])),
            quote=str(said["quote"]),
            relation=str(said["relation"]) if said.get("relation") else None,
            predicate=str(said["predicate"]),
            speakers=speakers,
            sources=tuple(world.get(e.end) for e in cited),
            links=tuple(links),
        )
        spans = []
        for e in leaving[node.id, Rel.EVIDENCED_BY]:
            sentence = next(s for s in reading.document.sentences if s.id == e.end)
            begin, end = e.properties["start"], e.properties["end"]
            assert isinstance(begin, int) and isinstance(end, int)
            spans.append(
                EvidenceSpan(
                    quote=str(e.properties["quote"]),
                    start=begin,
                    end=end,
                    sentence=sentence.span.quote,
                    sentence_id=sentence.id,
                    sentence_start=sentence.span.start,
                )
            )
        detail = ClaimDetail(
            id=node.id,
            report=written.report,
            report_name=str(nodes[written.report].properties["title"]),
            published=reading.document.metadata.published,
            kind=str(said["kind"]),
            predicate=claim.predicate,
            certainty=claim.certainty.value,
            polarity=claim.polarity,
            actuality=claim.actuality.value,
            scope_open=bool(said["scope_open"]),
            speakers=speakers,
            evidence=tuple(spans),
        )
        found.append((claim, detail))
    return found


FIRST = ("Aldo", "Berit", "Cosmin", "Darya", "Emre", "Fenna", "Goran", "Hild", "Ivo", "Jana", "Kemal", "Lenka")
LAST = ("Abrant", "Bostok", "Corvin", "Dravec", "Eskil", "Fallow", "Grimaud", "Hollis", "Istrin", "Jorvik", "Kestrel")
TOWN = ("Ostraven", "Mirefall", "Tolna Heights", "Karsk", "Velmora", "Brinehaven", "Upper Sarn", "Dunmere", "Pellin")
BODY = ("Meridian Rights Monitor", "Ostravian Armed Forces", "Interior Ministry", "Open Archive", "Civil Watch")
BAND = ("masked gunmen", "soldiers", "villagers", "protesters", "a convoy of aid workers", "families from the valley")
DEED = ("killing", "abduction", "detention", "shelling", "raid", "displacement", "protest", "destruction of homes")


class _Crowd:
    """Grows an invented graph event by event: few towns hold most events, few bodies speak about most of them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.nodes: dict[str, Node] = {}
        self.behind: dict[tuple[Rel, str, str], list[ClaimDetail]] = defaultdict(list)
        self.claims: list[ClaimDetail] = []

    def node(self, label: Label, name: str, **more: str) -> str:
        ident = make_id(LABELS[label].prefix, name, *more.values())
        self.nodes.setdefault(ident, Node(ident, label, {"name": name, "kind": label.value, **more}))
        return ident

    def pick(self, names: tuple[str, ...]) -> str:
        """One of the names, the earlier the likelier."""
        return names[min(int(self.random.expovariate(4 / len(names))), len(names) - 1)]

    def claim(self, report: str, words: str, around: str, speakers: tuple[str, ...]) -> ClaimDetail:
        sentence = around.replace("{}", words)
        start = self.random.randrange(5000)
        at = sentence.index(words)
        certainty = self.random.choice(list(Certainty)[:7])
        claim = ClaimDetail(
            id=make_id("claim", report, words, len(self.claims)),
            report=make_id("report", report),
            report_name=report,
            published=f"2031-{1 + len(self.claims) % 12:02}-{1 + len(self.claims) % 28:02}",
            kind="event",
            predicate=words.split()[-1],
            certainty=certainty.value,
            polarity="+",
            actuality="asserted",
            scope_open=False,
            speakers=speakers,
            evidence=(
                EvidenceSpan(
                    quote=words,
                    start=start + at,
                    end=start + at + len(words),
                    sentence=sentence,
                    sentence_id=make_id("sentence", report, len(self.claims)),
                    sentence_start=start,
                ),
            ),
        )
        self.claims.append(claim)
        return claim

    def event(self, number: int) -> None:
        town, deed, body = self.pick(TOWN), self.pick(DEED), self.pick(BODY)
        event = self.node(Label.EVENT, f"{deed} in {town}", number=str(number))
        report = f"Dispatch {number // 3 + 1}"
        around = f"According to a resident, {{}} late on the evening of the {1 + number % 28}th, near {town}."
        claim = self.claim(report, f"there was a {deed}", around, (body, "a resident"))
        self.behind[Rel.OCCURRED_AT, event, self.node(Label.PLACE, town)].append(claim)
        self.behind[Rel.SAID_ABOUT, self.node(Label.ORGANISATION, body), event].append(claim)
        for _ in range(self.random.choice((1, 1, 2, 3, 5))):
            name = f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"
            person = self.node(Label.PERSON, name, family=str(self.random.randrange(1 + number // 8)))
            claim = self.claim(
                report, f"{name} was a victim of the {deed}", "A neighbour said that {}.", ("a neighbour",)
            )
            self.behind[Rel.VICTIM_IN, person, event].append(claim)
        if self.random.random() < 0.6:
            band = self.node(Label.GROUP, self.random.choice(BAND), number=str(number))
            claim = self.claim(report, f"{deed} by armed men", "The report speaks of a {} that night.", ())
            self.behind[Rel.ALLEGED_PERPETRATOR_OF, band, event].append(claim)
        if self.random.random() < 0.3:
            persons = [ident for ident, node in self.nodes.items() if node.label is Label.PERSON]
            pair = self.random.sample(persons, 2) if len(persons) > 1 else []
            if pair:
                claim = self.claim(report, "they are related", "Officials say {} by marriage.", ("officials",))
                self.behind[Rel.LINKED_TO, pair[0], pair[1]].append(claim)

    def subgraph(self, size: int) -> Subgraph:
        kept = dict(list(self.nodes.items())[:size])
        edges = []
        for (rel, start, end), claims in self.behind.items():
            if start in kept and end in kept:
                edges.append(Edge(make_id("edge", rel, start, end), rel, start, end, {
                    "claim_ids": sorted(claim.id for claim in claims),
                    "report_ids": sorted({claim.report for claim in claims}),
                    "certainty": claims[0].certainty,
                    "quote": claims[0].evidence[0].quote,
                    "speakers": sorted({claim.speakers[-1] if claim.speakers else "the report itself" for claim in claims}),
                    "relation": "KIN_OF" if rel is Rel.LINKED_TO else None,
                }))  # fmt: skip
        shown = {ident for edge in edges for ident in edge.claim_ids}
        kept_claims = tuple(claim for claim in self.claims if claim.id in shown)
        return Subgraph(
            tuple(kept.values()), tuple(edges), kept_claims, truncated=True, total_nodes=len(self.nodes) + 7
        )


def crowd(size: int, seed: int = 1) -> Subgraph:
    """An invented graph of exactly this many nodes, with hubs and small separate stories."""
    grown = _Crowd(seed)
    number = 0
    while len(grown.nodes) < size:
        grown.event(number)
        number += 1
    return grown.subgraph(size)
