"""Where reports lie: folders, files, and rows in files. Gives bytes; what cannot be taken in is named, not skipped."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO

from graph.errors import BadArgument, TooLarge, UnreadableReport

from .decode import shown
from .formats.content import Reader
from .formats.rows import is_list, only_row, rows_of_lines, rows_of_list
from .limits import MAX_REPORT_BYTES

_ENDINGS = {
    ".txt": Reader.TEXT,
    ".md": Reader.MARKDOWN,
    ".html": Reader.HTML,
    ".htm": Reader.HTML,
    ".json": Reader.ROW,
    ".jsonl": Reader.ROW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes of one report, not yet looked into.

    Attributes:
        source: where it lies, for people: the path, with ``#n`` for item or line n.
        name: the file's base name, with ``#n`` for a row; what the row calls itself is not yet known.
    """

    source: str
    name: str
    data: bytes
    reader: Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something in a report's place that was not taken in, and why."""

    source: str
    name: str
    error: UnreadableReport


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """The files meant by some paths: a folder stands for all in it, in sorted order, without hidden ones.

    A folder that links lead back to is entered once.

    Raises:
        BadArgument: a path at which there is nothing.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise BadArgument(f"there is no file or folder {shown(path)}", hint="Check the path.")
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def originals_in(path: Path) -> Iterator[Original | Refused]:
    """The reports in one file.

    Raises:
        BadArgument: there is no such file.
    """
    if not os.path.lexists(path):
        raise BadArgument(f"there is no file {shown(path)}", hint="Check the path.")
    try:
        with _opened(path) as stream:
            if path.suffix.lower() == ".jsonl":
                yield from _lines(stream, shown(path))
                return
            data = stream.read(MAX_REPORT_BYTES + 1)
    except UnreadableReport as error:
        yield Refused(source=shown(path), name=shown(path.name), error=error)
        return
    except OSError as error:
        reason = UnreadableReport(f"the file cannot be opened: {error.strerror}", hint="Check its permissions.")
        yield Refused(source=shown(path), name=shown(path.name), error=reason)
        return
    yield from originals_of(path.name, data, source=shown(path))


def originals_of(name: str, data: bytes, *, source: str | None = None) -> Iterator[Original | Refused]:
    """The reports in the bytes of a file of this name."""
    base = PurePath(name).name
    source = shown(name) if source is None else source
    try:
        reader = _reader_for(base)
        if base.lower().endswith(".jsonl"):
            yield from _lines(BytesIO(data), source)
        elif len(data) > MAX_REPORT_BYTES:
            raise _too_large()
        elif base.lower().endswith(".json") and is_list(data):
            yield from _items(data, source)
        else:
            row = reader is Reader.ROW
            yield Original(source=source, name=shown(base), data=only_row(data) if row else data, reader=reader)
    except UnreadableReport as error:
        yield Refused(source=source, name=shown(base), error=error)


def _reader_for(name: str) -> Reader:
    reader = _ENDINGS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise UnreadableReport(
            "this kind of file cannot be read", hint=f"Save it as one of {', '.join(sorted(_ENDINGS))}."
        )
    return reader


def _items(data: bytes, source: str) -> Iterator[Original]:
    rows = rows_of_list(data)
    for number, row in enumerate(rows, start=1):
        yield _row(row, source, number)


def _lines(stream: BinaryIO, source: str) -> Iterator[Original | Refused]:
    for number, row in rows_of_lines(stream):
        if isinstance(row, bytes):
            yield _row(row, source, number)
        else:
            yield Refused(source=f"{source}#{number}", name=f"{PurePath(source).name}#{number}", error=row)


def _row(data: bytes, source: str, number: int) -> Original:
    name = f"{PurePath(source).name}#{number}"
    return Original(source=f"{source}#{number}", name=name, data=data, reader=Reader.ROW)


def _opened(path: Path) -> BinaryIO:
    """The file, if it is one: a pipe or a device would never end, so it is not even opened."""
    held = path.stat()
    if not stat.S_ISREG(held.st_mode):
        raise UnreadableReport("this is no file, or a folder that cannot be entered", hint="Give files or folders.")
    _reader_for(path.name)
    if held.st_size > MAX_REPORT_BYTES and path.suffix.lower() != ".jsonl":
        raise _too_large()
    # Without blocking: should a pipe have taken its place since, that must not hang.
    return open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")


def _too_large() -> TooLarge:
    return TooLarge(f"the report has more than {MAX_REPORT_BYTES:,} bytes", hint="Cut it into several reports.")


def _walk(folder: Path) -> Iterator[Path]:
    """The files under a folder; a folder that cannot be entered stands for itself, so that it is named."""
    entered: set[tuple[int, int]] = set()
    ahead = [folder]
    while ahead:
        path = ahead.pop()
        try:
            if not path.is_dir():
                yield path
                continue
            held = path.stat()
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))
        except OSError:
            yield path
            continue
        if (held.st_dev, held.st_ino) not in entered:
            entered.add((held.st_dev, held.st_ino))
            ahead += [path / name for name in reversed(names)]
