"""Originals, kept by the SHA-256 of their bytes and never changed. Readable by their owner alone."""

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreDamaged, StoreError, UnknownId
from graph.ids import sha256_of

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ArchiveProblem:
    """Something wrong with one kept original."""

    sha256: str
    message: str


class Archive:
    """A folder of originals: ``ab/abcd...``. Several processes may use it at once.

    Attributes:
        directory: the folder.

    Raises:
        StoreError: the folder cannot be made or written.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            directory.chmod(0o700)
        except OSError as error:
            raise _failed(error) from error

    def put(self, data: bytes) -> str:
        """Keeps some bytes and gives their SHA-256. They are on the disk when this returns.

        What is kept already is looked at again, and put right if it is damaged.
        """
        sha256 = sha256_of(data)
        path = self._path(sha256)
        try:
            if not (path.is_file() and path.read_bytes() == data):
                self._write(path, data)
        except OSError as error:
            raise _failed(error) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes with this SHA-256.

        Raises:
            UnknownId: none are kept.
            StoreDamaged: what is kept is no longer what was put.
        """
        if not _SHA256.fullmatch(sha256):
            raise UnknownId("this is not a SHA-256 in lower-case hexadecimal", hint="Take it from the report.")
        try:
            data = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise UnknownId("no original with this SHA-256 is kept", hint="Ingest the report again.") from None
        if sha256_of(data) != sha256:
            raise StoreDamaged("the original was changed after it was kept", hint="Ingest the report again.")
        return data

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and _SHA256.fullmatch(sha256) is not None and self._path(sha256).is_file()

    def hashes(self) -> Iterator[str]:
        """The SHA-256 of everything kept, sorted."""
        for folder in sorted(self.directory.iterdir()):
            if folder.is_dir():
                yield from sorted(path.name for path in folder.iterdir() if _SHA256.fullmatch(path.name))

    def verify(self) -> Iterator[ArchiveProblem]:
        """Reads everything again; gives what is no longer what was put."""
        for sha256 in self.hashes():
            try:
                self.get(sha256)
            except StoreDamaged as error:
                yield ArchiveProblem(sha256, str(error))
            except OSError as error:
                yield ArchiveProblem(sha256, f"the original cannot be read: {error.strerror}")

    def _path(self, sha256: str) -> Path:
        return self.directory / sha256[:2] / sha256

    def _write(self, path: Path, data: bytes) -> None:
        """Whole or not at all: written beside, forced to the disk, then renamed."""
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _force(self.directory)
        descriptor, beside = tempfile.mkstemp(prefix=".", dir=path.parent)  # mode 0600
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        except BaseException:
            os.unlink(beside)
            raise
        _force(path.parent)


def _force(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failed(error: OSError) -> StoreError:
    return StoreError(
        f"the archive of originals cannot be written: {error.strerror}",
        hint="Make room on the disk and see to the folder's permissions.",
    )
