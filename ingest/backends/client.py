"""One request, one answer, within a time: the standard library's client, no proxy, no redirect, no second try."""

import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer

from .base import BackendFailed
from .endpoint import Endpoint, is_loopback

MAX_ANSWER_BYTES = 4_000_000
_LASTING = frozenset({401, 403, 404, 429})  # the next report would fare the same


def ask(endpoint: Endpoint, question: object, *, key: str | None, timeout: float) -> object:
    """Posts JSON and gives the JSON that comes back.

    Args:
        timeout: seconds for all of it, however slowly the answer comes.

    Raises:
        BackendFailed: no answer, or one that is an error, too large or no JSON.
    """
    body = json.dumps(question, ensure_ascii=True).encode("ascii")
    expired = Event()
    try:
        with closing(_connection(endpoint, timeout)) as connection, _deadline(connection.sock, timeout, expired):
            answer = _posted(connection, endpoint, body, key)
    except (OSError, HTTPException, ValueError) as error:
        late = expired.is_set() or isinstance(error, TimeoutError)
        raise (
            _late(timeout) if late else BackendFailed(f"no connection ({type(error).__name__})", silent=True)
        ) from None
    if expired.is_set():
        raise _late(timeout)
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        raise BackendFailed("its answer is no JSON") from None


def _connection(endpoint: Endpoint, timeout: float) -> HTTPConnection:
    if endpoint.encrypted:
        context = ssl.create_default_context()
        connection: HTTPConnection = HTTPSConnection(endpoint.host, endpoint.port, timeout=timeout, context=context)
    else:
        connection = HTTPConnection(endpoint.host, endpoint.port, timeout=timeout)
    connection.connect()
    if endpoint.loopback and not is_loopback(connection.sock.getpeername()[0]):
        connection.close()
        raise BackendFailed(f"{endpoint.host} is not on this machine; nothing was sent", silent=True)
    return connection


@contextmanager
def _deadline(connected: socket.socket, seconds: float, expired: Event) -> Iterator[None]:
    """Cuts the connection when the time is up: a server that drips would never run into a socket's own time-out."""

    def cut() -> None:
        expired.set()
        with suppress(OSError):  # closed meanwhile
            socket.socket.shutdown(connected, socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _posted(connection: HTTPConnection, endpoint: Endpoint, body: bytes, key: str | None) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "casegraph"}
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    connection.request("POST", endpoint.path, body=body, headers=headers)
    return _read(connection.getresponse())


def _read(response: HTTPResponse) -> bytes:
    if response.status != 200:
        raise BackendFailed(f"HTTP {response.status}", silent=response.status in _LASTING or response.status >= 500)
    answer = response.read(MAX_ANSWER_BYTES + 1)
    if len(answer) > MAX_ANSWER_BYTES:
        raise BackendFailed(f"its answer is longer than {MAX_ANSWER_BYTES} bytes")
    return answer


def _late(timeout: float) -> BackendFailed:
    return BackendFailed(f"time-out after {timeout:g} s", silent=True)
