"""Runs a scorer and takes the figures out of the lines that it prints."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .tasks import Task

_SHARE = re.compile(r"(?P<line>.+?)\s+\d+ / \d+\s+(?P<value>\d+\.\d) %")
_MARK = re.compile(r"\b(?P<mark>P|R|F1|of found|of all)\s+(?P<value>\d+\.\d)\b")


class ScorerFailed(Exception):
    """A scorer ended with an error; its own words are on stderr."""


def score(task: Task, export: Path) -> dict[str, float]:
    """Every figure of a task, in percent, by the name of its measure."""
    ran = subprocess.run(task.command(export), check=False, stdout=subprocess.PIPE, encoding="utf-8")
    if ran.returncode:
        raise ScorerFailed(f"{task.name}: {task.scorer} ended with {ran.returncode}")
    export.with_suffix(".scores").write_text(ran.stdout, "utf-8")
    return dict(parsed(task.name, ran.stdout))


def parsed(task: str, printed: str) -> Iterator[tuple[str, float]]:
    """The figures of printed lines: ``name  3 / 4  75.0 %``, or marks such as ``name  P 75.0  R 60.0``."""
    for text in printed.splitlines():
        share = _SHARE.fullmatch(text.rstrip())
        if share:
            yield measure_name(task, share["line"]), float(share["value"])
            continue
        marks = list(_MARK.finditer(text))
        for mark in marks:
            yield measure_name(task, text[: marks[0].start()], mark["mark"]), float(mark["value"])


def measure_name(task: str, line: str, mark: str = "") -> str:
    """One name for a figure, the same from the scorer's lines and from our table of goals."""
    words = " ".join(line.split()).rstrip(",")
    return f"{task}: {words}, {mark}" if mark else f"{task}: {words}"


def scores(tasks: dict[Task, Path]) -> tuple[dict[str, float], list[str]]:
    """The figures of all tasks, and what went wrong."""
    found: dict[str, float] = {}
    failures: list[str] = []
    for task, export in tasks.items():
        try:
            found |= score(task, export)
        except ScorerFailed as failure:
            failures.append(str(failure))
            print(failure, file=sys.stderr)
    return found, failures
