"""The one table about reading: exports, an outside scorer, goals and the frozen result."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.reading import __main__ as command
from benchmarks.reading import frozen
from benchmarks.reading.measures import measures
from benchmarks.reading.scoring import ScorerFailed, parsed, score
from benchmarks.reading.tasks import CORPORA, TASKS, Task
from benchmarks.reading.texts import documents
from tests.ingest.by_hand import ByHand
from tests.readings import ONE, TWO
from tests.tree import ROOT

# counts the records of each kind, and fails where the corpus says so
CORPUS_SCORER = """
import gzip, json, sys
name, gold, export = sys.argv[1:]
opener = gzip.open if gold.endswith(".gz") else open
docs = [json.loads(line) for line in opener(gold, "rt", encoding="utf-8")]
found = [json.loads(line) for line in open(export, encoding="utf-8")]
if any(d.get("broken") for d in docs):
    sys.exit("a broken corpus")
right = sum(r["type"] == "mention" and r["report"] in {d["id"] for d in docs} for r in found)
wanted = sum(d["gold"] for d in docs)
share = 100 * min(right, wanted) / wanted
print(f"{name}: {len(docs)} documents")
print(f"entities, span and type   P {share:5.1f}  R {share:5.1f}  F1 {share:5.1f}   (tp {right}, gold {wanted})")
"""
ANALYST_SCORER = """
import json, sys
export, option, gold = sys.argv[1:]
assert option == "--gold"
wanted = json.load(open(gold))["mentions"]
found = sum(json.loads(line)["type"] == "mention" for line in open(export, encoding="utf-8"))
print(f"{'entities: mentions found':72s} {min(found, wanted):4d} / {wanted:<4d} {100 * min(found, wanted) / wanted:5.1f} %")
"""
CROSS_SCORER = """
import pathlib, sys
export, stories = sys.argv[1:]
assert pathlib.Path(stories, "input.jsonl").is_file()
print("comparisons: pairs found        1 / 4     25.0 %")
"""
TABLE_ROW = "| re3d: entities, span and type, F1"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an invented corpus, an invented gold folder, and scorers of the test's own."""
    corpora, stories = tmp_path / "eval" / "dev", tmp_path / "gold" / "dev" / "stories"
    corpora.mkdir(parents=True)
    stories.mkdir(parents=True)
    rows = [{"id": "one", "text": ONE, "publish_date": "2031-05-09", "gold": 9}, {"id": "two", "text": TWO, "gold": 25}]
    _pack(corpora / "re3d.jsonl.gz", rows)
    _pack(corpora / "namebench.jsonl.gz", [{"id": "x", "gold": {"a": "A", "b": "B"}}])
    (tmp_path / "eval" / "score.py").write_text(CORPUS_SCORER)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.txt").write_text(ONE)
    (tmp_path / "gold" / "gold.json").write_text('{"mentions": 4}')
    (tmp_path / "gold" / "score.py").write_text(ANALYST_SCORER)
    (tmp_path / "gold" / "score_cross.py").write_text(CROSS_SCORER)
    (stories / "input.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


def _pack(path: Path, rows: list[dict[str, object]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def _given(place: Path, *more: str) -> list[str]:
    folders = {"--corpora": "eval/dev", "--gold": "gold", "--out": "out", "--frozen": "frozen.json"}
    return [*(word for name, value in folders.items() for word in (name, str(place / value))), *more]


@pytest.fixture
def measured(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "Measured":
    measuring = Measured(place, monkeypatch, capsys)
    monkeypatch.setattr(command, "reader", lambda: measuring.by)
    return measuring


class Measured:
    """Runs the command in this process, with a reader that knows its texts by heart."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.by = place, ByHand()
        self._patch, self._capsys = monkeypatch, capsys
        self.out = self.err = ""

    def __call__(self, *more: str) -> int:
        self._patch.setattr(sys, "argv", ["benchmarks.reading", *_given(self.place, *more)])
        status = command.main()
        self.out, self.err = self._capsys.readouterr()
        return status

    @property
    def frozen(self) -> Path:
        return self.place / "frozen.json"


def test_the_command_reads_scores_prints_and_freezes(place: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.reading", *_given(place, "--freeze")],
        cwd=ROOT, check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert TABLE_ROW in ran.stdout
    assert "seeds: entities: mentions found" in ran.stdout
    assert "stories: comparisons: pairs found" in ran.stdout
    assert "re3d: 2 texts" in ran.stderr
    kept = frozen.load(place / "frozen.json")
    assert kept is not None
    assert kept.reader.extractor in ran.stdout
    assert kept.measures["stories: comparisons: pairs found"] == 25.0


def test_a_row_has_ours_goal_peers_frozen_and_change(measured: Measured) -> None:
    assert measured("--freeze") == 0
    assert measured() == 0
    (row,) = [line for line in measured.out.splitlines() if line.startswith(TABLE_ROW)]
    ours = "50.0"  # 9 and 8 mentions of 34
    assert [cell.strip() for cell in row.strip("|").split("|")][1:] == [ours, "65 (78)", "38.6", "42.8", ours, "+0.0"]


def test_a_complete_export_is_kept_unless_told_otherwise(measured: Measured) -> None:
    measured("--only", "re3d")
    measured("--only", "re3d")
    assert measured.by.asked == ["one", "two"]
    measured("--only", "re3d", "--again")
    assert measured.by.asked == ["one", "two"] * 2


def test_a_kept_export_of_other_code_is_said(measured: Measured) -> None:
    measured("--only", "re3d")
    measured("--only", "re3d")
    assert "CODE HAS CHANGED" not in measured.err
    stamp = measured.place / "out" / "re3d.stamp"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "code": "older"}))
    measured("--only", "re3d")
    assert "CODE HAS CHANGED" in measured.err
    assert measured.by.asked == ["one", "two"]


def test_another_reader_and_other_texts_are_read_anew(measured: Measured) -> None:
    measured("--only", "re3d")
    measured.by = ByHand(version="2")
    measured("--only", "re3d")
    measured("--only", "re3d", "--limit", "1")
    assert measured.by.asked == ["one", "two", "one"]
    measured("--only", "re3d")
    assert measured.by.asked == ["one", "two", "one"]


def test_an_export_that_broke_off_is_no_export(measured: Measured) -> None:
    _pack(measured.place / "eval" / "dev" / "re3d.jsonl.gz", [{"id": "a", "text": ONE}, {"id": "b", "text": "RAISE"}])
    with pytest.raises(ZeroDivisionError):
        measured("--only", "re3d")
    assert not (measured.place / "out" / "re3d.jsonl").exists()


def test_a_limit_shortens_the_gold_too_and_is_not_compared(measured: Measured) -> None:
    measured("--freeze")
    assert measured("--limit", "1") == 0
    (row,) = [line for line in measured.out.splitlines() if line.startswith(TABLE_ROW)]
    assert row.split("|")[2].strip() == "100.0"
    assert row.split("|")[7].strip() == ""
    assert "not compared" in measured.out


@pytest.mark.parametrize(("points", "status"), [(0.0, 0), (1.0, 0), (1.1, 1), (-20.0, 0)])
def test_more_than_a_point_below_the_frozen_result_is_a_failure(measured: Measured, points: float, status: int) -> None:
    measured("--freeze")
    kept = json.loads(measured.frozen.read_text())
    kept["measures"]["re3d: entities, span and type, F1"] += points
    measured.frozen.write_text(json.dumps(kept))
    assert measured() == status
    assert ("re3d: entities, span and type, F1" in measured.err) == bool(status)


def test_a_scorer_that_fails_is_said_and_nothing_is_frozen(measured: Measured) -> None:
    _pack(measured.place / "eval" / "dev" / "gum.jsonl.gz", [{"id": "x", "text": ONE, "gold": 1, "broken": True}])
    assert measured("--freeze") == 2
    assert "gum: " in measured.err
    assert TABLE_ROW in measured.out
    assert not measured.frozen.exists()


@pytest.mark.parametrize(
    "more", [("--only", "nothing"), ("--limit", "0"), ("--freeze", "--limit", "1"), ("--freeze", "--only", "re3d")]
)
def test_what_makes_no_sense_is_refused(measured: Measured, more: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        measured(*more)


def test_the_forms_of_printed_lines() -> None:
    printed = """muc4: 2 documents, 2 with an export
entities, span and type P  54.1  R  62.6  F1  58.1   (tp 5, predicted 9, gold 8)
direct, right speaker, of met         R  77.0   (171 of 222)
within 161 km, of found  90.5   of all  80.0
claims: precision (exported claims that the analyst also made)     64 / 69    92.8 %
"""
    assert dict(parsed("t", printed)) == {
        "t: entities, span and type, P": 54.1, "t: entities, span and type, R": 62.6,
        "t: entities, span and type, F1": 58.1, "t: direct, right speaker, of met, R": 77.0,
        "t: within 161 km, of found": 90.5, "t: within 161 km, of all": 80.0,
        "t: claims: precision (exported claims that the analyst also made)": 92.8,
    }  # fmt: skip


def test_a_failing_scorer_raises(tmp_path: Path) -> None:
    scorer = tmp_path / "score.py"
    scorer.write_text("raise SystemExit(3)")
    with pytest.raises(ScorerFailed, match="ended with 3"):
        score(Task(name="t", file="t", texts=tmp_path, scorer=scorer), tmp_path / "t.jsonl")


def test_goals_are_of_tasks_and_named_once() -> None:
    names = [measure.name for measure in measures()]
    assert len(names) == len(set(names))
    assert {name.split(":")[0] for name in names} == set(TASKS)
    assert not {"namebench", "eusanctions", "nettranslit"} & set(CORPORA)
    assert all(m.goal is None or m.aim is None or m.goal < m.aim for m in measures())


def test_packed_rows_keep_ids_and_dates(place: Path) -> None:
    one, two = documents(place / "eval" / "dev" / "re3d.jsonl.gz")
    assert (one.metadata.name, one.metadata.published, two.metadata.published) == ("one", "2031-05-09", None)
