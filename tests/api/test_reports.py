import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.wiring import Parts
from graph.document import report_id
from graph.ids import sha256_of
from ingest.ledger import State
from tests.api.served import client_of, fill
from tests.readings import ONE, TWO

ROW = {"id": "row-1", "text": ONE, "title": "A baker's son", "published": "2031-05"}
ONE_ID = report_id(sha256_of(ONE.encode()))
TWO_ID = report_id(sha256_of(TWO.encode()))


def test_a_row_is_read_and_can_be_fetched_where_the_answer_says(fresh_parts: Parts) -> None:
    client = client_of(fresh_parts)
    answer = client.post("/v1/reports", json=ROW)
    assert answer.status_code == 201
    receipt = answer.json()
    assert receipt["outcome"] == "done"
    assert receipt["counts"] == {"sentences": 3, "mentions": 13, "records": 10, "claims": 5, "statements": 1}
    report = client.get(answer.headers["location"]).json()["report"]
    assert report["id"] == receipt["id"]
    assert (report["name"], report["title"], report["published"]) == ("row-1", "A baker's son", "2031-05")
    assert report["publisher"] is None


def test_the_original_of_a_row_is_what_was_sent(fresh_parts: Parts) -> None:
    client = client_of(fresh_parts)
    sent = json.dumps(ROW, indent=3).encode()
    headers = {"Content-Type": "application/json; charset=utf-8"}
    receipt = client.post("/v1/reports", content=sent, headers=headers).json()
    assert receipt["id"] == report_id(sha256_of(sent))
    assert client.get(f"/v1/reports/{receipt['id']}/original").content == sent


def test_the_same_bytes_again_change_nothing(writing: TestClient, fresh_parts: Parts) -> None:
    answer = writing.post("/v1/reports", files={"file": ("other-name.txt", ONE.encode())})
    assert (answer.status_code, answer.json()["outcome"]) == (200, "unchanged")
    assert answer.headers["location"] == f"/v1/reports/{ONE_ID}"
    assert answer.json()["note"] == "the same bytes as one.txt"
    assert len(writing.get("/v1/reports").json()["items"]) == 2
    assert fresh_parts.ledger.counts()[State.UNCHANGED] == 1


def test_what_is_learnt_later_about_a_report_is_added(writing: TestClient) -> None:
    sent = {"file": ("one.txt", ONE.encode())}
    answer = writing.post("/v1/reports", files=sent, data={"url": "https://radio.example/1", "language": "en"})
    assert (answer.status_code, answer.json()["outcome"]) == (201, "done")
    report = writing.get(f"/v1/reports/{ONE_ID}").json()["report"]
    assert (report["url"], report["language"], report["title"]) == ("https://radio.example/1", "en", "A baker's son")


def test_a_file_may_be_given_a_name(fresh_parts: Parts) -> None:
    client = client_of(fresh_parts)
    answer = client.post("/v1/reports", files={"file": ("one.txt", ONE.encode())}, data={"id": "case-12"})
    assert answer.json()["name"] == "case-12"


def test_a_report_in_which_nothing_is_found_is_kept_and_says_so(fresh_parts: Parts) -> None:
    answer = client_of(fresh_parts).post("/v1/reports", json={"id": "x", "text": "Nobody read this by hand."})
    assert answer.status_code == 201
    assert (answer.json()["note"], answer.json()["counts"]["claims"]) == ("nothing-found", 0)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.pdf", b"%PDF-1.7"),
        ("report.txt", b"%PDF-1.7"),
        ("report.exe", b"text"),
        ("report.txt", b""),
        ("report.txt", b" \n"),
        ("report", b"text"),
        ("rows.jsonl", b'{"text": "a b."}\n{"text": "c d."}\n'),
        ("rows.jsonl", b"\n"),
        ("rows.json", b"[]"),
        ("rows.json", b"{"),
    ],
)
def test_files_that_cannot_be_read_as_one_report_are_refused(client: TestClient, name: str, data: bytes) -> None:
    answer = client.post("/v1/reports", files={"file": (name, data)})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:casegraph:problem:unreadable-report"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"text": None}, ["body", "text"]),
        ({"text": ""}, ["body", "text"]),
        ({"text": 7}, ["body", "text"]),
        ({"text": ["a"]}, ["body", "text"]),
        ({"id": ""}, ["body", "id"]),
        ({"id": "x" * 201}, ["body", "id"]),
        ({"id": "two\nlines"}, ["body", "id"]),
        ({"title": "x" * 1001}, ["body", "title"]),
        ({"published": "9 May 2031"}, ["body", "published"]),
        ({"published": "2031-13-01"}, ["body", "published"]),
        ({"published": 2031}, ["body", "published"]),
        ({"url": "ftp://x.example/1"}, ["body", "url"]),
        ({"url": "javascript:alert(1)"}, ["body", "url"]),
        ({"language": "English"}, ["body", "language"]),
        ({"titel": "x"}, ["body"]),
    ],
)
def test_each_bad_field_of_a_row_is_named(client: TestClient, change: dict[str, Any], place: list[str]) -> None:
    answer = client.post("/v1/reports", json={**ROW, **change})
    assert answer.status_code == 422
    assert [fault["loc"] for fault in answer.json()["errors"]] == [place]


@pytest.mark.parametrize("field", ["id", "text"])
def test_a_row_needs_its_id_and_its_text(client: TestClient, field: str) -> None:
    answer = client.post("/v1/reports", json={key: value for key, value in ROW.items() if key != field})
    assert [(fault["loc"], fault["type"]) for fault in answer.json()["errors"]] == [(["body", field], "missing")]


def test_a_day_that_does_not_exist_is_refused(client: TestClient) -> None:
    assert client.post("/v1/reports", json={**ROW, "published": "2031-02-30"}).status_code == 422


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "text/json", "json"])
def test_other_kinds_of_body_are_refused(client: TestClient, content_type: str) -> None:
    answer = client.post("/v1/reports", content=json.dumps(ROW), headers={"Content-Type": content_type})
    assert answer.status_code == 415
    assert answer.json()["type"] == "urn:casegraph:problem:unsupported-media-type"


@pytest.mark.parametrize(
    ("files", "data", "places"),
    [
        ({}, {"title": "no file", "file": "not a file"}, [["body", "file"]]),
        ({"file": ("a.txt", b"x")}, {"published": "yesterday"}, [["body", "published"]]),
        ({"file": ("a.txt", b"x")}, {"text": "x"}, [["body"]]),
        ({"file": ("a.txt", b"x")}, {"title": ""}, [["body", "title"]]),
        ({"title": ("a.txt", b"x")}, {}, [["body", "file"]]),
    ],
)
def test_each_bad_field_of_a_form_is_named(
    client: TestClient, files: dict[str, Any], data: dict[str, str], places: list[list[str]]
) -> None:
    # a part without a file name is a plain field, and makes the body a form where there is no file
    parts = {**files, **({} if files else {"x": (None, b"")})}
    answer = client.post("/v1/reports", files=parts, data=data)
    assert answer.status_code == 422
    assert [fault["loc"] for fault in answer.json()["errors"]] == places


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b\r\n",
        b"no boundary at all",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx',
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nx\r\n--b\r\n'
        b'Content-Disposition: form-data; name="file"; filename="b.txt"\r\n\r\ny\r\n--b--\r\n',
        b"--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--b--\r\n",
    ],
)
@pytest.mark.parametrize("boundary", ["; boundary=b", "", "; boundary=b; charset=undefined"])
def test_a_broken_form_is_refused(client: TestClient, body: bytes, boundary: str) -> None:
    headers = {"Content-Type": f"multipart/form-data{boundary}"}
    answer = client.post("/v1/reports", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_reports_are_listed_by_name_page_by_page(client: TestClient) -> None:
    first = client.get("/v1/reports", params={"limit": 1}).json()
    second = client.get("/v1/reports", params={"limit": 1, "cursor": first["next"]}).json()
    assert [item["id"] for item in first["items"] + second["items"]] == [ONE_ID, TWO_ID]
    assert second["next"] is None


def test_sentences_come_page_by_page_with_their_places(client: TestClient) -> None:
    found, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        page = client.get(f"/v1/reports/{ONE_ID}", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        found, cursor, pages = found + page["sentences"], page["next"], pages + 1
    assert pages == 2
    assert [sentence["text"] for sentence in found] == ONE.splitlines()
    assert all(ONE[sentence["start"] : sentence["end"]] == sentence["text"] for sentence in found)
    assert page["reader"] == {"extractor": "by-hand", "version": "1", "model_digest": ""}


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ('a"; filename="b.txt', "a_22_filename_22b.txt"),
        ("-rf.txt", "rf.txt"),
        ("Отчёт.txt", "txt"),
        ("...txt", "txt"),
        ("x" * 300 + ".txt", "x" * 100),
    ],
)
def test_an_original_is_handed_out_to_be_saved_and_under_a_harmless_name(
    fresh_parts: Parts, name: str, saved: str
) -> None:
    client = client_of(fresh_parts)
    receipt = client.post("/v1/reports", files={"file": (name, b"<script>alert(1)</script>")}).json()
    answer = client.get(f"/v1/reports/{receipt['id']}/original")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"] == f'attachment; filename="{saved}"'


def test_a_damaged_original_is_not_handed_out(writing: TestClient, tmp_path: Path) -> None:
    sha256 = sha256_of(ONE.encode())
    (tmp_path / "originals" / sha256[:2] / sha256).write_bytes(b"something else")
    answer = writing.get(f"/v1/reports/{ONE_ID}/original")
    assert answer.status_code == 503
    assert answer.json()["type"] == "urn:casegraph:problem:store-damaged"


def test_a_report_read_twice_in_a_row_shows_the_same_counts(fresh_parts: Parts) -> None:
    client = client_of(fresh_parts)
    fill(client)
    before = client.get(f"/v1/reports/{TWO_ID}").json()
    client.post("/v1/reports", files={"file": ("two.txt", TWO.encode())}, data={"publisher": "Shore Radio"})
    after = client.get(f"/v1/reports/{TWO_ID}").json()
    assert after["counts"] == before["counts"]
    assert after["sentences"] == before["sentences"]


def test_an_upload_never_touches_the_folder_for_temporary_files(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is no such folder"))
    answer = client.post("/v1/reports", files={"file": ("large.exe", b"x" * 3_000_000)})
    assert answer.status_code == 422
