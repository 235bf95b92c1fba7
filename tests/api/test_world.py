"""Entities, events and decisions on identity."""

import pytest
from fastapi.testclient import TestClient

from tests.api.served import find

SHARED = "Meridian Rights Monitor"


def _all(client: TestClient, path: str, **query: object) -> list[dict[str, object]]:
    items: list[dict[str, object]] = []
    cursor = None
    while True:
        page = client.get(path, params={**query, **({"cursor": cursor} if cursor else {})}).json()
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


@pytest.mark.parametrize("path", ["/v1/entities", "/v1/events", "/v1/claims", "/v1/reports"])
def test_pages_of_any_size_give_every_item_once_and_in_one_order(client: TestClient, path: str) -> None:
    whole = _all(client, path, limit=1000)
    assert len({item["id"] for item in whole}) == len(whole) > 1
    for limit in (1, 2, 3, len(whole)):
        assert _all(client, path, limit=limit) == whole


def test_entities_are_found_by_part_of_a_name_whatever_its_case(client: TestClient) -> None:
    assert [item["name"] for item in _all(client, "/v1/entities", name="mErIdIaN")] == [SHARED]
    assert _all(client, "/v1/entities", name="nobody of this name") == []


def test_an_entity_is_also_found_by_a_name_that_only_a_report_uses(client: TestClient) -> None:
    everyone = _all(client, "/v1/entities")
    assert all(item["names"] for item in everyone)


@pytest.mark.parametrize("label", ["Person", "Group", "Organisation", "Place", "Thing"])
def test_entities_can_be_limited_to_a_label(client: TestClient, label: str) -> None:
    found = _all(client, "/v1/entities", label=label)
    assert {item["label"] for item in found} == ({label} if label != "Thing" else set())
    assert found == [item for item in _all(client, "/v1/entities") if item["label"] == label]


def test_an_entity_shows_its_records_with_reasons_and_words(client: TestClient) -> None:
    detail = client.get(f"/v1/entities/{find(client, 'entities', SHARED)}").json()
    assert detail["entity"]["reports"] == 2
    assert [report["name"] for report in detail["reports"]] == ["one.txt", "two.txt"]
    assert {record["identity"]["reason"] for record in detail["records"]} == {f"same full name: {SHARED}"}
    for record in detail["records"]:
        assert record["mentions"]
        for mention in record["mentions"]:
            assert mention["quote"] in mention["sentence"]
    assert detail["location"] is None
    assert detail["truncated"] is False


def test_a_place_shows_where_the_gazetteer_puts_it(client: TestClient) -> None:
    detail = client.get(f"/v1/entities/{find(client, 'entities', 'Ostraven')}").json()
    assert detail["location"] == {"gazetteer": "test:1", "latitude": 10.5, "longitude": 20.25, "country": "XX"}


def test_events_can_be_limited_to_a_name_or_a_type(client: TestClient) -> None:
    assert [item["name"] for item in _all(client, "/v1/events", type="threat")] == ["threat"]
    assert len(_all(client, "/v1/events", type="killing")) == 4
    assert [item["name"] for item in _all(client, "/v1/events", name="TOMAS")] == ["killing of Tomas Varga"]
    assert _all(client, "/v1/events", name="tomas", type="threat") == []


def test_an_event_shows_its_participants_with_the_claims_behind_them(client: TestClient) -> None:
    detail = client.get(f"/v1/events/{find(client, 'events', 'killing of Tomas Varga')}").json()
    roles = {participant["role"]: participant for participant in detail["participants"]}
    assert {role: participant["name"] for role, participant in roles.items()} == {
        "victim": "Tomas Varga",
        "alleged_perpetrator": "masked gunmen",
    }
    (claim,) = roles["alleged_perpetrator"]["claims"]
    assert claim["words"] == "masked gunmen"
    assert claim["quote"] == "masked gunmen shot dead her son, Tomas Varga"
    assert claim["speakers"] == [SHARED, "Ilse Varga"]
    assert claim["id"] in [shown["id"] for shown in detail["claims"]]


def test_a_denial_is_shown_as_one(client: TestClient) -> None:
    detail = client.get(f"/v1/events/{find(client, 'events', 'killing of a young baker')}").json()
    accused = next(p for p in detail["participants"] if p["role"] == "alleged_perpetrator")
    assert accused["name"] == "soldiers"
    assert [(claim["polarity"], claim["speakers"]) for claim in accused["claims"]] == [("-", ["Pavel Dorn"])]


def test_a_time_stands_for_itself_since_it_is_no_node_of_the_world(client: TestClient) -> None:
    detail = client.get(f"/v1/events/{find(client, 'events', 'killings in Ostraven')}").json()
    time = next(p for p in detail["participants"] if p["role"] == "time")
    assert (time["name"], time["entity"]) == ("since 3 May", None)


def test_a_record_is_kept_apart_and_goes_back(writing: TestClient) -> None:
    shared = find(writing, "entities", SHARED)
    before = writing.get(f"/v1/entities/{shared}").json()
    record = before["records"][1]["id"]
    decision = {"reason": "another body of the same name", "decided_by": "R. Editor"}

    made = writing.post(f"/v1/records/{record}/apart", json=decision)
    assert made.status_code == 201
    assert made.json()["record"] == record
    assert made.json()["id"].startswith("judgement:")
    assert [item["reports"] for item in _all(writing, "/v1/entities", name=SHARED)] == [1, 1]
    left = writing.get(f"/v1/entities/{shared}").json()
    assert [shown["id"] for shown in left["records"]] == [before["records"][0]["id"]]

    assert writing.delete(f"/v1/records/{record}/apart").status_code == 204
    assert writing.get(f"/v1/entities/{shared}").json() == before
    again = writing.delete(f"/v1/records/{record}/apart")
    assert (again.status_code, again.json()["type"]) == (400, "urn:casegraph:problem:bad-input")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": None}, "reason"),
        ({"reason": "x" * 1001}, "reason"),
        ({"decided_by": ""}, "decided_by"),
        ({"decided_by": ["x"]}, "decided_by"),
    ],
)
def test_a_decision_needs_a_reason_and_a_name(client: TestClient, change: dict[str, object], place: str) -> None:
    body = {"reason": "another", "decided_by": "R. Editor", **change}
    answer = client.post(f"/v1/records/record:{'a' * 20}/apart", json=body)
    assert answer.status_code == 422
    assert [fault["loc"] for fault in answer.json()["errors"]] == [["body", place]]


def test_a_decision_must_be_json(client: TestClient) -> None:
    answer = client.post(f"/v1/records/record:{'a' * 20}/apart", data={"reason": "x", "decided_by": "y"})
    assert (answer.status_code, answer.json()["type"]) == (415, "urn:casegraph:problem:unsupported-media-type")


def test_a_record_that_does_not_exist_cannot_be_kept_apart(client: TestClient) -> None:
    path = f"/v1/records/record:{'a' * 20}/apart"
    assert client.post(path, json={"reason": "x", "decided_by": "y"}).status_code == 404
    assert client.delete(path).status_code == 404


@pytest.mark.parametrize("path", ["/v1/entities", "/v1/events"])
@pytest.mark.parametrize(
    "name",
    ["'", '"', "`", "') RETURN 1 //", "\\", "\\u0027", "$name", "{id: 1}", ".*", "%", "*:*", "(", "+ - && || ! ^ ~ ?"],
)
def test_a_name_is_a_value_and_never_part_of_a_query(client: TestClient, path: str, name: str) -> None:
    answer = client.get(path, params={"name": name})
    assert (answer.status_code, answer.json()) == (200, {"items": [], "next": None})
