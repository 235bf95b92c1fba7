"""Everything that is measured about reading, in one table beside goals, peers and the frozen result.

    python -m benchmarks.reading --corpora FOLDER --gold FOLDER --out FOLDER

``--corpora`` holds NAME.jsonl.gz, its scorer stands one folder above. ``--gold`` holds gold.json, score.py,
score_cross.py and dev/, with seeds/ beside it. Nothing of these is part of the project. Exports stay in ``--out``
and are used again while reader and texts are the same. Exit status: 1 if a measure fell by more than a point below
the frozen result, 2 if something could not be measured.
"""

import argparse
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from ingest.extract.base import Extractor

from . import frozen
from .export import kept_export
from .measures import Measure, measures
from .reader import reader
from .scoring import scores
from .table import summary, table
from .tasks import TASKS, Task, analyst_tasks, corpus_tasks


def main() -> int:
    """Measures, prints the table, and freezes it if asked to."""
    options = _options()
    given = options.parse_args()
    tasks = _tasks(options, given)
    extractor = reader()
    exports = {task: _exported(task, extractor, given) for task in tasks}
    ours, failures = scores(exports)
    before = None if given.limit else frozen.load(given.frozen)
    known = measures()
    print(table(known, ours, before))
    print(f"\n{summary(known, ours)}\nreader: {_signature(extractor)}")
    if given.limit:
        print(f"only the first {given.limit} records of each corpus: not compared with the frozen result")
    if failures:
        return 2
    looked_at = _looked_at(known, ours)
    if given.freeze:
        today = datetime.now(UTC).date()
        frozen.save(frozen.Frozen(measures=looked_at, reader=extractor.run, date=today), given.frozen)
        return 0
    return _fallen(before, looked_at)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(
        prog="python -m benchmarks.reading", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--corpora", type=Path, help="folder of NAME.jsonl.gz")
    options.add_argument("--scorer", type=Path, help="the corpora's scorer; default: score.py above their folder")
    options.add_argument("--gold", type=Path, help="folder of an analyst's readings and their scorers")
    options.add_argument("--out", type=Path, required=True, help="folder for exports and what the scorers print")
    options.add_argument("--only", type=lambda names: tuple(names.split(",")), default=TASKS, metavar="NAME,...",
                         help=f"of {', '.join(TASKS)}")  # fmt: skip
    options.add_argument("--limit", type=int, help="read the first records of each corpus only")
    options.add_argument("--again", action="store_true", help="read again what is there already")
    options.add_argument("--freeze", action="store_true", help="keep these figures as those to compare with")
    options.add_argument("--frozen", type=Path, default=frozen.FROZEN, help="where the frozen result stands")
    return options


def _tasks(options: argparse.ArgumentParser, given: argparse.Namespace) -> list[Task]:
    unknown = set(given.only) - set(TASKS)
    if unknown:
        options.error(f"not known: {', '.join(sorted(unknown))}")
    if given.limit is not None and given.limit < 1:
        options.error("--limit is at least 1")
    if given.freeze and (given.limit or given.only != TASKS):
        options.error("only a whole run can be frozen: leave out --limit and --only")
    given.out.mkdir(parents=True, exist_ok=True)
    tasks = list(analyst_tasks(given.gold, given.only)) if given.gold else []
    if given.corpora:
        scorer = given.scorer or given.corpora.parent / "score.py"
        tasks += corpus_tasks(given.corpora, scorer, given.only, given.out, given.limit)
    if not tasks:
        options.error("nothing to measure: name --corpora or --gold")
    return tasks


def _exported(task: Task, extractor: Extractor, given: argparse.Namespace) -> Path:
    target: Path = given.out / f"{task.file}.jsonl"
    kept_export(task.texts, target, extractor, again=given.again)
    return target


def _looked_at(known: tuple[Measure, ...], ours: Mapping[str, float]) -> dict[str, float]:
    return {measure.name: ours[measure.name] for measure in known if measure.name in ours}


def _signature(extractor: Extractor) -> str:
    run = extractor.run
    return f"{run.extractor} {run.version} {run.model_digest}".rstrip()


def _fallen(before: frozen.Frozen | None, now: Mapping[str, float]) -> int:
    fallen = before.fallen(now) if before else []
    for name in fallen:
        print(f"more than a point below the frozen result: {name}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
