"""Rows by name, and lists cut into pages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.store import GraphStore

from ..cursors import Key, encode

Row = dict[str, Any]


def rows(store: GraphStore, cypher: str, parameters: Mapping[str, object]) -> list[Row]:
    """The rows of an answer, each a mapping of column to value."""
    table = store.read(cypher, parameters)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def page_of(found: Sequence[Row], limit: int, key: Callable[[Row], Key]) -> tuple[Sequence[Row], str | None]:
    """A page of at most ``limit`` rows, and the cursor of the next one if one row more was found."""
    if len(found) <= limit:
        return found, None
    return found[:limit], encode(key(found[limit - 1]))


def after(key: Key | None, *names: str) -> dict[str, object]:
    """Parameters that say where a page starts: null for the first."""
    return {name: key[place] if key else None for place, name in enumerate(names)}
