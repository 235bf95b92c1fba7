"""Settings, read once from the environment and the command line; nothing is read at import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BadArgument
from graph.location import EmbeddedLocation, Neo4jLocation
from ingest.backends.wish import TIMEOUT, BackendKind, Wish

DEFAULT_DIRECTORY = "casegraph-store"
EMBEDDED = "graph"  # folder of the embedded store, beside the originals and the ledger
MAX_TIMEOUT = 600.0  # seconds that a back end may be given for one request


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are kept.

    Attributes:
        directory: holds the originals and the ledger, and the graph itself unless it is in Neo4j.
        neo4j: the server that holds the graph, or None for the embedded store.
        token: what callers of the API must show, or None.
        backend: what else reads, or None; never asked for by the environment alone.
    """

    directory: Path
    neo4j: Neo4jLocation | None = None
    token: str | None = field(default=None, repr=False)
    backend: Wish | None = None

    def location(self, bolt_port: int | None = None) -> EmbeddedLocation | Neo4jLocation:
        """Where the graph is."""
        return self.neo4j or EmbeddedLocation(self.directory / EMBEDDED, bolt_port)


def settings_from(environment: Mapping[str, str], store: Path | None = None) -> Settings:
    """Reads the settings. ``--store`` on the command line means the embedded store, whatever the environment says.

    Raises:
        BadArgument: a Neo4j address without a password, or a secret's file that cannot be read.
    """
    directory = store or Path(environment.get("CASEGRAPH_STORE") or DEFAULT_DIRECTORY)
    uri = environment.get("CASEGRAPH_NEO4J_URI")
    return Settings(
        directory=directory,
        neo4j=_neo4j(environment, uri) if uri and store is None else None,
        token=_secret(environment, "CASEGRAPH_TOKEN"),
    )


def backend_from(
    environment: Mapping[str, str], kind: BackendKind | None, *, url: str | None = None, model: str | None = None
) -> Wish | None:
    """The back end that this run asks for. The environment alone asks for none: it only says more about one.

    Raises:
        BadArgument: something about it is given without it, or something that it needs is missing.
    """
    if kind is None:
        if url is not None or model is not None:
            raise BadArgument("a back end's address or model is given, but no back end", hint="add --backend")
        return None
    model = model or environment.get("CASEGRAPH_BACKEND_MODEL")
    if not model:
        raise BadArgument("a back end needs a model", hint="give --backend-model, or set CASEGRAPH_BACKEND_MODEL")
    return Wish(
        kind=kind,
        model=model,
        url=url or environment.get("CASEGRAPH_BACKEND_URL") or None,
        key=_secret(environment, "CASEGRAPH_BACKEND_KEY"),
        timeout=_seconds(environment.get("CASEGRAPH_BACKEND_TIMEOUT")),
        plain_http=environment.get("CASEGRAPH_BACKEND_PLAIN_HTTP") or None,
    )


def _seconds(given: str | None) -> float:
    if not given:
        return TIMEOUT
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= MAX_TIMEOUT:
        raise BadArgument("CASEGRAPH_BACKEND_TIMEOUT is no time", hint=f"whole seconds, from 1 to {MAX_TIMEOUT:g}")
    return float(given)


def _neo4j(environment: Mapping[str, str], uri: str) -> Neo4jLocation:
    password = _secret(environment, "CASEGRAPH_NEO4J_PASSWORD")
    if password is None:
        raise BadArgument(
            "CASEGRAPH_NEO4J_URI is set without a password",
            hint="set CASEGRAPH_NEO4J_PASSWORD, or CASEGRAPH_NEO4J_PASSWORD_FILE to the path of a file that holds it",
        )
    return Neo4jLocation(
        uri=uri,
        user=environment.get("CASEGRAPH_NEO4J_USER") or "neo4j",
        password=password,
        database=environment.get("CASEGRAPH_NEO4J_DATABASE") or "neo4j",
    )


def _secret(environment: Mapping[str, str], name: str) -> str | None:
    """A secret from ``NAME`` or from the file that ``NAME_FILE`` names."""
    path = environment.get(f"{name}_FILE")
    if not path:
        return environment.get(name) or None
    try:
        return Path(path).read_text(encoding="utf-8").strip() or None
    except OSError as error:
        raise BadArgument(
            f"{name}_FILE names a file that cannot be read ({error.strerror})",
            hint="check the path and its permissions",
        ) from error
