"""The table of goals: which figures are looked at, what they should be, and what others reach on the same texts."""

import csv
from dataclasses import dataclass
from pathlib import Path

from .scoring import measure_name

TABLE = Path(__file__).with_name("measures.tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure in percent. ``aim`` is what would be better than good; None: not set, or not known."""

    name: str
    goal: float | None
    aim: float | None
    corenlp: float | None
    spacy: float | None


def measures(path: Path = TABLE) -> tuple[Measure, ...]:
    """All rows, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Measure(
                name=measure_name(row["task"], row["line"], row["mark"]),
                goal=_number(row["goal"]),
                aim=_number(row["aim"]),
                corenlp=_number(row["corenlp"]),
                spacy=_number(row["spacy_md"]),
            )
            for row in csv.DictReader(file, delimiter="\t")
        )


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
