"""ArcadeDB inside this process, listening on loopback ports. The only importer of its package."""

import socket
from pathlib import Path

from arcadedb_embedded.exceptions import ArcadeDBError
from arcadedb_embedded.jvm import get_bundled_jre_lib_path, get_jar_path
from arcadedb_embedded.server import ArcadeDBServer

from .embedded_files import Credentials, check_files, note_files
from .embedded_users import write_users
from .errors import StoreDamaged, StoreError
from .jvm import start_jvm

DATABASE = "graph"
HOST = "127.0.0.1"
PORT_TRIES = 5


class EmbeddedServer:
    """One running server of one store; a process may have several, all in one virtual machine."""

    def __init__(self, directory: Path, secret: Credentials, bolt_port: int | None) -> None:
        """Starts it and opens the store's database, making it at the first start.

        Raises:
            StoreDamaged: the files do not open.
            StoreError: the asked port is taken.
        """
        self._directory = directory
        check_files(directory, data_directory(directory))
        exists = data_directory(directory).exists()
        write_users(directory / "config", secret, DATABASE)
        start_jvm(directory / "log", library=get_bundled_jre_lib_path(), jars=get_jar_path())
        self._server, self.bolt_port, self.http_port = _started(directory, bolt_port)
        try:
            _open_database(self._server, directory, exists)
        except BaseException:
            self._server.stop()
            raise

    def stop(self) -> None:
        """Writes everything out and closes the ports."""
        self._server.stop()
        note_files(self._directory, data_directory(self._directory))


def data_directory(directory: Path) -> Path:
    """Where the engine keeps the data of a store."""
    return directory / "databases" / DATABASE


class _Server(ArcadeDBServer):  # type: ignore[misc]  # its package has no types
    def __del__(self) -> None:
        """Stops nothing: ``EmbeddedServer`` does, and a forked child must not call into the virtual machine."""


def _started(directory: Path, asked: int | None) -> tuple[_Server, int, int]:
    for _ in range(PORT_TRIES):  # a port found free may be taken by somebody else before the server has it
        bolt_port, http_port = asked or _free_port(), _free_port()
        server = _Server(str(directory), config=_config(directory, bolt_port, http_port))
        try:
            server.start()
        except ArcadeDBError as error:
            if _is_free(bolt_port) and _is_free(http_port):
                raise _damaged(directory) from error
            if asked:
                raise StoreError(f"port {asked} is taken", hint="Name another port, or none.") from None
        else:
            return server, bolt_port, http_port
    raise StoreError("no free port was found on this machine", hint="Try again.")


def _config(directory: Path, bolt_port: int, http_port: int) -> dict[str, object]:
    return {
        "host": HOST,
        "http_port": http_port,
        "mode": "development",  # "production" hides what is wrong with a query
        "bolt.host": HOST,
        "bolt.port": bolt_port,
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.logsDirectory": str(directory / "log"),
        "txWalFlush": 2,  # a report that is said to be stored survives a power cut
    }


def _open_database(server: _Server, directory: Path, exists: bool) -> None:
    try:
        if exists:
            server.get_database(DATABASE)
        else:
            server.create_database(DATABASE)
    except ArcadeDBError as error:
        raise _damaged(directory) from error


def _damaged(directory: Path) -> StoreDamaged:
    return StoreDamaged(
        "the store's files do not open",
        hint=f"{directory / 'log'} says why. Bring back a copy of the directory, or ingest into a new one.",
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
