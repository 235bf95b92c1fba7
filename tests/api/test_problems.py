"""Bad requests: each is a problem that names the place, repeats nothing of what was sent, and is never a 500."""

import logging
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.problems import MEDIA_TYPE
from tests.api.served import logged

CANARY = "Zdenka-Canary-Witness"
DIGITS = "a" * 20
POSTS = ("/v1/reports", "/v1/questions/who/links/run", f"/v1/records/record:{DIGITS}/apart",
         f"/v1/proposals/proposal:{DIGITS}/accepted")  # fmt: skip
GETS = (
    "/v1/reports",
    f"/v1/reports/report:{DIGITS}",
    f"/v1/reports/report:{DIGITS}/original",
    "/v1/entities",
    f"/v1/entities/person:{DIGITS}",
    "/v1/events",
    f"/v1/events/event:{DIGITS}",
    "/v1/claims",
    f"/v1/claims/claim:{DIGITS}",
    f"/v1/subgraph/person:{DIGITS}",
    f"/v1/subgraph/person:{DIGITS}/page",
    "/v1/paths",
    "/v1/questions/who/links",
)
BODIES = {
    "empty": b"",
    "null": b"null",
    "list": b"[]",
    "string": b'"x"',
    "number": b"7",
    "deep list": b"[" * 100_000,
    "deep list, closed": b"[" * 100_000 + b"]" * 100_000,
    "deep object": b'{"text":' * 50_000 + b"1" + b"}" * 50_000,
    "deep value": b'{"id":"x","reason":"x","decided_by":"x","text":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "deep argument": b'{"arguments":{"entity_id":' + b"[" * 5000 + b"]" * 5000 + b"}}",
    "not a number": b'{"id":"x","text":NaN,"reason":NaN,"decided_by":"x","arguments":{"entity_id":NaN}}',
    "infinity": b'{"id":"x","text":Infinity,"reason":-Infinity,"arguments":{"entity_id":Infinity}}',
    "overflow": b'{"id":"x","text":1e999,"reason":1e999,"arguments":{"entity_id":1e999}}',
    "100,000 digits": b'{"id":"x","reason":1,"arguments":{"limit":' + b"9" * 100_000 + b"}}",
    "4,000 digits": b'{"id":"x","reason":1,"arguments":{"entity_id":"x","limit":' + b"9" * 4000 + b"}}",
    "half a character": b'{"id":"x","text":"\\ud800","reason":"\\ud800","decided_by":"x","arguments":{"entity_id":"\\ud800"}}',
    "half a key": b'{"\\ud800":1,"arguments":{"\\ud800":1}}',
    "null character": b'{"id":"\\u0000","text":"x","reason":"\\u0000","arguments":{"entity_id":"\\u0000"}}',
    "not UTF-8": b'{"id":"\xff","text":"x","reason":"\xff","arguments":{"entity_id":"\xff"}}',
    "UTF-16": '{"id":1}'.encode("utf-16"),
    "unclosed": b'{"id":"x"',
    "more after the end": b'{"id":"x","text":"x"} {"id":"y"}',
    "compressed": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
}


def _is_problem(answer: Response, *statuses: int) -> None:
    assert answer.status_code in statuses, answer.text[:500]
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert set(answer.json()) == {"type", "title", "status", "detail", "hint", "errors"}
    assert answer.json()["status"] == answer.status_code
    assert answer.json()["type"].startswith("urn:casegraph:problem:")
    for fault in answer.json()["errors"]:
        assert set(fault) == {"loc", "type", "msg"}


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_nasty_body_is_refused(client: TestClient, path: str, body: bytes) -> None:
    answer = client.post(path, content=body, headers={"Content-Type": "application/json"})
    if body == b"" and path.endswith("/run"):
        _is_problem(answer, 422)
    else:
        _is_problem(answer, 400, 404, 422)


@pytest.mark.parametrize(
    "value", ["0", "1001", "-1", str(2**31), str(2**63), "9" * 24, "9" * 5000, "1.5", "NaN", "x", ""]
)
@pytest.mark.parametrize(
    "path", ["/v1/reports", "/v1/entities", "/v1/events", "/v1/claims", f"/v1/reports/report:{DIGITS}"]
)
def test_limits_are_bounded(client: TestClient, path: str, value: str) -> None:
    answer = client.get(path, params={"limit": value})
    _is_problem(answer, 422)
    assert [fault["loc"] for fault in answer.json()["errors"]] == [["query", "limit"]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("depth", value) for value in ("0", "-1", "5", str(10**9), "9" * 5000, "x")],
        *[("max_nodes", value) for value in ("0", "5001", str(2**63), "x")],
        *[("format", value) for value in ("../../x", "xml", "JSON", "")],
    ],
)
def test_the_size_of_a_subgraph_is_bounded(client: TestClient, name: str, value: str) -> None:
    answer = client.get(f"/v1/subgraph/person:{DIGITS}", params={name: value})
    _is_problem(answer, 422)
    assert [fault["loc"] for fault in answer.json()["errors"]] == [["query", name]]


@pytest.mark.parametrize("path", [path for path in GETS if DIGITS in path])
def test_unknown_ids_are_not_found(client: TestClient, path: str) -> None:
    _is_problem(client.get(path), 404)


@pytest.mark.parametrize("ident", ["x", "person:", "person:short", "a" * 60_000, "%00", "..", "person:" + "A" * 20])
@pytest.mark.parametrize("path", [path for path in GETS if DIGITS in path])
def test_ids_of_another_form_are_refused(client: TestClient, path: str, ident: str) -> None:
    head, _, tail = path.partition(next(part for part in path.split("/") if DIGITS in part))
    _is_problem(client.get(f"{head}{ident}{tail}"), 404, 422)


def test_an_id_of_another_kind_is_refused(client: TestClient) -> None:
    for kind, prefix in (("reports", "claim"), ("claims", "report"), ("events", "person"), ("entities", "event")):
        _is_problem(client.get(f"/v1/{kind}/{prefix}:{DIGITS}"), 422)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/reports",
        f"/v1/reports/report:{DIGITS}",
        "/v1/entities",
        "/v1/events",
        "/v1/claims",
        f"/v1/subgraph/person:{DIGITS}",
        f"/v1/subgraph/person:{DIGITS}/page",
        f"/v1/paths?from=person:{DIGITS}&to=person:{DIGITS}",
    ],
)
def test_parameters_that_are_not_known_are_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}{CANARY}=1")
    _is_problem(answer, 422)
    assert [fault["type"] for fault in answer.json()["errors"]] == ["extra_forbidden"]
    assert CANARY not in answer.text


def test_addresses_and_methods_that_do_not_exist(client: TestClient) -> None:
    for path in (
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v2/reports",
        "/v1/reports/",
        "//v1/reports",
        "/v1/entities/../reports/x/y",
    ):
        _is_problem(client.get(path), 404)
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        answer = client.request(method, "/v1/reports")
        _is_problem(answer, 405)
        assert answer.headers["allow"] == "GET, POST"
    assert client.post("/docs").headers["allow"] == "GET"


def _wrapped(value: str) -> list[dict[str, Any]]:
    """A value in every place of a body where a caller could put it, each time with something wrong."""
    row = {"id": "x", "text": "A text.", "reason": "x", "decided_by": "x"}
    wrong = [{name: [value]} for name in ("id", "text", "title", "publisher", "published", "url", "language")]
    wrong += [{"published": value}, {"url": value}, {"language": value}, {value: value}, {"id": f"\n{value}"}]
    wrong += [{"reason": [value]}, {"decided_by": {value: value}}]
    bodies = [{**row, **change} for change in wrong]
    for argument in (
        {value: 1},
        {"limit": value},
        {"entity_id": [value]},
        {"entity_id": {value: value}},
        [value],
        value,
    ):
        bodies.append({"arguments": argument})
    return bodies


def test_nothing_that_was_sent_is_repeated_or_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    answers = [client.post(path, json=body) for path in POSTS for body in _wrapped(CANARY)]
    answers += [client.post(path, content=CANARY, headers={"Content-Type": "application/json"}) for path in POSTS]
    answers += [client.post(path, content=CANARY, headers={"Content-Type": CANARY}) for path in POSTS]
    answers += [client.post("/v1/reports", files={"file": (CANARY, b"x")}, data={CANARY: CANARY})]
    answers += [client.post("/v1/reports", files={"file": (f"{CANARY}.pdf", CANARY.encode())})]
    answers += [client.post("/v1/reports", files={"file": (f"{CANARY}.json", CANARY.encode())})]
    names = (
        "limit",
        "cursor",
        "label",
        "type",
        "report",
        "event",
        "entity",
        "certainty",
        "kind",
        "from",
        "to",
        "depth",
    )
    answers += [client.get(path, params={name: CANARY}) for path in GETS for name in (*names, CANARY, "format")]
    answers += [client.get(path.replace(DIGITS, CANARY)) for path in GETS]
    answers += [client.get(f"/v1/questions/who/{CANARY}"), client.get(f"/v1/{CANARY}"), client.get(f"/{CANARY}")]
    answers += [
        client.post(f"/v1/questions/who/{CANARY.lower().replace('-', '_')}/run", json={}),
        client.request(CANARY, "/v1/reports"),
    ]
    answers += [client.get(f"/v1/subgraph/person:{DIGITS}", headers={"Accept": CANARY, "X-Request-ID": CANARY})]
    client.get("/v1/entities", params={"name": CANARY})
    refused = [answer for answer in answers if answer.status_code >= 400]
    assert len(refused) > 100
    for answer in refused:
        assert answer.status_code < 500, answer.request.url
        assert CANARY.lower() not in f"{answer.text} {answer.headers}".lower(), (answer.request.url, answer.text)
    assert CANARY.lower() not in logged(caplog).lower()
    assert "casegraph.api" in logged(caplog)
