"""Reports as rows of JSON: one object, a list of objects, or an object a line. A row's bytes are its original."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from graph.errors import BadArgument, TooLarge, UnreadableReport

from ..decode import clean, shown, transcode
from ..limits import MAX_REPORT_BYTES
from ..metadata import FIELDS, MAX_CHARACTERS, KnownMetadata, checked
from .content import Content

_SPACE = re.compile(r"[ \t\n\r]*+")
_BLANK = b" \t\n\r"
_MARK = b"\xef\xbb\xbf"
_HINT = 'A row is a JSON object with "text", and if known "id", "title", "publisher", "published", "url", "language".'
_OTHER_NAMES = {"published": "publish_date"}  # as corpora of news call it


def read_row(data: bytes) -> Content:
    """One row. Keys that it does not know are ignored.

    Raises:
        UnreadableReport: not a JSON object, a value of the wrong type, or one that is not what it should be.
    """
    decoded = transcode(data)
    row = _parsed(decoded.text)
    if not isinstance(row, dict):
        raise UnreadableReport("the row is not a JSON object", hint=_HINT)
    if not isinstance(row.get("text"), str):
        raise UnreadableReport('the row has no "text", or it is not a string', hint=_HINT)
    text = clean(row["text"])
    stated = {name: row.get(name, row.get(_OTHER_NAMES.get(name, name))) for name in FIELDS}
    try:
        known = KnownMetadata(**{name: checked(name, value) for name, value in stated.items()})
    except BadArgument as error:
        raise UnreadableReport(f"in the row, {error}", hint=error.hint) from None
    return Content(text=text.text, known=known, name=_name(row.get("id")), notes=decoded.notes + text.notes)


def is_list(data: bytes) -> bool:
    """Whether the bytes of a ``.json`` file begin as a list, and not as one row."""
    return data.removeprefix(_MARK).lstrip(_BLANK)[:1] == b"["


def only_row(data: bytes) -> bytes:
    """The row of a ``.json`` file that holds only one, without what stands around it."""
    return data.removeprefix(_MARK).strip(_BLANK)


def rows_of_list(data: bytes) -> Iterator[bytes]:
    """The rows of a ``.json`` file that is a list, each as the very bytes that stand there.

    Raises:
        UnreadableReport: what follows the rows already given is no JSON.
    """
    # A byte a character: JSON's own marks are ASCII, so offsets are those of the bytes whatever the strings hold.
    text = data.removeprefix(_MARK).decode("latin-1")
    at = _after_space(text, _after_space(text, 0) + 1)
    number = 0
    more = text[at : at + 1] != "]"
    while more:
        number += 1
        end = _end_of_value(text, at, number)
        yield text[at:end].encode("latin-1")
        at = _after_space(text, end)
        if more := text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
    if text[at : at + 1] != "]" or _after_space(text, at + 1) != len(text):
        raise UnreadableReport(f"after item {number} the list does not go on as JSON", hint=_HINT)


def rows_of_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | TooLarge]]:
    """The rows of a ``.jsonl`` file with their line numbers; blank lines are none. Holds one line in memory."""
    number = 0
    while line := stream.readline(MAX_REPORT_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_MARK)
        if len(line) > MAX_REPORT_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_REPORT_BYTES)
            yield number, TooLarge(f"the row has more than {MAX_REPORT_BYTES:,} bytes", hint="Cut it into several.")
        elif row := line.strip(_BLANK):
            yield number, row


def _parsed(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_unambiguous)
    except RecursionError:
        raise UnreadableReport("the row is nested too deeply", hint=_HINT) from None
    except ValueError:
        raise UnreadableReport("the row is not valid JSON", hint=_HINT) from None


def _unambiguous(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object that says two things under one name could be read either way."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UnreadableReport("the row has one key twice", hint=_HINT)
    return found


def _name(ident: object) -> str | None:
    if ident is None:
        return None
    if not isinstance(ident, str) or not ident.strip():
        raise UnreadableReport('"id" is not a string, or an empty one', hint=_HINT)
    if len(ident) > MAX_CHARACTERS:
        raise UnreadableReport(f'"id" is longer than {MAX_CHARACTERS:,} characters', hint=_HINT)
    return shown(ident)


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match is not None  # the pattern matches nothing, too
    return match.end()


def _end_of_value(text: str, at: int, number: int) -> int:
    try:
        _, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError):
        raise UnreadableReport(
            f"item {number} of the list is not valid JSON; it and all that follows was not read", hint=_HINT
        ) from None
    return end
