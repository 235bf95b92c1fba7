"""An extractor that knows two texts by heart, and a place with all the parts that intake needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.document import Document
from graph.errors import InvalidFact
from graph.reading import Reading, Run
from graph.store import GraphStore
from ingest.archive import Archive
from ingest.extract.base import Extractor
from ingest.ledger import Ledger, Receipt, State
from ingest.pipeline import ReportResult, ingest
from ingest.read import KnownMetadata
from ingest.verify import Violation, verify
from tests import readings

NOTHING = KnownMetadata()


class ByHand:
    """Gives the two hand-made readings, and an empty one for any other text.

    A text that holds one of these words makes it do what no extractor should.
    """

    def __init__(self, version: str = "1") -> None:
        self.run = Run(extractor="by-hand", version=version)
        self.asked: list[str] = []

    def read(self, document: Document) -> Reading:
        self.asked.append(document.metadata.name)
        match document.text.split()[0]:
            case "RAISE":
                raise ZeroDivisionError(document.text)
            case "LIE":
                raise InvalidFact("a claim without evidence")
            case "STOP":
                raise KeyboardInterrupt
            case "ELSEWHERE":
                return replace(readings.first(), run=self.run)
            case "MASK":
                return Reading(document=document, run=Run(extractor="somebody", version="0"))
            case "REFUSE":
                return Reading(document=document, run=self.run, status="not-english")
        for made in (readings.first(), readings.second()):
            if made.document.text == document.text:
                return replace(made, document=document, run=self.run)
        return Reading(document=document, run=self.run)


@dataclass
class Place:
    """A folder of reports, and a store with what lies beside it."""

    folder: Path
    store: GraphStore
    archive: Archive
    ledger: Ledger
    extractor: Extractor = field(default_factory=ByHand)

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def start(
        self, *paths: Path, known: KnownMetadata = NOTHING, extractor: Extractor | None = None
    ) -> Iterator[ReportResult]:
        return ingest(
            paths or [self.folder],
            known=known,
            store=self.store,
            archive=self.archive,
            ledger=self.ledger,
            extractor=extractor or self.extractor,
        )

    def ingest(
        self, *paths: Path, known: KnownMetadata = NOTHING, extractor: Extractor | None = None
    ) -> list[ReportResult]:
        return list(self.start(*paths, known=known, extractor=extractor))

    def outcomes(
        self, *paths: Path, known: KnownMetadata = NOTHING, extractor: Extractor | None = None
    ) -> dict[str, str]:
        return {result.name: result.outcome.value for result in self.ingest(*paths, known=known, extractor=extractor)}

    def violations(self) -> list[Violation]:
        return list(verify(self.store, self.archive, self.ledger, originals=True))

    def receipts(self) -> list[Receipt]:
        return list(self.ledger.receipts())

    def states(self) -> list[State]:
        return [receipt.state for receipt in self.receipts()]

    def contents(self) -> list[object]:
        """All that the store holds, without processing times."""
        return [*self.store.nodes(), *self.store.edges()]


@contextmanager
def place(folder: Path, store: GraphStore) -> Iterator[Place]:
    """A place whose reports lie in ``folder/in``."""
    (folder / "in").mkdir()
    with Ledger(folder / "ledger.sqlite") as ledger:
        yield Place(folder / "in", store, Archive(folder / "originals"), ledger)
