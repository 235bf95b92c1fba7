"""Makes the secrets that docker-compose.yml mounts. What exists is kept: a database keeps its first password."""

import os
import secrets
import sys
from pathlib import Path

# Containers run as users of their own and read these files through a bind mount, so the files are readable and
# the directory is what keeps other users of this machine out.
DIRECTORY_MODE = 0o700
FILE_MODE = 0o644


def make_secrets(directory: Path) -> list[Path]:
    """Writes ``neo4j_password``, ``neo4j_auth`` (``neo4j/PASSWORD``) and ``api_token``; returns the files it made."""
    directory.mkdir(exist_ok=True)
    directory.chmod(DIRECTORY_MODE)
    password = directory / "neo4j_password"
    made = [
        _write(password, secrets.token_hex(24)),
        _write(directory / "neo4j_auth", f"neo4j/{password.read_text(encoding='ascii')}"),
        _write(directory / "api_token", secrets.token_hex(32)),
    ]
    return [path for path in made if path is not None]


def _write(path: Path, text: str) -> Path | None:
    """Writes a new file, or leaves the old one alone."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    except FileExistsError:
        return None
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    path.chmod(FILE_MODE)
    return path


if __name__ == "__main__":
    for made_path in make_secrets(Path(sys.argv[1])):
        sys.stdout.write(f"made {made_path}\n")
