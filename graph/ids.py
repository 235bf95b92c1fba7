"""Ids derived from content: equal content, equal id, on any machine and in any order of work."""

import hashlib
import json

DIGEST_CHARACTERS = 20  # 100 bits in base 32: no collision to be feared below 10^12 nodes
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def canonical_json(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no NaN (raises ValueError)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def make_id(prefix: str, *parts: object) -> str:
    """``prefix:digest`` of the parts. Parts are told apart by JSON, so no separator can alias them."""
    digest = hashlib.sha256(canonical_json([prefix, *parts]).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:13], "big") >> 4
    letters = (_ALPHABET[(number >> shift) & 31] for shift in range(95, -1, -5))
    return f"{prefix}:{''.join(letters)}"


def prefix_of(ident: str) -> str:
    """The part of an id before its colon, which names its label: ``person:k3...`` -> ``person``."""
    return ident.partition(":")[0]


def sha256_of(data: bytes) -> str:
    """Lower-case hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()
