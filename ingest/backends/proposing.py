"""A reader with a back end beside it: the reading stays what it is, and proposals are added to it."""

from collections import Counter
from dataclasses import replace

from graph.document import Document
from graph.ids import sha256_of
from graph.reading import Reading, Run

from ..extract.base import Extractor
from .base import Answer, Backend, BackendFailed
from .check import check

VERSION = "1"  # of how proposals are checked
GIVE_UP_AFTER = 3  # reports in a row for which the back end is silent; the others are not kept waiting


class ProposingExtractor:
    """Reads with a reader, then asks a back end. What the reader says is never changed.

    Where the back end gives no answer, the reading is the reader's own and signed so, with a note: it is then asked
    again when the report is ingested again.
    """

    def __init__(self, reader: Extractor, backend: Backend) -> None:
        self._reader = reader
        self._backend = backend
        self._method = f"backend:{backend.model}"
        self._silences = 0
        self._run = _joined(reader.run, backend)

    @property
    def run(self) -> Run:
        """Who reads: the reader, with the back end's kind and model."""
        return self._run

    @property
    def reader_run(self) -> Run:
        """Who reads where the back end is silent."""
        return self._reader.run

    def read(self, document: Document) -> Reading:
        """What the document says, with proposals. A text that the reader does not read is not sent anywhere."""
        reading = self._reader.read(document)
        if reading.status != "read":
            return replace(reading, run=self._run)
        if self._silences >= GIVE_UP_AFTER:
            return _noted(reading, f"{self._method} was not asked: it was silent {GIVE_UP_AFTER} times in a row")
        try:
            answer = self._backend.propose(document)
            self._silences = 0
            return self._with(answer, reading)
        except BackendFailed as failure:
            self._silences = self._silences + 1 if failure.silent else 0
            return _noted(reading, f"{self._method} gave no answer: {failure}")
        except Exception as error:  # foreign code; its message may hold the report's text
            return _noted(reading, f"{self._method} broke with {type(error).__name__}")

    def _with(self, answer: Answer, reading: Reading) -> Reading:
        checked = check(answer.proposals, reading, self._method)
        dropped = checked.dropped + Counter(answer.dropped)
        return replace(
            reading, run=self._run,
            records=(*reading.records, *checked.records),
            proposals=(*reading.proposals, *checked.proposals),
            notes=(*reading.notes, _summary(self._method, len(checked.proposals), dropped)),
        )  # fmt: skip


def _joined(run: Run, backend: Backend) -> Run:
    said = "\n".join((run.model_digest, backend.kind, backend.model, backend.digest))
    return Run(
        extractor=f"{run.extractor}+{backend.kind}:{backend.model}",
        version=f"{run.version}+{VERSION}",
        model_digest=sha256_of(said.encode()),
    )


def _noted(reading: Reading, note: str) -> Reading:
    return replace(reading, notes=(*reading.notes, note))


def _summary(method: str, kept: int, dropped: Counter[str]) -> str:
    reasons = "; ".join(f"{count} {reason}" for reason, count in sorted(dropped.items()))
    tail = f": {reasons}" if reasons else ""
    return f"{method}: {kept} proposals kept, {sum(dropped.values())} dropped{tail}"
