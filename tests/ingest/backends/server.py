"""A chat endpoint on a real socket of this machine, whose model says what a test wants."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ingest.backends.chat import ChatBackend
from ingest.backends.endpoint import endpoint_at


@dataclass(frozen=True)
class Reply:
    """What goes over the wire. ``held``: waited for before each byte of the body is sent."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    held: threading.Event | None = None


def saying(content: object, **more: object) -> Reply:
    """A chat completion with this content; other than text is made JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop", **more}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


@dataclass
class Model:
    """Answers each question by a function of the report's text; remembers what it was asked."""

    says: Callable[[str], Reply]
    address: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def backend(self, *, key: str | None = None, timeout: float = 30.0) -> ChatBackend:
        return ChatBackend(endpoint_at(self.address), "tiny/model-1", key=key, timeout=timeout)


@contextmanager
def serving(says: Callable[[str], Reply]) -> Iterator[Model]:
    """A model at an address, until the end."""
    model = Model(says)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(question)
            model.headers.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
            self._send(model.says(report_in(question)))

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.held is None:
                self.wfile.write(reply.body)
                return
            for byte in reply.body:
                if reply.held.wait(0.05):
                    return
                try:
                    self.wfile.write(bytes([byte]))
                except OSError:
                    return

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    model.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def report_in(question: dict[str, Any]) -> str:
    """The text between the marks of a question."""
    content: str = question["messages"][1]["content"]
    first, _, rest = content.partition("\n")
    assert first.startswith("<<<REPORT ")
    text, _, last = rest.rpartition("\n")
    assert last == first.replace("<<<REPORT", "<<<END OF REPORT")
    return text
