import json

import pytest
import rdflib
from fastapi.testclient import TestClient

from api.negotiation import MEDIA_TYPES, Format
from api.pages import content_security_policy
from api.wiring import Parts
from graph.graphml import from_graphml
from graph.jgf import from_jgf
from graph.neighbourhood import neighbourhood
from tests.api.served import find


@pytest.fixture(scope="module")
def victim(client: TestClient) -> str:
    return find(client, "entities", "Tomas Varga")


def test_json_is_the_default_and_stands_on_its_claims(client: TestClient, victim: str) -> None:
    answer = client.get(f"/v1/subgraph/{victim}", params={"depth": 2})
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["vary"] == "Accept"
    found = answer.json()
    nodes = {node["id"] for node in found["nodes"]}
    claims = {claim["id"] for claim in found["claims"]}
    assert victim in nodes
    for edge in found["edges"]:
        assert {edge["source"], edge["target"]} <= nodes
        assert edge["claims"] and set(edge["claims"]) <= claims
        assert "claim_ids" not in edge["properties"]
    assert found["meta"] == {
        "truncated": False,
        "total_nodes": len(nodes),
        "shown_nodes": len(nodes),
        "shown_edges": len(found["edges"]),
        "depth": 2,
        "max_nodes": 200,
    }


def test_what_is_left_out_is_said(client: TestClient, victim: str) -> None:
    meta = client.get(f"/v1/subgraph/{victim}", params={"depth": 2, "max_nodes": 2}).json()["meta"]
    assert meta["truncated"] is True
    assert meta["shown_nodes"] == 2 < meta["total_nodes"]


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize("way", ["accept", "format"])
def test_every_format_is_to_be_had_both_ways(client: TestClient, victim: str, format: Format, way: str) -> None:
    if way == "accept":
        answer = client.get(f"/v1/subgraph/{victim}", headers={"Accept": MEDIA_TYPES[format]})
    else:
        headers = {"Accept": "text/html"}  # a named format wins
        answer = client.get(f"/v1/subgraph/{victim}", params={"format": format.value}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == MEDIA_TYPES[format]


def test_the_formats_hold_what_the_store_holds(client: TestClient, filled_parts: Parts, victim: str) -> None:
    known = neighbourhood(filled_parts.store, victim)

    def fetched(format: Format) -> str:
        return client.get(f"/v1/subgraph/{victim}", params={"format": format.value}).text

    assert from_jgf(json.loads(fetched(Format.JGF))) == known
    assert from_graphml(fetched(Format.GRAPHML)) == known
    turtle = rdflib.Graph().parse(data=fetched(Format.TURTLE), format="turtle")
    assert len(turtle) > len(known.nodes)


@pytest.mark.parametrize("accept", ["text/html", "image/png", "../../x", "application/json;q=0"])
def test_other_formats_are_not_acceptable(client: TestClient, victim: str, accept: str) -> None:
    answer = client.get(f"/v1/subgraph/{victim}", headers={"Accept": accept})
    assert answer.status_code == 406
    assert answer.json()["type"] == "urn:casegraph:problem:not-acceptable"
    assert answer.headers["content-type"] == "application/problem+json"


def test_several_accept_fields_count_as_one(client: TestClient, victim: str) -> None:
    headers = [("Accept", "text/html"), ("Accept", "text/turtle")]
    answer = client.get(f"/v1/subgraph/{victim}", headers=headers)
    assert answer.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("kind", ["reports", "events", "claims"])
def test_a_subgraph_starts_anywhere(client: TestClient, kind: str) -> None:
    ident = client.get(f"/v1/{kind}").json()["items"][0]["id"]
    found = client.get(f"/v1/subgraph/{ident}", params={"depth": 4}).json()
    assert ident in [node["id"] for node in found["nodes"]]


def test_the_page_is_html_under_the_policy_that_its_scripts_need(client: TestClient, victim: str) -> None:
    answer = client.get(f"/v1/subgraph/{victim}/page", params={"depth": 2})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == f"{content_security_policy()}; frame-ancestors 'none'"
    assert "Around Tomas Varga" in answer.text
    assert client.get("/v1/reports").headers["content-security-policy"].startswith("default-src 'none'; base-uri")


def test_paths_carry_words_and_name_their_weakest_hop(client: TestClient, victim: str) -> None:
    speaker = find(client, "entities", "Ilse Varga")
    items = client.get("/v1/paths", params={"from": speaker, "to": victim}).json()["items"]
    assert items
    for path in items:
        assert [hop["weakest"] for hop in path["hops"]].count(True) == 1
        assert [path["hops"][0]["start"]["id"], path["hops"][-1]["end"]["id"]] == [speaker, victim]
        assert all(hop["quote"] and hop["claim"] in hop["claims"] for hop in path["hops"])
    assert items[0]["hops"][0]["quote"] == "her son, Tomas Varga"


def test_paths_need_both_ends(client: TestClient, victim: str) -> None:
    answer = client.get("/v1/paths", params={"from": victim})
    assert answer.status_code == 422
    assert [fault["loc"] for fault in answer.json()["errors"]] == [["query", "to"]]
    assert client.get("/v1/paths", params={"from": victim, "to": "person:" + "a" * 20}).status_code == 404
    assert client.get("/v1/paths", params={"from": victim, "to": victim}).status_code == 422
