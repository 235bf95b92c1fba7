"""The one module that knows which engine is which: who may log in, what differs, and what its errors mean."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as StillRunning
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from threading import Thread
from typing import TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationDisabledClassification,
    Session,
    exceptions,
    unit_of_work,
)
from neo4j.api import BookmarkManager

from .embedded import DATABASE, HOST
from .embedded_files import write_lock
from .embedded_users import READER, WRITER
from .errors import BadInput, StoreError, StoreUnavailable, WrongPassword
from .holding import hold
from .labels import LABELS, REPORT_PARTS, Label
from .location import EmbeddedLocation, Neo4jLocation

# the driver tells of its retries on stderr where nobody has set up logging; the errors that we raise say enough
logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")
Work = Callable[[ManagedTransaction], T]

RETRY_SECONDS = 10.0  # how long the driver tries again when a server does not answer
LOOPBACK_RETRY_SECONDS = 2.0  # who does not answer on this machine is gone
GRACE_SECONDS = 2.0  # for a query that was told to stop
# Neo4j locks the node that is set until the transaction ends. Without turns, two reports written at once would each
# rebuild a derived edge from their own claims, not seeing the other's.
_TAKE_TURNS = "MATCH (s:SchemaVersion) SET s.name = s.name"
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_READ_ONLY = ("Neo.ClientError.Statement.AccessMode", "Neo.ClientError.Security.Forbidden")
# ArcadeDB answers with the last of these where a query calls something that does not exist
_CALLERS_FAULT = ("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.", "Neo.DatabaseError.General.UnknownError")
_OVERDUE = ("Neo.ClientError.Transaction.TransactionTimedOut", "Neo.ClientError.Transaction.Terminated")


class EngineKind(StrEnum):
    """The engines that can hold a store."""

    ARCADEDB = "arcadedb"
    NEO4J = "neo4j"


@dataclass(frozen=True)
class Connection:
    """Two doors to one database: one that writes and one that cannot.

    Attributes:
        writer: logs in with every right that the store needs.
        reader: on ArcadeDB a user who may read and nothing else, because that engine lets a read transaction
            write; on Neo4j the same driver, whose READ sessions the server holds to reading.
        version: the server's name and version.
        lost: what to do when the store stops answering.
        exclusive: entered for the length of a write; keeps other writers of an embedded store out.
        release: called once after the drivers are closed.
    """

    kind: EngineKind
    writer: Driver
    reader: Driver
    database: str
    uri: str
    version: str
    lost: str
    exclusive: Callable[[], AbstractContextManager[object]] = nullcontext
    release: Callable[[], None] = lambda: None
    # a read that follows a write must see it, also where a cluster answers
    bookmarks: BookmarkManager = field(default_factory=GraphDatabase.bookmark_manager)

    def write(self, work: "Work[T]") -> T:
        """Runs work in one write transaction, after those of all other writers.

        It may run more than once, so it must keep nothing between runs.
        """

        def alone(tx: ManagedTransaction) -> T:
            if self.kind is EngineKind.NEO4J:
                tx.run(_TAKE_TURNS).consume()
            return work(tx)

        with self._translated(), self.exclusive(), self._session(self.writer, WRITE_ACCESS) as session:
            try:
                return session.execute_write(alone)
            except exceptions.ConstraintError:
                # two writers met in a MERGE of the same new key; now the other's node is there to be found
                return session.execute_write(alone)

    def define(self, statement: str) -> None:
        """Runs one schema statement, in a transaction of its own."""
        with self._translated(), self.exclusive(), self._session(self.writer, WRITE_ACCESS) as session:
            session.execute_write(lambda tx: tx.run(statement).consume())

    def read(self, work: "Work[T]", *, timeout: float, statement: str) -> T:
        """Runs work in one read transaction through the reader's door.

        Args:
            timeout: seconds.
            statement: the text by which a query that takes too long is recognised.
        """

        def job() -> T:
            with self._session(self.reader, READ_ACCESS) as session:
                return session.execute_read(unit_of_work(timeout=timeout)(work))

        with self._translated(reading=True):
            if self.kind is EngineKind.NEO4J:
                return job()
            return self._watched(job, timeout, statement)

    def close(self) -> None:
        """Closes both doors and lets the store go."""
        self.reader.close()
        if self.writer is not self.reader:
            self.writer.close()
        self.release()

    def _session(self, driver: Driver, access: str) -> Session:
        return driver.session(database=self.database, default_access_mode=access, bookmark_manager=self.bookmarks)

    def _watched(self, job: Callable[[], T], timeout: float, statement: str) -> T:
        """ArcadeDB takes no timeout over Bolt, so we hold the watch and tell it to stop."""
        future: Future[T] = Future()
        Thread(target=_fulfil, args=(future, job), name="casegraph-read", daemon=True).start()
        try:
            return future.result(timeout)
        except StillRunning:
            self._stop_overdue(timeout, statement)
        try:
            return future.result(GRACE_SECONDS)
        except StillRunning:
            raise _too_slow() from None

    def _stop_overdue(self, timeout: float, statement: str) -> None:
        known = statement[:500]  # the engine shows the first part of a long text
        with self._session(self.reader, READ_ACCESS) as session:
            session.execute_read(_terminate, known, int(timeout))

    @contextmanager
    def _translated(self, *, reading: bool = False) -> Iterator[None]:
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise translate(error, lost=self.lost, reading=reading) from error


def _terminate(tx: ManagedTransaction, statement: str, seconds: int) -> None:
    for row in tx.run("SHOW TRANSACTIONS").data():
        if row["currentQuery"].startswith(statement) and row["elapsedTime"].seconds >= seconds:
            tx.run("TERMINATE TRANSACTION $id", id=row["transactionId"]).consume()


def _fulfil(future: "Future[T]", job: Callable[[], T]) -> None:
    try:
        future.set_result(job())
    except BaseException as error:  # the waiting thread raises it
        future.set_exception(error)


def translate(error: Exception, *, lost: str, reading: bool) -> Exception:
    """What an error of the driver or the engine means to us."""
    code = str(getattr(error, "code", "") or "")
    if isinstance(error, exceptions.AuthError) and code not in _READ_ONLY:
        return WrongPassword("the store refuses this user or password", hint="Check the user and the password.")
    if code in _READ_ONLY and reading:
        return BadInput("the query does more than read", hint="Only reading is allowed here.")
    if code.startswith(_OVERDUE):
        return _too_slow()
    if isinstance(error, (exceptions.ServiceUnavailable, exceptions.SessionExpired)):
        return StoreUnavailable("the store does not answer", hint=lost)
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreUnavailable(f"the server has no such database: {getattr(error, 'message', '')}", hint=lost)
    if reading and code.startswith(_CALLERS_FAULT):
        return BadInput(f"the query does not run: {getattr(error, 'message', '')}", hint="Correct the query.")
    return StoreError(f"the store refused: {code or type(error).__name__}")


def _too_slow() -> StoreError:
    return StoreError("the query took too long and was stopped", hint="Ask for less, or allow more time.")


def connect(location: EmbeddedLocation | Neo4jLocation) -> Connection:
    """Opens both doors of a store and makes sure that somebody answers.

    Raises:
        StoreUnavailable, WrongPassword, StoreDamaged, StoreLocked, BadInput: see ``graph.errors``.
    """
    if isinstance(location, EmbeddedLocation):
        return _connect_embedded(location)
    return _connect_neo4j(location)


def _connect_embedded(location: EmbeddedLocation) -> Connection:
    held = hold(location)
    uri = f"bolt://{HOST}:{held.bolt_port}"
    lost = "The program that held the store has ended; start this one again."
    try:
        writer = _driver(uri, WRITER, held.credentials.writer, LOOPBACK_RETRY_SECONDS)
        reader = _driver(uri, READER, held.credentials.reader, LOOPBACK_RETRY_SECONDS)
        version = _server_version(writer, lost)
    except BaseException:
        held.release()
        raise
    return Connection(
        EngineKind.ARCADEDB, writer, reader, DATABASE, uri, version, lost,
        exclusive=partial(write_lock, held.directory), release=held.release,
    )  # fmt: skip


def _connect_neo4j(location: Neo4jLocation) -> Connection:
    lost = f"Check that a server runs at {location.uri}."
    if location.uri.partition("://")[0] not in _SCHEMES:
        raise _no_address(location.uri)
    try:
        driver = _driver(location.uri, location.user, location.password, RETRY_SECONDS)
    except (exceptions.ConfigurationError, ValueError) as error:
        raise _no_address(location.uri) from error
    try:
        version = _server_version(driver, lost)
    except BaseException:
        driver.close()
        raise
    return Connection(EngineKind.NEO4J, driver, driver, location.database, location.uri, version, lost)


def _no_address(uri: str) -> BadInput:
    return BadInput(f"{uri!r} is no address of a Neo4j server", hint="Use bolt://HOST:PORT or neo4j://HOST:PORT.")


def _driver(uri: str, user: str, password: str, patience: float) -> Driver:
    return GraphDatabase.driver(
        uri,
        auth=(user, password),
        max_transaction_retry_time=patience,
        connection_timeout=patience,
        # a store that holds no such thing yet is no cause for a warning
        notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
    )


def _server_version(driver: Driver, lost: str) -> str:
    try:
        return driver.get_server_info().agent
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise translate(error, lost=lost, reading=False) from error


def schema_statements(kind: EngineKind) -> list[str]:
    """What makes ids unique and lookups fast; each may be run again."""
    statements = [_id_statement(kind, label) for label in LABELS]
    statements += [
        f"CREATE INDEX {label.lower()}_report IF NOT EXISTS FOR (n:{label}) ON (n.report_id)" for label in REPORT_PARTS
    ]
    if kind is EngineKind.NEO4J:
        statements.append("CALL db.awaitIndexes(300)")
    return statements


def _id_statement(kind: EngineKind, label: Label) -> str:
    name = f"{LABELS[label].prefix}_id"
    if kind is EngineKind.NEO4J:
        return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    return f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.id)"
