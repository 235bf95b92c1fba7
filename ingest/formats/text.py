"""Plain text and Markdown: the text is the file as decoded, so offsets hold for the file itself."""

import re

from graph.errors import BadArgument

from ..decode import decode
from ..metadata import FIELDS, KnownMetadata, checked
from .content import Content

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,10000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"(\w+):[ \t]*(\S.*?)[ \t]*")


def read_text(data: bytes) -> Content:
    """A plain text."""
    decoded = decode(data)
    return Content(text=decoded.text, notes=decoded.notes)


def read_markdown(data: bytes) -> Content:
    """A Markdown text as it stands, marks included; front matter tells title, publisher, published, url, language.

    Front matter is written for other programs, so what does not fit here is noted and left out.
    """
    decoded = decode(data)
    known: dict[str, str | None] = {}
    notes = list(decoded.notes)
    if front := _FRONT_MATTER.match(decoded.text):
        for line in front.group(1).splitlines():
            entry = _ENTRY.fullmatch(line)
            if entry is None or entry.group(1) not in FIELDS:
                continue
            name, value = entry.groups()
            try:
                known[name] = checked(name, value.strip("\"'"))
            except BadArgument as error:
                notes.append(f"front matter: {error}; left out")
    return Content(text=decoded.text, known=KnownMetadata(**known), notes=tuple(notes))
