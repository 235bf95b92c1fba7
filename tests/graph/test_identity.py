"""Who is who across reports: only for a stated reason."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.document import Span
from graph.identity import PLACE_MARGIN, PLACE_SCORE, best_name, identify, name_key, shared_kind
from graph.labels import Label, Rel
from graph.reading import PlaceCandidate, Record
from graph.vocabulary import EventType, Kind

WORDS = Span(0, 4, "Mira", "Mira")


def record(kind: Kind, name: str = "Mira Holt", **more: object) -> Record:
    event_type = EventType.KILLING if kind is Kind.EVENT else None
    return Record(kind=kind, name=name, anchor=WORDS, method="x", event_type=event_type, **more)  # type: ignore[arg-type]


def place(name: str, score: float, gazetteer: str = "test:1") -> PlaceCandidate:
    return PlaceCandidate(gazetteer=gazetteer, name=name, latitude=1.0, longitude=2.0, country="XX", score=score)


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.ORGANISATION, Kind.GOVERNMENT])
def test_the_same_full_name_is_the_same_node(kind: Kind) -> None:
    one = identify(record(kind, full_name="Mira Holt"), "record:1")
    two = identify(record(kind, full_name="MIRA HOLT"), "record:2")
    assert one is not None and two is not None
    assert one.id == two.id and one.reason == "same full name: Mira Holt"
    assert one.score < 1


def test_a_government_is_found_under_its_name_as_an_organisation() -> None:
    one = identify(record(Kind.GOVERNMENT, full_name="Holt Council"), "record:1")
    two = identify(record(Kind.ORGANISATION, full_name="Holt Council"), "record:2")
    assert one is not None and two is not None and one.id == two.id
    assert shared_kind(["Organisation", "Government"]) == shared_kind(["Government", "Organisation"])


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.SOURCE, Kind.TIME)])
def test_without_a_full_name_everyone_is_alone(kind: Kind) -> None:
    one, two = identify(record(kind), "record:1"), identify(record(kind), "record:2")
    assert one is not None and two is not None
    assert one.id != two.id and one.decided_by == "rule:alone"


@pytest.mark.parametrize("kind", [Kind.SOURCE, Kind.TIME])
def test_times_and_unnamed_sources_stand_for_nobody(kind: Kind) -> None:
    assert identify(record(kind), "record:1") is None


@pytest.mark.parametrize("kind", [Kind.GROUP, Kind.POPULATION, Kind.FACILITY, Kind.OBJECT, Kind.EVENT])
def test_a_name_carries_no_identity_for_other_kinds(kind: Kind) -> None:
    found = identify(record(kind, full_name="Mira Holt"), "record:1")
    assert found is not None and found.decided_by == "rule:alone"


def test_a_place_that_the_gazetteer_is_sure_of_is_that_place() -> None:
    found = identify(record(Kind.PLACE, candidates=(place("Holtby", 0.95), place("Holtby", 0.3, "test:2"))), "record:1")
    assert found is not None and found.decided_by == "rule:gazetteer"
    assert found.properties["latitude"] == 1.0 and found.label is Label.PLACE


@pytest.mark.parametrize(
    "candidates",
    [
        (),
        (place("Holtby", PLACE_SCORE - 0.01),),
        (place("Holtby", 0.9), place("Holtby", 0.9 - PLACE_MARGIN / 2, "test:2")),
    ],
)
def test_a_place_in_doubt_stays_apart(candidates: tuple[PlaceCandidate, ...]) -> None:
    found = identify(record(Kind.PLACE, candidates=candidates), "record:1")
    assert found is not None and found.decided_by == "rule:alone"


def test_a_facility_is_not_the_place_it_is_called_after() -> None:
    found = identify(record(Kind.FACILITY, candidates=(place("Holtby", 1.0),)), "record:1")
    assert found is not None and found.decided_by == "rule:alone"


def test_a_decision_wins_over_any_rule() -> None:
    named = record(Kind.PERSON, full_name="Mira Holt")
    apart, alone = identify(named, "record:1", apart=True), identify(record(Kind.PERSON), "record:1")
    assert apart is not None and alone is not None
    assert apart.id == alone.id and apart.decided_by == "person"


def test_an_identification_makes_its_edge() -> None:
    found = identify(record(Kind.PERSON, full_name="Mira Holt"), "record:1")
    assert found is not None
    edge = found.edge("record:1")
    assert (edge.type, edge.start, edge.end) == (Rel.IDENTIFIED_AS, "record:1", found.id)
    assert edge.properties == {"score": 0.9, "reason": found.reason, "decided_by": "rule:full-name"}


@pytest.mark.parametrize(
    ("one", "two"), [("José Núñez", "jose nunez"), ("O'Hara", "o hara"), ("Al-Amin", "al amin"), ("Straße", "STRASSE")]
)
def test_case_accents_and_signs_do_not_make_another_name(one: str, two: str) -> None:
    assert name_key(one) == name_key(two)


def test_other_scripts_keep_their_names() -> None:
    assert name_key("Мира Холт") != "" and name_key("Мира Холт") != name_key("Вера Холт")
    assert name_key("मीरा") != name_key("मारी")


def test_a_name_of_signs_alone_is_no_name() -> None:
    one, two = (identify(record(Kind.PERSON, full_name="***"), f"record:{n}") for n in (1, 2))
    assert one is not None and two is not None and one.id != two.id


@given(st.lists(st.text(min_size=1), min_size=1), st.randoms(use_true_random=False))
def test_the_best_name_does_not_depend_on_the_order(names: list[str], random: Random) -> None:
    shuffled = names[:]
    random.shuffle(shuffled)
    assert best_name(names) == best_name(shuffled)
    assert len(best_name(names)) == max(map(len, names))
