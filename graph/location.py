"""Where a store is: a directory of this machine, or a Neo4j server."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EmbeddedLocation:
    """A store that this program runs itself, in a directory that belongs to it alone.

    Attributes:
        bolt_port: the loopback port to listen on; None takes any free one.
    """

    directory: Path
    bolt_port: int | None = None


@dataclass(frozen=True, slots=True)
class Neo4jLocation:
    """A Neo4j server that somebody else runs."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str = "neo4j"
