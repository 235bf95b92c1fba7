"""What must hold for one relationship of a store, and for all of them together."""

from collections.abc import Iterator

from graph.labels import RELS, WORLD_LABELS, Label, Rel
from graph.subgraph import Edge
from graph.vocabulary import Slot

from .verify_index import Index, NodeRow
from .verify_nodes import ACCEPTED, Violation, remember_quote

DECIDED = "decided"  # of a proposal: a decision that stands


def check_edge(edge: Edge, index: Index) -> Iterator[Violation]:
    """Checks a relationship against its ends and adds to the index what it ties."""
    start, end = index.node(edge.start), index.node(edge.end)
    spec = RELS[edge.type]
    if start is None or end is None or start.label not in spec.starts or end.label not in spec.ends:
        yield Violation("structure", edge.id, f"{edge.type} may not stand between these nodes, or one is missing")
        return
    index.add_tie(edge.start, edge.type)
    yield from remember_quote(index, edge.type, edge.id, edge.start, start.report, edge.properties)
    if spec.derived:
        yield from _check_derived(edge, index)
        return
    if start.report and end.report and start.report != end.report:
        yield Violation("structure", edge.id, f"{edge.type} joins two reports")
    match edge.type:
        case Rel.IN_SENTENCE:
            yield from check_quote(edge.start, (start.start, start.end, start.words), end)
        case Rel.EVIDENCED_BY:
            held = edge.properties
            yield from check_quote(edge.id, (held.get("start"), held.get("end"), held.get("quote")), end)
        case Rel.REPEATS if _folded(start) != _folded(end):
            yield Violation("quote", edge.id, "the sentences are not the same words")
        case Rel.ABOUT if edge.properties.get("slot") == Slot.VERIFIER:
            index.add_tie(edge.start, Slot.VERIFIER)
        case Rel.IDENTIFIED_AS:
            index.add_tie(edge.end, edge.type)
            if not start.needs:
                yield Violation("identity", edge.start, "a record that is superseded, or nobody, is somebody")
        case Rel.ACCEPTS | Rel.REJECTS if start.live:
            index.add_tie(edge.end, DECIDED)
        case Rel.ADMITS if start.live:
            index.add_tie(edge.end, Rel.ADMITS)
        case _:
            pass


def check_quote(ident: str, quote: tuple[object, object, object], sentence: NodeRow) -> Iterator[Violation]:
    """Whether words stand in a sentence where they should: start, end, words."""
    start, end, words = quote
    if sentence.start is None or sentence.words is None or not isinstance(start, int) or not isinstance(end, int):
        return  # said where the node was met
    begin = start - sentence.start
    if begin < 0 or sentence.words[begin : end - sentence.start] != words:
        yield Violation("quote", ident, f"its words are not those of {sentence.id} at {start} to {end}")


def check_ties(index: Index) -> Iterator[Violation]:
    """What can be said only when every relationship has been seen."""
    for ident in index.without_evidence():
        yield Violation("evidence", ident, "it does not rest on the words that it quotes")
    for ident, kind, found in index.ties_missing_or_doubled():
        about = {Rel.IDENTIFIED_AS: "identity", Slot.VERIFIER: "figure"}.get(kind, "structure")  # type: ignore[call-overload]
        yield Violation(about, ident, f"it needs one {kind} and has {found}")
    for ident in index.tied_without(ACCEPTED, Rel.ADMITS):
        yield Violation("decision", ident, "it was a proposal, and nobody's decision makes it a claim")
    for ident in index.tied_twice(DECIDED):
        yield Violation("decision", ident, "two decisions on this proposal stand")
    for ident in index.untied(Label.MENTION, Rel.REFERS_TO):
        yield Violation("structure", ident, "the mention refers to nobody")
    for label in WORLD_LABELS:
        for ident in index.untied(label, Rel.IDENTIFIED_AS):
            yield Violation("identity", ident, "no record is taken to be it")


def check_loose_quotes(index: Index) -> Iterator[Violation]:
    """Quotes that do not say in which sentence they stand, against the one that holds their place."""
    for quote in index.quotes((Label.RECORD, Rel.ABOUT, Rel.CITES, Label.CLAIM, Label.PROPOSAL)):
        sentence = index.sentence_around(quote)
        if sentence is not None:
            yield from check_quote(quote.owner, (quote.start, quote.end, quote.words), sentence)


def _check_derived(edge: Edge, index: Index) -> Iterator[Violation]:
    claims = [index.node(ident) for ident in edge.claim_ids]
    if not claims:
        yield Violation("derived", edge.id, "it stands on no claim")
    if any(claim is None or claim.label != Label.CLAIM or not claim.live for claim in claims):
        yield Violation("derived", edge.id, "it stands on a claim that is superseded or missing")
    elif edge.properties.get("quote") not in {claim.words for claim in claims if claim is not None}:
        yield Violation("derived", edge.id, "its quote is that of none of its claims")


def _folded(sentence: NodeRow) -> str:
    return " ".join((sentence.words or "").split())
