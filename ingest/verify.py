"""Whether everything still holds: the store in itself, with the originals, and with the ledger."""

from collections.abc import Iterator

from graph.errors import CasegraphError
from graph.labels import Label
from graph.store import GraphStore

from .archive import Archive
from .ledger import Ledger, State
from .read import content_of
from .receipts import Receipt
from .verify_edges import check_edge, check_loose_quotes, check_ties
from .verify_index import Index, index_in
from .verify_nodes import Violation, check_node

__all__ = ["Violation", "verify"]

COUNT_TIMEOUT = 120.0  # seconds


def verify(store: GraphStore, archive: Archive, ledger: Ledger, *, originals: bool = False) -> Iterator[Violation]:
    """Everything that must hold and does not. To be asked while nothing is being ingested.

    Memory stays bounded whatever the store holds; the archive's folder holds a working copy meanwhile.

    Args:
        originals: also hash every original anew, read it again, and look every quote up in its text.
    """
    with index_in(archive.directory) as index:
        for node in store.nodes():
            yield from check_node(node, index)
        edges = 0
        for edges, edge in enumerate(store.edges(), start=1):  # noqa: B007
            yield from check_edge(edge, index)
        yield from _check_count(store, edges)
        index.complete()
        yield from check_ties(index)
        yield from check_loose_quotes(index)
        for report in index.ids(Label.REPORT):
            yield from _check_report(report, index, archive, ledger)
        yield from _check_receipts(index, ledger)
        if originals:
            for problem in archive.verify():
                yield Violation("archive", problem.sha256, problem.message)
            for report in index.ids(Label.REPORT):
                yield from _check_original(report, index, archive, ledger)


def _check_count(store: GraphStore, edges: int) -> Iterator[Violation]:
    """Relationships that start where their type may not are not among those that a store gives out."""
    ((held,),) = store.read("MATCH ()-[e]->() RETURN count(e)", timeout=COUNT_TIMEOUT).rows
    if held != edges:
        yield Violation("structure", "store", f"of {held} relationships, {edges} stand where their type may")


def _check_report(report: str, index: Index, archive: Archive, ledger: Ledger) -> Iterator[Violation]:
    held = index.node(report)
    if held is None or held.words not in archive:
        yield Violation("archive", report, "its original is not kept")
    if not ledger.of_report(report):
        yield Violation("ledger", report, "the store holds a report that the ledger never received")


def _check_receipts(index: Index, ledger: Ledger) -> Iterator[Violation]:
    for receipt in ledger.receipts():
        if receipt.report_id is None:
            continue
        stored = index.node(receipt.report_id) is not None
        if receipt.state in (State.DONE, State.UNCHANGED) and not stored:
            yield Violation("ledger", receipt.report_id, f"receipt {receipt.id} is {receipt.state}, the store lacks it")
        if receipt.state is State.RECEIVED and stored:
            yield Violation("ledger", receipt.report_id, f"receipt {receipt.id} is unfinished; ingest it again")


def _check_original(report: str, index: Index, archive: Archive, ledger: Ledger) -> Iterator[Violation]:
    receipt = _last_reading(ledger.of_report(report))
    if receipt is None or receipt.sha256 is None or receipt.reader is None:
        return  # said where the ledger was checked
    try:
        text = content_of(archive.get(receipt.sha256), receipt.reader).text
    except CasegraphError as error:
        yield Violation("original", report, f"its original cannot be read again: {error}")
        return
    for quote in index.quotes_of(report):
        if text[quote.start : quote.end] != quote.words:
            yield Violation(
                "original", quote.owner, f"the original says something else at {quote.start} to {quote.end}"
            )


def _last_reading(receipts: list[Receipt]) -> Receipt | None:
    """The receipt whose reader made the text that the store holds."""
    finished = [receipt for receipt in receipts if receipt.state is State.DONE] or receipts
    return finished[-1] if finished else None
