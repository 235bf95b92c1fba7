"""Records a request and an answer for every operation, and the description that shows them.

    python -m tests.api.recording

writes ``api/recorded.json`` and ``docs/openapi.json`` anew; tests fail while either is stale.
"""

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from api.app import create_app
from api.wiring import Parts
from graph.labels import VOLATILE
from tests.api.served import client_of, fill, find, parts_in
from tests.tree import ROOT

RECORDED = ROOT / "api" / "recorded.json"
DESCRIPTION = ROOT / "docs" / "openapi.json"
TOKEN = "a token for the description"
SOME_TIME = "2031-05-13T08:00:00Z"

_ROW = {
    "id": "harbour-note",
    "text": "A harbour guard told Shore Radio that two boats were burnt at Vell Quay on 2 May.",
    "title": "Boats burnt at Vell Quay",
    "publisher": "Shore Radio",
    "published": "2031-05-04",
    "url": "https://shore-radio.example/vell-quay",
    "language": "en",
}


@dataclass(frozen=True)
class Request:
    """One request: ``path`` and ``query`` are the parameters that the description will show.

    ``items``: how many items of a list the description shows, where the request cannot say so.
    """

    operation: str
    method: str
    template: str
    path: dict[str, str] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    items: int | None = None


def recorded(parts: Parts) -> dict[str, dict[str, Any]]:
    """What every operation answers over the two hand-made readings. Writes into the store."""
    client = client_of(parts)
    fill(client)
    return {request.operation: _sent(client, request) for request in _requests(client)}


def described(parts: Parts) -> dict[str, Any]:
    """The description of a server that wants a token."""
    return create_app(parts, token=TOKEN).openapi()


def text_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _requests(client: TestClient) -> list[Request]:
    report = client.get("/v1/reports").json()["items"][0]["id"]
    victim = find(client, "entities", "Tomas Varga")
    speaker = find(client, "entities", "Ilse Varga")
    event = find(client, "events", "killing of Tomas Varga")
    claim = client.get("/v1/claims", params={"event": event}).json()["items"][0]["id"]
    shared = find(client, "entities", "Meridian Rights Monitor")
    record = client.get(f"/v1/entities/{shared}").json()["records"][1]["id"]
    decision = {"reason": "Another body of the same name, founded later", "decided_by": "R. Editor"}
    question = {"id": "who/links"}
    proposal = client.post("/v1/questions/quality/proposals/run", json={}).json()["rows"][0][0]
    refusal = {**decision, "reason": "The minister denies it"}
    return [
        Request("live", "GET", "/health/live"),
        Request("ready", "GET", "/health/ready"),
        Request("listReports", "GET", "/v1/reports", query={"limit": 1}),
        Request("getReport", "GET", "/v1/reports/{id}", {"id": report}, {"limit": 2}),
        Request("getOriginal", "GET", "/v1/reports/{id}/original", {"id": report}),
        Request("listEntities", "GET", "/v1/entities", query={"name": "varga", "label": "Person", "limit": 2}),
        Request("getEntity", "GET", "/v1/entities/{id}", {"id": speaker}),
        Request("listEvents", "GET", "/v1/events", query={"name": "tomas", "type": "killing", "limit": 2}),
        Request("getEvent", "GET", "/v1/events/{id}", {"id": event}),
        Request(
            "listClaims",
            "GET",
            "/v1/claims",
            query={"report": report, "event": event, "entity": victim, "certainty": "testimony", "kind": "event"},
        ),
        Request("getClaim", "GET", "/v1/claims/{id}", {"id": claim}),
        Request("getSubgraph", "GET", "/v1/subgraph/{id}", {"id": victim}, {"depth": 1, "max_nodes": 3}),
        Request("getSubgraphPage", "GET", "/v1/subgraph/{id}/page", {"id": victim}, {"depth": 2, "max_nodes": 50}),
        Request("listPaths", "GET", "/v1/paths", query={"from": speaker, "to": event, "max_hops": 4, "limit": 1}),
        Request("listQuestions", "GET", "/v1/questions", items=1),
        Request("getQuestion", "GET", "/v1/questions/{id}", question),
        Request(
            "runQuestion",
            "POST",
            "/v1/questions/{id}/run",
            question,
            body={"arguments": {"entity_id": victim, "limit": 2}},
        ),
        Request("keepApart", "POST", "/v1/records/{id}/apart", {"id": record}, body=decision),
        Request("rejoin", "DELETE", "/v1/records/{id}/apart", {"id": record}),
        Request(
            "acceptProposal", "POST", "/v1/proposals/{id}/accepted", {"id": proposal}, body={"decided_by": "R. Editor"}
        ),
        Request("reopenProposal", "DELETE", "/v1/proposals/{id}/decision", {"id": proposal}),
        Request("rejectProposal", "POST", "/v1/proposals/{id}/rejected", {"id": proposal}, body=refusal),
        Request("postReport", "POST", "/v1/reports", body=_ROW),
    ]


def _sent(client: TestClient, request: Request) -> dict[str, Any]:
    address = request.template.format(**request.path)
    answer = client.request(request.method, address, params=request.query, json=request.body)
    assert answer.is_success, f"{request.operation}: {answer.text}"
    shown = _timeless(answer.json()) if answer.headers.get("content-type") == "application/json" else None
    if request.items is not None:
        shown["items"] = shown["items"][: request.items]
    return {
        "parameters": {**request.path, **request.query},
        "body": request.body,
        "status": answer.status_code,
        "answer": shown,
    }


def _timeless(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The same without the times of this very run."""
    if isinstance(value, dict):
        return {key: SOME_TIME if key in VOLATILE and item else _timeless(item) for key, item in value.items()}
    return [_timeless(item) for item in value] if isinstance(value, list) else value


def main() -> None:
    """Writes both files."""
    DESCRIPTION.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, parts_in(Path(folder)) as parts:
        RECORDED.write_text(text_of(recorded(parts)), encoding="utf-8")
        DESCRIPTION.write_text(text_of(described(parts)), encoding="utf-8")


if __name__ == "__main__":
    main()
