"""The layers round the application, on routes that do what no route of ours should do."""

import logging
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from starlette.middleware import Middleware

from api.middleware import BODY_BYTES, HEADERS, REPORT_BYTES, REPORTS, BodyLimit, Frame
from api.problems import MEDIA_TYPE, install
from api.security import Guard

TOKEN = "a token of many characters"
SECRET = "Ilse Varga"


def _app(token: str | None = None, public: bool = False) -> FastAPI:
    app = FastAPI(
        middleware=[Middleware(Frame), Middleware(Guard, token=token, public=public), Middleware(BodyLimit)],
    )
    install(app)

    @app.get("/v1/broken/{name}", operation_id="break")
    def broken(name: str) -> None:
        raise RuntimeError(name)

    @app.get("/v1/breaks-off")
    def breaks_off() -> StreamingResponse:
        def halves() -> Iterator[bytes]:
            yield b"half"
            raise RuntimeError(SECRET)

        return StreamingResponse(halves())

    @app.post(REPORTS)
    @app.post("/v1/other")
    async def length(request: Request) -> int:
        return len(await request.body())

    return app


@pytest.fixture
def client() -> TestClient:
    return TestClient(_app(), base_url="http://127.0.0.1:8000")


def test_an_error_that_nobody_foresaw_is_a_problem_without_details(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "casegraph.api")
    answer = client.get(f"/v1/broken/{SECRET}?name={SECRET}")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.json()["type"] == "urn:casegraph:problem:internal"
    assert SECRET not in answer.text
    assert "RuntimeError at" in caplog.text and "test_middleware.py:" in caplog.text
    assert "break 500" in caplog.text
    assert "Varga" not in caplog.text


def test_an_answer_that_breaks_off_is_not_taken_for_whole(client: TestClient) -> None:
    with pytest.raises(RuntimeError):
        client.get("/v1/breaks-off")


@pytest.mark.parametrize("path", ["/v1/broken/x", "/v1/nothing", "/openapi.json"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(("path", "limit"), [(REPORTS, REPORT_BYTES), ("/v1/other", BODY_BYTES)])
def test_a_body_may_have_exactly_the_limit(client: TestClient, path: str, limit: int) -> None:
    assert client.post(path, content=b"x" * limit).json() == limit
    for body in (b"x" * (limit + 1), iter([b"x" * limit, b"x"])):  # declared, and in chunks without a length
        answer = client.post(path, content=body)
        assert (answer.status_code, answer.headers["content-type"]) == (413, MEDIA_TYPE)
        assert answer.json()["type"] == "urn:casegraph:problem:too-large"
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "[::1]:8000", "::1", "LocalHost"])
def test_a_local_server_answers_under_local_names(host: str) -> None:
    assert TestClient(_app()).get("/v1/nothing", headers={"Host": host}).status_code == 404


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "testserver", "[::1].x"]
)
def test_a_local_server_answers_under_no_other_name(host: str) -> None:
    answer = TestClient(_app()).get("/v1/nothing", headers={"Host": host})
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:casegraph:problem:foreign-request"
    assert not host or host not in answer.text


def test_a_public_server_answers_under_any_name_to_callers_with_the_token() -> None:
    client = TestClient(_app(TOKEN, public=True), base_url="https://graph.example")
    assert client.get("/v1/nothing").status_code == 401
    assert client.get("/v1/nothing", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 404


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", "Bearer é"],
)
@pytest.mark.parametrize("path", ["/v1/nothing", "/v1/other", "/nothing", "//v1/other", "/v1"])
def test_everything_but_the_open_paths_wants_the_token(authorization: str | None, path: str) -> None:
    client = TestClient(_app(TOKEN), base_url="http://127.0.0.1")
    headers = {} if authorization is None else {"Authorization": authorization.encode("utf-8")}
    answer = client.get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert TOKEN not in answer.text


def test_the_scheme_of_the_token_is_not_case_sensitive() -> None:
    client = TestClient(_app(TOKEN), base_url="http://127.0.0.1")
    assert client.get("/v1/nothing", headers={"Authorization": f"bearer {TOKEN}"}).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_pages_of_other_sites_change_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/v1/other", content=b"x", headers=headers)
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:casegraph:problem:foreign-request"
    assert client.get("/openapi.json", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://127.0.0.1:8000"}],
)
def test_programs_and_pages_of_our_own_may(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/v1/other", content=b"x", headers=headers).status_code == 200
