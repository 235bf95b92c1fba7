"""What verification must remember of a store, on the disk: memory stays bounded whatever the store holds."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .limits import MAX_SENTENCE_CHARACTERS

_SCHEMA = """
CREATE TABLE node (
    id TEXT PRIMARY KEY, label TEXT, report TEXT, live INTEGER, start INTEGER, "end" INTEGER, words TEXT, needs TEXT
) STRICT;
CREATE TABLE quote (owner TEXT, kind TEXT, report TEXT, start INTEGER, "end" INTEGER, words TEXT) STRICT;
CREATE TABLE tie (start TEXT, type TEXT) STRICT;
"""
_INDEXES = """
CREATE INDEX node_place ON node (label, report, start);
CREATE INDEX quote_owner ON quote (owner, kind);
CREATE INDEX quote_report ON quote (report);
CREATE INDEX tie_start ON tie (start, type);
"""


class NodeRow(NamedTuple):
    """A node as verification needs it.

    Attributes:
        words: a sentence's text, a report's SHA-256, the quote of anything else.
        needs: a tie that must start here exactly once (live ones only), or "".
    """

    id: str
    label: str
    report: str | None = None
    live: bool = True
    start: int | None = None
    end: int | None = None
    words: str | None = None
    needs: str = ""


class Quote(NamedTuple):
    """Words that something in the store says stand at a place of a report."""

    owner: str
    kind: str
    report: str
    start: int
    end: int
    words: str


class Index:
    """Nodes, quotes and ties of a store, in a file that goes when verification ends."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(_SCHEMA)

    def add_node(self, row: NodeRow) -> bool:
        """Remembers a node; False if its id was there already."""
        return self._database.execute("INSERT OR IGNORE INTO node VALUES (?,?,?,?,?,?,?,?)", row).rowcount == 1

    def add_quote(self, quote: Quote) -> None:
        """Remembers a quote."""
        self._database.execute("INSERT INTO quote VALUES (?,?,?,?,?,?)", quote)

    def add_tie(self, start: str, kind: str) -> None:
        """Remembers that a relationship of a type starts at a node."""
        self._database.execute("INSERT INTO tie VALUES (?,?)", (start, kind))

    def complete(self) -> None:
        """All is in: from here on it is only asked."""
        self._database.executescript(_INDEXES)

    def node(self, ident: str) -> NodeRow | None:
        """A node by id."""
        row = self._database.execute("SELECT * FROM node WHERE id = ?", (ident,)).fetchone()
        return None if row is None else NodeRow(*row)

    def ids(self, label: str) -> Iterator[str]:
        """The ids of all nodes of a label."""
        return (ident for (ident,) in self._database.execute("SELECT id FROM node WHERE label = ?", (label,)))

    def sentence_around(self, quote: Quote) -> NodeRow | None:
        """A sentence of the quote's report within which it lies, or None."""
        row = self._database.execute(
            "SELECT * FROM node WHERE label = 'Sentence' AND report = ? AND start BETWEEN ? AND ? AND \"end\" >= ? "
            "ORDER BY start DESC LIMIT 1",
            (quote.report, quote.start - MAX_SENTENCE_CHARACTERS, quote.start, quote.end),
        ).fetchone()
        return None if row is None else NodeRow(*row)

    def quotes(self, kinds: tuple[str, ...]) -> Iterator[Quote]:
        """Quotes of some kinds."""
        marks = ",".join("?" * len(kinds))
        return map(Quote._make, self._database.execute(f"SELECT * FROM quote WHERE kind IN ({marks})", kinds))

    def quotes_of(self, report: str) -> Iterator[Quote]:
        """All quotes of a report, its sentences among them."""
        return map(Quote._make, self._database.execute("SELECT * FROM quote WHERE report = ?", (report,)))

    def without_evidence(self) -> Iterator[str]:
        """Claims, proposals and statements whose quote is not among the words they rest on."""
        query = (
            "SELECT id FROM node WHERE label IN ('Claim', 'Proposal', 'Statement') AND NOT EXISTS "
            "(SELECT 1 FROM quote WHERE owner = node.id AND kind = 'EVIDENCED_BY' AND words = node.words)"
        )
        return (ident for (ident,) in self._database.execute(query))

    def ties_missing_or_doubled(self) -> Iterator[tuple[str, str, int]]:
        """Nodes that need a tie and do not have it once: id, type, how often they have it."""
        query = (
            "SELECT id, needs, (SELECT count(*) FROM tie WHERE tie.start = node.id AND tie.type = node.needs) AS found "
            "FROM node WHERE needs != '' AND found != 1"
        )
        return iter(self._database.execute(query))

    def untied(self, label: str, kind: str) -> Iterator[str]:
        """Live nodes of a label at which no tie of a type is."""
        query = (
            "SELECT id FROM node WHERE label = ? AND live AND NOT EXISTS "
            "(SELECT 1 FROM tie WHERE tie.start = node.id AND tie.type = ?)"
        )
        return (ident for (ident,) in self._database.execute(query, (label, kind)))

    def tied_without(self, kind: str, other: str) -> Iterator[str]:
        """Nodes at which a tie of one kind is and none of another."""
        query = "SELECT start FROM tie WHERE type = ? EXCEPT SELECT start FROM tie WHERE type = ?"
        return (ident for (ident,) in self._database.execute(query, (kind, other)))

    def tied_twice(self, kind: str) -> Iterator[str]:
        """Nodes at which more than one tie of a kind is."""
        query = "SELECT start FROM tie WHERE type = ? GROUP BY start HAVING count(*) > 1"
        return (ident for (ident,) in self._database.execute(query, (kind,)))


@contextmanager
def index_in(folder: Path) -> Iterator[Index]:
    """An index in a folder of ours, so that no words of a report ever lie elsewhere."""
    with tempfile.TemporaryDirectory(prefix=".verify-", dir=folder) as place:
        database = sqlite3.connect(Path(place, "index"), isolation_level=None)
        try:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE"):
                database.execute(f"PRAGMA {pragma}")
            index = Index(database)
            database.execute("BEGIN")  # until ``complete``
            yield index
        finally:
            database.close()
