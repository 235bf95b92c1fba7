"""Who holds an embedded store: the first process that opens it. Others connect to the holder's port."""

import atexit
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .embedded import HOST, EmbeddedServer
from .embedded_files import (
    Credentials,
    Listening,
    credentials,
    forget_listening,
    listening,
    prepare_directory,
    try_lock,
    write_listening,
)
from .errors import StoreLocked
from .location import EmbeddedLocation

WAIT_SECONDS = 30.0  # for another process that has the lock but does not answer yet


@dataclass(frozen=True, slots=True)
class Held:
    """A store that answers on a loopback port.

    Attributes:
        release: lets it go; does nothing where another process holds it.
    """

    directory: Path
    bolt_port: int
    credentials: Credentials
    release: Callable[[], None]


def hold(location: EmbeddedLocation) -> Held:
    """Starts the store of a directory, or finds the process that already has.

    Raises:
        BadInput: the path cannot be a store's directory.
        StoreDamaged: its files do not open.
        StoreLocked: another process holds it and does not answer.
        StoreError: the asked port is taken.
    """
    directory = location.directory.absolute()
    prepare_directory(directory)
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        lock = try_lock(directory)
        if lock is not None:
            return _start(directory, location.bolt_port, lock)
        found = listening(directory)
        if found is not None and _answers(found.bolt_port):
            return Held(directory, found.bolt_port, credentials(directory), release=lambda: None)
        if time.monotonic() > deadline:
            who = f"process {found.pid}" if found else "another process"
            raise StoreLocked(f"{who} holds the store and does not answer", hint="End that process, then try again.")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=2).close()
    except OSError:
        return False
    return True


def _start(directory: Path, bolt_port: int | None, lock: int) -> Held:
    try:
        forget_listening(directory)
        secret = credentials(directory)
        server = EmbeddedServer(directory, secret, bolt_port)
    except BaseException:
        os.close(lock)
        raise
    holder = _Holder(directory, server, lock)
    try:
        write_listening(directory, Listening(os.getpid(), server.bolt_port, server.http_port))
    except BaseException:
        holder.release()
        raise
    return Held(directory, server.bolt_port, secret, holder.release)


class _Holder:
    """Stops the server exactly once: when asked, when the program ends, or when it is told to end."""

    def __init__(self, directory: Path, server: EmbeddedServer, lock: int) -> None:
        self._directory, self._server, self._lock = directory, server, lock
        self._pid = os.getpid()
        self._once = threading.Lock()
        self._released = False
        atexit.register(self.release)  # without it the virtual machine keeps the program from ending
        _end_on_sigterm()

    def release(self) -> None:
        with self._once:
            if self._released or os.getpid() != self._pid:  # a forked child has no server, only its memory
                return
            self._released = True
        atexit.unregister(self.release)
        forget_listening(self._directory)
        self._server.stop()
        os.close(self._lock)


def _end_on_sigterm() -> None:
    """Lets SIGTERM end the program by SystemExit, so that the store is closed; an own handler is left alone."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
