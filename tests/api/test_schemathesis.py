"""The application against its own description: requests that fit and that do not, from a fixed seed."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import (
    allow_header_conformance,
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import create_app
from tests.api.recording import DESCRIPTION, TOKEN
from tests.api.served import client_of, fill, parts_in

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    allow_header_conformance,
    ignored_auth,
    unsupported_method,
]
EXAMPLES = 15
HEADERS = {"Authorization": f"Bearer {TOKEN}", "Host": "127.0.0.1"}


class _Later:
    """Stands for the application while tests are collected, when there is no store yet."""

    application: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.application(scope, receive, send)


later = _Later()
schema = schemathesis.openapi.from_dict(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
schema.app = later


@pytest.fixture(scope="module", autouse=True)
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Over a store of its own, since this test writes."""
    with parts_in(tmp_path_factory.mktemp("schemathesis")) as parts:
        fill(client_of(parts))
        later.application = create_app(parts, token=TOKEN)
        yield


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
def test_it_keeps_what_its_description_promises(case: schemathesis.Case) -> None:
    case.call_and_validate(headers=HEADERS, checks=CHECKS)
