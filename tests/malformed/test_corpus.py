"""Whatever lies in a folder of reports: each of it ends in one state with a reason, and hurts nothing else."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.dump import dump
from graph.store import GraphStore
from ingest.decode import shown
from ingest.ledger import State
from ingest.limits import MAX_REPORT_BYTES
from tests.ingest.by_hand import place
from tests.malformed.corpus import files
from tests.readings import ONE, TWO


def _special(folder: Path) -> dict[str, str]:
    """What is no file, or no file that can be read whole."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone")
    (folder / "up").symlink_to(folder)
    (folder / "huge.txt").touch()
    os.truncate(folder / "huge.txt", MAX_REPORT_BYTES * 20)
    with (folder / "device.txt").open("w"):
        (folder / "device.txt").unlink()
    (folder / "device.txt").symlink_to("/dev/zero")
    return dict.fromkeys(("pipe.txt", "loop.txt", "nowhere.txt", "huge.txt", "device.txt"), "failed")


def test_there_are_enough_of_them() -> None:
    names = [name for _, name, _ in files()]
    assert len(names) == len(set(names)) >= 75


def test_each_ends_in_one_state_and_hurts_nothing_else(
    tmp_path: Path, embedded_store: GraphStore, no_network: Callable[[], list[object]]
) -> None:
    with place(tmp_path, embedded_store) as here:
        expected = _special(here.folder)
        for outcome, name, data in files():
            here.put(name, data)
            expected[shown(name)] = outcome
        here.put("0-first.txt", ONE)
        here.put("zz-last.txt", TWO)
        expected |= {"0-first.txt": "done", "zz-last.txt": "done"}

        results = here.ingest()

        assert {result.name: result.outcome.value for result in results} == expected
        assert all(result.reason for result in results if result.outcome.value == "failed")
        counts = here.ledger.counts()
        assert sum(counts.values()) == len(results) == len(expected)
        assert counts[State.RECEIVED] == 0
        assert here.violations() == []
        assert no_network() == []

        before = list(dump(here.store))
        assert all(outcome in ("unchanged", "failed") for outcome in here.outcomes().values())
        assert list(dump(here.store)) == before


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[object]]:
    """Every address beyond this machine that anything in this process tries to reach."""
    tried: list[object] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            tried.append(address)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", watched)
    return lambda: tried
