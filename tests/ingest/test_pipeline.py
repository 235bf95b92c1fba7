import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from graph.document import Document, report_id
from graph.dump import dump
from graph.errors import BadArgument, ModelAltered
from graph.ids import sha256_of
from graph.location import EmbeddedLocation
from graph.reading import Reading, Run
from graph.store import GraphStore, open_store
from ingest.archive import Archive
from ingest.ledger import Ledger, Receipt, State
from ingest.pipeline import Outcome, ingest_received
from ingest.read import KnownMetadata, read_bytes
from tests.ingest.by_hand import NOTHING, ByHand, Place, place
from tests.readings import ONE, TWO


@pytest.fixture
def here(tmp_path: Path, embedded_store: GraphStore) -> Iterator[Place]:
    with place(tmp_path, embedded_store) as made:
        yield made


def test_a_folder_of_reports_ends_report_by_report(here: Place) -> None:
    here.put("1.txt", ONE)
    here.put("2.txt", TWO)
    here.put("3.txt", "Nothing that it knows.")
    here.put("4.txt", "REFUSE this.")
    results = here.ingest()
    assert [(r.name, r.outcome, r.claims, r.reason) for r in results] == [
        ("1.txt", Outcome.DONE, 5, ""),
        ("2.txt", Outcome.DONE, 3, ""),
        ("3.txt", Outcome.DONE, 0, ""),
        ("4.txt", Outcome.DONE, 0, "not-english"),
    ]
    assert results[0].report_id == report_id(sha256_of(ONE.encode()))
    assert results[0].source == str(here.folder / "1.txt")
    assert here.archive.get(sha256_of(ONE.encode())) == ONE.encode()
    assert here.states() == [State.DONE] * 4
    assert here.violations() == []


def test_reading_again_changes_nothing_and_reads_nothing(here: Place) -> None:
    here.put("1.txt", ONE)
    here.put("2.txt", TWO)
    here.ingest()
    before = list(dump(here.store))
    extractor = ByHand()
    assert here.outcomes(extractor=extractor) == {"1.txt": "unchanged", "2.txt": "unchanged"}
    assert extractor.asked == []
    assert list(dump(here.store)) == before
    assert here.violations() == []


def test_the_order_of_reports_changes_nothing(here: Place, tmp_path: Path) -> None:
    one, two = here.put("1.txt", ONE), here.put("2.txt", TWO)
    here.ingest(one, two)
    (tmp_path / "other").mkdir()
    with open_store(EmbeddedLocation(tmp_path / "other" / "store")) as store, place(tmp_path / "other", store) as other:
        other.ingest(two, one)
        assert list(dump(other.store)) == list(dump(here.store))


def test_another_extractor_reads_again_and_the_old_is_superseded(here: Place) -> None:
    here.put("1.txt", ONE)
    here.ingest()
    later = ByHand(version="2")
    assert here.outcomes(extractor=later) == {"1.txt": "done"}
    assert here.outcomes(extractor=later) == {"1.txt": "unchanged"}
    assert here.violations() == []


def test_flags_are_kept_when_a_later_ingest_says_nothing(here: Place) -> None:
    path = here.put("1.txt", ONE)
    here.ingest(path, known=KnownMetadata(title="Baker shot", published="2031-05-09"))
    assert here.outcomes(path) == {"1.txt": "unchanged"}
    assert here.outcomes(path, known=KnownMetadata(title="Baker shot")) == {"1.txt": "unchanged"}
    assert here.outcomes(path, known=KnownMetadata(publisher="Radio Ostra")) == {"1.txt": "done"}
    stored = here.store.report(report_id(sha256_of(ONE.encode()))) or {}
    assert (stored["title"], stored["publisher"], stored["published"]) == ("Baker shot", "Radio Ostra", "2031-05-09")
    assert stored.get("url") is None


def test_what_was_known_wins_over_the_file_and_flags_over_both(here: Place) -> None:
    path = here.put("r.jsonl", '{"id": "r", "text": "Some words.", "title": "File"}')
    here.ingest(path, known=KnownMetadata(title="Flag"))
    assert here.outcomes(path) == {"r": "unchanged"}
    here.ingest(path, known=KnownMetadata(title="New flag"))
    (receipt, *_) = here.receipts()
    assert (here.store.report(receipt.report_id or "") or {})["title"] == "New flag"


def test_the_same_bytes_under_two_names_are_one_report(here: Place) -> None:
    here.put("a.txt", ONE)
    here.put("b.txt", ONE)
    first, second = here.ingest()
    assert (first.outcome, second.outcome) == (Outcome.DONE, Outcome.UNCHANGED)
    assert first.report_id == second.report_id
    assert second.reason == "the same bytes as a.txt"
    assert [receipt.first_name for receipt in here.receipts()] == [None, "a.txt"]
    assert (here.store.report(first.report_id or "") or {})["name"] == "a.txt"
    assert len(list(here.archive.hashes())) == 1


def test_a_second_name_does_not_rename_a_report(here: Place) -> None:
    here.ingest(here.put("a.txt", ONE))
    assert here.outcomes(here.put("b.txt", ONE), extractor=ByHand(version="2")) == {"b.txt": "done"}
    assert (here.store.report(report_id(sha256_of(ONE.encode()))) or {})["name"] == "a.txt"


def test_rows_end_one_by_one(here: Place) -> None:
    here.put("rows.jsonl", '{"id": "r1", "text": "Some words."}\n{"id": 2}\n{"text": "Other words."}\n')
    results = here.ingest()
    assert [(r.name, r.outcome.value) for r in results] == [
        ("r1", "done"),
        ("rows.jsonl#2", "failed"),
        ("rows.jsonl#3", "done"),
    ]
    assert 'no "text"' in results[1].reason
    assert [receipt.name for receipt in here.receipts()] == ["r1", "rows.jsonl#2", "rows.jsonl#3"]


AT_FAULT = {
    "RAISE it": "the extractor by-hand is at fault: it broke with ZeroDivisionError",
    "LIE it": "the extractor by-hand is at fault: a claim without evidence",
    "ELSEWHERE it": "the extractor by-hand is at fault: it answered for another report",
    "MASK it": "the extractor by-hand is at fault: it signed with another run than it announced",
    "": "the report is empty. Leave it out, or look for the file that was meant.",
    "%PDF": "this is a PDF, not text. Save its text as UTF-8 in a .txt file.",
}


def test_a_report_that_fails_fails_alone_and_says_whose_fault_it_is(here: Place) -> None:
    for number, text in enumerate(AT_FAULT):
        here.put(f"{number}.txt", text)
    here.put("x.pdf", "%PDF")
    here.put("z.txt", ONE)
    *failed, refused, good = here.ingest()
    assert [(r.outcome, r.reason) for r in failed] == [(Outcome.FAILED, reason) for reason in AT_FAULT.values()]
    assert refused.outcome is Outcome.FAILED and refused.report_id is None and ".jsonl" in refused.reason
    assert good.outcome is Outcome.DONE
    labels = {node.label for node in here.store.nodes() if node.properties.get("report_id") != good.report_id}
    assert "Sentence" not in labels, "nothing of a failed report is in the store"
    assert here.states() == [State.FAILED] * (len(AT_FAULT) + 1) + [State.DONE]
    assert here.archive.get(sha256_of(b"%PDF")) == b"%PDF", "what failed is kept, too"
    assert here.violations() == []


def test_a_report_that_failed_can_be_ingested_later(here: Place) -> None:
    path = here.put("1.txt", "RAISE it")
    assert here.outcomes(path) == {"1.txt": "failed"}

    class Mended(ByHand):
        def read(self, document: Document) -> Reading:
            return replace(super().read(replace(document, text="x", sentences=(), sections=())), document=document)

    assert here.outcomes(path, extractor=Mended()) == {"1.txt": "done"}
    assert here.states() == [State.FAILED, State.DONE]


def test_a_value_that_no_store_can_hold_fails_that_report_alone(here: Place) -> None:
    class Surrogate(ByHand):
        def read(self, document: Document) -> Reading:
            return replace(super().read(document), notes=("\ud800",) if "Ilse" in document.text else ())

    here.put("1.txt", ONE)
    here.put("2.txt", TWO)
    assert here.outcomes(extractor=Surrogate()) == {"1.txt": "failed", "2.txt": "done"}
    assert here.violations() == []


def test_one_title_for_several_reports_is_refused_before_anything_is_read(here: Place) -> None:
    here.put("1.txt", ONE)
    here.put("2.txt", TWO)
    rows = here.put("rows/r.jsonl", '{"text": "a"}\n{"text": "b"}')
    for known in (KnownMetadata(title="T"), KnownMetadata(url="https://a.example/")):
        for paths in ((here.folder,), (rows,)):
            with pytest.raises(BadArgument):
                here.start(*paths, known=known)
    assert here.receipts() == []
    assert here.outcomes(here.put("one/r.jsonl", '{"id": "r", "text": "a"}'), known=KnownMetadata(title="T"))


def test_what_may_hold_for_several_is_given_to_all(here: Place) -> None:
    here.put("1.txt", ONE)
    here.put("2.txt", TWO)
    here.ingest(known=KnownMetadata(publisher="Radio Ostra", published="2031", language="en"))
    assert {node.properties["publisher"] for node in here.store.nodes() if node.label == "Report"} == {"Radio Ostra"}


def test_a_missing_path_is_refused_before_anything_is_read(here: Place) -> None:
    with pytest.raises(BadArgument):
        here.start(here.put("1.txt", ONE), here.folder / "no.txt")
    assert here.receipts() == []


def test_an_interrupt_stops_and_the_next_run_goes_on(here: Place) -> None:
    here.put("1.txt", ONE)
    stopping = here.put("2.txt", "STOP here")
    here.put("3.txt", TWO)
    running = here.start()
    assert next(running).outcome is Outcome.DONE
    with pytest.raises(KeyboardInterrupt):
        next(running)
    assert here.states() == [State.DONE, State.RECEIVED]
    stopping.unlink()
    assert here.outcomes() == {"1.txt": "unchanged", "3.txt": "done"}
    assert here.violations() == []


def test_an_interrupt_between_store_and_ledger_heals(here: Place, tmp_path: Path) -> None:
    class Cut(Ledger):
        def settle(self, receipt: Receipt, state: State, *, reason: str = "", name: str | None = None) -> None:
            raise KeyboardInterrupt

    path = here.put("1.txt", ONE)
    with Cut(tmp_path / "ledger.sqlite") as cut, pytest.raises(KeyboardInterrupt):
        replace(here, ledger=cut).ingest(path)
    assert here.states() == [State.RECEIVED]
    assert [violation.kind for violation in here.violations()] == ["ledger"]
    assert here.outcomes(path) == {"1.txt": "unchanged"}
    assert here.states() == [State.DONE, State.UNCHANGED]
    assert here.violations() == []


def test_a_store_that_is_gone_stops_everything(here: Place) -> None:
    here.put("1.txt", ONE)
    here.put("2.txt", TWO)
    running = here.start()
    next(running)
    here.store.close()
    with pytest.raises(Exception) as caught:
        next(running)
    assert not isinstance(caught.value, AssertionError)
    assert here.states()[1:] in ([], [State.RECEIVED]), "not marked as the report's own failure"


def test_an_extractor_that_cannot_start_stops_everything(here: Place) -> None:
    class Broken:
        @property
        def run(self) -> Run:
            raise ModelAltered("no model")

        def read(self, document: Document) -> Reading:
            raise NotImplementedError

    with pytest.raises(ModelAltered):
        here.ingest(here.put("1.txt", ONE), extractor=Broken())
    assert here.receipts() == []


def test_one_report_received_elsewhere(here: Place) -> None:
    known = KnownMetadata(publisher="Radio Ostra")
    (received,) = read_bytes("1.txt", ONE.encode(), known)
    take = partial(
        ingest_received, store=here.store, archive=here.archive, ledger=here.ledger, extractor=here.extractor
    )
    result = take(received, known=known)
    assert (result.name, result.outcome, result.claims) == ("1.txt", Outcome.DONE, 5)
    (again,) = read_bytes("1.txt", ONE.encode(), NOTHING)
    assert take(again, known=NOTHING).outcome is Outcome.UNCHANGED
    assert here.violations() == []


def test_many_at_once_make_one_report(here: Place) -> None:
    here.put("1.txt", ONE)
    here.put("2.txt", TWO)
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: here.outcomes(extractor=ByHand()), range(4)))
    assert all(set(run) == {"1.txt", "2.txt"} and "failed" not in run.values() for run in runs)
    assert sum(node.label == "Report" for node in here.store.nodes()) == 2
    assert here.violations() == []


KILLED = """
import os, signal, sys
from pathlib import Path
from graph.location import EmbeddedLocation
from graph.store import open_store
from ingest.ledger import Ledger
from tests.ingest.by_hand import Archive, ByHand, Place

class Dying(ByHand):
    def read(self, document):
        if sys.argv[2] == "reading" and "United" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(document)

class Cut(Ledger):
    def settle(self, receipt, state, **more):
        if sys.argv[2] == "written" and receipt.name == "2.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        super().settle(receipt, state, **more)

folder = Path(sys.argv[1])
with open_store(EmbeddedLocation(folder / "store")) as store, Cut(folder / "ledger.sqlite") as ledger:
    Place(folder / "in", store, Archive(folder / "originals"), ledger, Dying()).ingest()
"""


@pytest.mark.parametrize("moment", ["reading", "written"])
def test_a_killed_process_loses_and_doubles_nothing(tmp_path: Path, moment: str) -> None:
    (tmp_path / "in").mkdir()
    for name, text in (("1.txt", ONE), ("2.txt", TWO), ("3.txt", "Other words.")):
        (tmp_path / "in" / name).write_text(text)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment], check=False, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL
    with open_store(EmbeddedLocation(tmp_path / "store")) as store, Ledger(tmp_path / "ledger.sqlite") as ledger:
        here = Place(tmp_path / "in", store, Archive(tmp_path / "originals"), ledger)
        second = "done" if moment == "reading" else "unchanged"
        assert here.outcomes() == {"1.txt": "unchanged", "2.txt": second, "3.txt": "done"}
        assert State.RECEIVED not in here.states()
        assert here.violations() == []
        assert sum(node.label == "Report" for node in store.nodes()) == 3
