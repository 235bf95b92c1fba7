from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from graph.errors import BadArgument, UnknownId
from graph.ids import prefix_of
from graph.labels import VOLATILE, Label, Rel
from graph.neighbourhood import claim_details, neighbourhood, whole_picture
from graph.plan import plan
from graph.reading import Run
from graph.store import GraphStore
from graph.subgraph import Edge, Node, Subgraph
from tests.readings import ONE, first, second

from .stories import killings


@pytest.fixture
def told(any_store: GraphStore) -> GraphStore:
    """A store with the two hand-made readings."""
    return _tell(any_store)


def _tell(store: GraphStore) -> GraphStore:
    for reading in (first(), second()):
        store.write(plan(reading))
    return store


def _ids(store: GraphStore) -> dict[tuple[str, str], str]:
    return {(node.label.value, node.name): node.id for node in store.nodes()}


def _names(subgraph: Subgraph) -> list[str]:
    return [node.name for node in subgraph.nodes]


def _relations(subgraph: Subgraph) -> set[tuple[str, str, str]]:
    name = {node.id: node.name for node in subgraph.nodes}
    return {(name[edge.start], edge.type.value, name[edge.end]) for edge in subgraph.edges}


def test_a_person_with_whom_and_what_reports_tie_to_him(told: GraphStore) -> None:
    found = neighbourhood(told, _ids(told)["Person", "Tomas Varga"])
    assert _names(found) == ["Tomas Varga", "Ilse Varga", "killing of Tomas Varga"]
    assert _relations(found) == {
        ("Tomas Varga", "VICTIM_IN", "killing of Tomas Varga"),
        ("Ilse Varga", "LINKED_TO", "Tomas Varga"),
        ("Ilse Varga", "SAID_ABOUT", "killing of Tomas Varga"),
    }
    assert (found.truncated, found.total_nodes) == (False, 3)
    killing, kinship = found.claims
    assert killing.speakers == ("Meridian Rights Monitor", "Ilse Varga")
    assert (killing.report_name, killing.published, killing.certainty) == ("one.txt", "2031-05-09", "testimony")
    (span,) = killing.evidence
    assert ONE[span.start : span.end] == span.quote == "masked gunmen shot dead her son, Tomas Varga"
    assert span.sentence == ONE.splitlines()[0] == ONE[span.sentence_start :][: len(span.sentence)]
    assert kinship.predicate == "PARENT_OF"


def test_the_nearest_and_best_evidenced_come_first_and_the_rest_is_counted(told: GraphStore) -> None:
    town = _ids(told)["Place", "Ostraven"]
    found = neighbourhood(told, town, depth=2)
    assert _names(found)[:3] == ["Ostraven", "deaths in Ostraven", "killings in Ostraven"], "verified before reported"
    assert (len(found.nodes), found.truncated) == (7, False)
    part = neighbourhood(told, town, depth=4, max_nodes=3)
    assert _names(part) == _names(found)[:3]
    assert _relations(part) == {
        ("deaths in Ostraven", "OCCURRED_AT", "Ostraven"),
        ("killings in Ostraven", "OCCURRED_AT", "Ostraven"),
    }
    assert (part.truncated, part.total_nodes) == (True, 9), "7 and the two reports that cite their sources"
    assert neighbourhood(told, town, max_nodes=1).edges == ()


def test_reports_that_cite_somebody_are_shown_but_lead_no_further(told: GraphStore) -> None:
    found = neighbourhood(told, _ids(told)["Person", "Pavel Dorn"], depth=4)
    assert _names(found) == ["Pavel Dorn", "killing of a young baker", "two.txt"]


def test_a_claim_with_its_records_sentence_report_and_world(told: GraphStore) -> None:
    statement = _ids(told)["Statement", "Pavel Dorn: deny"]
    claim = next(edge.start for edge in told.edges() if edge.type is Rel.CONTENT_OF and edge.end == statement)
    found = neighbourhood(told, claim)
    kinds = [node.label for node in found.nodes]
    assert kinds[0] is Label.CLAIM
    assert {label: kinds.count(label) for label in kinds} == {
        Label.CLAIM: 1, Label.STATEMENT: 1, Label.RECORD: 4, Label.SENTENCE: 1, Label.REPORT: 1,
        Label.PERSON: 2, Label.GROUP: 1, Label.EVENT: 1,
    }  # fmt: skip
    assert [detail.id for detail in found.claims] == [claim]
    assert found.claims[0].polarity == "-"


def test_a_report_is_shown_as_it_is_read(told: GraphStore) -> None:
    report = _ids(told)["Report", "two.txt"]
    found = neighbourhood(told, report)
    order = [prefix_of(node.id) for node in found.nodes]
    assert order[:4] == ["report", "organisation", "person", "organisation"], "its sources, the clearest first"
    assert order[4:] == ["sentence", "claim", "sentence", "statement", "claim", "sentence", "claim"]
    starts = [node.properties["start"] for node in found.nodes if node.label is Label.SENTENCE]
    assert starts == sorted(starts)
    assert len(found.claims) == 3
    assert {node.label for node in neighbourhood(told, report, depth=2).nodes} >= {Label.RECORD, Label.EVENT}


def test_everything_has_a_neighbourhood_that_holds_together(told: GraphStore) -> None:
    for node in list(told.nodes()):
        found = neighbourhood(told, node.id)
        ids = [other.id for other in found.nodes]
        assert found.nodes[0] == node
        assert len(set(ids)) == len(ids) == found.total_nodes
        assert {end for edge in found.edges for end in (edge.start, edge.end)} <= set(ids)
        if node.label is not Label.SCHEMA_VERSION and len(ids) > 1:
            assert {end for edge in found.edges for end in (edge.start, edge.end)} == set(ids), "none hangs loose"
        relied_on = {ident for edge in found.edges for ident in edge.claim_ids}
        assert relied_on <= {claim.id for claim in found.claims}


def test_a_relationship_comes_with_its_ends_and_claims(told: GraphStore) -> None:
    one_a_type = {edge.type: edge for edge in told.edges()}
    assert len(one_a_type) > 12
    for edge in one_a_type.values():
        found = neighbourhood(told, edge.id)
        assert found.edges == (edge,)
        assert {node.id for node in found.nodes} == {edge.start, edge.end}
        assert [claim.id for claim in found.claims] == edge.claim_ids


@pytest.mark.parametrize(
    "ident",
    ["", "person", "person:", "person:nobody", "event:nothing", "edge:none", "ghost:x", "Person:x", "person:x' OR 1=1", "x" * 100_000],
)  # fmt: skip
def test_an_unknown_id_says_where_ids_come_from(embedded_store: GraphStore, ident: str) -> None:
    with pytest.raises(UnknownId) as caught:
        neighbourhood(embedded_store, ident)
    assert "find" in caught.value.hint
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("bounds", [{"depth": 0}, {"depth": 5}, {"max_nodes": 0}, {"max_nodes": 5001}])
def test_bounds_are_kept(embedded_store: GraphStore, bounds: Mapping[str, int]) -> None:
    with pytest.raises(BadArgument) as caught:
        neighbourhood(embedded_store, "person:x", **bounds)
    assert caught.value.hint
    if "max_nodes" in bounds:
        with pytest.raises(BadArgument):
            whole_picture(embedded_store, **bounds)


def test_what_a_later_reading_superseded_is_left_out_and_yet_found_by_its_id(told: GraphStore) -> None:
    old = first()
    gone = next(node for node in told.nodes() if node.label is Label.CLAIM and node.properties["predicate"] == "threat")
    kept = tuple(claim for claim in old.claims if claim.predicate != "threat")
    told.write(plan(replace(old, claims=kept, run=Run(extractor="by-hand", version="2"))))
    ids = _ids(told)
    assert gone.id not in {node.id for node in neighbourhood(told, ids["Report", "one.txt"], depth=2).nodes}
    assert gone.id not in {claim.id for claim in whole_picture(told).claims}
    again = neighbourhood(told, gone.id)
    assert again.nodes[0].properties["superseded_by"]
    assert [claim.id for claim in again.claims] == [gone.id]


def test_the_whole_picture_goes_from_part_to_part(told: GraphStore) -> None:
    whole = whole_picture(told)
    names = _names(whole)
    assert len(names) == 17
    assert set(names[:7]) == set(_names(neighbourhood(told, _ids(told)["Place", "Ostraven"], depth=2)))
    assert set(names[12:14]) == {"Pavel Dorn", "killing of a young baker"}
    assert set(names[14:]) == {"soldiers", "a young baker", "6 other people"}, "nobody ties them to anything"
    assert all(prefix_of(edge.start) != "report" for edge in whole.edges)
    assert {ident for edge in whole.edges for ident in edge.claim_ids} == {claim.id for claim in whole.claims}
    part = whole_picture(told, max_nodes=2)
    assert _names(part) == names[:2]
    assert len(part.edges) == 1
    assert (part.truncated, part.total_nodes) == (True, 17)


def test_an_empty_store_has_an_empty_picture(embedded_store: GraphStore) -> None:
    assert whole_picture(embedded_store) == Subgraph()


def test_a_place_with_hundreds_of_events_is_cut_and_counted(any_store: GraphStore) -> None:
    any_store.write(plan(killings((f"Victim{n} Person", "", "Bigtown") for n in range(700))))
    town = _ids(any_store)["Place", "Bigtown"]
    found = neighbourhood(any_store, town)
    assert (len(found.nodes), len(found.edges), len(found.claims)) == (200, 199, 199)
    assert (found.truncated, found.total_nodes) == (True, 701)
    assert neighbourhood(any_store, town, depth=2, max_nodes=5000).total_nodes == 1401
    whole = whole_picture(any_store, max_nodes=5000)
    assert (len(whole.nodes), len(whole.edges), whole.truncated) == (1401, 1400, False)
    assert whole.nodes[0].id == town
    details = claim_details(any_store, [*(claim.id for claim in whole.claims), "claim:none"])
    assert details == whole.claims
    assert len(details) == 700
    assert [claim.evidence[0].start for claim in details] == sorted(claim.evidence[0].start for claim in details)


def test_both_engines_show_the_same(embedded_store: GraphStore, neo4j_store: GraphStore) -> None:
    one, other = _tell(embedded_store), _tell(neo4j_store)
    assert _lasting(whole_picture(one)) == _lasting(whole_picture(other))
    for node in {node.label: node for node in one.nodes()}.values():
        assert _lasting(neighbourhood(one, node.id, depth=2)) == _lasting(neighbourhood(other, node.id, depth=2))


def _lasting(subgraph: Subgraph) -> Subgraph:
    """Without the times of processing."""

    def kept(things: Iterable[Node | Edge]) -> tuple[Node | Edge, ...]:
        return tuple(
            replace(thing, properties={k: v for k, v in thing.properties.items() if k not in VOLATILE})
            for thing in things
        )

    return replace(subgraph, nodes=kept(subgraph.nodes), edges=kept(subgraph.edges))
