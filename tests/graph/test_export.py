import csv
import io
import json
import warnings
from collections.abc import Iterator
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from rdflib import Dataset

from graph.cells import guarded, unguarded
from graph.export import COLUMNS, Format, export
from graph.graphml import from_graphml
from graph.labels import Label
from graph.plan import plan
from graph.rdf import from_rdf
from graph.reading import Run
from graph.store import GraphStore
from graph.subgraph import Subgraph
from tests.readings import ONE, TWO, first, second

from .stories import killings
from .strategies import TEXT, UNTIMED


@pytest.fixture
def told(any_store: GraphStore) -> GraphStore:
    """A store with the two hand-made readings, of which the first was read again and lost its threat."""
    old = first()
    kept = tuple(claim for claim in old.claims if claim.predicate != "threat")
    again = replace(old, claims=kept, run=Run(extractor="by-hand", version="2"))
    for reading in (old, second(), again):
        any_store.write(plan(reading))
    return any_store


def _written(store: GraphStore, form: Format) -> str:
    out = io.StringIO(newline="")
    export(store, form, out)
    return out.getvalue()


def _live(store: GraphStore) -> tuple[set[str], set[str]]:
    nodes = {
        node.id
        for node in store.nodes()
        if node.label not in (Label.SCHEMA_VERSION, Label.PROPOSAL) and "superseded_by" not in node.properties
    }
    return nodes, {edge.id for edge in store.edges() if {edge.start, edge.end} <= nodes}


def _shape(subgraph: Subgraph) -> tuple[set[str], set[str]]:
    return {node.id for node in subgraph.nodes}, {edge.id for edge in subgraph.edges}


def test_graphml_holds_all_that_is_live(told: GraphStore) -> None:
    text = _written(told, Format.GRAPHML)
    found = from_graphml(text)
    assert _shape(found) == _live(told)
    in_store = {node.id: node for node in told.nodes()}
    assert all(in_store[node.id] == node for node in found.nodes), "moments of time too"
    assert nx.parse_graphml(text).number_of_nodes() == len(found.nodes)
    assert _written(told, Format.GRAPHML) == text


@pytest.mark.parametrize("form", [Format.TURTLE, Format.TRIG])
def test_rdf_holds_all_that_is_live_and_every_claim_in_full(told: GraphStore, form: Format) -> None:
    text = _written(told, form)
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser uses what rdflib deprecates
        dataset.parse(data=text, format=form.value)
    found = from_rdf(dataset)
    assert _shape(found) == _live(told)
    assert {claim.id for claim in found.claims} == {node.id for node in found.nodes if node.label is Label.CLAIM}
    assert ("GRAPH <urn:casegraph:claim:" in text) == (form is Format.TRIG)
    assert _written(told, form) == text


def _rows(text: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(text, newline=""), strict=True)


def test_the_table_of_claims_has_a_row_for_each_place(told: GraphStore) -> None:
    rows = list(_rows(_written(told, Format.CSV)))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["predicate"] for row in rows] == [
        "HOLDS_ROLE", "killing", "PARENT_OF", "killed > 40", "killed >= 12", "killing", "fate unknown",
    ]  # fmt: skip
    for row in rows:
        text = ONE if row["report_name"] == "one.txt" else TWO
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert text[int(row["sentence_start"]) :].startswith(row["sentence"])
        assert (row["span"], row["spans"]) == ("1", "1")
    figure = rows[3]
    assert (figure["measure"], figure["comparator"], figure["low"], figure["high"]) == ("killed", ">", "40", "")
    assert (figure["low_inclusive"], figure["verification"], figure["report_title"]) == (
        "false",
        "reported",
        "A baker's son",
    )
    assert json.loads(rows[1]["speakers"]) == ["Meridian Rights Monitor", "Ilse Varga"]
    roles = {role["slot"]: role for role in json.loads(rows[1]["roles"])}
    assert set(roles) == {"event", "victim", "alleged_perpetrator"}
    assert roles["victim"]["name"] == "Tomas Varga"
    assert roles["victim"]["event"] == roles["event"]["record"]
    assert roles["victim"]["identified_as"].startswith("person:")
    assert (rows[5]["polarity"], rows[5]["certainty"]) == ("denied", "official")
    assert rows[2]["relation"] == "PARENT_OF"


def test_both_engines_write_the_same_table(embedded_store: GraphStore, neo4j_store: GraphStore) -> None:
    for store in (embedded_store, neo4j_store):
        for reading in (first(), second(), killings([("Anna Roth", "Red Brigade", "Bigtown")])):
            store.write(plan(reading))
    assert _written(embedded_store, Format.CSV) == _written(neo4j_store, Format.CSV)


def test_a_formula_stays_text(embedded_store: GraphStore) -> None:
    formula = "=HYPERLINK(1) Ivanov"
    embedded_store.write(plan(killings([("Anna Roth", formula, "Bigtown")])))
    (row,) = _rows(_written(embedded_store, Format.CSV))
    assert row["quote"] == f"'{formula} killed Anna Roth in Bigtown."
    assert unguarded(row["quote"]) == row["quote"][1:]


def test_an_empty_store_is_an_empty_file_of_each_format(embedded_store: GraphStore) -> None:
    assert list(_rows(_written(embedded_store, Format.CSV))) == []
    assert from_graphml(_written(embedded_store, Format.GRAPHML)) == Subgraph()
    assert "cg:totalNodes 0" in _written(embedded_store, Format.TRIG)


@pytest.mark.parametrize("first_character", "=+-@\t\r\n＝＋－＠'")
def test_what_a_spreadsheet_might_run_is_marked(first_character: str) -> None:
    assert guarded(f"{first_character}1+1") == f"'{first_character}1+1"
    assert guarded(f"1{first_character}1") == f"1{first_character}1"


@UNTIMED
@given(TEXT)
def test_a_mark_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
