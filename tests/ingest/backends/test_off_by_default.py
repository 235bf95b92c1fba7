"""Nothing of a back end is loaded, and nobody is connected to, unless a user asks for it."""

import os
import subprocess
import sys
from pathlib import Path

WATCHED = """
import sys
seen = []
def watch(name, given):
    if name == "socket.connect":
        seen.append(str(given[1][0] if isinstance(given[1], tuple) else "local"))
    if name == "socket.getaddrinfo":
        seen.append(str(given[0]))
sys.addaudithook(watch)
sys.argv = ["casegraph", "ingest", sys.argv[1], "--store", sys.argv[2]]
from api import cli
try:
    cli.main()
finally:
    loaded = sorted(m for m in sys.modules if m.startswith("ingest.backends.") or m.split(".")[0] == "gliner")
    print("loaded", loaded)
    print("reached", sorted(set(seen) - {"127.0.0.1", "localhost", "::1", "local", "None"}))
"""


def test_a_run_without_the_option_loads_no_back_end_and_reaches_nobody(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Two gunmen killed a farmer in Oldmere on Monday, the police said.\n")
    settings = {
        "CASEGRAPH_BACKEND_URL": "http://192.0.2.1/v1",
        "CASEGRAPH_BACKEND_MODEL": "m",
        "CASEGRAPH_BACKEND_PLAIN_HTTP": "192.0.2.1",
    }
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(tmp_path / "in"), str(tmp_path / "s")],
        capture_output=True, text=True, check=False, timeout=280, env={**os.environ, **settings},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "loaded ['ingest.backends.wish']" in done.stdout
    assert "reached []" in done.stdout
    assert "WARNING" not in done.stderr
