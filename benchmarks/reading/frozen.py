"""The frozen result: what a reader reached once, so that no change makes it worse unseen."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from graph.reading import Run

FROZEN = Path(__file__).with_name("frozen.json")
TOLERANCE = 1.0  # points


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """Figures by name, who read, and when."""

    measures: Mapping[str, float]
    reader: Run
    date: date

    def change(self, name: str, value: float) -> float | None:
        """Points gained, or None where nothing was frozen."""
        before = self.measures.get(name)
        return None if before is None else round(value - before, 1)

    def fallen(self, now: Mapping[str, float]) -> list[str]:
        """Names of the figures that are more than the tolerance below."""
        changes = {name: self.change(name, value) for name, value in now.items()}
        return [name for name, change in changes.items() if change is not None and change < -TOLERANCE]


def load(path: Path) -> Frozen | None:
    """The frozen result, if there is one."""
    if not path.is_file():
        return None
    kept = json.loads(path.read_text("utf-8"))
    return Frozen(measures=kept["measures"], reader=Run(**kept["reader"]), date=date.fromisoformat(kept["date"]))


def save(result: Frozen, path: Path) -> None:
    """Writes it as JSON, a figure a line, so that a change can be read in a diff."""
    out = {"date": result.date.isoformat(), "reader": asdict(result.reader), "measures": dict(result.measures)}
    path.write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n", "utf-8")
