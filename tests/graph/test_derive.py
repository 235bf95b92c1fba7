"""Derived edges: what a claim supports, and what it does not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derive import NARRATOR, Link, LiveClaim, Pair, anchor, contributions, derived_edges
from graph.labels import DERIVED_RELS, RELS, Rel
from graph.vocabulary import CERTAINTY_RANK, Actuality, Certainty, Relation, Slot

WORLD = ("person:a", "person:b", "group:g", "organisation:o", "place:p", "event:e", "event:f")
VICTIM = Link(slot=Slot.VICTIM, record="record:v", of="record:e", world="person:a")
EVENT = Link(slot=Slot.EVENT, record="record:e", of=None, world="event:e")


def claim(**changes: object) -> LiveClaim:
    given_: dict[str, object] = {
        "id": "claim:1", "report": "report:1", "certainty": Certainty.ASSERTED, "polarity": "+",
        "actuality": Actuality.ASSERTED, "quote": "words", "relation": None, "predicate": "killing",
        "speakers": (), "sources": (), "links": (EVENT, VICTIM),
    }  # fmt: skip
    return LiveClaim(**{**given_, **changes})  # type: ignore[arg-type]


def relation_claim(relation: Relation, start: str | None, end: str | None) -> LiveClaim:
    links = (
        Link(slot=Slot.SUBJECT, record="record:s", of=None, world=start),
        Link(slot=Slot.OBJECT, record="record:o", of=None, world=end),
    )
    return claim(relation=relation.value, links=links)


@st.composite
def claims(draw: st.DrawFn) -> LiveClaim:
    records = {f"record:{n}": draw(st.sampled_from(WORLD) | st.none()) for n in range(4)}
    links = []
    for record, world in records.items():
        slot = draw(st.sampled_from(Slot))
        of = draw(st.sampled_from(sorted(records)) | st.none())
        links.append(Link(slot=slot, record=record, of=of, world=world))
    return claim(
        id=f"claim:{draw(st.integers(0, 9**9))}",
        report=f"report:{draw(st.integers(0, 3))}",
        certainty=draw(st.sampled_from(Certainty)),
        polarity=draw(st.sampled_from("+-")),
        actuality=draw(st.sampled_from(Actuality)),
        quote=draw(st.sampled_from(["short", "much longer"])),
        relation=draw(st.sampled_from(Relation).map(lambda relation: relation.value) | st.none()),
        speakers=tuple(draw(st.lists(st.sampled_from(["Ada", "Bo"]), max_size=2))),
        sources=tuple(draw(st.lists(st.sampled_from(WORLD) | st.none(), max_size=2))),
        links=tuple(links),
    )


@given(st.lists(claims(), max_size=6, unique_by=lambda c: c.id), st.randoms(use_true_random=False))
def test_edges_do_not_depend_on_the_order_of_claims(found: list[LiveClaim], random: Random) -> None:
    assert derived_edges(found) == derived_edges(random.sample(found, len(found)))


@given(st.lists(claims(), max_size=6, unique_by=lambda c: c.id))
def test_every_edge_stands_on_claims_that_support_it(found: list[LiveClaim]) -> None:
    by_id = {c.id: c for c in found}
    for edge in derived_edges(found):
        behind = edge.properties["claim_ids"]
        assert isinstance(behind, list) and behind == sorted(set(map(str, behind)))
        pair = Pair(edge.type, edge.start, edge.end, str(edge.properties["relation"] or ""))
        assert all(pair in set(contributions(by_id[str(ident)])) for ident in behind)
        assert edge.properties["report_ids"] == sorted({by_id[str(ident)].report for ident in behind})
        best = min(CERTAINTY_RANK[by_id[str(ident)].certainty] for ident in behind)
        assert CERTAINTY_RANK[Certainty(str(edge.properties["certainty"]))] == best


@given(claims())
def test_only_derived_types_are_derived(found: LiveClaim) -> None:
    for pair in contributions(found):
        assert pair.type in DERIVED_RELS
        assert anchor(pair) in (pair.start, pair.end)


@given(st.lists(claims(), max_size=6, unique_by=lambda c: c.id))
def test_a_claim_that_goes_takes_its_support_along(found: list[LiveClaim]) -> None:
    for gone in found:
        left = derived_edges(c for c in found if c is not gone)
        assert all(gone.id not in edge.properties["claim_ids"] for edge in left)  # type: ignore[operator]


def test_a_role_becomes_an_edge_to_the_event() -> None:
    assert set(contributions(claim())) == {Pair(Rel.VICTIM_IN, "person:a", "event:e")}


def test_a_place_hangs_on_the_event() -> None:
    place = Link(slot=Slot.PLACE, record="record:p", of="record:e", world="place:p")
    assert Pair(Rel.OCCURRED_AT, "event:e", "place:p") in set(contributions(claim(links=(EVENT, place))))


@pytest.mark.parametrize(
    "changes",
    [
        {"polarity": "-"},
        {"certainty": Certainty.UNKNOWN},
        {"certainty": Certainty.INTENT},
        *({"actuality": actuality} for actuality in Actuality if actuality is not Actuality.ASSERTED),
    ],
)
def test_what_is_not_said_to_have_happened_makes_no_role(changes: dict[str, object]) -> None:
    assert list(contributions(claim(**changes))) == []


def test_a_denial_still_says_who_spoke_about_what() -> None:
    denial = claim(polarity="-", sources=("person:b",), speakers=("Pavel Dorn",))
    assert set(contributions(denial)) == {
        Pair(Rel.SAID_ABOUT, "person:b", "event:e"),
        Pair(Rel.CITES_SOURCE, "report:1", "person:b"),
    }


def test_the_last_of_a_chain_speaks_and_all_are_cited() -> None:
    pairs = set(contributions(claim(sources=("organisation:o", "person:b"), speakers=("Monitor", "Ilse"))))
    assert Pair(Rel.SAID_ABOUT, "person:b", "event:e") in pairs
    assert Pair(Rel.SAID_ABOUT, "organisation:o", "event:e") not in pairs
    assert {pair.end for pair in pairs if pair.type is Rel.CITES_SOURCE} == {"organisation:o", "person:b"}


def test_a_role_without_a_world_node_makes_no_edge() -> None:
    nobody = Link(slot=Slot.VICTIM, record="record:v", of="record:e", world=None)
    assert list(contributions(claim(links=(EVENT, nobody)))) == []


def test_kin_is_a_link_and_a_place_in_a_place_lies_in_it() -> None:
    kin = relation_claim(Relation.PARENT_OF, "person:a", "person:b")
    assert set(contributions(kin)) == {Pair(Rel.LINKED_TO, "person:a", "person:b", "PARENT_OF")}
    inside = relation_claim(Relation.LOCATED_IN, "place:q", "place:p")
    assert set(contributions(inside)) == {Pair(Rel.LOCATED_IN, "place:q", "place:p")}


def test_nothing_is_linked_to_itself() -> None:
    assert list(contributions(relation_claim(Relation.KIN_OF, "person:a", "person:a"))) == []


def test_parallel_links_stay_apart() -> None:
    edges = derived_edges(
        [
            relation_claim(Relation.PARENT_OF, "person:a", "person:b"),
            relation_claim(Relation.KIN_OF, "person:a", "person:b"),
        ]
    )
    assert len({edge.id for edge in edges}) == 2


def test_the_clearest_claim_lends_its_words() -> None:
    edges = derived_edges(
        [
            claim(id="claim:1", certainty=Certainty.REPORTED, quote="it is reported"),
            claim(id="claim:2", certainty=Certainty.VERIFIED, quote="it is verified", speakers=("The Monitor",)),
        ]
    )
    (edge,) = edges
    assert edge.properties["quote"] == "it is verified"
    assert edge.properties["certainty"] == "verified"
    assert edge.properties["speakers"] == sorted([NARRATOR, "The Monitor"])


def test_the_end_that_fewer_claims_touch_is_the_event_or_report() -> None:
    assert anchor(Pair(Rel.VICTIM_IN, "person:a", "event:e")) == "event:e"
    assert anchor(Pair(Rel.OCCURRED_AT, "event:e", "place:p")) == "event:e"
    assert anchor(Pair(Rel.CITES_SOURCE, "report:1", "person:a")) == "report:1"


def test_derived_types_are_marked_in_the_vocabulary() -> None:
    assert all(RELS[rel].derived for rel in DERIVED_RELS)
