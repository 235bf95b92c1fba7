"""ArcadeDB inside this process, listening on loopback ports. The only importer of its package.

The Java virtual machine starts once per process and stays; every store that is open has a server of its own in it.
"""

import atexit
import base64
import glob
import hashlib
import importlib.util
import json
import os
import secrets
import socket
from pathlib import Path

import jpype
import jpype.config
from arcadedb_embedded.exceptions import ArcadeDBError
from arcadedb_embedded.server import ArcadeDBServer

from .embedded_files import Credentials, check_files, note_files, write_private
from .errors import StoreDamaged, StoreError

DATABASE = "graph"
WRITER = "root"
READER = "reader"
HOST = "127.0.0.1"
HEAP = "512m"
PORT_TRIES = 5

_LOGGING = """handlers=java.util.logging.FileHandler
.level=WARNING
java.util.logging.FileHandler.pattern={log}/engine.log
java.util.logging.FileHandler.limit=1000000
java.util.logging.FileHandler.count=1
java.util.logging.FileHandler.append=true
java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
"""


class EmbeddedServer:
    """One running server of one store."""

    def __init__(self, directory: Path, secret: Credentials, bolt_port: int | None) -> None:
        """Starts it and opens the store's database, making it at the first start.

        Raises:
            StoreDamaged: the files do not open.
            StoreError: the asked port is taken.
        """
        self._directory = directory
        check_files(directory, data_directory(directory))
        exists = data_directory(directory).exists()
        _write_users(directory / "config", secret)
        _start_jvm(directory / "log")
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
    raise StoreError("no free port was found on this machine")


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


def _start_jvm(log: Path) -> None:
    if jpype.isJVMStarted():
        return
    package = Path(importlib.util.find_spec("arcadedb_embedded").submodule_search_locations[0])  # type: ignore
    log.mkdir(exist_ok=True)
    logging = log / "logging.properties"
    write_private(logging, _LOGGING.format(log=log))
    jpype.startJVM(
        str(package / "jre/lib/server/libjvm.so"),
        "-Xrs",  # signals are Python's
        f"-Xmx{HEAP}",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",  # starts twice as fast; the peak that it gives up is of no use to small stores
        "-XX:+UseCompactObjectHeaders",
        f"-XX:ErrorFile={log}/crash-%p.log",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-Dfile.encoding=UTF8",
        "-Djava.awt.headless=true",
        "-Darcadedb.polyglotEngineEnabled=false",
        "-Darcadedb.support.autoRegister=false",  # with a support key it would call its maker's portal
        "-Darcadedb.serverMetrics=false",
        "-Darcadedb.server.healthCheck.enabled=false",
        "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
        "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
        f"-Djava.util.logging.config.file={logging}",
        classpath=sorted(glob.glob(str(package / "jars" / "*.jar"))),
        interrupt=False,
    )
    atexit.register(_part_from_jvm, os.getpid())  # runs before JPype's own


def _part_from_jvm(pid: int) -> None:
    """Lets the program end without the virtual machine, whose connections and stuck queries would keep it for ever.

    Its one thread that calls Python back is stopped first: met by an interpreter that is gone, it would abort.
    """
    if os.getpid() != pid:  # a forked child has the machine's memory but none of its threads
        jpype.config.onexit = False
        return
    jpype.JClass("org.jpype.ref.JPypeReferenceQueue").getInstance().stop()
    jpype.config.destroy_jvm = False


def _write_users(config: Path, secret: Credentials) -> None:
    """Says anew at every start who may do what, so that nobody's edit outlives a start."""
    config.mkdir(exist_ok=True)
    users = [
        {"name": WRITER, "databases": {"*": ["admin"]}, "password": _hashed(secret.writer)},
        {"name": READER, "databases": {DATABASE: ["reader"]}, "password": _hashed(secret.reader)},
    ]
    write_private(config / "server-users.jsonl", "".join(f"{json.dumps(user)}\n" for user in users))
    records = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    groups = {
        "admin": _group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], records),
        "reader": _group([], ["readRecord"]),
        "*": _group([], []),
    }
    write_private(config / "server-groups.json", json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}))


def _group(database: list[str], records: list[str]) -> dict[str, object]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": database, "types": {"*": {"access": records}}}


def _hashed(password: str) -> str:
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    # one round: the password is 256 random bits, so there is nothing to slow down but the start
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 1)
    return f"PBKDF2WithHmacSHA256$1${salt}${base64.b64encode(digest).decode()}"
