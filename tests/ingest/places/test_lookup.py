"""Place names: candidates with scores, and no silent pick."""

import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from graph.identity import PLACE_MARGIN, PLACE_SCORE
from ingest.places.build import build
from ingest.places.keys import place_key
from ingest.places.lookup import Gazetteer, shipped_gazetteer

SHIPPED = Path(str(files("ingest.places") / "gazetteer.sqlite"))


def sure(name: str, context: dict[str, float]) -> str | None:
    """The gazetteer id that identity would take, or None."""
    best, *rest = shipped_gazetteer().candidates(name, context)
    rival = rest[0].score if rest else 0.0
    return best.gazetteer if best.score >= PLACE_SCORE and best.score - rival >= PLACE_MARGIN else None


def test_a_country_needs_no_context() -> None:
    assert sure("Libya", {}) == "geonames:2215636"


def test_homonyms_stay_open_until_the_document_decides() -> None:
    assert sure("Tripoli", {}) is None
    assert sure("Tripoli", {"LY": 0.5, "LB": 0.5}) is None
    assert sure("Tripoli", {"LY": 0.9}) != sure("Tripoli", {"LB": 0.9})
    assert sure("Tripoli", {"LY": 0.9}) is not None


def test_spellings_lead_to_one_place() -> None:
    spellings = ("Tobruk", "Tubruq", "طبرق")
    assert len({shipped_gazetteer().candidates(name, {"LY": 1.0})[0].gazetteer for name in spellings}) == 1


def test_the_supplement_knows_what_geonames_lacks() -> None:
    (found,) = shipped_gazetteer().candidates("Zaatari", {})
    assert found.gazetteer == "casegraph:zaatari-camp" and found.country == "JO"


@pytest.mark.parametrize("name", ["", "   ", "Ostraven", "x" * 5000, "a b c d e f g", "'"])
def test_unknown_names_have_no_candidates(name: str) -> None:
    assert shipped_gazetteer().candidates(name, {}) == ()


def test_keys_ignore_case_accents_articles_and_marks() -> None:
    assert place_key("Umm ez-Zar") == place_key("umm al-zar") == "umm zar"
    assert place_key("Ţubrūq") == "tubruq"
    assert place_key("Qal‘at") == place_key("Qalat")
    assert place_key("The") == "the"


def test_a_build_is_the_same_each_time_and_cannot_be_written_to(tmp_path: Path) -> None:
    city = {
        "geonameid": 1, "name": "Ostraven", "alternatenames": ["Ostrawen", "OST", "Остравен"], "latitude": 1.0,
        "longitude": 2.0, "countrycode": "SY", "population": 700,
    }  # fmt: skip
    first, second = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    assert build(first, [city]) == build(second, [city])
    assert first.read_bytes() == second.read_bytes()
    gazetteer = Gazetteer(first)
    assert [c.name for c in gazetteer.candidates("Ostrawen", {"SY": 1.0})] == ["Ostraven"]
    assert not gazetteer.knows("OST")


def test_the_shipped_file_was_built_with_the_keys_that_look_it_up() -> None:
    base = sqlite3.connect(f"file:{SHIPPED}?mode=ro&immutable=1", uri=True)
    stale = [key for (key,) in base.execute("SELECT DISTINCT key FROM name") if place_key(key) != key]
    named = base.execute("SELECT id, name FROM place WHERE id > 0").fetchall()
    keys = set(base.execute("SELECT place, key FROM name"))
    assert not stale
    assert not [name for ident, name in named if (ident, place_key(name)) not in keys]
