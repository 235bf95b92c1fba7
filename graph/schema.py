"""The store's own version, and the indexes it needs."""

from functools import partial

from neo4j import ManagedTransaction

from .engine import Connection, EngineKind, schema_statements
from .errors import SchemaMismatch

VERSION = 1
_ID = "schema:1"


def ensure_schema(connection: Connection) -> None:
    """Makes a new store ready and refuses one of another version.

    Raises:
        SchemaMismatch: the store was made by another version of the model.
    """
    found = connection.write(_version)
    if found is not None:
        if found != VERSION:
            raise SchemaMismatch(
                f"the store has version {found} of the model, this program has {VERSION}",
                hint="Use the program that made the store, or ingest the reports into a new one.",
            )
        return
    for statement in schema_statements(connection.kind):
        connection.write(partial(_run, statement=statement))
    if connection.kind is EngineKind.NEO4J:
        connection.write(partial(_run, statement="CALL db.awaitIndexes(300)"))
    connection.write(_mark)


def _version(tx: ManagedTransaction) -> int | None:
    record = tx.run("MATCH (s:SchemaVersion {id: $id}) RETURN s.version AS version", id=_ID).single()
    return None if record is None else int(record["version"])


def _run(tx: ManagedTransaction, statement: str) -> None:
    tx.run(statement).consume()


def _mark(tx: ManagedTransaction) -> None:
    tx.run(
        "MERGE (s:SchemaVersion {id: $id}) SET s.name = $name, s.version = $version",
        id=_ID, name=f"model version {VERSION}", version=VERSION,
    ).consume()  # fmt: skip
