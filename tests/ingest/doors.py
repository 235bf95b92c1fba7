"""Short ways through the door for tests: bytes in, one received report or one refusal out."""

import json

import pytest

from graph.errors import UnreadableReport
from ingest.read import KnownMetadata, Received, read_bytes

TEXT = "Ilse Varga waited.\r\nNobody came — “nobody”.\n"
NOTHING = KnownMetadata()


def one(name: str, data: bytes, known: KnownMetadata = NOTHING) -> Received:
    (received,) = read_bytes(name, data, known)
    return received


def failure(name: str, data: bytes) -> UnreadableReport:
    with pytest.raises(UnreadableReport) as caught:
        list(read_bytes(name, data, NOTHING))
    assert caught.value.hint, "an error says what to do"
    return caught.value


def row(**values: object) -> bytes:
    return json.dumps({"text": TEXT, **values}).encode()
