"""Proposals over HTTP: listed by a question, accepted, rejected, taken back."""

from fastapi.testclient import TestClient

DECISION = {"reason": "he denies it", "decided_by": "R. Editor"}
NOBODY = f"/v1/proposals/proposal:{'a' * 20}"


def awaiting(client: TestClient) -> list[str]:
    answer = client.post("/v1/questions/quality/proposals/run", json={}).json()
    return [row[answer["columns"].index("proposal_id")] for row in answer["rows"]]


def test_a_proposal_is_accepted_and_taken_back(writing: TestClient) -> None:
    (proposal,) = awaiting(writing)
    made = writing.post(f"/v1/proposals/{proposal}/accepted", json={"decided_by": "R. Editor"})
    assert made.status_code == 201
    assert made.json()["proposal"] == proposal and made.json()["id"].startswith("judgement:")
    claim = writing.get(f"/v1/claims/{made.json()['claim']}").json()
    assert (claim["method"], claim["score"], claim["superseded"]) == ("model:overlooks-denials", 0.31, False)
    assert awaiting(writing) == []
    again = writing.post(f"/v1/proposals/{proposal}/rejected", json=DECISION)
    assert (again.status_code, again.json()["type"]) == (400, "urn:casegraph:problem:bad-input")
    assert writing.delete(f"/v1/proposals/{proposal}/decision").status_code == 204
    assert awaiting(writing) == [proposal]
    assert writing.get(f"/v1/claims/{made.json()['claim']}").json()["superseded"] is True


def test_a_proposal_is_rejected_and_taken_back(writing: TestClient) -> None:
    (proposal,) = awaiting(writing)
    made = writing.post(f"/v1/proposals/{proposal}/rejected", json=DECISION)
    assert (made.status_code, made.json()["claim"]) == (201, None)
    assert awaiting(writing) == []
    assert writing.delete(f"/v1/proposals/{proposal}/decision").status_code == 204
    assert writing.delete(f"/v1/proposals/{proposal}/decision").status_code == 400
    assert awaiting(writing) == [proposal]


def test_what_does_not_exist_cannot_be_decided(client: TestClient) -> None:
    assert client.post(f"{NOBODY}/accepted", json=DECISION).status_code == 404
    assert client.post(f"{NOBODY}/rejected", json=DECISION).status_code == 404
    assert client.delete(f"{NOBODY}/decision").status_code == 404
    assert client.post(f"{NOBODY}/rejected", json={"decided_by": "R. Editor"}).status_code == 422


def test_a_subgraph_shows_a_proposal_to_who_asks_for_it_and_to_nobody_else(client: TestClient) -> None:
    (proposal,) = awaiting(client)
    shown = client.get(f"/v1/subgraph/{proposal}", params={"depth": 1}).json()
    labels = {node["id"]: node["label"] for node in shown["nodes"]}
    assert labels.pop(proposal) == "Proposal" and set(labels.values()) >= {"Record", "Sentence", "Statement"}
    for ident in labels:
        if ident.startswith(("record:", "sentence:", "statement:")):
            around = client.get(f"/v1/subgraph/{ident}", params={"depth": 2}).json()
            assert proposal not in {node["id"] for node in around["nodes"]}, ident
