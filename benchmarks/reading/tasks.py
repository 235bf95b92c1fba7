"""What can be measured in the folders that were named: texts, and the command that judges an export of them."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .texts import shorten

# of the corpora that the scorer knows, those about reading; pairs of names are another matter
CORPORA = (
    "re3d", "conll2003", "polnear", "fakes", "trnews", "geovirus", "tempeval3", "gum", "meantime", "wikievents",
    "m2e2", "muc4",
)  # fmt: skip
ANALYST = ("seeds", "dev", "stories")
TASKS = (*ANALYST, *CORPORA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Texts and their judge.

    Attributes:
        file: the export's file name without its ending.
        before, after: the judge's arguments on either side of the export.
    """

    name: str
    file: str
    texts: Path
    scorer: Path
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def command(self, export: Path) -> list[str]:
        """The scorer as a command line."""
        return [sys.executable, str(self.scorer), *self.before, str(export), *self.after]


def corpus_tasks(folder: Path, scorer: Path, names: tuple[str, ...], out: Path, limit: int | None) -> Iterator[Task]:
    """One task for each corpus file of the folder; with a limit, for its first records, which go to ``out``."""
    for name in names:
        texts = folder / f"{name}.jsonl.gz"
        if name not in CORPORA or not texts.is_file():
            continue
        file = name if limit is None else f"{name}.first-{limit}"
        if limit is not None:
            texts = shorten(texts, limit, out / f"{file}.gold.jsonl")
        yield Task(name=name, file=file, texts=texts, scorer=scorer, before=(name, str(texts)))


def analyst_tasks(folder: Path, names: tuple[str, ...]) -> Iterator[Task]:
    """Two seed reports, the further texts, and stories told by several reports, as far as the folder has them."""
    stories = folder / "dev" / "stories"
    known = (
        _by_gold("seeds", folder.parent / "seeds", folder, folder / "gold.json"),
        _by_gold("dev", folder / "dev" / "input.jsonl", folder, folder / "dev" / "gold.json"),
        Task(
            name="stories", file="stories", texts=stories / "input.jsonl", scorer=folder / "score_cross.py",
            after=(str(stories),),
        ),
    )  # fmt: skip
    for task in known:
        if task.name in names and task.texts.exists() and task.scorer.is_file():
            yield task


def _by_gold(name: str, texts: Path, folder: Path, gold: Path) -> Task:
    return Task(name=name, file=name, texts=texts, scorer=folder / "score.py", after=("--gold", str(gold)))
