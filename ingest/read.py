"""From bytes to received reports: one door for files, rows and uploads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.document import Metadata
from graph.errors import UnreadableReport
from graph.ids import sha256_of

from .decode import is_mostly_lost
from .files import Original, Refused, originals_in, originals_of
from .formats.content import Content, Reader
from .formats.html import read_html
from .formats.rows import read_row
from .formats.text import read_markdown, read_text
from .metadata import KnownMetadata, merged, with_name

__all__ = ["KnownMetadata", "Reader", "Received", "content_of", "read_bytes", "read_file", "receive"]

_READERS: dict[Reader, Callable[[bytes], Content]] = {
    Reader.TEXT: read_text,
    Reader.MARKDOWN: read_markdown,
    Reader.HTML: read_html,
    Reader.ROW: read_row,
}
_NO_TEXT = {  # how files begin that are no text
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}
_HINT = "Save its text as UTF-8 in a .txt file."


@dataclass(frozen=True, slots=True)
class Received:
    """One report as it came, and its text.

    Attributes:
        original: the bytes: a file, or one row of a file of rows.
        sha256: of ``original``.
        text: what offsets count in, in code points.
        notes: what was lost or noticed on the way to the text.
        source: where it came from, for people: a path, with ``#n`` for a row.
        reader: how ``original`` was read, so that it can be read again.
    """

    original: bytes
    sha256: str
    metadata: Metadata
    text: str
    notes: tuple[str, ...]
    source: str
    reader: Reader = Reader.TEXT


def read_file(path: Path, known: KnownMetadata) -> Iterator[Received]:
    """The reports of one file, in order.

    Raises:
        UnreadableReport: at the first report that cannot be read.
        BadArgument: there is no such file.
    """
    return _read(originals_in(path), known)


def read_bytes(name: str, data: bytes, known: KnownMetadata) -> Iterator[Received]:
    """The reports in an upload; the ending of its name says how it is read.

    Raises:
        UnreadableReport: at the first report that cannot be read.
    """
    return _read(originals_of(name, data), known)


def receive(original: Original, known: KnownMetadata) -> Received:
    """Reads one original. What ``known`` says wins over what the file says about itself.

    Raises:
        UnreadableReport: nothing can be read in it; the message says why, the hint what to do.
    """
    content = content_of(original.data, original.reader)
    return Received(
        original=original.data,
        sha256=sha256_of(original.data),
        metadata=with_name(merged(known, content.known), content.name or original.name),
        text=content.text,
        notes=content.notes,
        source=original.source,
        reader=original.reader,
    )


def content_of(data: bytes, reader: Reader) -> Content:
    """What a reader finds in the bytes of one report; the same bytes give the same text.

    Raises:
        UnreadableReport: no text.
    """
    what = next((what for start, what in _NO_TEXT.items() if data.startswith(start)), None)
    if what is not None:
        raise UnreadableReport(f"this is {what}, not text", hint=_HINT)
    if not data.strip():
        raise UnreadableReport("the report is empty", hint="Leave it out, or look for the file that was meant.")
    content = _READERS[reader](data)
    if is_mostly_lost(content.text):
        raise UnreadableReport("this is not text, or not in UTF-8", hint=_HINT)
    if not content.text.strip():
        raise UnreadableReport("the report has no text", hint="Leave it out, or look for the file that was meant.")
    return content


def _read(originals: Iterator[Original | Refused], known: KnownMetadata) -> Iterator[Received]:
    for original in originals:
        if isinstance(original, Refused):
            raise original.error
        yield receive(original, known)
