"""Looks place names up: candidates with scores, best first, from exactness, size, kind and country context."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from math import log10
from pathlib import Path
from typing import NamedTuple

from graph.identity import name_key
from graph.reading import PlaceCandidate

from .keys import PROVINCE, place_key
from .short import full_region

MOST_CANDIDATES = 6
_LONGEST_KEY = 5  # words
# GeoNames' classes of places, and L for continents and seas, B for what lies within a region.
_FEATURE = {"C": 0.35, "L": 0.42, "A": 0.16, "R": 0.14, "S": 0.12, "B": 0.06, "P": 0.0}
_SIZE, _REGION_SIZE = 0.28, 0.17  # all of a region's people do not make it better known than its city
_REGIONS = frozenset({"province", "governorate", "region", "state", "prefecture", "oblast", "department", "district"})
_TOWN = 20_000  # people
PART = 0.25  # a part of a place is not the place: what is taken off keeps identity from making them one
_SIDE = "(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
_PART_OF = re.compile(
    rf"(?:{_SIDE}(?:ern)?|central|upper|lower|greater|downtown|rural|mainland|inner|outer)\s+(?P<before>\w.*)"
    r"|(?P<after>\w.*?)\s+(?:countryside|suburbs?|outskirts|area|city|town|village|border|coast)",
    re.IGNORECASE,
)
_QUERY = """
SELECT coalesce(p.gazetteer, 'geonames:' || p.id), p.name, p.latitude, p.longitude, p.country, p.feature, p.population,
  p.region
FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT 40
"""


class Place(NamedTuple):
    """A row of the gazetteer. ``region`` is GeoNames' code of the first-level region within its country."""

    id: str
    name: str
    latitude: float
    longitude: float
    country: str
    feature: str
    population: int
    region: str | None


Scored = tuple[float, Place]


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

    def _query(self, key: str) -> tuple[Place, ...]:
        return tuple(Place(*row) for row in self._base.execute(_QUERY, (key,)))

    def knows(self, name: str) -> bool:
        """Whether any place goes by this name."""
        return bool(self.places(name))

    def is_country(self, name: str) -> str | None:
        """The ISO code of the country of this name, or None."""
        return next((place.country for place in self.places(name) if place.feature == "C"), None)

    def countries(self, name: str) -> frozenset[str]:
        """ISO codes of all countries that have a place of this name."""
        return frozenset(place.country for place in self.places(name))

    def candidates(self, name: str, context: Mapping[str, float]) -> tuple[PlaceCandidate, ...]:
        """Readings of a name, best first.

        Args:
            context: how much the document speaks of each country (ISO code), as shares that add up to 1 or less.
        """
        found = self.places(name)
        if found:
            return ranked((base_score(name, place, context), place) for place in found)
        whole, found = self.whole(name)
        return ranked((base_score(whole, place, context) - PART, place) for place in found)

    def places(self, name: str) -> tuple[Place, ...]:
        """All places that go by a name. "Homs governorate" is the region, "Ky." is Kentucky."""
        full = full_region(name)
        if full is not None:
            return tuple(place for place in self.places(full) if place.feature == "A")
        key = place_key(name)
        words = key.split()
        if not key or len(words) > _LONGEST_KEY:
            return ()
        found = self._rows(key)
        if not found and len(words) > 1 and words[-1] in _REGIONS:
            stem = " ".join(words[:-1])
            found = self._rows(stem + PROVINCE) or self._rows(stem)
        return found

    def whole(self, name: str) -> tuple[str, tuple[Place, ...]]:
        """The name and the places that "northern Ruritania" or "Ostraven suburbs" may be a part of."""
        found = _PART_OF.fullmatch(name.strip())
        stem = (found["before"] or found["after"]) if found is not None else ""
        return stem, tuple(place for place in self.places(stem) if _has_parts(place))


def _has_parts(place: Place) -> bool:
    """Whether people speak of a place's parts: a hamlet is more likely another place of a longer name."""
    return place.feature in "CLAR" or place.population >= _TOWN


def ranked(scored: Iterable[Scored]) -> tuple[PlaceCandidate, ...]:
    """Candidates in the order of their scores; among equals the larger place goes first."""
    best = sorted(scored, key=lambda pair: (-pair[0], -pair[1].population, pair[1].id))[:MOST_CANDIDATES]
    return tuple(
        PlaceCandidate(
            gazetteer=place.id, name=place.name, latitude=place.latitude, longitude=place.longitude,
            country=place.country, score=round(score, 2),
        )
        for score, place in best
    )  # fmt: skip


def base_score(name: str, place: Place, context: Mapping[str, float]) -> float:
    """Between 0 and 1. Without context only a country or a metropolis comes near the 0.8 that identity asks for."""
    size = min(max(log10(place.population + 1) - 3.0, 0.0), 4.0) / 4.0
    exact = 0.05 if name_key(place.name) == name_key(name) else 0.0
    here = min(context.get(place.country, 0.0) * 1.5, 1.0)
    weight = _REGION_SIZE if place.feature == "A" else _SIZE
    return min(0.34 + weight * size + exact + _FEATURE[place.feature] + 0.34 * here, 0.99)


@lru_cache(maxsize=1)
def shipped_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package, opened once."""
    return Gazetteer()
