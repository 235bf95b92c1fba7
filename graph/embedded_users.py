"""Who may do what in an embedded store: one who may do all, one who may only read. ArcadeDB's own file formats."""

import base64
import hashlib
import json
import secrets
from pathlib import Path

from .embedded_files import Credentials, write_private

WRITER = "root"
READER = "reader"

_ALL_OF_DATABASE = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]
_ALL_OF_RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]


def write_users(config: Path, secret: Credentials, database: str) -> None:
    """Says anew at every start who may do what, so that nobody's edit outlives a start."""
    config.mkdir(exist_ok=True)
    users = [
        {"name": WRITER, "databases": {"*": ["admin"]}, "password": _hashed(secret.writer)},
        {"name": READER, "databases": {database: ["reader"]}, "password": _hashed(secret.reader)},
    ]
    write_private(config / "server-users.jsonl", "".join(f"{json.dumps(user)}\n" for user in users))
    groups = {
        "admin": _group(_ALL_OF_DATABASE, _ALL_OF_RECORDS),
        "reader": _group([], ["readRecord"]),
        "*": _group([], []),
    }
    write_private(config / "server-groups.json", json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}))


def _group(database: list[str], records: list[str]) -> dict[str, object]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": database, "types": {"*": {"access": records}}}


def _hashed(password: str) -> str:
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    # one round: the password is 256 random bits, so there is nothing to slow down but the start
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 1)
    return f"PBKDF2WithHmacSHA256$1${salt}${base64.b64encode(digest).decode()}"
