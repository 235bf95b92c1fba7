"""The Neo4j settings of docker-compose.yml, tried on a real server of the release that the file names."""

import dataclasses
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml
from neo4j import READ_ACCESS, Driver, GraphDatabase
from neo4j.exceptions import ClientError

from graph.location import Neo4jLocation

from . import neo4j_server
from .tree import ROOT

UNIT_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
UNIT_BYTES = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}


def _service(name: str = "neo4j") -> dict[str, Any]:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"][name]
    assert isinstance(service, dict)
    return service


def _settings() -> dict[str, str]:
    """Settings by name, as the image's entry point makes them out of the environment."""
    environment = _service()["environment"]
    named = {key.removeprefix("NEO4J_"): value for key, value in environment.items() if key != "NEO4J_AUTH_FILE"}
    return {re.sub("_+", lambda m: "." if m[0] == "_" else "_", key): value for key, value in named.items()}


def _release(**more: str) -> neo4j_server.Release:
    lines = tuple(f"{name}={value}" for name, value in {**_settings(), **more}.items())
    return dataclasses.replace(neo4j_server.LTS, settings=lines)


def _plain(value: str) -> object:
    """A setting's value without its unit: ``1g``, ``1.00GiB`` and ``1024m`` are equal, and so are ``60s`` and ``1m``."""
    if size := re.fullmatch(r"([\d.]+)([kmg]?)(?:i?b)?", value.lower()):
        return float(size[1]) * UNIT_BYTES[size[2]]
    return value


def _seconds(value: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(ms|s|m|h)", value).groups()  # type: ignore[union-attr]
    return float(number) * UNIT_SECONDS[unit]


@pytest.fixture(scope="module")
def neo4j_composed_location(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jLocation]:
    with neo4j_server.running(_release(), tmp_path_factory.mktemp("composed") / "home") as location:
        yield location


@pytest.fixture
def driver(neo4j_composed_location: Neo4jLocation) -> Iterator[Driver]:
    auth = (neo4j_composed_location.user, neo4j_composed_location.password)
    with GraphDatabase.driver(neo4j_composed_location.uri, auth=auth) as opened:
        yield opened


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, with the paths that were asked for."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"a,b\n")

        def log_message(self, format: str, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()


def test_the_release_under_test_is_the_one_in_the_file(driver: Driver) -> None:
    image = str(_service()["image"])
    assert image.startswith(f"neo4j:{neo4j_server.LTS.version}-community@")
    rows = driver.execute_query(
        "CALL dbms.components() YIELD versions, edition RETURN versions[0] AS v, edition"
    ).records
    assert [(row["v"], row["edition"]) for row in rows] == [(neo4j_server.LTS.version, "community")]


def test_every_setting_is_known_and_in_force(driver: Driver) -> None:
    shown = {row["name"]: row["value"] for row in driver.execute_query("SHOW SETTINGS YIELD name, value").records}
    for name, value in _settings().items():
        if name.startswith("internal."):
            continue  # not shown; test_no_query_reaches_out holds its effect
        if name.endswith(".timeout"):
            assert _seconds(shown[name]) == _seconds(value), name
        else:
            assert _plain(shown[name]) == _plain(value), name


@pytest.mark.parametrize("setting", ["dbms.usage_report.enabled", "client.allow_telemetry"])
def test_it_reports_nothing_to_its_maker(setting: str) -> None:
    assert _settings()[setting] == "false"


def test_no_query_reaches_out(driver: Driver, visits: tuple[str, list[str]]) -> None:
    url, seen = visits
    with driver.session(default_access_mode=READ_ACCESS) as session:
        for source in (f"{url}/x.csv", url.replace("127.0.0.1", "localhost") + "/y.csv", "file:///etc/hostname"):
            with pytest.raises(ClientError):
                session.run("LOAD CSV FROM $source AS row RETURN row", source=source).consume()
    assert seen == []


def test_memory_fits_into_the_container() -> None:
    settings = _settings()
    names = ("server.memory.heap.max_size", "server.memory.pagecache.size", "db.memory.transaction.max")
    heap, pages, transaction = (float(str(_plain(settings[name]))) for name in names)
    limit = float(str(_plain(str(_service()["mem_limit"]))))
    assert transaction <= heap and heap + pages <= 0.7 * limit, "the rest is for the machine's own needs"


@pytest.mark.usefixtures("neo4j_composed_location")
def test_a_setting_that_does_not_exist_stops_the_start(tmp_path: Path) -> None:
    release = _release(**{"dbms.no_such_setting": "true"})
    with pytest.raises(subprocess.CalledProcessError) as stopped, neo4j_server.running(release, tmp_path / "home"):
        pass
    assert b"dbms.no_such_setting" in stopped.value.stderr


@pytest.fixture
def served(neo4j_composed_location: Neo4jLocation, tmp_path: Path) -> Iterator[int]:
    """The API as the file sets it up, with the paths and the host name of the containers replaced; gives its port."""
    secrets = {"neo4j_password": neo4j_composed_location.password, "api_token": "t" * 64}
    for name, secret in secrets.items():
        (tmp_path / name).write_text(secret, encoding="ascii")
    here = {
        "/run/secrets": str(tmp_path),
        "bolt://neo4j:7687": neo4j_composed_location.uri,
        "/data": str(tmp_path / "data"),
    }
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CASEGRAPH_")}
    for key, value in _service("api")["environment"].items():
        environment[key] = re.sub("|".join(here), lambda m: here[m[0]], value)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "api.cli", "serve", "--host", "0.0.0.0", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, env={**environment, "PYTHONPATH": str(ROOT)}) as process:
        try:
            yield port
        finally:
            process.terminate()


def test_the_api_starts_with_the_environment_of_the_file_and_its_health_check_sees_it(
    served: int, tmp_path: Path
) -> None:
    check = [sys.executable, *_service("api")["healthcheck"]["test"][2:]]
    check[-1] = check[-1].replace(":8000/", f":{served}/")
    deadline = time.monotonic() + 90
    while subprocess.run(check, capture_output=True).returncode != 0:
        assert time.monotonic() < deadline, "the API did not become ready"
        time.sleep(0.5)
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://127.0.0.1:{served}/v1/questions", timeout=10)
    assert refused.value.code == 401
    refused.value.close()
    assert not (tmp_path / "data" / "graph").exists(), "the graph is in Neo4j"
