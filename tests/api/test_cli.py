"""The command line, run in this process on a real embedded store, and as real processes where signals matter."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from api import cli
from graph.location import EmbeddedLocation
from graph.plan import plan
from graph.store import open_store
from tests.readings import second

SAMPLES = Path(__file__).parents[2] / "samples"
VERBS = (
    "ingest", "query", "subgraph", "view", "path", "export", "dump", "extract", "verify", "judge", "browser-kit",
    "serve", "doctor",
)  # fmt: skip


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in list(os.environ):
        if name.startswith("CASEGRAPH_") and not name.startswith("CASEGRAPH_TEST"):
            monkeypatch.delenv(name)
    before = signal.getsignal(signal.SIGTERM)

    def call(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["casegraph", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        finally:
            signal.signal(signal.SIGTERM, before)
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="module")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("cli") / "store"
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "ingest", str(SAMPLES), "--store", str(directory)],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return directory


def test_help_names_every_verb_and_each_has_help(run: Run) -> None:
    overview = run("--help")
    assert overview.code == 0
    for verb in VERBS:
        assert verb in overview.out
        helped = run(verb, "--help")
        assert helped.code == 0
        assert verb == "extract" or "--store" in helped.out


def test_ingest_says_done_then_unchanged_and_the_dump_stays_the_same(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "s"
    first = run("ingest", SAMPLES, "--store", store)
    assert first.code == 0
    assert first.out.count("done") + first.err.count("done ") >= 5
    before = run("dump", "--store", store).out
    again = run("ingest", SAMPLES, "--store", store)
    assert again.code == 0
    assert "0 done" in again.err and "0 failed" in again.err
    assert run("dump", "--store", store).out == before


def test_a_failing_report_leaves_the_others_and_is_named(run: Run, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Two gunmen killed a farmer in Oldmere on Monday, the police said.\n")
    (reports / "b.txt").write_bytes(b"")
    (reports / "c.pdf").write_bytes(b"%PDF-1.7\n\x00\x01")
    done = run("ingest", reports, "--store", tmp_path / "s")
    assert done.code == 1
    assert "b.txt" in done.out + done.err and "c.pdf" in done.out + done.err
    assert "1 done" in done.err and "2 failed" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ingest", "no/such/path"), "no/such/path"),
        (("ingest",), "PATH"),
        (("query", "no-such-question"), "no stored question has that name"),
        (("query", "find"), "text"),
        (("query", "find", "-p", "text"), "NAME=VALUE"),
        (("query", "find", "-p", "nonsense=1", "-p", "text=Solen"), "nonsense"),
        (("query", "find", "-p", "text=Solen", "-p", "limit=many"), "limit"),
        (("query", "find", "-p", "text=a", "--format", "xml"), "xml"),
        (("subgraph", "person:nobody"), "nothing in this store has that id"),
        (("subgraph", "person:nobody", "--depth", "1000000"), "depth"),
        (("path", "person:nobody", "person:none"), "nothing in this store has that id"),
        (("view", "event:none", "-o", "{tmp}/x.html"), "nothing in this store has that id"),
        (("export",), "format"),
        (("export", "--format", "dvi"), "dvi"),
        (("export", "--format", "csv", "-o", "{tmp}/no/such/dir/x"), "no directory"),
        (("judge", "record:none", "--apart", "--reason", "x"), "record:none"),
        (("judge", "record:none", "--apart"), "reason"),
        (("judge", "record:none", "--accept"), "only a proposal"),
        (("judge", "proposal:none", "--accept"), "proposal:none"),
        (("judge", "proposal:none", "--reject"), "reason"),
        (("judge", "proposal:none"), "accepted or rejected"),
        (("judge", "proposal:none", "--accept", "--undo"), "one decision"),
        (("judge", "proposal:none", "--undo"), "proposal:none"),
        (("serve", "--host", "0.0.0.0"), "CASEGRAPH_TOKEN"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_use_is_said_in_one_line_with_what_to_do(
    run: Run, sample_store: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    filled = [part.replace("{tmp}", str(tmp_path)) for part in arguments]
    store = [] if filled[0] == "nonsense" else ["--store", sample_store]
    done = run(*filled, *store)
    assert done.code in (1, 2)
    assert says in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_reading_verbs_do_not_make_a_store(run: Run, tmp_path: Path) -> None:
    done = run("dump", "--store", tmp_path / "none")
    assert done.code == 2 and "there is no store" in done.err
    assert not (tmp_path / "none").exists()


def test_query_without_a_name_lists_the_questions(run: Run) -> None:
    listed = run("query")
    assert listed.code == 0
    for number in ("Q01", "Q10", "Q16", "Q40"):
        assert number in listed.out


def test_rows_lead_to_quotes_in_every_format(run: Run, sample_store: Path) -> None:
    found = json.loads(run("query", "find", "-p", "text=Solen", "--format", "json", "--store", sample_store).out)
    assert found["rows"]
    report = found["rows"][0]
    assert report
    rows = list(csv.reader(io.StringIO(run("query", "Q40", "--format", "csv", "--store", sample_store).out)))
    assert len(rows) == 1  # a header and no violation
    assert run("query", "Q40", "--store", sample_store).out.strip() == "no rows"


def test_view_writes_a_page_and_subgraph_writes_every_format(run: Run, sample_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    assert run("view", "-o", page, "--store", sample_store).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!")
    rows = json.loads(run("query", "find", "-p", "text=Solen", "--format", "json", "--store", sample_store).out)["rows"]
    person = next(row["id"] for row in rows if row["id"].startswith("person:"))
    for format in ("json", "jgf", "graphml", "turtle"):
        done = run("subgraph", person, "--format", format, "--store", sample_store)
        assert done.code == 0 and person.split(":")[1] in done.out


def test_exports_of_the_whole_store(run: Run, sample_store: Path, tmp_path: Path) -> None:
    for format in ("jsonl", "graphml", "turtle", "trig", "csv"):
        target = tmp_path / f"all.{format}"
        assert run("export", "--format", format, "-o", target, "--store", sample_store).code == 0
        assert target.stat().st_size > 1000
    kinds = {json.loads(line)["type"] for line in (tmp_path / "all.jsonl").read_text().splitlines()}
    assert {"mention", "event", "claim"} <= kinds


def test_extract_needs_no_store(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    text = "A monitor said that at least 12 civilians were killed in Oldmere on 3 May 2031."
    source.write_text(json.dumps({"id": "r1", "text": text, "publish_date": "2031-05-04"}) + "\n")
    records = [json.loads(line) for line in run("extract", source).out.splitlines()]
    assert {record["report"] for record in records if "report" in record} == {"r1"}
    assert any(record.get("figure") for record in records)
    source.write_text('{"id": 1}\n')
    assert run("extract", source).code == 2


def test_verify_and_doctor_are_content_with_the_samples(run: Run, sample_store: Path) -> None:
    assert run("verify", "--originals", "--store", sample_store).code == 0
    doctor = run("doctor", "--store", sample_store)
    assert doctor.code == 0, doctor.out
    assert "PROBLEM" not in doctor.out


def test_verify_names_a_damaged_original(run: Run, tmp_path: Path) -> None:
    note = tmp_path / "n.txt"
    note.write_text("Gunmen killed two farmers near Oldmere, a monitor said.\n")
    store = tmp_path / "s"
    assert run("ingest", note, "--store", store).code == 0
    original = next(path for path in (store / "originals").rglob("*") if path.is_file())
    original.chmod(0o600)
    original.write_bytes(original.read_bytes() + b"!")
    done = run("verify", "--originals", "--store", store)
    assert done.code == 1 and done.out.strip()


def test_a_decision_is_taken_and_taken_back(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "s"
    assert run("ingest", SAMPLES, "--store", store).code == 0
    before = run("dump", "--store", store).out
    edge = next(
        json.loads(line) for line in before.splitlines()
        if '"IDENTIFIED_AS"' in line and "same full name" in line
    )  # fmt: skip
    record = edge["start"]
    assert run("judge", record, "--apart", "--reason", "another of that name", "--store", store).code == 0
    assert run("dump", "--store", store).out != before
    assert run("judge", record, "--undo", "--store", store).code == 0
    after = run("dump", "--store", store).out
    assert set(before.splitlines()) <= set(after.splitlines())


def test_a_proposal_is_accepted_rejected_and_reopened(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "s"
    with open_store(EmbeddedLocation(store / "graph")) as opened:
        opened.write(plan(second()))
    (row,) = _rows(run("query", "Q43", "--format", "json", "--store", store))
    ident = row["proposal_id"]
    done = run("judge", ident, "--accept", "--by", "R. Voss", "--store", store)
    assert done.code == 0 and done.out.startswith(f"accepted: {ident} is claim:")
    assert run("judge", ident, "--reject", "--reason", "x", "--store", store).code == 2, "decided already"
    accepted = run("query", "Q43", "-p", "state=accepted", "--format", "json", "--store", store)
    assert [row["decided_by"] for row in _rows(accepted)] == ["R. Voss"]
    assert run("judge", ident, "--undo", "--store", store).out == f"taken back: {ident}\n"
    assert run("judge", ident, "--reject", "--reason", "he denies it", "--store", store).code == 0
    assert _rows(run("query", "Q43", "--format", "json", "--store", store)) == []


def _rows(done: Done) -> list[dict[str, object]]:
    rows = json.loads(done.out)["rows"]
    assert isinstance(rows, list)
    return rows


def test_browser_kit(run: Run, sample_store: Path, tmp_path: Path) -> None:
    done = run("browser-kit", "-o", tmp_path / "kit", "--store", sample_store)
    assert done.code == 0
    suffixes = {path.suffix for path in (tmp_path / "kit").iterdir()}
    assert {".csv", ".zip", ".grass", ".html"} <= suffixes


def test_ctrl_c_leaves_a_store_that_opens_and_goes_on(tmp_path: Path, run: Run) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(40):
        (reports / f"{number:03}.txt").write_text(
            f"The police said that {number + 2} people were killed in Oldmere on Monday.\n" * 12 + f"Note {number}.\n"
        )
    store = tmp_path / "s"
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "ingest", str(reports), "--store", str(store)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline()  # one report has ended
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    assert "run the same command again" in err
    again = run("ingest", reports, "--store", store)
    assert again.code == 0
    assert "0 failed" in again.err and "0 unchanged" not in again.err
    assert run("verify", "--originals", "--store", store).code == 0
