from collections.abc import Mapping

import pytest

from graph.errors import BadArgument, UnknownId
from graph.labels import Label, Rel
from graph.paths import EvidencePath, evidence_paths
from graph.plan import plan
from graph.store import GraphStore
from graph.vocabulary import Certainty
from tests.readings import first, second

from .stories import killings


@pytest.fixture
def told(any_store: GraphStore) -> GraphStore:
    """A store with the two hand-made readings."""
    for reading in (first(), second()):
        any_store.write(plan(reading))
    return any_store


def _id(store: GraphStore, name: str, *labels: Label) -> str:
    return next(node.id for node in store.nodes() if node.name == name and node.label in (labels or (Label.PERSON,)))


def _stations(path: EvidencePath) -> list[str]:
    return [path.hops[0].start.name, *(hop.end.name for hop in path.hops)]


def test_each_hop_has_its_words_and_who_says_them(told: GraphStore) -> None:
    gunmen = _id(told, "masked gunmen", Label.GROUP)
    best, *others = evidence_paths(told, _id(told, "Tomas Varga"), gunmen)
    assert _stations(best) == ["Tomas Varga", "killing of Tomas Varga", "masked gunmen"]
    victim, perpetrator = best.hops
    assert (victim.type, victim.along, victim.relation) == (Rel.VICTIM_IN, True, None)
    assert (perpetrator.type, perpetrator.along) == (Rel.ALLEGED_PERPETRATOR_OF, False), (
        "it runs from them to the event"
    )
    assert perpetrator.quote == "masked gunmen shot dead her son, Tomas Varga"
    assert perpetrator.speakers == ("Meridian Rights Monitor", "Ilse Varga")
    assert (perpetrator.certainty, perpetrator.polarity, perpetrator.report_name) == (
        Certainty.TESTIMONY,
        "+",
        "one.txt",
    )
    assert perpetrator.claims == (perpetrator.claim,)
    assert others, "his mother links them too"
    kin = next(hop for path in others for hop in path.hops if hop.type is Rel.LINKED_TO)
    assert kin.relation == "PARENT_OF"


def test_the_weakest_hop_is_named(told: GraphStore) -> None:
    minister, victim = _id(told, "Pavel Dorn"), _id(told, "Tomas Varga")
    for path in evidence_paths(told, minister, victim):
        assert path.weakest.certainty is Certainty.UNKNOWN
        assert path.weakest.type is Rel.CITES_SOURCE
    (denial,) = evidence_paths(told, minister, _id(told, "killing of a young baker", Label.EVENT))
    assert (denial.hops[0].type, denial.hops[0].polarity) == (Rel.SAID_ABOUT, "-"), "he denies it"


def test_both_directions_give_the_same_paths(told: GraphStore) -> None:
    one, other = _id(told, "Ilse Varga"), _id(told, "United Nations", Label.ORGANISATION)
    there, back = (evidence_paths(told, *ends, limit=20) for ends in ((one, other), (other, one)))
    assert {tuple(_stations(path)) for path in there} == {tuple(reversed(_stations(path))) for path in back}
    assert all(len(path.hops) <= 6 for path in there)
    assert evidence_paths(told, one, other, max_hops=3) == []


def test_no_path_is_no_error(told: GraphStore) -> None:
    assert evidence_paths(told, _id(told, "soldiers", Label.GROUP), _id(told, "Tomas Varga")) == []
    assert evidence_paths(told, _id(told, "Tomas Varga"), _id(told, "soldiers", Label.GROUP)) == []


def test_the_same_large_town_is_not_the_best_link(any_store: GraphStore) -> None:
    crowd = [(f"Victim{n} Person", "", "Bigtown") for n in range(40)]
    linked = [("Anna Roth", "Red Brigade", ""), ("Carl Weiss", "Red Brigade", ""), ("Carl Weiss", "Blue Guard", ""), ("Boris Lang", "Blue Guard", "")]  # fmt: skip
    any_store.write(plan(killings([("Anna Roth", "", "Bigtown"), ("Boris Lang", "", "Bigtown"), *crowd, *linked])))
    ends = _id(any_store, "Anna Roth"), _id(any_store, "Boris Lang")
    longer, town = evidence_paths(any_store, *ends, max_hops=8)
    assert "Carl Weiss" in _stations(longer)
    assert len(longer.hops) == 8
    assert _stations(town)[2] == "Bigtown"
    assert len(town.hops) == 4
    assert [_stations(path)[2] for path in evidence_paths(any_store, *ends, max_hops=4)] == ["Bigtown"]


def test_the_clearest_of_several_claims_speaks_for_a_hop(any_store: GraphStore) -> None:
    facts = [("Anna Roth", "Red Brigade", "Bigtown")]
    any_store.write(plan(killings(facts, certainty=Certainty.POSSIBLE)))
    any_store.write(plan(first()))
    (path,) = evidence_paths(any_store, _id(any_store, "Anna Roth"), _id(any_store, "Red Brigade", Label.ORGANISATION))
    assert {hop.certainty for hop in path.hops} == {Certainty.POSSIBLE}
    source = _id(any_store, "Ilse Varga")
    (cited,) = evidence_paths(any_store, _id(any_store, "one.txt", Label.REPORT), source, max_hops=1)
    assert len(cited.hops[0].claims) == 2
    assert cited.hops[0].quote == "her son, Tomas Varga", "of two testimonies the shorter"


def test_bad_arguments_are_refused(any_store: GraphStore) -> None:
    any_store.write(plan(first()))
    one, other = _id(any_store, "Tomas Varga"), _id(any_store, "Ilse Varga")
    claim = next(node.id for node in any_store.nodes() if node.label is Label.CLAIM)
    for ends in ((one, one), (one, claim), (claim, one)):
        _refused(any_store, ends, {})
    for numbers in ({"max_hops": 0}, {"max_hops": 9}, {"limit": 0}, {"limit": 21}):
        _refused(any_store, (one, other), numbers)
    for ends in ((one, "person:nobody"), ("nobody", one)):
        with pytest.raises(UnknownId) as caught:
            evidence_paths(any_store, *ends)
        assert caught.value.hint


def _refused(store: GraphStore, ends: tuple[str, str], numbers: Mapping[str, int]) -> None:
    with pytest.raises(BadArgument) as caught:
        evidence_paths(store, *ends, **numbers)
    assert caught.value.hint
