"""Files around an embedded store: who holds it, where it listens, and the passwords only its owner may read."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .errors import BadInput, StoreDamaged

CREDENTIALS = "credentials.json"
SERVER = "server.json"
FILES = "files.json"
LOCK = "lock"
WRITE_LOCK = "write.lock"
PASSWORD_BYTES = 32


@dataclass(frozen=True, slots=True)
class Credentials:
    """Generated passwords of the two users of an embedded store."""

    writer: str = field(repr=False)
    reader: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the process that holds a store listens; loopback ports."""

    pid: int
    bolt_port: int
    http_port: int


def prepare_directory(directory: Path) -> None:
    """Makes the directory of a store, readable by its owner alone.

    Raises:
        BadInput: the path cannot be a store's directory.
    """
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        strangers = not (directory / LOCK).exists() and any(directory.iterdir())
        if not strangers:
            directory.chmod(0o700)
    except FileExistsError:
        raise BadInput(f"{directory} is a file", hint="Name a directory for the store.") from None
    except NotADirectoryError:
        raise BadInput(f"{directory} lies below a file", hint="Name a directory for the store.") from None
    except OSError as error:
        raise BadInput(
            f"{directory} cannot be used: {error.strerror}", hint="Name a directory that you may write to."
        ) from None
    if strangers:
        raise BadInput(
            f"{directory} holds other files and is no store", hint="Name a new or an empty directory for the store."
        )
    if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
        raise BadInput(f"{directory} is not writable", hint="Name a directory that you may write to.")


def try_lock(directory: Path) -> int | None:
    """The descriptor that holds a store's lock for as long as it is open, or None: another holder has it.

    The kernel drops the lock with the process, so a killed holder leaves nothing to clean up.
    """
    descriptor = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


@contextmanager
def write_lock(directory: Path) -> Iterator[None]:
    """Keeps every other writer out, of this process and of others, until the block ends."""
    descriptor = os.open(directory / WRITE_LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def credentials(directory: Path) -> Credentials:
    """The store's passwords, made at the first call.

    Raises:
        StoreDamaged: the file is there but does not hold them.
    """
    path = directory / CREDENTIALS
    if not path.exists():
        made = Credentials(secrets.token_urlsafe(PASSWORD_BYTES), secrets.token_urlsafe(PASSWORD_BYTES))
        write_private(path, json.dumps(asdict(made)))
    try:
        return Credentials(**json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError):
        raise StoreDamaged(
            f"{path} does not hold the store's passwords", hint=f"Delete {CREDENTIALS}; new ones are made then."
        ) from None


def listening(directory: Path) -> Listening | None:
    """Where the holder listens, or None: it does not say (yet)."""
    try:
        return Listening(**json.loads((directory / SERVER).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_listening(directory: Path, where: Listening) -> None:
    """Tells other processes where to find the holder."""
    write_private(directory / SERVER, json.dumps(asdict(where)))


def forget_listening(directory: Path) -> None:
    """Takes back what ``write_listening`` said."""
    (directory / SERVER).unlink(missing_ok=True)


def note_files(directory: Path, data: Path) -> None:
    """Notes which data files there are and how large, for ``check_files`` at the next start."""
    write_private(directory / FILES, json.dumps({path.name: path.stat().st_size for path in _data_files(data)}))


def check_files(directory: Path, data: Path) -> None:
    """Refuses a store that has lost data files since it was last closed; the engine would open it without a word.

    Such files only ever grow, so this holds after a crash as well.

    Raises:
        StoreDamaged: a file is missing or shorter than it was.
    """
    try:
        noted: dict[str, int] = json.loads((directory / FILES).read_text("utf-8"))
    except FileNotFoundError:
        return
    sizes = {path.name: path.stat().st_size for path in _data_files(data)}
    lost = sorted(name for name, size in noted.items() if sizes.get(name, 0) < size)
    if lost:
        raise StoreDamaged(
            f"{len(lost)} of the store's files are missing or cut short, {lost[0]} among them",
            hint="Bring back a copy of the directory, or ingest into a new one.",
        )


def _data_files(data: Path) -> list[Path]:
    return [path for path in data.glob("*") if path.suffix in (".bucket", ".dict")]


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner may read; whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)
