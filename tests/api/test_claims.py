import pytest
from fastapi.testclient import TestClient

from tests.api.served import find
from tests.readings import ONE, TWO


def _claims(client: TestClient, **query: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get("/v1/claims", params={"limit": 1000, **query}).json()["items"]
    return found


def _predicates(client: TestClient, **query: object) -> list[object]:
    return [claim["predicate"] for claim in _claims(client, **query)]


def test_claims_stand_in_the_order_of_their_reports_and_their_words(client: TestClient) -> None:
    of_one = ["HOLDS_ROLE", "killing", "PARENT_OF", "killed > 40", "threat"]
    of_two = ["killed >= 12", "killing", "fate unknown"]
    reports = {item["name"]: item["id"] for item in client.get("/v1/reports").json()["items"]}
    assert _predicates(client, report=reports["one.txt"]) == of_one
    assert _predicates(client, report=reports["two.txt"]) == of_two
    assert sorted(_predicates(client), key=str) == sorted(of_one + of_two, key=str)


def test_every_quote_is_where_the_claim_says(client: TestClient) -> None:
    texts = {"one.txt": ONE, "two.txt": TWO}
    for claim in client.get("/v1/claims").json()["items"]:
        for span in claim["evidence"]:
            text = texts[claim["report_name"]]
            assert text[span["start"] : span["end"]] == span["quote"]
            assert span["quote"] in span["sentence"]
            assert text[span["sentence_start"] :].startswith(span["sentence"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"certainty": "intent"}, ["threat"]),
        ({"certainty": "editorial"}, []),
        ({"kind": "relation"}, ["HOLDS_ROLE", "PARENT_OF"]),
        ({"kind": "relation", "certainty": "testimony"}, ["PARENT_OF"]),
    ],
)
def test_claims_can_be_limited_to_a_certainty_or_a_kind(
    client: TestClient, query: dict[str, str], found: list[str]
) -> None:
    assert _predicates(client, **query) == found


def test_claims_about_an_event(client: TestClient) -> None:
    event = find(client, "events", "killing of Tomas Varga")
    assert _predicates(client, event=event) == ["killing"]


def test_claims_about_an_entity_and_by_it(client: TestClient) -> None:
    speaker = find(client, "entities", "Ilse Varga")
    assert sorted(map(str, _predicates(client, entity=speaker))) == ["HOLDS_ROLE", "PARENT_OF", "killing"]
    event = find(client, "events", "killing of Tomas Varga")
    assert _predicates(client, entity=speaker, event=event) == ["killing"]
    assert _predicates(client, entity=find(client, "entities", "Pavel Dorn"), event=event) == []


def test_unknown_ids_of_the_right_form_match_no_claim(client: TestClient) -> None:
    assert _claims(client, event="event:" + "a" * 20) == []


def _one(client: TestClient, predicate: str, **query: object) -> dict[str, object]:
    (claim,) = (claim for claim in _claims(client, **query) if claim["predicate"] == predicate)
    found: dict[str, object] = client.get(f"/v1/claims/{claim['id']}").json()
    return found


def test_a_claim_shows_its_chain_from_the_outside_in(client: TestClient) -> None:
    claim = _one(client, "killing", certainty="testimony")
    assert isinstance(claim["chain"], list)
    assert [(link["order"], link["speaker"], link["mode"], link["cue"]) for link in claim["chain"]] == [
        (1, "Meridian Rights Monitor", "narrated", None),
        (2, "Ilse Varga", "indirect", "told"),
    ]
    assert [link["entity"]["label"] for link in claim["chain"]] == ["Organisation", "Person"]
    assert isinstance(claim["about"], list)
    slots = {link["slot"]: (link["name"], link["quote"]) for link in claim["about"]}
    assert slots["victim"] == ("Tomas Varga", "her son, Tomas Varga")
    assert (claim["figure"], claim["statement"], claim["superseded"]) == (None, None, False)


def test_a_figure_keeps_its_bounds(client: TestClient) -> None:
    claim = _one(client, "killed > 40")
    assert claim["figure"] == {
        "measure": "killed",
        "comparator": ">",
        "low": 40,
        "low_inclusive": False,
        "high": None,
        "high_inclusive": True,
        "unit": "person",
        "population": "civilian",
        "population_words": "civilians",
        "verification": "reported",
        "figure_quote": "more than 40 civilians",
    }


def test_a_denial_names_its_statement(client: TestClient) -> None:
    claim = _one(client, "killing", certainty="official")
    assert claim["polarity"] == "-"
    statement = claim["statement"]
    assert isinstance(statement, dict)
    assert (statement["act"], statement["capacity"], statement["official"], statement["speaker"]) == (
        "deny",
        "Interior Minister",
        True,
        "Pavel Dorn",
    )


def test_a_relation_names_what_it_joins(client: TestClient) -> None:
    held = _one(client, "HOLDS_ROLE")
    assert (held["relation"], held["object_text"], held["chain"]) == ("HOLDS_ROLE", "baker", [])
