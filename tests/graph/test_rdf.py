import os
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from rdflib import RDF, BNode, Dataset, Literal, URIRef

from graph.errors import BadInput
from graph.labels import LABELS, OA, PROV, RELS, Rel
from graph.rdf import from_rdf, serialise_trig, serialise_turtle, to_rdf
from graph.rdf_terms import ident_of, property_name, property_term, thing
from graph.subgraph import Edge, Node, Subgraph

from .strategies import NAMES, PLAIN, TEXT, UNTIMED, subgraphs


def _read(text: str, form: str) -> Dataset:
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser uses what rdflib deprecates
        dataset.parse(data=text, format=form)
    return dataset


TURTLE = serialise_turtle(to_rdf(PLAIN))
TRIG = serialise_trig(to_rdf(PLAIN))


@UNTIMED
@given(subgraphs())
def test_a_dataset_gives_back_the_subgraph(subgraph: Subgraph) -> None:
    assert from_rdf(to_rdf(subgraph)) == subgraph


@UNTIMED
@given(subgraphs())
def test_turtle_text_gives_back_the_subgraph(subgraph: Subgraph) -> None:
    assert from_rdf(_read(serialise_turtle(to_rdf(subgraph)).encode().decode(), "turtle")) == subgraph


@UNTIMED
@given(subgraphs())
def test_trig_text_gives_back_the_subgraph_and_every_quad(subgraph: Subgraph) -> None:
    dataset = to_rdf(subgraph)
    again = _read(serialise_trig(dataset).encode().decode(), "trig")
    assert from_rdf(again) == subgraph
    assert serialise_trig(again) == serialise_trig(dataset)


@UNTIMED
@given(subgraphs())
def test_there_are_no_blank_nodes(subgraph: Subgraph) -> None:
    assert not [
        term for quad in to_rdf(subgraph).quads((None, None, None, None)) for term in quad if isinstance(term, BNode)
    ]


@UNTIMED
@given(TEXT, NAMES)
def test_ids_and_property_names_have_terms_of_their_own(ident: str, name: str) -> None:
    assert ident_of(thing(ident)) == ident
    assert property_name(property_term(name)) == name


def test_every_label_and_type_has_a_term_of_its_own() -> None:
    assert len({spec.rdf_class for spec in LABELS.values()}) == len(LABELS)
    assert len({spec.rdf for spec in RELS.values()}) == len(RELS)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "from tests.graph.strategies import PLAIN; from graph.rdf import *; dataset = to_rdf(PLAIN);"
        "print(serialise_turtle(dataset) + serialise_trig(dataset), end='')"
    )
    for seed in "012":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        out = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True)
        assert out.stdout == TURTLE + TRIG


def test_a_span_has_both_selectors_with_the_words_around_it() -> None:
    asked = """
        SELECT ?start ?end ?prefix ?exact ?suffix WHERE {
            ?claim prov:wasQuotedFrom ?span . ?span oa:hasSource ?report ; oa:hasSelector ?position , ?words .
            ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end .
            ?words a oa:TextQuoteSelector ; oa:prefix ?prefix ; oa:exact ?exact ; oa:suffix ?suffix . }"""
    rows = _read(TURTLE, "turtle").default_graph.query(asked, initNs={"prov": PROV, "oa": OA})
    assert [tuple(map(str, row)) for row in rows] == [("112", "129", "They ", "shot dead her son", ".")]


def test_the_chain_of_speakers_is_in_order() -> None:
    asked = """
        SELECT ?name WHERE { <urn:casegraph:claim:1> prov:qualifiedAttribution ?link .
            ?link schema:position ?order ; prov:agent ?agent . ?agent schema:name ?name . } ORDER BY ?order"""
    rows = _read(TURTLE, "turtle").default_graph.query(asked, initNs={"prov": PROV, "schema": "https://schema.org/"})
    assert [str(row[0]) for row in rows] == ["Meridian Rights Monitor", "Ilse Varga"]


def test_what_a_claim_says_stands_in_its_own_graph() -> None:
    dataset = _read(TRIG, "trig")
    proposition = dataset.graph(thing("claim:1", "proposition"))
    actor = URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/hasActor")
    said = (thing("event:1"), actor, thing("person:1"))
    assert said in proposition
    assert said not in dataset.default_graph
    assert (thing("person:1"), URIRef(RELS["VICTIM_IN"].rdf), thing("event:1")) in proposition


def test_a_derived_edge_points_to_its_claims_and_is_a_plain_triple_too() -> None:
    graph = _read(TURTLE, "turtle").default_graph
    plain = (thing("person:1"), URIRef(RELS["VICTIM_IN"].rdf), thing("event:1"))
    assert plain in graph
    assert (thing("edge:1"), RDF.predicate, plain[1]) in graph
    assert (thing("edge:1"), URIRef(PROV + "wasDerivedFrom"), thing("claim:1")) in graph


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cg:isTruncated false", "cg:other false"),
        ("cg:totalNodes 2", "cg:totalNodes true"),
        ("cg:totalNodes 2", 'cg:totalNodes "2"^^xsd:byte'),
        ('cg:nodeLabel "Person"', 'cg:nodeLabel "Culprit"'),
        ('cg:nodeLabel "Person"', "cg:nodeLabel 7"),
        ('cg:nodeLabel "Person"', 'cg:nodeLabel "Person", "Place"'),
        ("cg:viewPosition 1", 'cg:viewPosition "first"'),
        ("rdf:predicate cg:victimIn", "rdf:predicate cg:killed"),
        ("rdf:subject <urn:casegraph:person:1>", "rdf:subject <urn:other:person:1>"),
        ("rdf:subject <urn:casegraph:person:1>", 'rdf:subject "person:1"'),
        ('"[\\"claim:1\\"]"^^rdf:JSON', '"[7, \\"claim:1\\"]"^^rdf:JSON'),
        ('"[\\"claim:1\\"]"^^rdf:JSON', '"["^^rdf:JSON'),
        ("schema:appearance <urn:casegraph:report:1>", "schema:author <urn:casegraph:report:1>"),
        ("a oa:TextQuoteSelector", "a oa:FragmentSelector"),
        ("prov:agent <urn:casegraph:claim:1#speaker-1>", "prov:agent <urn:casegraph:claim:1#speaker-9>"),
    ],
)  # fmt: skip
def test_foreign_triples_are_refused(old: str, new: str) -> None:
    assert old in TURTLE
    with pytest.raises(BadInput) as caught:
        from_rdf(_read(TURTLE.replace(old, new), "turtle"))
    assert caught.value.hint


def test_every_term_stands_in_the_documentation() -> None:
    about = Edge("edge:2", Rel.ABOUT, "claim:1", "record:1", {"slot": "victim", "of": "record:2"})
    nodes = tuple(Node(f"{spec.prefix}:1", label) for label, spec in LABELS.items())
    text = serialise_trig(to_rdf(replace(PLAIN, nodes=nodes, edges=(*PLAIN.edges, about))))
    documented = (Path(__file__).parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
    properties = {"cg:certainty", "cg:claim_ids", "cg:quote", "cg:speakers", "cg:of", "cg:slot", "cg:about"}
    for term in set(re.findall(r"(?<![\w:/#])(?:cg|oa|prov|rdf|schema|sem|xsd):\w+", text)) - properties:
        assert f"`{term}`" in documented, term


def test_an_empty_dataset_is_refused() -> None:
    with pytest.raises(BadInput):
        from_rdf(Dataset())


def test_other_peoples_triples_are_written_as_they_are() -> None:
    dataset = Dataset()
    dataset.default_graph.add((URIRef("urn:x"), URIRef("urn:says"), Literal('a "b"\n\\', lang="en")))
    dataset.default_graph.add((URIRef("urn:x"), URIRef("urn:says"), Literal("07", datatype=URIRef("urn:y"))))
    assert set(_read(serialise_turtle(dataset), "turtle").default_graph) == set(dataset.default_graph)
