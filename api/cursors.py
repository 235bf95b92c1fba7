"""Cursors of lists: the sort key of the last item, wrapped so that nobody builds on its form.

A page starts after a key, not after a number of items, so writes in between shift nothing.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from graph.errors import BadArgument
from graph.ids import canonical_json

Key = tuple[str | int, ...]
_LARGEST = 2**63 - 1


def encode(key: Key) -> str:
    """A key as a cursor."""
    return urlsafe_b64encode(canonical_json(list(key)).encode()).decode().rstrip("=")


def decode(cursor: str | None, kinds: Sequence[type[str] | type[int]]) -> Key | None:
    """The key behind a cursor; None without one.

    Args:
        kinds: the types of the key's parts.

    Raises:
        BadArgument: this is no cursor of such a list.
    """
    if cursor is None:
        return None
    try:
        key = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        key = None
    if not isinstance(key, list) or len(key) != len(kinds) or not all(map(_fits, key, kinds)):
        raise BadArgument("the cursor is not one that this list gave", hint="take it from `next`, or leave it out")
    return tuple(key)


def _fits(part: object, kind: type) -> bool:
    if isinstance(part, str):
        return kind is str and not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in part)  # no store takes these
    return type(part) is kind is int and abs(part) <= _LARGEST
