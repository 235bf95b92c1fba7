"""The other side of ``page.py``: a process of its own that takes pages in and gives their text back.

A page is hostile input for a large parser, so it is read where nothing but time and memory can be lost: memory
is limited here, time by the side that waits. Run as a script; it imports nothing of this project. Frames on both
pipes: four bytes of length, big-endian, then UTF-8; an answer is a JSON object.
"""

import json
import resource
import struct
import sys
from typing import BinaryIO

MEMORY = 2 * 2**30  # bytes of address space; the libraries alone take a quarter of it


def main() -> None:
    """Answer until the pipe closes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (html := receive(source)) is not None:
        answer = json.dumps(content_of(html)).encode()
        sink.write(struct.pack(">I", len(answer)) + answer)
        sink.flush()


def receive(source: BinaryIO) -> str | None:
    """The next frame, or None at the end."""
    head = source.read(4)
    if len(head) < 4:
        return None
    return source.read(struct.unpack(">I", head)[0]).decode()


def content_of(html: str) -> dict[str, str | None]:
    """Text and metadata of a page; ``text`` is None where none is found, ``error`` names an exception's type."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            # Nothing guessed from the text, and nothing that depends on today's date.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "9999-12-31"},
        )
    except Exception as error:
        return {"text": None, "error": type(error).__name__}
    if found is None:
        return {"text": None}
    names = ("text", "title", "sitename", "author", "date", "url")
    return {name: getattr(found, name) for name in names}


if __name__ == "__main__":
    main()
