"""How far the chances of roles can be trusted, on texts that were held back from training.

    python -m training.calibrate --hold-back 3

Reads the texts that ``training.train --hold-back`` left out with the reader as it is shipped, and compares each role
that its network sees (its own mentions and triggers, both ends known to the analyst) with the analyst's. Prints a
reliability table of victims and alleged perpetrators: for each band of chances, how many were seen and how many were
right; then precision and recall at each threshold.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph.vocabulary import Slot
from ingest.extract.parsing import parse
from ingest.extract.sight import Sight
from ingest.models.loader import load_model
from ingest.models.reader import load_reader
from ingest.neural.look import Eye

from .examples import document

ROLES = {Slot.VICTIM: "victim", Slot.ALLEGED_PERPETRATOR: "perpetrator"}
BANDS = (0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
Judged = list[tuple[float, bool]]


def held_back(folder: Path, start: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Text and reading of every tenth text, from ``start`` on."""
    for path in sorted((folder / "readings").glob("*.json"))[start - 1 :: 10]:
        text = (folder / "texts" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        yield text, json.loads(path.read_text(encoding="utf-8"))


def _owners(sight: Sight, things: list[dict[str, Any]], word: int) -> set[str]:
    start, end = int(sight.words.starts[word]), int(sight.words.ends[word])
    return {t["id"] for t in things for m in t["mentions"] if m["start"] < end and start < m["end"]}


def judged(text: str, reading: dict[str, Any], eye: Eye) -> tuple[dict[str, Judged], dict[str, int]]:
    """Chance and truth of each role that is seen, by role; and how many there are to be found."""
    sight = Sight(parse(document(reading["file"], text), load_model(), []), eye)
    gold = {(r["role"], r["entity"], r["event"]) for r in reading["roles"] if r["role"] in ROLES.values()}
    best: dict[tuple[str, str, str], float] = {}
    wrong: dict[tuple[str, int, int], float] = {}
    for seen in sight.seen.roles:
        role = ROLES.get(Slot(seen.role)) if seen.role in ROLES else None
        if role is None:
            continue
        who = _owners(sight, reading["entities"], sight.seen.mentions[seen.mention].head)
        what = _owners(sight, reading["events"], sight.seen.triggers[seen.trigger].head)
        right = [(role, a, b) for a in who for b in what if (role, a, b) in gold]
        for key in right:
            best[key] = max(best.get(key, 0.0), seen.chance)
        if who and what and not right:
            wrong[(role, seen.trigger, seen.mention)] = seen.chance
    found: dict[str, Judged] = defaultdict(list)
    for key, chance in best.items():
        found[key[0]].append((chance, True))
    for place, chance in wrong.items():
        found[place[0]].append((chance, False))
    return found, {role: sum(g[0] == role for g in gold) for role in ROLES.values()}


def main() -> int:
    """Prints the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=Path(__file__).parent)
    options.add_argument("--hold-back", type=int, default=3)
    given = options.parse_args()
    eye = Eye(load_reader())
    every: dict[str, Judged] = defaultdict(list)
    wanted: dict[str, int] = defaultdict(int)
    for text, reading in held_back(given.texts, given.hold_back):
        found, gold = judged(text, reading, eye)
        for role in ROLES.values():
            every[role] += found.get(role, [])
            wanted[role] += gold[role]
    for role in ROLES.values():
        print(f"\n{role}: {wanted[role]} to be found")
        print("| chance | seen | right | % | precision from here | recall from here |")
        print("| --- | --- | --- | --- | --- | --- |")
        for low, high in pairwise(BANDS):
            band = [right for chance, right in every[role] if low <= chance < high]
            above = [right for chance, right in every[role] if chance >= low]
            share = 100 * sum(band) / len(band) if band else 0.0
            precision = 100 * sum(above) / len(above) if above else 0.0
            recall = 100 * sum(above) / wanted[role]
            print(f"| {low:.2f} | {len(band)} | {sum(band)} | {share:.0f} | {precision:.1f} | {recall:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
