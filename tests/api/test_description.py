"""The description: whole, current, and with examples that the application really answers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from api.app import create_app
from api.description import operations
from api.wiring import Parts
from graph.store import GraphStore
from tests.api.recording import DESCRIPTION, RECORDED, described, recorded, text_of
from tests.api.served import parts_over

STALE = "run: python -m tests.api.recording"


@pytest.fixture(scope="module")
def description(filled_parts: Parts) -> dict[str, Any]:
    return described(filled_parts)


def _operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, method, operation in operations(description):
        yield f"{method} {path}", operation


def test_the_recorded_examples_are_what_the_application_answers_on_any_engine(
    any_store: GraphStore, tmp_path: Path
) -> None:
    with parts_over(any_store, tmp_path) as parts:
        assert text_of(recorded(parts)) == RECORDED.read_text(encoding="utf-8"), STALE


def test_the_committed_description_is_the_one_that_is_served(description: dict[str, Any]) -> None:
    assert text_of(description) == DESCRIPTION.read_text(encoding="utf-8"), STALE


def test_every_operation_says_what_it_does_and_how_it_can_fail(description: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, operation in _operations(description)]
    assert len(set(ids)) == len(ids) >= 20
    for name, operation in _operations(description):
        assert operation["summary"] and operation["description"] and operation["tags"], name
        statuses = set(operation["responses"])
        assert statuses >= {"403", "500"}, name
        assert any(status.startswith("2") for status in statuses), name
        if "/v1/" in name:
            assert statuses >= {"401", "503"} and operation["security"] == [{"HTTPBearer": []}], name
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], (name, status)


def test_every_parameter_is_explained_and_has_an_example(description: dict[str, Any]) -> None:
    without = {"cursor", "format", "max_hops", "limit", "max_nodes"}  # optional, or shown elsewhere
    for name, operation in _operations(description):
        for parameter in operation.get("parameters", []):
            assert parameter.get("description"), (name, parameter["name"])
            assert "example" in parameter or parameter["name"] in without, (name, parameter["name"])


def test_every_operation_has_its_examples_and_they_fit_its_own_schema(description: dict[str, Any]) -> None:
    schemas = {"components": description["components"]}
    for name, operation in _operations(description):
        for status, response in operation["responses"].items():
            content = response.get("content", {}).get("application/json")
            if content is None or int(status) >= 400 or (operation["operationId"], status) == ("postReport", "200"):
                continue
            assert "example" in content, (name, status)
            jsonschema.validate(content["example"], {**content["schema"], **schemas})
        body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if body is not None:
            jsonschema.validate(body["example"], {**body["schema"], **schemas})


def test_a_server_without_a_token_does_not_ask_for_one(filled_parts: Parts) -> None:
    open_description = create_app(filled_parts).openapi()
    assert "securitySchemes" not in open_description["components"]


def test_no_schema_is_described_that_nothing_uses(description: dict[str, Any]) -> None:
    text = json.dumps(description)
    for name in description["components"]["schemas"]:
        assert f'"#/components/schemas/{name}"' in text, name
