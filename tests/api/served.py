"""The application over a real embedded store, filled through its own front door with the two hand-made readings."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.wiring import Parts
from graph.document import Document
from graph.location import EmbeddedLocation
from graph.reading import Reading, Run
from graph.store import GraphStore, open_store
from ingest.archive import Archive
from ingest.ledger import Ledger
from queries.catalogue import load_catalogue
from tests.readings import ONE, RUN, TWO, first, second

ADDRESS = "http://127.0.0.1:8000"
FILES = {
    "one.txt": (ONE, {"title": "A baker's son", "published": "2031-05-09", "publisher": "Radio Ostra"}),
    "two.txt": (TWO, {"title": "UN counts the dead", "published": "2031-05-12"}),
}


class ByHand:
    """Reads the two texts that somebody has read by hand, and finds nothing in any other."""

    @property
    def run(self) -> Run:
        return RUN

    def read(self, document: Document) -> Reading:
        for reading in (first(), second()):
            if reading.document.text == document.text:
                return replace(reading, document=document)
        return Reading(document=document, run=RUN, status="nothing-found")


@cache
def by_hand() -> ByHand:
    return ByHand()


def parts_in(directory: Path) -> Parts:
    """Parts over a new embedded store."""
    return parts_over(open_store(EmbeddedLocation(directory / "graph")), directory)


def parts_over(store: GraphStore, directory: Path) -> Parts:
    """Parts over a store, with an archive and a ledger of their own."""
    archive = Archive(directory / "originals")
    return Parts(store, archive, Ledger(directory / "ledger.sqlite3"), by_hand, load_catalogue())


def client_of(parts: Parts) -> TestClient:
    return TestClient(create_app(parts), base_url=ADDRESS)


def fill(client: TestClient) -> None:
    """Sends the two reports as files."""
    for name, (text, fields) in FILES.items():
        answer = client.post("/v1/reports", files={"file": (name, text.encode())}, data=fields)
        assert answer.status_code == 201, answer.text


@pytest.fixture(scope="session")
def filled_parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """Filled, and shared by all tests that only read."""
    with parts_in(tmp_path_factory.mktemp("served")) as parts:
        fill(client_of(parts))
        yield parts


@pytest.fixture(scope="session")
def client(filled_parts: Parts) -> TestClient:
    """For tests that only read."""
    return client_of(filled_parts)


@pytest.fixture
def fresh_parts(tmp_path: Path) -> Iterator[Parts]:
    """Empty, for one test that writes."""
    with parts_in(tmp_path) as parts:
        yield parts


@pytest.fixture
def writing(fresh_parts: Parts) -> TestClient:
    """Filled, for one test that writes."""
    client = client_of(fresh_parts)
    fill(client)
    return client


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What the server logged; the client of the tests logs addresses of its own."""
    records = [record for record in caplog.records if not record.name.startswith("httpx2")]
    return "\n".join(f"{record.name} {record.getMessage()} {record.exc_info or ''}" for record in records)


def find(client: TestClient, kind: str, name: str) -> str:
    """The id of the entity or event that is called exactly so."""
    items = client.get(f"/v1/{kind}", params={"name": name}).json()["items"]
    (ident,) = (item["id"] for item in items if item["name"] == name)
    return str(ident)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serves an application on a free port; gives its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False))
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
