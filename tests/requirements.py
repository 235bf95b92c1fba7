"""What of the engines and the browser this machine can run."""

import os
import shutil

from graph.location import Neo4jLocation
from tests import neo4j_server

_FIXTURES = {
    "neo4j_store": neo4j_server.LTS,
    "neo4j_calendar_store": neo4j_server.CALENDAR,
}


def given_server() -> Neo4jLocation | None:
    """The running server that the environment names, or None."""
    uri = os.environ.get("CASEGRAPH_TEST_NEO4J_URI")
    if not uri:
        return None
    user = os.environ.get("CASEGRAPH_TEST_NEO4J_USER", "neo4j")
    return Neo4jLocation(uri, user, os.environ.get("CASEGRAPH_TEST_NEO4J_PASSWORD", ""))


def chromium_path() -> str | None:
    """The browser that tests drive, or None: there is none."""
    names = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
    return next((found for found in map(shutil.which, names) if found), None)


def missing() -> dict[str, str]:
    """What cannot be tested here, by the marker's or fixture's name, with the reason."""
    found = {}
    for fixture, release in _FIXTURES.items():
        try:
            if given_server() is None:
                neo4j_server.check(release)
        except neo4j_server.CannotRun as error:
            found[fixture] = f"NEO4J NOT TESTED: {error}"
    if chromium_path() is None:
        found["chromium"] = "CHROMIUM NOT TESTED: no chromium was found"
    return found
