"""What every store does with proposals: kept from the claims, accepted, rejected, taken back, read again."""

from dataclasses import replace

import pytest

from graph.dump import dump
from graph.errors import BadInput, UnknownId
from graph.labels import DERIVED_RELS, Label, Rel
from graph.plan import claim_id, plan, proposal_id
from graph.reading import Reading, Run
from graph.store import GraphStore
from graph.subgraph import Edge, Node
from queries.catalogue import ask, load_catalogue
from tests.queries.places import third
from tests.readings import second

REPORT = second().document.id
DENIED = second().proposals[0]
PROPOSAL, CLAIM = proposal_id(DENIED, REPORT), claim_id(DENIED, REPORT)
REVIEW = load_catalogue().get("quality/proposals")
LATER = Run(extractor="by-hand", version="2")


def derived(store: GraphStore) -> list[Edge]:
    return [edge for edge in store.edges() if edge.type in DERIVED_RELS]


def node(store: GraphStore, ident: str) -> Node | None:
    return next((found for found in store.nodes() if found.id == ident), None)


def listed(store: GraphStore, state: str = "awaiting") -> list[str]:
    return [str(row[0]) for row in ask(store, REVIEW, {"state": state}).rows]


def without_decisions(store: GraphStore) -> list[str]:
    return [line for line in dump(store) if '"judgement:' not in line]


def told(reading: Reading) -> Reading:
    """The same report read by somebody who stands by all of it."""
    return replace(reading, run=LATER, claims=(*reading.claims, *reading.proposals), proposals=())


def silent(reading: Reading) -> Reading:
    """The same report read by somebody who proposes nothing."""
    return replace(reading, run=LATER, proposals=())


def test_a_proposal_supports_nothing(every_store: GraphStore) -> None:
    every_store.write(plan(replace(second(), proposals=())))
    before = derived(every_store)
    every_store.write(plan(second()))
    assert derived(every_store) == before
    assert listed(every_store) == [PROPOSAL]
    assert node(every_store, CLAIM) is None


def test_what_is_accepted_is_what_a_reader_would_have_told(every_store: GraphStore) -> None:
    every_store.write(plan(replace(told(second()), run=second().run)))
    expected = [line for line in dump(every_store) if '"claim:' in line or line.startswith('{"label":"Claim"')]
    every_store.write(plan(replace(silent(second()), run=second().run)))
    every_store.write(plan(second()))
    decided = every_store.accept(PROPOSAL, decided_by="R. Voss", reason="two witnesses")
    assert decided.claim == CLAIM
    lines = [line.replace(f'"proposal_id":"{PROPOSAL}",', "") for line in without_decisions(every_store)]
    assert [line for line in lines if '"claim:' in line and '"label":"Proposal"' not in line] == expected
    judgement = node(every_store, decided.judgement)
    assert judgement is not None
    kept = judgement.properties
    assert (kept["decided_by"], kept["reason"], kept["live"]) == ("R. Voss", "two witnesses", True)
    assert "decided_at" in kept
    accepted = node(every_store, CLAIM)
    assert accepted is not None and accepted.properties["method"] == "model:overlooks-denials"
    assert [edge.claim_ids for edge in derived(every_store) if edge.type is Rel.ALLEGED_PERPETRATOR_OF] == [[CLAIM]]


def test_accepting_and_taking_back(every_store: GraphStore) -> None:
    every_store.write(plan(second()))
    before = without_decisions(every_store)
    every_store.accept(PROPOSAL, decided_by="R. Voss")
    assert (listed(every_store), listed(every_store, "accepted")) == ([], [PROPOSAL])
    every_store.reopen(PROPOSAL)
    assert (listed(every_store), listed(every_store, "accepted")) == ([PROPOSAL], [])
    after = without_decisions(every_store)
    assert [line for line in after if CLAIM not in line or (PROPOSAL in line and '"Proposal"' in line)] == before
    gone = node(every_store, CLAIM)
    assert gone is not None and str(gone.properties["superseded_by"]).startswith("judgement:"), "kept, not deleted"


def test_rejecting_and_taking_back(every_store: GraphStore) -> None:
    every_store.write(plan(second()))
    before = list(dump(every_store))
    decided = every_store.reject(PROPOSAL, reason="he denies it", decided_by="R. Voss")
    assert decided.claim is None
    assert (listed(every_store), listed(every_store, "rejected")) == ([], [PROPOSAL])
    assert without_decisions(every_store) == before
    every_store.reopen(PROPOSAL)
    assert listed(every_store) == [PROPOSAL]


def test_every_decision_stays_on_file(any_store: GraphStore) -> None:
    any_store.write(plan(second()))
    made = []
    for _ in range(2):
        made.append(any_store.accept(PROPOSAL, reason="the same", decided_by="R. Voss").judgement)
        any_store.reopen(PROPOSAL)
        made.append(any_store.reject(PROPOSAL, reason="the same", decided_by="A. Holm").judgement)
        any_store.reopen(PROPOSAL)
    kept = {found.id: found for found in any_store.nodes() if found.label is Label.JUDGEMENT}
    assert sorted(kept) == sorted(set(made)) and len(kept) == 4
    assert [kept[ident].properties["decided_by"] for ident in made] == ["R. Voss", "A. Holm"] * 2
    assert not any(found.properties["live"] for found in kept.values())
    assert all("retracted_at" in found.properties for found in kept.values())


def test_errors(every_store: GraphStore) -> None:
    every_store.write(plan(second()))
    with pytest.raises(UnknownId, match="no live proposal"):
        every_store.accept("proposal:none", decided_by="x")
    with pytest.raises(UnknownId, match="no live proposal"):
        every_store.reject("proposal:none", reason="x", decided_by="x")
    with pytest.raises(UnknownId):
        every_store.reopen("proposal:none")
    with pytest.raises(BadInput, match="no decision"):
        every_store.reopen(PROPOSAL)
    every_store.accept(PROPOSAL, decided_by="x")
    with pytest.raises(BadInput, match="already"):
        every_store.accept(PROPOSAL, decided_by="x")
    with pytest.raises(BadInput, match="already"):
        every_store.reject(PROPOSAL, reason="x", decided_by="x")


def test_a_superseded_proposal_cannot_be_decided(any_store: GraphStore) -> None:
    any_store.write(plan(second()))
    assert any_store.write(plan(silent(second()))).superseded == 1
    assert listed(any_store) == []
    with pytest.raises(UnknownId, match="no live proposal"):
        any_store.accept(PROPOSAL, decided_by="x")
    any_store.write(plan(second()))
    assert listed(any_store) == [PROPOSAL]


def test_decisions_outlive_reading_the_report_again(every_store: GraphStore) -> None:
    for reading in (second(), third()):
        every_store.write(plan(reading))
    every_store.accept(PROPOSAL, decided_by="R. Voss")
    every_store.reject(proposal_id(third().proposals[0], third().document.id), reason="no", decided_by="R. Voss")
    before, edges = list(dump(every_store)), list(every_store.edges())
    for reading in (second(), third()):
        assert every_store.write(plan(reading)).superseded == 0
    assert list(dump(every_store)) == before
    assert list(every_store.edges()) == edges


def test_what_a_person_accepted_stands_though_no_reader_proposes_it_any_more(every_store: GraphStore) -> None:
    every_store.write(plan(second()))
    every_store.accept(PROPOSAL, decided_by="R. Voss")
    edges = derived(every_store)
    assert every_store.write(plan(silent(second()))).superseded == 1, "the proposal alone"
    assert derived(every_store) == edges
    assert listed(every_store, "accepted") == [PROPOSAL], "so that it can still be taken back"
    every_store.reopen(PROPOSAL)
    assert (listed(every_store), listed(every_store, "accepted")) == ([], [])
    assert CLAIM not in {ident for edge in derived(every_store) for ident in edge.claim_ids}


def test_what_a_person_accepted_goes_and_comes_with_what_it_is_about(every_store: GraphStore) -> None:
    every_store.write(plan(second()))
    every_store.accept(PROPOSAL, decided_by="R. Voss")
    before = list(dump(every_store))
    nobody = replace(second(), run=LATER, records=(), mentions=(), claims=(), statements=(), proposals=())
    every_store.write(plan(nobody))
    assert derived(every_store) == []
    gone = node(every_store, CLAIM)
    assert gone is not None and "superseded_by" in gone.properties
    every_store.write(plan(second()))
    assert list(dump(every_store)) == before


def test_what_a_reader_comes_to_stand_by_needs_no_person(every_store: GraphStore) -> None:
    every_store.write(plan(second()))
    every_store.accept(PROPOSAL, decided_by="R. Voss")
    edges = derived(every_store)
    every_store.write(plan(told(second())))
    assert listed(every_store) == []
    every_store.reopen(PROPOSAL)
    assert derived(every_store) == edges
    every_store.write(plan(silent(second())))
    assert CLAIM not in {ident for edge in derived(every_store) for ident in edge.claim_ids}


def test_what_both_stood_by_stands_by_the_person_alone(any_store: GraphStore) -> None:
    any_store.write(plan(second()))
    any_store.accept(PROPOSAL, decided_by="R. Voss")
    before = list(dump(any_store))
    any_store.write(plan(told(second())))
    any_store.write(plan(second()))
    assert list(dump(any_store)) == before
    any_store.reopen(PROPOSAL)
    assert CLAIM not in {ident for edge in derived(any_store) for ident in edge.claim_ids}
