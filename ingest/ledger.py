"""What was received when, and what became of it: the record of custody. Safe between threads and processes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Self

from graph.document import report_id
from graph.errors import StoreDamaged, StoreError

from .formats.content import Reader
from .receipts import COLUMNS, SCHEMA, Receipt, Row, State, receipt_of

__all__ = ["Ledger", "Receipt", "State"]

PATIENCE = 30.0  # seconds that one process waits for another's write
PAGE = 1_000


class Ledger:
    """The ledger in one SQLite file, readable by its owner alone.

    Raises:
        StoreDamaged: the file is no ledger.
        StoreError: it cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            path.chmod(0o600)
        except OSError as error:
            raise _failed(error.strerror) from error
        with _told():
            self._database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                    self._database.execute(f"PRAGMA {pragma}")
                self._database.executescript(SCHEMA)
            except BaseException:
                self._database.close()
                raise

    def receive(self, *, source: str, name: str, sha256: str, size: int, reader: Reader) -> Receipt:
        """Enters a report whose bytes are kept; its state is ``received``."""
        return self._enter(State.RECEIVED, "", source, name, sha256, size, reader.value, report_id(sha256))

    def refuse(self, *, source: str, name: str, reason: str) -> Receipt:
        """Enters something that was not taken in; its state is ``failed``."""
        return self._enter(State.FAILED, reason, source, name, None, None, None, None)

    def settle(self, receipt: Receipt, state: State, *, reason: str = "", name: str | None = None) -> None:
        """Says what became of a receipt.

        If the report is in the store now, so are earlier receipts of it that a crash left as ``received``.

        Args:
            name: what the report calls itself, if its reading has told.
        """
        now = _now()
        with self._transaction() as database:
            database.execute(
                "UPDATE states SET state = ?, reason = ?, name = ?, changed_at = ? WHERE receipt = ?",
                (state.value, reason, name, now, receipt.id),
            )
            if state in (State.DONE, State.UNCHANGED):
                database.execute(
                    "UPDATE states SET state = 'done', reason = 'interrupted, and found finished', changed_at = ? "
                    "WHERE state = 'received' AND receipt IN (SELECT id FROM receipts WHERE report_id = ? AND id < ?)",
                    (now, receipt.report_id, receipt.id),
                )

    def receipts(self) -> Iterator[Receipt]:
        """All receipts in the order of arrival, those that come in meanwhile included."""
        last = 0
        while page := self._rows(f"{COLUMNS} WHERE r.id > ? ORDER BY r.id LIMIT {PAGE}", last):
            yield from map(receipt_of, page)
            last = page[-1][0]

    def of_report(self, report: str) -> list[Receipt]:
        """The receipts of one report in the order of arrival."""
        return list(map(receipt_of, self._rows(f"{COLUMNS} WHERE r.report_id = ? ORDER BY r.id", report)))

    def counts(self) -> dict[State, int]:
        """How many receipts are in each state; their sum is all that was received."""
        with self._lock, _told():
            found = dict(self._database.execute("SELECT state, count(*) FROM states GROUP BY state"))
        return {state: found.get(state.value, 0) for state in State}

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _enter(self, state: State, reason: str, source: str, name: str, *held: str | int | None) -> Receipt:
        now = _now()
        with self._transaction() as database:
            number = database.execute(
                "INSERT INTO receipts (received_at, source, name, sha256, size, reader, report_id, first) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT min(id) FROM receipts WHERE report_id = ?))",
                (now, source, name, *held, held[-1]),
            ).lastrowid
            database.execute(
                "INSERT INTO states (receipt, state, reason, changed_at) VALUES (?, ?, ?, ?)",
                (number, state.value, reason, now),
            )
            return receipt_of(database.execute(f"{COLUMNS} WHERE r.id = ?", (number,)).fetchone())

    def _rows(self, query: str, value: str | int) -> list[Row]:
        with self._lock, _told():
            return self._database.execute(query, (value,)).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _told():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise


@contextmanager
def _told() -> Iterator[None]:
    """SQLite's errors as ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _failed(str(error)) from error
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(f"the ledger is damaged: {error}", hint="Put back a copy of the ledger file.") from error


def _failed(why: str | None) -> StoreError:
    return StoreError(f"the ledger cannot be used: {why}", hint="See to the disk and the permissions of its file.")


def _now() -> str:
    return datetime.now(UTC).isoformat()
