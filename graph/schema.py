"""The store's own version, and the indexes it needs."""

from neo4j import ManagedTransaction

from .engine import Connection, schema_statements
from .errors import SchemaMismatch, StoreDamaged

VERSION = 2
OLDER = (1,)  # lack labels that this version has, and nothing else
_ID = "schema:1"


def ensure_schema(connection: Connection) -> None:
    """Makes a new store ready, adds to an older one what it lacks, and refuses one of another version.

    Raises:
        SchemaMismatch: the store was made by another version of the model.
        StoreDamaged: it does not say by which.
    """
    found = connection.write(_version)
    if found is not None and found not in OLDER:
        if found != VERSION:
            raise SchemaMismatch(
                f"the store has version {found} of the model, this program has {VERSION}",
                hint="Use the program that made the store, or ingest the reports into a new one.",
            )
        return
    for statement in schema_statements(connection.kind):
        connection.define(statement)
    connection.write(_mark)


def _version(tx: ManagedTransaction) -> int | None:
    found = [record.value() for record in tx.run("MATCH (s:SchemaVersion) RETURN s.version")]
    if not found:
        return None
    if len(found) > 1 or not isinstance(found[0], int):
        raise StoreDamaged(
            "the store does not say which version it has",
            hint="Bring back a copy of the store, or ingest into a new one.",
        )
    return found[0]


def _mark(tx: ManagedTransaction) -> None:
    tx.run(
        "MERGE (s:SchemaVersion {id: $id}) SET s.name = $name, s.version = $version",
        id=_ID, name=f"model version {VERSION}", version=VERSION,
    ).consume()  # fmt: skip
