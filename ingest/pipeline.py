"""A report's way through the program: kept, read, cut, extracted, written. Each step can be run again.

The store is asked what it holds, the ledger what happened. A report that fails fails alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from graph.document import Document, Metadata, report_id
from graph.errors import BadArgument, CasegraphError, InvalidFact, StoreError
from graph.plan import plan, run_digest
from graph.reading import Reading, Run
from graph.store import GraphStore

from .archive import Archive
from .extract.base import Extractor
from .files import Original, Refused, files_under, originals_in
from .ledger import Ledger, Receipt, State
from .metadata import FIELDS, KnownMetadata
from .read import Received, receive
from .segment import document_of


class Outcome(StrEnum):
    """How one report ended."""

    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReportResult:
    """One report, ended.

    Attributes:
        source: where it came from.
        name: what it is called.
        report_id: None where no bytes were taken in.
        reason: why it failed, or what else is to be said about it; with what to do.
        claims: how many this reading found.
    """

    source: str
    name: str
    report_id: str | None
    outcome: Outcome
    reason: str = ""
    claims: int = 0


def ingest(
    paths: Sequence[Path],
    *,
    known: KnownMetadata,
    store: GraphStore,
    archive: Archive,
    ledger: Ledger,
    extractor: Extractor,
) -> Iterator[ReportResult]:
    """Ingests files and folders; gives each report's result as it ends.

    Args:
        known: what is known from outside; wins over what a file says about itself.

    Raises:
        BadArgument: at once; a path is missing, or one title or address is given to several reports.
        StoreError: while iterating; the store, archive or ledger cannot be used. What is done stays done.
    """
    files = list(files_under(paths))
    if known.title is not None or known.url is not None:
        _refuse_several(files)
    intake = _Intake(known, store, archive, ledger, extractor)
    return (intake.take(original) for path in files for original in originals_in(path))


def ingest_received(
    received: Received,
    *,
    known: KnownMetadata,
    store: GraphStore,
    archive: Archive,
    ledger: Ledger,
    extractor: Extractor,
) -> ReportResult:
    """Ingests one report that has been read already, with what ``known`` it was read with.

    Raises:
        StoreError: the store, archive or ledger cannot be used.
    """
    return _Intake(known, store, archive, ledger, extractor).take_received(received)


def _refuse_several(files: Sequence[Path]) -> None:
    originals = (original for path in files for original in originals_in(path))
    if len(files) > 1 or len(list(islice(originals, 2))) > 1:
        raise BadArgument(
            "a title or an address belongs to one report, but several are given",
            hint="Ingest that report alone, or write title and url into the rows.",
        )


class _Intake:
    """The parts that a report meets, and its way past them."""

    def __init__(
        self, known: KnownMetadata, store: GraphStore, archive: Archive, ledger: Ledger, extractor: Extractor
    ) -> None:
        self.known = known
        self.store = store
        self.archive = archive
        self.ledger = ledger
        self.extractor = extractor
        self.run = extractor.run  # a reader that cannot even start stops everything here

    def take(self, original: Original | Refused) -> ReportResult:
        """From bytes to a result."""
        if isinstance(original, Refused):
            reason = _said(original.error)
            self.ledger.refuse(source=original.source, name=original.name, reason=reason)
            return ReportResult(original.source, original.name, None, Outcome.FAILED, reason)
        receipt = self._kept(original)
        try:
            received = receive(original, self.known)
        except CasegraphError as error:
            return self._failed(receipt, original.name, _said(error))
        except Exception as error:
            return self._failed(
                receipt, original.name, f"the reader of {original.reader} broke: {type(error).__name__}"
            )
        return self._through(received, receipt)

    def take_received(self, received: Received) -> ReportResult:
        """From a text to a result."""
        name = received.metadata.name
        original = Original(source=received.source, name=name, data=received.original, reader=received.reader)
        return self._through(received, self._kept(original))

    def _kept(self, original: Original) -> Receipt:
        sha256 = self.archive.put(original.data)
        size = len(original.data)
        return self.ledger.receive(
            source=original.source, name=original.name, sha256=sha256, size=size, reader=original.reader
        )

    def _through(self, received: Received, receipt: Receipt) -> ReportResult:
        name = received.metadata.name
        stored = self.store.report(report_id(received.sha256)) or {}
        received = replace(received, metadata=self._metadata(received.metadata, stored))
        if stored.get("run") == _digest(received, self.run):
            twin = receipt.first_name not in (None, name)
            reason = f"the same bytes as {receipt.first_name}" if twin else ""
            return self._settled(receipt, name, State.UNCHANGED, reason)
        try:
            reading = self._reading(document_of(received))
            self.store.write(plan(reading, apart=self.store.apart(reading.document.id)))
        except StoreError:
            raise
        except InvalidFact as error:
            return self._failed(receipt, name, f"the extractor {self.run.extractor} is at fault: {error}")
        except CasegraphError as error:
            return self._failed(receipt, name, _said(error))
        except Exception as error:
            return self._failed(receipt, name, f"casegraph itself broke at this report: {type(error).__name__}")
        return self._settled(receipt, name, State.DONE, self._remark(reading), claims=len(reading.claims))

    def _remark(self, reading: Reading) -> str:
        """What else is to be said about a report that was read: why it was not, or not by all who should."""
        if reading.status != "read":
            return reading.status
        return reading.notes[-1] if reading.run != self.run and reading.notes else ""

    def _metadata(self, received: Metadata, stored: Mapping[str, Any]) -> Metadata:
        """Flags win over what was known before, and that over what the file says. The first name stays."""
        known = {field: getattr(self.known, field) or stored.get(field) or getattr(received, field) for field in FIELDS}
        return Metadata(name=str(stored.get("name") or received.name), **known)

    def _reading(self, document: Document) -> Reading:
        """What the extractor says, if it is about this document and signed by this extractor.

        Raises:
            InvalidFact: it is not, or it cannot be; the extractor is at fault.
        """
        try:
            reading = self.extractor.read(document)
        except InvalidFact:
            raise
        except Exception as error:
            # the type alone: the message may hold the report's text
            raise InvalidFact(f"it broke with {type(error).__name__}") from error
        about = reading.document
        if (about.id, about.metadata, about.text) != (document.id, document.metadata, document.text):
            raise InvalidFact("it answered for another report")
        if reading.run not in (self.run, _run_without_backend(self.extractor)):
            raise InvalidFact("it signed with another run than it announced")
        return reading

    def _settled(self, receipt: Receipt, name: str, state: State, reason: str, claims: int = 0) -> ReportResult:
        self.ledger.settle(receipt, state, reason=reason, name=name)
        return ReportResult(receipt.source, name, receipt.report_id, Outcome(state.value), reason, claims)

    def _failed(self, receipt: Receipt, name: str, reason: str) -> ReportResult:
        return self._settled(receipt, name, State.FAILED, reason)


@runtime_checkable
class _WithBackend(Protocol):
    """An extractor with a back end, which signs as its reader alone where the back end gave no answer."""

    @property
    def reader_run(self) -> Run: ...


def _run_without_backend(extractor: Extractor) -> Run | None:
    return extractor.reader_run if isinstance(extractor, _WithBackend) else None


def _digest(received: Received, run: Run) -> str:
    """What ``run_digest`` will be, without reading: it looks at who reads and at what is known, not at the text."""
    unread = Document(sha256=received.sha256, metadata=received.metadata, text="", sections=(), sentences=())
    return run_digest(Reading(document=unread, run=run))


def _said(error: CasegraphError) -> str:
    return f"{error}. {error.hint}".strip() if error.hint else str(error)
