"""The embedded store among processes: started, shared, ended in every way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from graph.dump import dump
from graph.errors import StoreLocked, StoreUnavailable
from graph.location import EmbeddedLocation
from graph.plan import plan
from graph.store import open_store
from tests.neo4j_server import ROOT
from tests.readings import first, second

OPEN = """
import sys, time
from pathlib import Path
from graph.location import EmbeddedLocation
from graph.plan import plan
from graph.store import open_store
from tests.readings import first, second
store = open_store(EmbeddedLocation(Path(sys.argv[1])))
"""
HOLD = OPEN + "store.write(plan(first()))\nprint('ready', flush=True)\ninput()\n"
WAIT = 120


def run(code: str, directory: Path, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, str(directory)], cwd=cwd, env=environment(), capture_output=True, text=True,
        timeout=WAIT, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@contextmanager
def holder(directory: Path, code: str = HOLD) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the store, ended at the latest with the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(directory)], env=environment(), text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("end", "status"),
    [
        ("store.close()", 0),
        ("", 0),
        ("sys.exit(7)", 7),
        ("raise KeyError('x')", 1),
        ("raise KeyboardInterrupt", 128 + signal.SIGINT),
        (
            "store.read('RETURN size([x IN range(1, 90000) WHERE any(y IN range(1, 90000) WHERE y = -x)])', timeout=0.2)",
            1,
        ),
    ],
    ids=["closed", "left open", "exit", "error", "interrupt", "stuck query"],
)
def test_a_program_ends_however_it_ends(tmp_path: Path, end: str, status: int) -> None:
    done = run(OPEN + "store.write(plan(first()))\n" + end, tmp_path / "store")
    assert done.returncode in (status, -signal.SIGINT if status == 130 else status)
    with open_store(EmbeddedLocation(tmp_path / "store")) as store:
        assert store.report(first().document.id) is not None


def test_a_program_hears_nothing_of_the_engine(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    code = OPEN + "store.write(plan(first()))\nstore.read('RETURN 1')\nstore.close()\nprint('end')"
    done = run(code, tmp_path / "store", cwd=work)
    assert (done.stdout, done.stderr, done.returncode) == ("end\n", "", 0)
    assert list(work.iterdir()) == []


def test_a_program_keeps_its_own_answer_to_sigterm(tmp_path: Path) -> None:
    code = (
        "import signal\nsignal.signal(signal.SIGTERM, lambda *_: print('mine', flush=True))\n"
        + OPEN
        + "signal.raise_signal(signal.SIGTERM)\nstore.close()"
    )
    assert run(code, tmp_path / "store").stdout == "mine\n"


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_store(tmp_path: Path, sent: signal.Signals) -> None:
    with holder(tmp_path / "store") as process:
        process.send_signal(sent)
        _, errors = process.communicate(timeout=WAIT)
    assert process.returncode in (128 + sent, -sent)
    assert "FATAL" not in errors and "SIGSEGV" not in errors
    assert not (tmp_path / "store" / "server.json").exists()
    assert (tmp_path / "store" / "files.json").exists(), "closed in good order"


def test_a_second_process_uses_the_first_ones_store(tmp_path: Path) -> None:
    with holder(tmp_path / "store") as process, open_store(EmbeddedLocation(tmp_path / "store")) as store:
        assert store.report(first().document.id) is not None
        store.write(plan(second()))
        assert not [c for c in psutil.Process().net_connections() if c.status == psutil.CONN_LISTEN and _is_ours(c)]
        process.communicate("\n", timeout=WAIT)
    assert process.returncode == 0
    with open_store(EmbeddedLocation(tmp_path / "store")) as store:
        assert store.report(second().document.id) is not None


def _is_ours(connection: object) -> bool:
    return connection.laddr.ip != "127.0.0.1" and connection.laddr.ip != "::ffff:127.0.0.1"  # type: ignore[attr-defined]


def test_two_processes_write_at_once_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    code = (
        OPEN
        + "store.write(plan(first()))\nprint('ready', flush=True)\nfor _ in range(5): store.write(plan(second()))\n"
    )
    with holder(tmp_path / "store", code + "input()") as process:
        with open_store(EmbeddedLocation(tmp_path / "store")) as store:
            for _ in range(5):
                store.write(plan(second()))
                store.write(plan(first()))
        process.communicate("\n", timeout=WAIT)
    with (
        open_store(EmbeddedLocation(tmp_path / "store")) as store,
        open_store(EmbeddedLocation(tmp_path / "fresh")) as fresh,
    ):
        fresh.write(plan(first()))
        fresh.write(plan(second()))
        assert list(dump(store)) == list(dump(fresh))


def test_a_holder_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    with holder(tmp_path / "store") as process, open_store(EmbeddedLocation(tmp_path / "store")) as store:
        process.communicate("\n", timeout=WAIT)
        with pytest.raises(StoreUnavailable) as caught:
            store.read("RETURN 1")
        assert caught.value.hint


def test_a_killed_holder_leaves_a_store_that_opens(tmp_path: Path) -> None:
    with holder(tmp_path / "store") as process:
        process.kill()
        process.communicate()
    assert (tmp_path / "store" / "server.json").exists(), "it could not take its word back"
    with open_store(EmbeddedLocation(tmp_path / "store")) as store:
        assert store.report(first().document.id) is not None
        store.write(plan(second()))
    with open_store(EmbeddedLocation(tmp_path / "store")) as store:
        assert store.report(second().document.id) is not None


def test_a_holder_killed_while_it_writes_leaves_whole_reports(tmp_path: Path) -> None:
    code = (
        OPEN
        + "print('ready', flush=True)\nwhile True:\n    store.write(plan(first()))\n    store.write(plan(second()))"
    )
    for pause in (0.0, 0.05, 0.4):
        with holder(tmp_path / "store", code) as process:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(pause + 0.001)
            process.kill()
    with open_store(EmbeddedLocation(tmp_path / "store")) as store:
        found = {node.id for node in store.nodes()}
        for reading in (first(), second()):
            planned = {node.id for node in plan(reading).nodes}
            assert reading.document.id not in found or planned <= found
        for reading in (first(), second()):
            store.write(plan(reading))
        mended = list(dump(store))
    with open_store(EmbeddedLocation(tmp_path / "fresh")) as fresh:
        for reading in (first(), second()):
            fresh.write(plan(reading))
        assert list(dump(fresh)) == mended


def test_a_holder_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.holding.WAIT_SECONDS", 0.5)
    code = (
        "import sys, fcntl, os\nfrom pathlib import Path\nd = Path(sys.argv[1]); d.mkdir(parents=True)\n"
        "f = open(d / 'lock', 'w'); fcntl.flock(f, fcntl.LOCK_EX); print('ready', flush=True); input()"
    )
    with holder(tmp_path / "store", code), pytest.raises(StoreLocked) as caught:
        open_store(EmbeddedLocation(tmp_path / "store"))
    assert caught.value.hint


def test_a_forked_child_leaves_its_parents_store_alone(tmp_path: Path) -> None:
    code = OPEN + (
        "import os\n"
        "if os.fork() == 0:\n"
        "    sys.exit(0)\n"
        "os.wait()\n"
        "store.write(plan(first()))\n"
        "print(store.report(first().document.id)['name'])\n"
    )
    done = run("import warnings\nwarnings.simplefilter('ignore')\n" + code, tmp_path / "store")
    assert (done.stdout, done.returncode) == ("one.txt\n", 0)
