import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.document import report_id
from graph.errors import StoreDamaged, StoreError
from graph.ids import sha256_of
from ingest.formats.content import Reader
from ingest.ledger import PAGE, Ledger, Receipt, State

ONE, TWO = sha256_of(b"one"), sha256_of(b"two")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


def receive(ledger: Ledger, name: str = "a.txt", sha256: str = ONE) -> Receipt:
    return ledger.receive(source=f"in/{name}", name=name, sha256=sha256, size=3, reader=Reader.TEXT)


def states(ledger: Ledger) -> list[State]:
    return [receipt.state for receipt in ledger.receipts()]


def test_a_receipt_says_what_came_when(ledger: Ledger) -> None:
    before = datetime.now(UTC)
    receipt = receive(ledger)
    assert before <= receipt.received_at <= datetime.now(UTC)
    assert receipt == next(ledger.receipts())
    assert (receipt.source, receipt.name, receipt.sha256, receipt.size) == ("in/a.txt", "a.txt", ONE, 3)
    assert (receipt.reader, receipt.report_id, receipt.state) == (Reader.TEXT, report_id(ONE), State.RECEIVED)
    assert receipt.first_name is None


def test_a_receipt_is_settled_once_with_its_reason_and_name(ledger: Ledger) -> None:
    receipt = receive(ledger, "a.jsonl#1")
    ledger.settle(receipt, State.FAILED, reason="the row is not valid JSON", name="r-1")
    (settled,) = ledger.of_report(report_id(ONE))
    assert (settled.state, settled.reason, settled.name) == (State.FAILED, "the row is not valid JSON", "r-1")


def test_every_receipt_is_in_exactly_one_state(ledger: Ledger) -> None:
    ledger.settle(receive(ledger), State.DONE)
    ledger.settle(receive(ledger), State.UNCHANGED)
    ledger.settle(receive(ledger, sha256=TWO), State.FAILED, reason="r")
    ledger.refuse(source="in/x.pdf", name="x.pdf", reason="not read")
    receive(ledger, sha256=TWO)
    counts = ledger.counts()
    assert counts == {State.RECEIVED: 1, State.DONE: 1, State.UNCHANGED: 1, State.FAILED: 2}
    assert sum(counts.values()) == len(list(ledger.receipts()))


def test_what_was_refused_has_no_bytes(ledger: Ledger) -> None:
    receipt = ledger.refuse(source="in/x.pdf", name="x.pdf", reason="not read")
    assert (receipt.state, receipt.reason) == (State.FAILED, "not read")
    assert receipt.sha256 is receipt.size is receipt.report_id is receipt.reader is None


def test_the_same_bytes_again_name_the_first(ledger: Ledger) -> None:
    ledger.settle(receive(ledger, "a.jsonl#1"), State.DONE, name="r-1")
    receive(ledger, "b.txt", TWO)
    assert receive(ledger, "c.txt").first_name == "r-1"
    assert [r.name for r in ledger.of_report(report_id(ONE))] == ["r-1", "c.txt"]


def test_a_receipt_that_a_crash_left_is_healed_by_the_next_of_its_report(ledger: Ledger) -> None:
    receive(ledger)
    receive(ledger, sha256=TWO)
    ledger.settle(receive(ledger), State.UNCHANGED)
    assert states(ledger) == [State.DONE, State.RECEIVED, State.UNCHANGED]
    assert "interrupted" in ledger.of_report(report_id(ONE))[0].reason


def test_a_failure_heals_nothing(ledger: Ledger) -> None:
    receive(ledger)
    ledger.settle(receive(ledger), State.FAILED, reason="r")
    assert states(ledger) == [State.RECEIVED, State.FAILED]


def test_receipts_can_neither_be_changed_nor_taken_away(ledger: Ledger, tmp_path: Path) -> None:
    receive(ledger)
    for statement in ("UPDATE receipts SET name = 'b'", "DELETE FROM receipts"):
        with sqlite3.connect(tmp_path / "ledger.sqlite") as database, pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)
        database.close()


def test_only_the_owner_may_look(ledger: Ledger, tmp_path: Path) -> None:
    receive(ledger)
    for path in tmp_path.glob("ledger.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_what_was_entered_is_there_after_closing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l") as ledger:
        ledger.settle(receive(ledger), State.DONE)
    with Ledger(tmp_path / "l") as again:
        assert states(again) == [State.DONE]


def test_more_receipts_than_a_page(ledger: Ledger) -> None:
    for _ in range(PAGE + 1):
        ledger.refuse(source="s", name="n", reason="r")
    assert [receipt.id for receipt in ledger.receipts()] == list(range(1, PAGE + 2))


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "l"
    path.write_bytes(b"This is not a database. " * 100)
    with pytest.raises(StoreDamaged) as caught:
        Ledger(path)
    assert caught.value.hint


def test_a_place_where_no_file_can_be(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Ledger(tmp_path / "nowhere" / "l")
    with pytest.raises(StoreError):
        Ledger(tmp_path)


def test_threads_share_one(ledger: Ledger) -> None:
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda number: receive(ledger, f"{number}.txt"), range(40)))
        list(pool.map(lambda receipt: ledger.settle(receipt, State.DONE), receipts))
    assert states(ledger) == [State.DONE] * 40
    assert len({receipt.id for receipt in receipts}) == 40


def test_processes_share_one_from_its_first_moment(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from ingest.ledger import Ledger, State\n"
        "from ingest.formats.content import Reader\n"
        "with Ledger(Path(sys.argv[1])) as ledger:\n"
        "    for n in range(20):\n"
        "        r = ledger.receive(source='s', name=str(n), sha256='0' * 64, size=1, reader=Reader.TEXT)\n"
        "        ledger.settle(r, State.DONE)\n"
    )
    path = tmp_path / "l"
    running = [subprocess.Popen([sys.executable, "-c", script, str(path)], stderr=subprocess.PIPE) for _ in range(6)]
    assert [(process.communicate()[1], process.returncode) for process in running] == [(b"", 0)] * 6
    with Ledger(path) as ledger:
        assert ledger.counts()[State.DONE] == 120
