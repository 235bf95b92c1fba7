"""A reading becomes writes: the same ones whatever the order of what was found."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidFact
from graph.ids import prefix_of
from graph.labels import LABELS, RELS, Label, Rel
from graph.plan import CAPTION_LENGTH, caption, plan, run_digest
from graph.reading import Reading, Run
from graph.writes import EdgeWrite, NodeWrite, Plan
from tests.readings import document, first, second
from tests.strategies import readings


@given(readings())
def test_every_id_names_its_label(reading: Reading) -> None:
    for node in plan(reading).nodes:
        assert prefix_of(node.id) == LABELS[node.label].prefix


@given(readings())
def test_every_edge_fits_the_vocabulary(reading: Reading) -> None:
    for edge in plan(reading).edges:
        assert edge.start_label in RELS[edge.type].starts
        assert edge.end_label in RELS[edge.type].ends
        assert not RELS[edge.type].derived


@given(readings())
def test_every_claim_proposal_and_statement_has_evidence(reading: Reading) -> None:
    made = plan(reading)
    evidenced = {edge.start for edge in made.edges if edge.type is Rel.EVIDENCED_BY}
    spoken = {node.id for node in made.nodes if node.label in (Label.CLAIM, Label.PROPOSAL, Label.STATEMENT)}
    assert evidenced == spoken


@given(readings())
def test_every_quote_is_what_the_text_says(reading: Reading) -> None:
    text = reading.document.text
    for edge in plan(reading).edges:
        if edge.type is Rel.EVIDENCED_BY:
            start, end = edge.properties["start"], edge.properties["end"]
            assert isinstance(start, int) and isinstance(end, int)
            assert text[start:end] == edge.properties["quote"]


@given(readings(), st.randoms(use_true_random=False))
def test_order_of_finds_does_not_matter(reading: Reading, random: Random) -> None:
    shuffled = Reading(
        document=reading.document,
        run=reading.run,
        records=tuple(random.sample(reading.records, len(reading.records))),
        mentions=tuple(random.sample(reading.mentions, len(reading.mentions))),
        claims=tuple(random.sample(reading.claims, len(reading.claims))),
        statements=tuple(random.sample(reading.statements, len(reading.statements))),
        proposals=tuple(random.sample(reading.proposals, len(reading.proposals))),
    )
    one, two = plan(reading), plan(shuffled)
    assert {node.id for node in one.nodes} == {node.id for node in two.nodes}
    assert {edge.id for edge in one.edges} == {edge.id for edge in two.edges}
    assert one.run == two.run


@given(readings())
def test_a_proposal_is_written_as_its_claim_would_be_under_another_label(reading: Reading) -> None:
    proposed = plan(replace(reading, claims=(), proposals=reading.claims))
    told = plan(replace(reading, proposals=()))
    assert not [node for node in proposed.nodes if node.label is Label.CLAIM]
    claims = {node.id: node.properties for node in told.nodes if node.label is Label.CLAIM}
    found = {str(n.properties["claim_id"]): n for n in proposed.nodes if n.label is Label.PROPOSAL}
    assert found.keys() == claims.keys()
    for ident, node in found.items():
        assert {**claims[ident], "claim_id": ident} == {**node.properties, "proposal_id": None}
        assert _ties(told, ident) == _ties(proposed, node.id)


@given(readings())
def test_what_is_claimed_is_not_proposed_as_well(reading: Reading) -> None:
    made = plan(replace(reading, proposals=(*reading.claims, *reading.claims)))
    assert made == plan(replace(reading, proposals=()))


def _ties(made: Plan, ident: str) -> list[tuple[object, ...]]:
    return [(e.type, e.end, e.key, e.properties) for e in made.edges if e.start == ident]


@given(readings())
def test_keeping_apart_moves_one_record_alone(reading: Reading) -> None:
    made = plan(reading)
    identified = {edge.start: edge for edge in made.edges if edge.type is Rel.IDENTIFIED_AS}
    for record, edge in identified.items():
        moved = plan(reading, apart={record})
        after = {e.start: e for e in moved.edges if e.type is Rel.IDENTIFIED_AS}
        assert after[record].properties["decided_by"] == "person"
        assert after.keys() == identified.keys()
        assert sum(1 for other in after.values() if other.end == after[record].end) == 1
        assert all(after[other].id == identified[other].id for other in identified if other != record)
        assert edge.end_label is after[record].end_label


def test_a_reader_that_changes_gives_the_same_ids_but_another_run() -> None:
    reading = first()
    later = Reading(
        document=reading.document, run=Run(extractor="by-hand", version="2"), records=reading.records,
        mentions=reading.mentions, claims=reading.claims, statements=reading.statements,
    )  # fmt: skip
    assert {node.id for node in plan(later).nodes} == {node.id for node in plan(reading).nodes}
    assert run_digest(later) != run_digest(reading)


def test_readings_that_share_an_organisation_share_its_node() -> None:
    shared = {node.id for node in plan(first()).nodes} & {node.id for node in plan(second()).nodes}
    assert {prefix_of(ident) for ident in shared} == {"organisation", "place"}


def test_a_document_without_finds_is_still_written() -> None:
    made = plan(Reading(document=document("Nothing here.\n"), run=Run(extractor="x", version="1"), status="no-claims"))
    assert [node.label for node in made.nodes] == [Label.REPORT, Label.SENTENCE]


def test_captions_are_clipped_at_a_word() -> None:
    shown = caption("river " * 40)
    assert len(shown) <= CAPTION_LENGTH + 2 and shown.endswith("river …")
    assert caption("two\n lines") == "two lines"


def test_a_plan_does_not_write_a_node_twice() -> None:
    node = NodeWrite(Label.PERSON, "person:a")
    with pytest.raises(InvalidFact, match="twice"):
        Plan(report="r", run="x", nodes=(node, node), edges=())


def test_a_plan_does_not_tie_what_it_does_not_write() -> None:
    edge = EdgeWrite(Rel.LINKED_TO, Label.PERSON, "person:a", Label.PERSON, "person:b")
    with pytest.raises(InvalidFact, match="ties"):
        Plan(report="r", run="x", nodes=(NodeWrite(Label.PERSON, "person:a"),), edges=(edge,))
