"""The OpenAPI description, with a real request and a real answer for every operation."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from .problems import Problem

Operation = dict[str, Any]


@cache
def recorded() -> dict[str, dict[str, Any]]:
    """Operation id -> what was sent and answered, over the two readings that the tests are made with.

    Each has ``parameters`` (name to value), ``body`` (or null), ``status`` and ``answer`` (or null).
    """
    loaded: dict[str, dict[str, Any]] = json.loads(files("api").joinpath("recorded.json").read_text("utf-8"))
    return loaded


def describe(description: dict[str, Any]) -> dict[str, Any]:
    """A description with the form of problems and the recorded examples put in."""
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = description["components"]["schemas"]
    schemas.update(problem.pop("$defs"))
    schemas["Problem"] = problem
    for _, _, operation in operations(description):
        if (example := recorded().get(operation["operationId"])) is not None:
            _exemplify(operation, example)
    return description


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, Operation]]:
    """Path, method and operation, in the order of the description."""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _exemplify(operation: Operation, example: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["name"] in example["parameters"]:
            parameter["example"] = example["parameters"][parameter["name"]]
    if example["body"] is not None:
        operation["requestBody"]["content"]["application/json"]["example"] = example["body"]
    if example["answer"] is not None:
        response = operation["responses"][str(example["status"])]
        response["content"]["application/json"]["example"] = example["answer"]
