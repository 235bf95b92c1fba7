"""Web pages. Offsets count in the text that is taken out of the page, not in the page."""

import re
from functools import cache
from importlib.metadata import version

from graph.errors import BadArgument, TooLarge, UnreadableReport

from ..decode import LOST, clean, transcode
from ..limits import MAX_HTML_BYTES, MAX_HTML_ELEMENTS
from ..metadata import KnownMetadata, checked
from .content import Content
from .page import PageProcess

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,9}));?", re.IGNORECASE)
_START_TAG = re.compile(r"<[A-Za-z]")
# What pages declare besides UTF-8. Python knows "encodings" that are none, so not every name it knows will do.
_DECLARED = re.compile(
    r"windows-(?:874|125[0-8])|iso-8859-(?:[1-9]|1[0-6])|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gbk|gb2312|gb18030|big5"
)


def read_html(data: bytes) -> Content:
    """The main text of a page, with title, publisher, date and address where the page states them.

    Raises:
        TooLarge: more bytes or elements than a page may have.
        UnreadableReport: no text is found in it, or reading it takes too long.
    """
    if len(data) > MAX_HTML_BYTES:
        raise TooLarge(f"the page has more than {MAX_HTML_BYTES:,} bytes", hint="Save its text as .txt.")
    page = transcode(data, _declared(data))
    if sum(1 for _ in _START_TAG.finditer(page.text)) > MAX_HTML_ELEMENTS:
        raise TooLarge(f"the page has more than {MAX_HTML_ELEMENTS:,} elements", hint="Save its text as .txt.")
    found = _process().read(_REFERENCE.sub(_harmless, clean(page.text).text))
    text = clean(found.get("text") or "")
    if not text.text.strip():
        raise UnreadableReport("no text is found in the page", hint="Save its text as .txt.")
    known, left_out = _known(found)
    notes = (*page.notes, *text.notes, *left_out, f"text taken out of HTML by trafilatura {version('trafilatura')}")
    return Content(text=text.text, known=known, notes=notes)


@cache
def _process() -> PageProcess:
    return PageProcess()


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:2048])
    name = match.group(1).decode().lower() if match else ""
    return name if _DECLARED.fullmatch(name) else None


def _harmless(reference: re.Match[str]) -> str:
    """A reference to a character, or U+FFFD where it means one at which parsers give the whole page up."""
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    held = code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return reference.group() if held else LOST


def _known(found: dict[str, str | None]) -> tuple[KnownMetadata, list[str]]:
    """A page states many things in many forms: what does not fit is noted and left out."""
    stated = {
        "title": found.get("title"),
        "publisher": found.get("sitename") or found.get("author"),
        "published": found.get("date"),
        "url": found.get("url"),
    }
    known: dict[str, str | None] = {}
    notes = []
    for name, value in stated.items():
        try:
            known[name] = checked(name, value)
        except BadArgument as error:
            notes.append(f"page: {error}; left out")
    return KnownMetadata(**known), notes
