"""From bytes to text that every later room can hold: no control characters, no half characters, all losses noted.

Every replacement is one character for one, so offsets stay what they were.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePath

_MARKS = (  # the UTF-32 marks begin with the UTF-16 ones, so they come first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LOST = "\ufffd"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HALF = re.compile(r"[\ud800-\udfff\ufffe\uffff]")  # half of a pair, and what XML cannot hold
_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_TURN = re.compile(f"[{_TURNS}]")
_PICTURES = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and what was lost or noticed on the way to it."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of some bytes, fit to be kept: ``transcode``, then ``clean``. Never raises."""
    plain = transcode(data, encoding)
    safe = clean(plain.text)
    return Decoded(safe.text, plain.notes + safe.notes)


def transcode(data: bytes, encoding: str | None = None) -> Decoded:
    """The characters of some bytes. Never raises: what cannot be decoded becomes U+FFFD and a note.

    A byte order mark decides and is dropped (offsets count from after it); else ``encoding``; else UTF-8.

    Args:
        encoding: what the file itself declares, if it does.
    """
    mark, name = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", encoding or "utf-8"))
    body = data[len(mark) :]
    try:
        return Decoded(body.decode(name), () if name == "utf-8" else (f"decoded from {name}",))
    except UnicodeDecodeError as error:
        text = body.decode(name, "replace")
        lost = text.count(LOST) - (body.count(LOST.encode()) if name == "utf-8" else 0)
        where = len(mark) + error.start
        return Decoded(text, (f"not valid {name}: {lost} characters lost, the first at byte {where}",))


def clean(text: str) -> Decoded:
    """The same text without what stores and exports cannot hold: control characters and halves of pairs."""
    notes = []
    if first := _HALF.search(text):
        text, count = _HALF.subn(LOST, text)
        notes.append(f"{count} characters that no text may hold replaced by U+FFFD, the first at {first.start()}")
    if first := _CONTROL.search(text):
        count = sum(text.count(chr(code)) for code in _PICTURES)
        text = text.translate(_PICTURES)
        notes.append(f"{count} control characters replaced by pictures, the first at {first.start()}")
    if first := _TURN.search(text):
        count = sum(map(text.count, _TURNS))
        notes.append(f"{count} characters that turn the direction of writing kept, the first at {first.start()}")
    return Decoded(text, tuple(notes))


def one_line(text: str) -> str:
    """A clean text on one line, as names and titles are kept."""
    return " ".join(clean(text).text.split())


def shown(name: str | PurePath) -> str:
    """A name or path as it may be kept and shown: every control character, also tab and newline, as a picture."""
    return clean(str(name)).text.translate({0x09: 0x2409, 0x0A: 0x240A, 0x0D: 0x240D})


def is_mostly_lost(text: str) -> bool:
    """Whether so much of a decoded text is U+FFFD or pictures of control characters that it never was text."""
    lost = text.count(LOST) + sum(text.count(chr(0x2400 + code)) for code in range(0x22))
    return lost > 0.3 * len(text)
