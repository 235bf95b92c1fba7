"""Looks place names up: candidates with scores, best first, from exactness, size, kind and country context."""

import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from math import log10
from pathlib import Path

from graph.identity import name_key
from graph.reading import PlaceCandidate

from .keys import place_key

MOST_CANDIDATES = 6
_LONGEST_KEY = 5  # words
_FEATURE = {"C": 0.35, "A": 0.12, "R": 0.14, "S": 0.12, "P": 0.0}
_QUERY = """
SELECT coalesce(p.gazetteer, 'geonames:' || p.id), p.name, p.latitude, p.longitude, p.country, p.feature, p.population
FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT 40
"""
Row = tuple[str, str, float, float, str, str, int]


class Gazetteer:
    """Read-only access to the shipped place names.

    Args:
        path: the SQLite file; the shipped one by default.
    """

    def __init__(self, path: Path | None = None) -> None:
        target = path or Path(str(files(__package__) / "gazetteer.sqlite"))
        # immutable: the file is package data, so no lock or journal may be looked for beside it
        self._base = sqlite3.connect(f"{target.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._rows = lru_cache(maxsize=20_000)(self._query)

    def _query(self, key: str) -> tuple[Row, ...]:
        return tuple(self._base.execute(_QUERY, (key,)))

    def knows(self, name: str) -> bool:
        """Whether any place goes by this name."""
        return bool(self._find(name))

    def is_country(self, name: str) -> str | None:
        """The ISO code of the country of this name, or None."""
        return next((row[4] for row in self._find(name) if row[5] == "C"), None)

    def countries(self, name: str) -> frozenset[str]:
        """ISO codes of all countries that have a place of this name."""
        return frozenset(row[4] for row in self._find(name))

    def candidates(self, name: str, context: Mapping[str, float]) -> tuple[PlaceCandidate, ...]:
        """Readings of a name, best first.

        Args:
            context: how much the document speaks of each country (ISO code), as shares that add up to 1 or less.
        """
        scored = sorted(
            ((self._score(name, row, context), row) for row in self._find(name)),
            key=lambda pair: (-pair[0], -pair[1][6], pair[1][0]),
        )
        return tuple(
            PlaceCandidate(
                gazetteer=row[0], name=row[1], latitude=row[2], longitude=row[3], country=row[4], score=round(score, 2)
            )
            for score, row in scored[:MOST_CANDIDATES]
        )

    def _find(self, name: str) -> tuple[Row, ...]:
        key = place_key(name)
        return self._rows(key) if key and len(key.split()) <= _LONGEST_KEY else ()

    def _score(self, name: str, row: Row, context: Mapping[str, float]) -> float:
        """Between 0 and 1. Without context only a country or a metropolis comes near the 0.8 that identity asks for."""
        size = min(max(log10(row[6] + 1) - 3.0, 0.0), 4.0) / 4.0
        exact = 0.05 if name_key(row[1]) == name_key(name) else 0.0
        here = min(context.get(row[4], 0.0) * 1.5, 1.0)
        return min(0.34 + 0.28 * size + exact + _FEATURE[row[5]] + 0.34 * here, 0.99)


@lru_cache(maxsize=1)
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package, opened once."""
    return Gazetteer()
