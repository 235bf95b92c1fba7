"""The kit in the real Neo4j Browsers, on the real Neo4j and on the embedded store.

The Browser's files come from Neo4j's own jar and are served with a policy that keeps them from calling home.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph.location import EmbeddedLocation, Neo4jLocation
from graph.store import GraphStore, open_store
from queries.browser_kit import CSV, FIRST, GRASS, ZIP, write_kit
from queries.catalogue import load_catalogue
from queries.examples import find_examples
from tests.queries.browser import Classic, Preview, page, served, shot, unpacked
from tests.queries.golden import fill

pytestmark = [pytest.mark.chromium, pytest.mark.timeout(900)]


@dataclass(frozen=True)
class Door:
    """Where a Browser for a filled store is, and how somebody logs in."""

    name: str
    address: str
    bolt: int
    user: str
    password: str = field(repr=False)
    database: str
    kit: Path


@pytest.fixture(params=["neo4j", "embedded"])
def door(request: pytest.FixtureRequest, neo4j_location: Neo4jLocation, tmp_path: Path) -> Iterator[Door]:
    """Both need Neo4j: the Browser's jar comes with it."""
    if request.param == "neo4j":
        store: GraphStore = request.getfixturevalue("neo4j_store")
        at = neo4j_location
        with _door("neo4j", store, at.user, at.password, at.database, tmp_path) as opened:
            yield opened
        return
    with open_store(EmbeddedLocation(tmp_path / "store")) as store:
        password = json.loads((tmp_path / "store" / "credentials.json").read_text())["reader"]
        with _door("embedded", store, "reader", password, "graph", tmp_path) as opened:
            yield opened


@contextmanager
def _door(name: str, store: GraphStore, user: str, password: str, database: str, folder: Path) -> Iterator[Door]:
    fill(store)
    write_kit(load_catalogue(), folder / "kit", find_examples(store))
    bolt = int(store.bolt_uri.rpartition(":")[2])
    with served(unpacked(folder / "files"), bolt) as address:
        yield Door(name, address, bolt, user, password, database, folder / "kit")


def test_the_classic_browser_takes_questions_style_and_values(door: Door, tmp_path: Path) -> None:
    with page(tmp_path) as (chromium, refused):
        browser = Classic(chromium)
        browser.connect(door.address, door.user, door.password, door.database)
        browser.drop(door.kit / ZIP)
        browser.drop(door.kit / GRASS)
        browser.open_favourites()
        browser.set_values("2 Picture", f"2 Picture: {FIRST.lower()}")
        browser.run_saved("2 Picture", "Q42 ")
        words = browser.captions()
        shot(chromium, f"classic-{door.name}-everything", tmp_path)
        for word in ("Tomas Varga", "masked gunmen", "alleged", "victim", "PARENT_OF"):
            assert word in words
        browser.set_value(":param depth => 1")
        browser.run_saved("2 Picture", "Q14 ")
        assert "Kettle Quarter" not in browser.captions()
        shot(chromium, f"classic-{door.name}-around", tmp_path)
        browser.set_values("4 Events", f"4 Events: {FIRST.lower()}")
        browser.run_saved("4 Events", "Q16g ")
        assert "cites 1" in browser.captions()
        shot(chromium, f"classic-{door.name}-alleged", tmp_path)
        browser.set_values("6 Says who", f"6 Says who: {FIRST.lower()}")
        browser.run_saved("6 Says who", "Q01g ")
        assert "EVIDENCED_BY" in browser.captions()
        shot(chromium, f"classic-{door.name}-sentences", tmp_path)
        browser.run_saved("6 Says who", "Q01 ")
        browser.wait_for_words('"masked gunmen shot dead her son, Tomas Varga"')
        shot(chromium, f"classic-{door.name}-table", tmp_path)
        assert not refused


def test_the_new_browser_takes_questions_and_values(door: Door, tmp_path: Path) -> None:
    with page(tmp_path) as (chromium, refused):
        browser = Preview(chromium)
        browser.connect(door.address, door.bolt, door.user, door.password)
        browser.load(door.kit / CSV)
        browser.unfold("2 Picture")
        browser.run_saved(f"0 {FIRST}")
        chromium.get_by_text(":param limit => ").first.wait_for()
        browser.run_saved("Q42 ")
        chromium.get_by_text("Person (3)").first.wait_for()
        chromium.get_by_text("Event (6)").first.wait_for()
        chromium.wait_for_timeout(3000)  # the picture settles
        shot(chromium, f"new-{door.name}-everything", tmp_path)
        assert not refused
