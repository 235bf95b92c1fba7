"""Who read which texts with which code: what tells whether an export may be used again."""

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import graph
import ingest
from graph.reading import Run

from .texts import digest

_CODE = tuple(Path(str(package.__file__)).parent for package in (graph, ingest))


def stamp(texts: Path, reader: Run) -> dict[str, str]:
    """What an export was made of: texts, reader, and the code at the time."""
    return {"texts": digest(texts), **asdict(reader), "code": _code()}


def write(path: Path, made_of: dict[str, str]) -> None:
    """Beside the export, once it is complete."""
    path.write_text(json.dumps(made_of, sort_keys=True), "utf-8")


def read(path: Path) -> dict[str, str]:
    """Empty where there is none."""
    kept: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return kept


def same(kept: dict[str, str], now: dict[str, str]) -> bool:
    """Whether the same reader read the same texts; its code may have changed under the same version."""
    return {**kept, "code": ""} == {**now, "code": ""}


def _code() -> str:
    files = sorted(path for folder in _CODE for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return sha256("".join(sha256(path.read_bytes()).hexdigest() for path in files).encode()).hexdigest()
