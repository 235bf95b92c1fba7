"""A real Neo4j for tests: a plain process on loopback ports, made from pinned Maven artifacts."""

import fcntl
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from graph.location import Neo4jLocation

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache" / "neo4j"
POMS = Path(__file__).parent / "neo4j"
MAVEN_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:2.8"
START_SECONDS = 120
STOP_SECONDS = 30


@dataclass(frozen=True)
class Release:
    """One Neo4j release: its entry point and the settings that only it knows."""

    version: str
    main: str
    settings: tuple[str, ...] = field(default=())


LTS = Release("5.26.30", "org.neo4j.server.CommunityEntryPoint")
CALENDAR = Release(
    "2026.08.1",
    "org.neo4j.server.Neo4jCommunity",
    (
        "db.query.default_language=CYPHER_25",
        "dbms.fleet_manager.enabled=false",
        "server.fleet_discovery.enabled=false",
    ),
)


class CannotRun(Exception):
    """What is missing to run Neo4j here."""


def check(release: Release) -> None:
    """Says whether this release can be run here.

    Raises:
        CannotRun: it cannot.
    """
    if not (CACHE / release.version / "lib").is_dir() and shutil.which("mvn") is None:
        raise CannotRun("no mvn to fetch Neo4j with")


def java() -> Path:
    """The Java inside the embedded engine's wheel: new enough for every release, and there wherever the tests are."""
    spec = find_spec("arcadedb_embedded")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "jre" / "bin" / "java"


def jars(release: Release) -> Path:
    """The folder of the release's jars, fetched at the first call ever on this checkout."""
    folder = CACHE / release.version / "lib"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{release.version}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # test runs side by side share the cache
        if not folder.is_dir():
            fresh = folder.with_name("fresh")
            shutil.rmtree(fresh, ignore_errors=True)
            check(release)
            command = [
                "mvn", "-q", "-B", "-f", str(POMS / f"pom-{release.version}.xml"),
                f"{MAVEN_PLUGIN}:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh}",
            ]  # fmt: skip
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=600)
            fresh.rename(folder)
    return folder


@contextmanager
def running(release: Release, home: Path) -> Iterator[Neo4jLocation]:
    """A server of that release, ready for queries; stopped at the end."""
    password = secrets.token_hex(16)  # one that starts with "-" would be taken for an option
    bolt, http = _free_port(), _free_port()
    _configure(release, home, bolt, http)
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    classpath = str(jars(release) / "*")
    subprocess.run(
        [java(), "-Xmx128m", "-cp", classpath, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password],
        env=environment, check=True, capture_output=True, timeout=START_SECONDS,
    )  # fmt: skip
    with (home / "console.log").open("wb") as console:
        process = subprocess.Popen(
            [
                java(), "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classpath,
                release.main, f"--home-dir={home}", f"--config-dir={home / 'conf'}",
            ],
            stdin=subprocess.DEVNULL, stdout=console, stderr=console,
        )  # fmt: skip
        try:
            location = Neo4jLocation(f"bolt://127.0.0.1:{bolt}", "neo4j", password)
            _wait_until_ready(location, process, home)
            yield location
        finally:
            _stop(process)


def browser_url(location: Neo4jLocation, home: Path) -> str:
    """Where the server shows Neo4j Browser (5.26 only)."""
    port = re.search(r"server.http.listen_address=127.0.0.1:(\d+)", (home / "conf" / "neo4j.conf").read_text())
    assert port is not None, location
    return f"http://127.0.0.1:{port[1]}/browser/"


def _configure(release: Release, home: Path, bolt: int, http: int) -> None:
    (home / "conf").mkdir(parents=True)
    lines = (
        "server.default_listen_address=127.0.0.1",
        f"server.bolt.listen_address=127.0.0.1:{bolt}",
        f"server.bolt.advertised_address=127.0.0.1:{bolt}",
        f"server.http.listen_address=127.0.0.1:{http}",
        f"server.http.advertised_address=127.0.0.1:{http}",
        "server.https.enabled=false",
        "server.memory.heap.max_size=512m",
        "server.memory.pagecache.size=64m",
        "dbms.usage_report.enabled=false",
        "client.allow_telemetry=false",
        "dbms.security.allow_csv_import_from_file_urls=false",
        "internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0",
        "internal.server.bolt.thread_pool_shutdown_wait_time=100ms",
        *release.settings,
    )
    named = dict(line.split("=", 1) for line in lines)  # a name that stands twice stops the start; the release's wins
    (home / "conf" / "neo4j.conf").write_text("".join(f"{name}={value}\n" for name, value in named.items()))


def _wait_until_ready(location: Neo4jLocation, process: "subprocess.Popen[bytes]", home: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    auth = (location.user, location.password)
    while True:
        try:
            with GraphDatabase.driver(location.uri, auth=auth, max_transaction_retry_time=0) as driver:
                driver.execute_query("CALL dbms.components()")
                return
        except (DriverError, Neo4jError, OSError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"Neo4j did not start: {(home / 'console.log').read_text()[-3000:]}") from None
            time.sleep(0.3)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def empty(location: Neo4jLocation) -> None:
    """Deletes what tests wrote; the model's version stays, with its constraints and indexes."""
    with GraphDatabase.driver(location.uri, auth=(location.user, location.password)) as driver:
        driver.execute_query("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n", database_=location.database)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
