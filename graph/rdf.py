"""A subgraph as RDF, and back. ``docs/rdf.md`` says which concept becomes which term, and why.

The default graph says what the subgraph says: nodes, relationships, claims with their words and speakers. What
a claim itself says stands in a named graph of its own, asserted by nobody but the claim's speakers.
"""

from collections import defaultdict
from collections.abc import Iterator

from rdflib import RDF, XSD, Dataset, Literal, URIRef

from .interchange import known
from .labels import LABELS, OA, PROV, RELS, SCHEMA, SEM, Label, Rel
from .rdf_read import from_rdf
from .rdf_terms import VIEW, cg, iri, literal, property_term, thing
from .rdf_text import serialise_trig, serialise_turtle
from .subgraph import ClaimDetail, Edge, EvidenceSpan, Node, Subgraph
from .vocabulary import Slot

__all__ = ["from_rdf", "quads", "serialise_trig", "serialise_turtle", "to_rdf"]

Triple = tuple[URIRef, URIRef, URIRef | Literal]
Quad = tuple[URIRef, URIRef, URIRef | Literal, URIRef | None]

_TYPE = RDF.type
_ALSO = {
    Label.REPORT: SCHEMA + "Article",
    Label.CLAIM: PROV + "Entity",
    Label.PERSON: SEM + "Actor",
    Label.GROUP: SEM + "Actor",
    Label.ORGANISATION: SEM + "Actor",
    Label.PLACE: SCHEMA + "Place",
    Label.EVENT: SCHEMA + "Event",
}
_ABOUT_SPEAKERS = frozenset({Rel.SAID_ABOUT, Rel.CITES_SOURCE})  # who speaks, not what is said
_PARTICIPATION = frozenset({
    Rel.VICTIM_IN, Rel.ALLEGED_PERPETRATOR_OF, Rel.TARGET_OF, Rel.WITNESS_OF, Rel.AFFECTED_BY, Rel.DISPLACED_IN,
})  # fmt: skip


def to_rdf(subgraph: Subgraph) -> Dataset:
    """The subgraph as a dataset without blank nodes."""
    dataset = Dataset()
    for subject, predicate, value, name in quads(subgraph):
        (dataset.default_graph if name is None else dataset.graph(name)).add((subject, predicate, value))
    return dataset


def quads(subgraph: Subgraph) -> Iterator[Quad]:
    """The subgraph's triples, each with the name of its graph (None: the default graph); some come twice."""
    for triple in _asserted(subgraph):
        yield (*triple, None)
    behind: dict[str, list[Edge]] = defaultdict(list)
    for edge in subgraph.edges:
        for ident in [edge.start] if edge.type is Rel.ABOUT else edge.claim_ids:
            behind[ident].append(edge)
    for claim in subgraph.claims:
        graph = thing(claim.id, "proposition")
        for triple in _proposition(claim, behind[claim.id]):
            yield (*triple, graph)


def _asserted(subgraph: Subgraph) -> Iterator[Triple]:
    yield VIEW, _TYPE, cg("Subgraph")
    yield VIEW, cg("isTruncated"), literal(subgraph.truncated)
    yield VIEW, cg("totalNodes"), literal(subgraph.total_nodes)
    for position, node in enumerate(subgraph.nodes):
        yield from _node(node, position)
    for position, edge in enumerate(subgraph.edges):
        yield from _edge(edge, position)
    for position, claim in enumerate(subgraph.claims):
        yield from _claim(claim, position)


def _node(node: Node, position: int) -> Iterator[Triple]:
    subject = thing(node.id)
    yield subject, _TYPE, iri(LABELS[node.label].rdf_class)
    if node.label in _ALSO:
        yield subject, _TYPE, iri(_ALSO[node.label])
    yield subject, cg("nodeLabel"), Literal(node.label.value)
    yield subject, cg("viewPosition"), literal(position)
    for name, value in known(node.properties).items():
        yield subject, property_term(name), literal(value)


def _edge(edge: Edge, position: int) -> Iterator[Triple]:
    subject, start, end = thing(edge.id), thing(edge.start), thing(edge.end)
    predicate = iri(RELS[edge.type].rdf)
    yield start, predicate, end
    yield subject, _TYPE, RDF.Statement
    yield subject, RDF.subject, start
    yield subject, RDF.predicate, predicate
    yield subject, RDF.object, end
    yield subject, cg("viewPosition"), literal(position)
    for ident in edge.claim_ids:
        yield subject, iri(PROV + "wasDerivedFrom"), thing(ident)
    for name, value in known(edge.properties).items():
        yield subject, property_term(name), literal(value)


def _claim(claim: ClaimDetail, position: int) -> Iterator[Triple]:
    subject = thing(claim.id)
    yield subject, _TYPE, iri(SCHEMA + "Claim")
    yield subject, _TYPE, iri(PROV + "Entity")
    yield subject, cg("claimPosition"), literal(position)
    yield subject, iri(SCHEMA + "appearance"), thing(claim.report)
    yield subject, cg("hasProposition"), thing(claim.id, "proposition")
    yield subject, cg("reportName"), literal(claim.report_name)
    if claim.published is not None:
        yield subject, cg("reportPublished"), literal(claim.published)
    yield subject, cg("claimKind"), literal(claim.kind)
    yield subject, cg("claimPredicate"), literal(claim.predicate)
    yield subject, cg("claimCertainty"), literal(claim.certainty)
    yield subject, cg("claimPolarity"), literal(claim.polarity)
    yield subject, cg("claimActuality"), literal(claim.actuality)
    yield subject, cg("scopeOpen"), literal(claim.scope_open)
    for order, speaker in enumerate(claim.speakers, start=1):
        yield from _attribution(claim, order, speaker)
    for order, span in enumerate(claim.evidence, start=1):
        yield from _span(claim, order, span)


def _attribution(claim: ClaimDetail, order: int, speaker: str) -> Iterator[Triple]:
    link, agent = thing(claim.id, f"attribution-{order}"), thing(claim.id, f"speaker-{order}")
    yield thing(claim.id), iri(PROV + "wasAttributedTo"), agent
    yield thing(claim.id), iri(PROV + "qualifiedAttribution"), link
    yield link, _TYPE, iri(PROV + "Attribution")
    yield link, iri(PROV + "agent"), agent
    yield link, iri(SCHEMA + "position"), literal(order)
    yield agent, _TYPE, iri(PROV + "Agent")
    yield agent, iri(SCHEMA + "name"), literal(speaker)


def _span(claim: ClaimDetail, order: int, span: EvidenceSpan) -> Iterator[Triple]:
    source = thing(claim.id, f"span-{order}")
    position, words = thing(claim.id, f"span-{order}-position"), thing(claim.id, f"span-{order}-quote")
    yield thing(claim.id), iri(PROV + "wasQuotedFrom"), source
    yield source, _TYPE, iri(OA + "SpecificResource")
    yield source, iri(OA + "hasSource"), thing(claim.report)
    yield source, iri(OA + "hasSelector"), position
    yield source, iri(OA + "hasSelector"), words
    yield source, iri(SCHEMA + "position"), literal(order)
    yield source, cg("ofSentence"), thing(span.sentence_id)
    yield source, cg("sentenceText"), literal(span.sentence)
    yield source, cg("sentenceStart"), literal(span.sentence_start)
    yield position, _TYPE, iri(OA + "TextPositionSelector")
    yield position, iri(OA + "start"), Literal(span.start, datatype=XSD.nonNegativeInteger)
    yield position, iri(OA + "end"), Literal(span.end, datatype=XSD.nonNegativeInteger)
    yield words, _TYPE, iri(OA + "TextQuoteSelector")
    yield words, iri(OA + "exact"), literal(span.quote)
    before, after = span.start - span.sentence_start, span.end - span.sentence_start
    if 0 <= before <= after and span.sentence[before:after] == span.quote:
        yield words, iri(OA + "prefix"), literal(span.sentence[:before])
        yield words, iri(OA + "suffix"), literal(span.sentence[after:])


def _proposition(claim: ClaimDetail, edges: list[Edge]) -> Iterator[Triple]:
    """What the claim says, as far as the subgraph shows it; never empty."""
    itself = thing(claim.id, "proposition")
    yield itself, cg("states"), literal(claim.predicate)
    for edge in edges:
        start, end = thing(edge.start), thing(edge.end)
        if edge.type is Rel.ABOUT:
            yield from _role(itself, edge)
        elif edge.type not in _ABOUT_SPEAKERS:
            yield start, iri(RELS[edge.type].rdf), end
            if edge.type in _PARTICIPATION:
                yield end, iri(SEM + "hasActor"), start


def _role(proposition: URIRef, edge: Edge) -> Iterator[Triple]:
    slot, of = edge.properties.get("slot"), edge.properties.get("of")
    if slot == Slot.EVENT:
        yield thing(edge.end), _TYPE, iri(SEM + "Event")
    if isinstance(slot, str):
        yield thing(of) if isinstance(of, str) else proposition, cg(slot), thing(edge.end)
