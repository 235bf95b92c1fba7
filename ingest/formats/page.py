"""Reads pages in a process of its own, which is ended when one takes too long. Safe between threads."""

import atexit
import json
import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock

from graph.errors import UnreadableReport

SECONDS = 30.0  # for one page; an honest page of the greatest size needs six


class PageProcess:
    """One process for many pages, started at the first and again after one that it did not survive."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    def read(self, html: str) -> dict[str, str | None]:
        """What ``page_process.content_of`` finds in a page.

        Raises:
            UnreadableReport: the page takes more time or memory than a page may, or breaks the parser.
        """
        hint = "Save the text of the page as .txt."
        with self._lock:
            try:
                answer: dict[str, str | None] = json.loads(self._asked(html.encode()))
            except TimeoutError:
                self._end()
                raise UnreadableReport(f"reading the page takes over {self._seconds:g} seconds", hint=hint) from None
            except (EOFError, BrokenPipeError):
                self._end()
                raise UnreadableReport("the page needs too much memory, or broke its parser", hint=hint) from None
            except BaseException:  # an interrupted answer must not become the next page's
                self._end()
                raise
        if answer.get("error"):
            raise UnreadableReport(f"the page cannot be parsed ({answer['error']})", hint=hint)
        return answer

    def close(self) -> None:
        """Ends the process, if there is one."""
        with self._lock:
            self._end()

    def _asked(self, html: bytes) -> bytes:
        process = self._process or self._start()
        assert process.stdin is not None and process.stdout is not None  # both are pipes
        until = time.monotonic() + self._seconds
        process.stdin.write(struct.pack(">I", len(html)) + html)
        process.stdin.flush()
        pipe = process.stdout.fileno()
        (length,) = struct.unpack(">I", _received(pipe, 4, until))
        return _received(pipe, length, until)

    def _start(self) -> subprocess.Popen[bytes]:
        script = Path(__file__).with_name("page_process.py")
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _received(pipe: int, length: int, until: float) -> bytes:
    """Exactly so many bytes from a pipe.

    Raises:
        TimeoutError: not by then.
        EOFError: the other side has gone.
    """
    parts = []
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    while length > 0:
        if not waiting.poll(max(0.0, until - time.monotonic()) * 1000):
            raise TimeoutError
        part = os.read(pipe, min(length, 65536))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
