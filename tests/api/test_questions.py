import pytest
from fastapi.testclient import TestClient

from api.wiring import Parts
from tests.api.served import find


def test_all_questions_are_listed_with_their_parameters(client: TestClient, filled_parts: Parts) -> None:
    items = client.get("/v1/questions").json()["items"]
    assert [item["id"] for item in items] == list(filled_parts.catalogue.ids())
    for item in items:
        assert all(param["help"] for param in item["params"].values())


def test_a_question_is_found_by_its_id_and_by_its_number(client: TestClient) -> None:
    for item in client.get("/v1/questions").json()["items"]:
        for name in (item["id"], item["number"]):
            answer = client.get(f"/v1/questions/{name}").json()
            assert "MATCH" in answer.pop("cypher")
            assert answer == item


@pytest.mark.parametrize(
    "name",
    [
        "who/nobody",
        "nowhere/links",
        "who",
        "Q999",
        "who/links/more",
        "x" * 101,
        "%2e%2e/secrets",
        "who/li%20nks",
        "who/%00",
    ],
)
def test_an_unknown_question_is_a_problem(client: TestClient, name: str) -> None:
    assert client.get(f"/v1/questions/{name}").status_code == 404


@pytest.mark.parametrize(("path", "allowed"), [("who/links", "GET"), ("who/links/run", "POST"), ("find/run", "POST")])
def test_a_question_is_fetched_and_run_at_two_addresses(client: TestClient, path: str, allowed: str) -> None:
    answer = client.put(f"/v1/questions/{path}")
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


def test_every_question_whose_parameters_have_defaults_runs(client: TestClient) -> None:
    for item in client.get("/v1/questions").json()["items"]:
        if any(param["required"] for param in item["params"].values()):
            continue
        answer = client.post(f"/v1/questions/{item['id']}/run", json={})
        assert answer.status_code == 200, item["id"]
        if item["shape"] == "table":
            assert answer.json()["columns"] == list(item["columns"])
            assert all(len(row) == len(item["columns"]) for row in answer.json()["rows"])
        else:
            assert answer.json()["subgraph"]["meta"]["shown_nodes"] == len(answer.json()["subgraph"]["nodes"])


def test_a_table_carries_quotes(client: TestClient) -> None:
    person = find(client, "entities", "Tomas Varga")
    answer = client.post("/v1/questions/who/links/run", json={"arguments": {"entity_id": person}}).json()
    assert answer["shape"] == "table" and answer["subgraph"] is None
    assert answer["rows"]
    assert "her son, Tomas Varga" in str(answer["rows"])


def test_a_graph_comes_as_nodes_and_edges(client: TestClient) -> None:
    question = client.get("/v1/questions/who/links").json()
    person = find(client, "entities", "Tomas Varga")
    answer = client.post(f"/v1/questions/{question['view']}/run", json={"arguments": {"entity_id": person}}).json()
    assert answer["shape"] == "graph" and answer["rows"] == []
    assert person in [node["id"] for node in answer["subgraph"]["nodes"]]
    assert all(edge["claims"] for edge in answer["subgraph"]["edges"])


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"entity_id": None},
        {"entity_id": ""},
        {"entity_id": 7},
        {"entity_id": ["x"]},
        {"entity_id": "x" * 100_000},
        {"entity_id": "x", "limit": 0},
        {"entity_id": "x", "limit": 2**63},
        {"entity_id": "x", "limit": 10**30},
        {"entity_id": "x", "limit": 1.5},
        {"entity_id": "x", "limit": "many"},
        {"entity_id": "x", "secret name": 1},
        {"entity_id": {"$ne": 1}},
        [],
        "x",
        None,
    ],
)
def test_bad_arguments_are_named_and_not_repeated(client: TestClient, arguments: object) -> None:
    answer = client.post("/v1/questions/who/links/run", json={"arguments": arguments})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:casegraph:problem:bad-argument"
    assert "secret name" not in answer.text and "xxxx" not in answer.text


def test_no_cypher_is_taken_from_a_request(client: TestClient) -> None:
    answer = client.post("/v1/questions/who/links/run", json={"arguments": {"entity_id": "x"}, "cypher": "MATCH (n)"})
    assert answer.status_code == 422
    injected = {"entity_id": "x'}) DETACH DELETE n //"}
    before = client.get("/v1/entities").json()
    answer = client.post("/v1/questions/who/links/run", json={"arguments": injected})
    assert (answer.status_code, answer.json()["rows"]) == (200, [])
    assert client.get("/v1/entities").json() == before


def test_arguments_must_be_json(client: TestClient) -> None:
    answer = client.post("/v1/questions/who/links/run", content="{}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415
