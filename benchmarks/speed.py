"""Words per second of the reader beside the bare parser, same texts, same run, one core.

    python -m benchmarks.speed --input TEXTS [--rounds 3]

The ratio is the figure to look at: it holds on any machine, and while others use it.
"""

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from graph.document import Document
from ingest.extract.reader import default_extractor
from ingest.models.loader import load_model

from .reading.texts import documents


def _parse(texts: Sequence[Document]) -> None:
    model = load_model()
    for text in texts:
        sentences = [s.span.quote for s in text.sentences if s.repeats is None]
        for _ in model.pipe(sentences, batch_size=64):
            pass


def _read(texts: Sequence[Document]) -> None:
    extractor = default_extractor()
    for text in texts:
        extractor.read(text)


def _cpu_seconds(work: Callable[[Sequence[Document]], None], texts: Sequence[Document]) -> float:
    start = time.process_time()
    work(texts)
    return time.process_time() - start


def main() -> int:
    """Prints words per CPU second of both, their ratio, and resident memory in MB."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--input", type=Path, required=True)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = list(documents(given.input))
    words = sum(len(text.text.split()) for text in texts)
    _read(texts[:3])
    bare = statistics.median(_cpu_seconds(_parse, texts) for _ in range(given.rounds))
    whole = statistics.median(_cpu_seconds(_read, texts) for _ in range(given.rounds))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{words} words in {len(texts)} texts, median of {given.rounds} rounds, CPU time of one core")
    print(f"parser alone  {words / bare:8.0f} words/s")
    print(f"whole reading {words / whole:8.0f} words/s, {bare / whole:.2f} of the parser's speed")
    print(f"resident      {memory:8d} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
