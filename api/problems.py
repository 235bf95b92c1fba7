"""Problems: every error of the API in the form of RFC 9457, and never a word of what the caller sent.

A report's text or a witness's name may stand in a request, and an answer may end in a log, a screenshot or
a ticket. So an error names the place of a fault and its kind; the value at that place is not repeated.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from graph.errors import BadInput, CasegraphError

MEDIA_TYPE = "application/problem+json"
_URN = "urn:casegraph:problem:"
_SLUGS = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large"}
_DETAILS = {
    400: "the body cannot be read",
    404: "there is nothing at this address",
    405: "this address does not take this method",
    413: "the body is over the limit",
}
_DEEP = frozenset({"arguments"})  # below these names the caller chooses the keys

logger = logging.getLogger("casegraph.api")


class Refusal(BadInput):
    """A request that is turned away before anything is looked up.

    Attributes:
        headers: header fields that the answer carries.
    """

    headers: ClassVar[Mapping[str, str]] = {}


class Unauthorised(Refusal):
    """The token is missing or wrong."""

    status = 401
    slug = "unauthorised"
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": 'Bearer realm="casegraph"'}


class ForeignRequest(Refusal):
    """The request comes from another web site, or was sent to another name than this server's."""

    status = 403
    slug = "foreign-request"


class NotAcceptable(Refusal):
    """None of the formats on offer is accepted."""

    status = 406
    slug = "not-acceptable"


class UnsupportedMedia(Refusal):
    """The body is of a kind that this address does not take."""

    status = 415
    slug = "unsupported-media-type"


class Busy(Refusal):
    """Too many reports are waiting to be read."""

    status = 503
    slug = "busy"
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "10"}


class Fault(BaseModel):
    """One place of the request that does not fit. The value there is never repeated."""

    loc: list[str | int] = Field(description="Where: body, query or path, then the names down to the value")
    type: str = Field(description="What kind of fault, in the words of the validator")
    msg: str = Field(description="The same for people")


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str = Field(description="Stable name of the kind of problem", examples=[_URN + "unknown-id"])
    title: str = Field(description="The kind of problem for people; the same for every occurrence")
    status: int = Field(description="The HTTP status, once more")
    detail: str = Field(description="What went wrong this time")
    hint: str = Field(default="", description="What to do about it")
    errors: list[Fault] = Field(default_factory=list, description="The places that do not fit")


def answer(
    slug: str,
    status: int,
    detail: str,
    *,
    hint: str = "",
    errors: Sequence[Fault] = (),
    headers: Mapping[str, str] = {},
) -> JSONResponse:
    """A problem as a response."""
    problem = Problem(
        type=_URN + slug,
        title=slug.replace("-", " ").capitalize(),
        status=status,
        detail=detail,
        hint=hint,
        errors=list(errors),
    )
    return JSONResponse(problem.model_dump(), status, dict(headers), media_type=MEDIA_TYPE)


def answer_to(error: CasegraphError) -> JSONResponse:
    """An error of our own as a response. What lies on our side is logged and not told."""
    headers = error.headers if isinstance(error, Refusal) else {}
    if error.status < 500 or isinstance(error, Refusal):
        return answer(error.slug, error.status, str(error), hint=error.hint, headers=headers)
    logger.error("%s: %s", error.slug, error)
    return answer(error.slug, error.status, "this request could not be served", hint="see the server's log")


def internal() -> JSONResponse:
    """The answer to an error that nobody foresaw."""
    return answer("internal", 500, "this request met an error in the server", hint="see the server's log")


def install(app: FastAPI) -> None:
    """Makes an application answer with problems."""
    app.add_exception_handler(CasegraphError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _ours(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CasegraphError)
    return answer_to(error)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [_fault(found) for found in error.errors()]
    return answer("bad-argument", 422, "the request does not fit what this address takes", errors=faults)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = error.status_code
    headers = {"Allow": _allowed(request, error)} if status == 405 else {}
    return answer(_SLUGS.get(status, "http"), status, _DETAILS.get(status, "refused"), headers=headers)


def _allowed(request: Request, error: HTTPException) -> str:
    """The methods of an address. Starlette names only those of the first route that is met there."""
    methods = set((error.headers or {})["Allow"].split(", "))
    for path, known in request.app.openapi()["paths"].items():
        if _pattern(path).match(request.url.path):
            methods.update(method.upper() for method in known)
    return ", ".join(sorted(methods))


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return compile_path(path)[0]


def _fault(found: Mapping[str, Any]) -> Fault:
    kind = str(found["type"])
    loc = list(found["loc"])
    if kind == "extra_forbidden":
        loc.pop()
    for depth, part in enumerate(loc):
        if part in _DEEP:
            loc = loc[: depth + 1]
            break
    return Fault(loc=loc, type=kind, msg=str(found["msg"]))
