"""A receipt: one report, received once; and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .formats.content import Reader


class State(StrEnum):
    """What became of a received report."""

    RECEIVED = "received"
    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One report, received once.

    Attributes:
        received_at: UTC.
        name: what the report calls itself if its reading has told, else the file's name.
        size: bytes; it, ``sha256``, ``reader`` and ``report_id`` are None where nothing was taken in.
        first_name: the name under which the same bytes came first, or None if they are new.
    """

    id: int
    received_at: datetime
    source: str
    name: str
    sha256: str | None
    size: int | None
    reader: Reader | None
    report_id: str | None
    state: State
    reason: str
    first_name: str | None


# Receipts are only ever added. Each has one state, and that alone changes.
SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS receipts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, received_at TEXT NOT NULL, source TEXT NOT NULL, name TEXT NOT NULL,
    sha256 TEXT, size INTEGER, reader TEXT, report_id TEXT, first INTEGER REFERENCES receipts (id)
) STRICT;
CREATE INDEX IF NOT EXISTS receipts_report ON receipts (report_id);
CREATE TABLE IF NOT EXISTS states (
    receipt INTEGER PRIMARY KEY REFERENCES receipts (id), name TEXT, reason TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('received', 'done', 'unchanged', 'failed')), changed_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS receipts_keep BEFORE UPDATE ON receipts
    BEGIN SELECT RAISE(ABORT, 'receipts are only added'); END;
CREATE TRIGGER IF NOT EXISTS receipts_stay BEFORE DELETE ON receipts
    BEGIN SELECT RAISE(ABORT, 'receipts are only added'); END;
COMMIT;
"""
COLUMNS = """
SELECT r.id, r.received_at, r.source, coalesce(s.name, r.name), r.sha256, r.size, r.reader, r.report_id,
       s.state, s.reason, coalesce(t.name, f.name)
FROM receipts r JOIN states s ON s.receipt = r.id
LEFT JOIN receipts f ON f.id = r.first LEFT JOIN states t ON t.receipt = r.first
"""

Row = tuple[int, str, str, str, str | None, int | None, str | None, str | None, str, str, str | None]


def receipt_of(row: Row) -> Receipt:
    """The receipt in a row of ``COLUMNS``."""
    ident, received_at, source, name, sha256, size, reader, report, state, reason, first_name = row
    return Receipt(
        id=ident,
        received_at=datetime.fromisoformat(received_at),
        source=source,
        name=name,
        sha256=sha256,
        size=size,
        reader=Reader(reader) if reader else None,
        report_id=report,
        state=State(state),
        reason=reason,
        first_name=first_name,
    )
