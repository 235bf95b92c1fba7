"""One writer at a time, and a short queue in front of it."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from ingest.pipeline import ReportResult, ingest_received

from .incoming import Incoming
from .problems import Busy
from .wiring import Parts

MAX_WAITING = 8  # each may hold a report of 50 MB

T = TypeVar("T")


class Writer:
    """Does what changes the store, one thing after the other, on a thread of its own.

    Waiting happens here and not on the threads that answer readers: a long report does not silence the API.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._limiter = CapacityLimiter(1)

    async def ingest(self, incoming: Incoming) -> ReportResult:
        """Reads one report into the store."""
        return await self.run(partial(self._ingest, incoming))

    async def run(self, write: Callable[[], T]) -> T:
        """Does one thing when its turn comes.

        Raises:
            Busy: too many are waiting.
        """
        if self._limiter.statistics().tasks_waiting >= MAX_WAITING:
            raise Busy("too many changes are waiting", hint="send it again in a moment")
        return await to_thread.run_sync(write, limiter=self._limiter)

    def _ingest(self, incoming: Incoming) -> ReportResult:
        parts = self._parts
        return ingest_received(
            incoming.received,
            known=incoming.known,
            store=parts.store,
            archive=parts.archive,
            ledger=parts.ledger,
            extractor=parts.extractor(),
        )
