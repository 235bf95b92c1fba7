"""The application as a whole: who gets in, what it tells about itself, what it leaves in the log."""

import logging
import socket

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.description import operations
from api.security import OPEN_PATHS
from api.wiring import Parts
from graph.errors import BadArgument
from tests.api.served import ADDRESS, client_of, fill, logged, serving

TOKEN = "an invented token, long enough"


def _addresses(app: FastAPI) -> list[tuple[str, str]]:
    return [(method.upper(), path) for path, method, _ in operations(app.openapi())]


def test_every_operation_under_v1_wants_the_token(filled_parts: Parts) -> None:
    app = create_app(filled_parts, token=TOKEN)
    client = TestClient(app, base_url=ADDRESS)
    guarded = [(method, path) for method, path in _addresses(app) if path.startswith("/v1")]
    assert len(guarded) >= 18
    for method, path in guarded:
        assert client.request(method, path).status_code == 401
        assert client.request(method, path, headers={"Authorization": "Bearer wrong"}).status_code == 401
        admitted = client.request(method, path, headers={"Authorization": f"Bearer {TOKEN}"})
        assert admitted.status_code != 401
    for path in OPEN_PATHS:
        assert client.get(path).status_code == 200, path


def test_the_open_paths_are_the_only_ones_outside_v1(filled_parts: Parts) -> None:
    app = create_app(filled_parts)
    assert {path for _, path in _addresses(app) if not path.startswith("/v1")} <= OPEN_PATHS


def test_a_public_application_needs_a_token(filled_parts: Parts) -> None:
    with pytest.raises(BadArgument, match="token"):
        create_app(filled_parts, public=True)
    with pytest.raises(BadArgument, match="16"):
        create_app(filled_parts, token="short")
    client = TestClient(create_app(filled_parts, token=TOKEN, public=True), base_url="https://graph.example")
    assert client.get("/v1/reports", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_token_is_nowhere_to_be_read(filled_parts: Parts, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "casegraph")
    app = create_app(filled_parts, token=TOKEN)
    client = TestClient(app, base_url=ADDRESS)
    texts = [client.get(path).text for path in OPEN_PATHS]
    texts += [client.get("/v1/reports", headers={"Authorization": f"Bearer {TOKEN}x"}).text]
    assert TOKEN not in "".join([*texts, caplog.text, repr(app)])


def test_the_log_holds_operations_and_statuses_and_no_names(
    fresh_parts: Parts, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client = client_of(fresh_parts)
    fill(client)
    ident = client.get("/v1/entities", params={"name": "Ilse"}).json()["items"][0]["id"]
    for path in (f"/v1/entities/{ident}", f"/v1/subgraph/{ident}", f"/v1/subgraph/{ident}/page"):
        client.get(path)
    text = logged(caplog)
    assert "postReport 201" in text
    assert "getEntity 200" in text
    for word in ("Ilse", "Varga", "Tomas", "Dorn", "baker", "Meridian", "Ostraven", ident):
        assert word not in text


def test_ready_says_no_and_nothing_else_when_the_store_is_gone(fresh_parts: Parts) -> None:
    client = client_of(fresh_parts)
    assert client.get("/health/ready").json() == {"status": "ok"}
    fresh_parts.store.close()
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["detail"] == "this request could not be served"
    assert client.get("/v1/reports").status_code == 503
    assert client.get("/health/live").status_code == 200


def test_no_environment_variable_makes_it_report_elsewhere(
    filled_parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    app = create_app(filled_parts)
    assert not app._native_telemetry.enabled()
    assert not app._telemetry["auto_configure"]


def test_docs_hold_no_script_and_name_no_other_host(client: TestClient) -> None:
    answer = client.get("/docs")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src")
    assert "script" not in answer.headers["content-security-policy"]
    for forbidden in ("<script", "src=", "@import", "url(", "//cdn"):
        assert forbidden not in answer.text
    for _, _, operation in operations(client.get("/openapi.json").json()):
        assert f'id="{operation["operationId"]}"' in answer.text
    assert client.get("/redoc").status_code == 404


def test_it_serves_over_a_real_socket(filled_parts: Parts) -> None:
    with serving(create_app(filled_parts)) as address, httpx2.Client(base_url=address) as client:
        assert len(client.get("/v1/reports").json()["items"]) == 2
        assert client.get("/v1/reports", headers={"Host": "evil.example"}).status_code == 403
        assert client.get("/v1/subgraph/" + "x" * 30_000).status_code == 422
        assert b" 400 " in _raw(address, b"GET /v1/reports/" + b"x" * 1_000_000)  # the server itself refuses
        twice = b"POST /v1/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"
        assert b" 400 " in _raw(address, twice)
        large = b"POST /v1/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 60000000"
        assert b" 413 " in _raw(address, large + b"\r\n\r\n")  # before any of it is sent
        assert client.get("/health/ready").status_code == 200


def _raw(address: str, sent: bytes) -> bytes:
    """The first line that a server answers to bytes that no client would send."""
    url = httpx2.URL(address)
    with socket.create_connection((url.host, url.port)) as connection, connection.makefile("rb") as answer:
        connection.sendall(sent)
        return answer.readline()
