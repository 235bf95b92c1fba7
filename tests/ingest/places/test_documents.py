"""Places in a document: what stands beside a name, and what is named with it, decide between namesakes."""

from collections.abc import Sequence

import pytest

from graph.identity import PLACE_MARGIN, PLACE_SCORE
from graph.reading import PlaceCandidate
from ingest.places.documents import DocumentPlaces
from ingest.places.lookup import shipped_gazetteer


def read(text: str, names: Sequence[str], context: dict[str, float] | None = None) -> DocumentPlaces:
    """A document in which these words name places."""
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return DocumentPlaces(shipped_gazetteer(), text, spans, context or {})


def best(text: str, names: Sequence[str], wanted: str) -> PlaceCandidate:
    """The best reading of one of the names."""
    return read(text, names).candidates(wanted)[0]


@pytest.mark.parametrize(
    ("text", "country"),
    [("A fire in Paris, Texas.", "US"), ("A fire in Paris.", "FR"), ("A fire in London, Ont., and elsewhere.", "CA"),
     ("A fire in Birmingham, Ala., last week.", "US"), ("A fire in Tripoli (Lebanon).", "LB")],
)  # fmt: skip
def test_the_area_after_a_name_decides(text: str, country: str) -> None:
    name = text.removeprefix("A fire in ").split(",")[0].split(" (")[0].rstrip(".")
    assert best(text, [name], name).country == country


def test_places_of_one_text_decide_for_each_other() -> None:
    names = ["Misrata", "Benghazi", "Tripoli"]
    assert best("From Misrata and Benghazi they went to Tripoli.", names, "Tripoli").country == "LY"
    assert (
        best("From Sidon and Beirut they went to Tripoli.", ["Sidon", "Beirut", "Tripoli"], "Tripoli").country == "LB"
    )


def test_a_name_does_not_speak_for_itself() -> None:
    names = ["Georgia", "Alabama", "Tennessee"]
    assert best("Storms hit Georgia, after Alabama and Tennessee.", names, "Georgia").country == "US"
    assert best("Storms hit Georgia.", ["Georgia"], "Georgia").country == "GE"


def test_every_namesake_is_kept() -> None:
    found = read("A fire in Paris, Texas.", ["Paris"]).candidates("Paris")
    assert len(found) > 2 and {"FR", "US"} <= {one.country for one in found}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_part_of_a_place_lies_there_and_is_not_that_place() -> None:
    for found in (
        shipped_gazetteer().candidates("northern Syria", {"SY": 1.0}),
        read("", []).candidates("northern Syria"),
    ):
        assert found[0].country == "SY" and found[0].score < PLACE_SCORE


def test_short_forms_of_regions_need_their_full_stop() -> None:
    gazetteer = shipped_gazetteer()
    assert gazetteer.candidates("Ky.", {})[0].name == "Kentucky"
    assert not gazetteer.knows("Ky")


def test_a_region_of_a_town_s_name_is_found_by_what_it_is_called() -> None:
    (region,) = shipped_gazetteer().candidates("Homs governorate", {})
    assert region.gazetteer.startswith("casegraph:region-sy")
    assert "region" not in shipped_gazetteer().candidates("Homs", {})[0].gazetteer


def test_a_city_and_its_region_of_one_name_stay_open() -> None:
    first, second = shipped_gazetteer().candidates("New York", {"US": 1.0})[:2]
    assert first.score - second.score < PLACE_MARGIN


def test_continents_and_seas_need_no_context() -> None:
    for name in ("Africa", "Mediterranean"):
        assert shipped_gazetteer().candidates(name, {})[0].score >= PLACE_SCORE


def test_a_document_answers_as_the_gazetteer_does() -> None:
    places = read("", [])
    assert places.knows("Libya") and places.is_country("Libya") == "LY" and "LY" in places.countries("Tripoli")
    assert places.candidates("Ostraven") == ()
