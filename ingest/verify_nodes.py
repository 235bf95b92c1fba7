"""What must hold for one node of a store, and what verification remembers of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.document import report_id, sentence_id
from graph.ids import prefix_of
from graph.labels import LABEL_OF_PREFIX, WORLD_OF_KIND, Label, Rel
from graph.subgraph import Node
from graph.vocabulary import Kind, Slot, Verification
from graph.writes import Value

from .verify_index import Index, NodeRow, Quote

# Where words stand on nodes and relationships: start, end, the words themselves.
QUOTED: dict[Label | Rel, tuple[str, str, str]] = {
    Label.SENTENCE: ("start", "end", "text"),
    Label.MENTION: ("start", "end", "quote"),
    Label.RECORD: ("start", "end", "quote"),
    Label.CLAIM: ("figure_start", "figure_end", "figure_quote"),
    Label.PROPOSAL: ("figure_start", "figure_end", "figure_quote"),
    Rel.EVIDENCED_BY: ("start", "end", "quote"),
    Rel.ABOUT: ("start", "end", "quote"),
    Rel.CITES: ("cue_start", "cue_end", "cue"),
}
_MAY_BE_WITHOUT = frozenset({Label.CLAIM, Label.PROPOSAL, Rel.ABOUT, Rel.CITES})
ACCEPTED = "accepted"  # what a live claim that was a proposal says of itself
_NEEDS = {Label.SENTENCE: Rel.IN_REPORT, Label.MENTION: Rel.IN_SENTENCE}


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that must hold and does not.

    Attributes:
        kind: structure, quote, evidence, figure, identity, decision, derived, original, archive or ledger.
        id: of the node or relationship concerned, the SHA-256 of an original, or "store" for the whole.
    """

    kind: str
    id: str
    message: str


def check_node(node: Node, index: Index) -> Iterator[Violation]:
    """Checks a node by itself and adds it to the index."""
    row = _row(node)
    if not index.add_node(row):
        yield Violation("structure", node.id, "two nodes have this id")
    if LABEL_OF_PREFIX.get(prefix_of(node.id)) is not node.label:
        yield Violation("structure", node.id, f"the id is not that of a {node.label}")
    if node.label is Label.REPORT and node.id != report_id(str(node.properties.get("sha256"))):
        yield Violation("structure", node.id, "the id does not follow from the original's SHA-256")
    if node.label is Label.SENTENCE and node.id != sentence_id(row.report or "", row.start or 0, row.end or 0):
        yield Violation("structure", node.id, "the id does not follow from report and offsets")
    if node.label is Label.CLAIM and row.live and node.properties.get("proposal_id") is not None:
        index.add_tie(node.id, ACCEPTED)
    yield from _check_bounds(node)
    yield from remember_quote(index, node.label, node.id, node.id, row.report, node.properties)


def remember_quote(
    index: Index, what: Label | Rel, ident: str, owner: str, report: str | None, held: Mapping[str, Value]
) -> Iterator[Violation]:
    """Adds the quote of a node or relationship to the index, if it has one.

    Args:
        owner: the node that quotes.
    """
    if what not in QUOTED:
        return
    start, end, words = (held.get(name) for name in QUOTED[what])
    if words is None and what in _MAY_BE_WITHOUT:
        return
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(words, str)) or end - start != len(words):
        yield Violation("quote", ident, f"the words of this {what} and their offsets do not fit together")
    elif report is not None:
        index.add_quote(Quote(owner, what, report, start, end, words))


def _check_bounds(node: Node) -> Iterator[Violation]:
    low, high = node.properties.get("low"), node.properties.get("high")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield Violation("figure", node.id, f"the low bound {low} is above the high bound {high}")


def _row(node: Node) -> NodeRow:
    held = node.properties
    live = held.get("superseded_by") is None and held.get("live") is not False  # a decision may be taken back
    needs: str = _NEEDS.get(node.label, "")
    if node.label is Label.RECORD and live and WORLD_OF_KIND[Kind(str(held.get("kind")))] is not None:
        needs = Rel.IDENTIFIED_AS
    if node.label in (Label.CLAIM, Label.PROPOSAL) and held.get("verification") == Verification.VERIFIED:
        needs = Slot.VERIFIER
    start, end = held.get("start"), held.get("end")
    words = held.get({Label.SENTENCE: "text", Label.REPORT: "sha256"}.get(node.label, "quote"))
    report = node.id if node.label is Label.REPORT else held.get("report_id")
    return NodeRow(
        node.id,
        node.label,
        report=report if isinstance(report, str) else None,
        live=live,
        start=start if isinstance(start, int) else None,
        end=end if isinstance(end, int) else None,
        words=words if isinstance(words, str) else None,
        needs=needs,
    )
