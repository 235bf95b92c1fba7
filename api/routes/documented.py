"""Which statuses an operation can answer with, for its description. Every error is a problem."""

from typing import Any

from ..negotiation import MEDIA_TYPES, Format
from ..problems import MEDIA_TYPE

Responses = dict[int | str, dict[str, Any]]

_MEANINGS = {
    400: "The body cannot be parsed, or what is asked for does not apply here",
    401: "The server wants its token",
    403: "The request comes from another site, or names another server",
    404: "Nothing has this id",
    406: "None of the formats on offer is accepted",
    413: "The body is over the limit",
    415: "The body is of a kind that is not taken here",
    422: "Something in the request does not fit; errors names the places",
    500: "The server met an error; its log knows more",
    503: "The store does not answer, or too much is waiting",
}


def _problems(*statuses: int) -> Responses:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": _MEANINGS[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }


OPEN = _problems(403, 413, 500)
READY = _problems(403, 413, 500, 503)
SERVED = _problems(401, 403, 413, 500, 503)
LIST = _problems(401, 403, 413, 422, 500, 503)
LOOKUP = _problems(401, 403, 404, 413, 422, 500, 503)
POSTED = _problems(400, 401, 403, 404, 413, 415, 422, 500, 503)
RECEIVED = _problems(400, 401, 403, 413, 415, 422, 500, 503)
TAKEN_BACK: Responses = {**LOOKUP, **_problems(400)}
LOCATION = {"Location": {"description": "Where the report is", "schema": {"type": "string"}}}
_JSON_GRAPH = {"type": "object", "properties": {"graph": {"type": "object"}}, "required": ["graph"]}
_OTHER_FORMATS: dict[str, Any] = {
    MEDIA_TYPES[Format.JGF]: {"schema": _JSON_GRAPH},
    MEDIA_TYPES[Format.GRAPHML]: {"schema": {"type": "string"}},
    MEDIA_TYPES[Format.TURTLE]: {"schema": {"type": "string"}},
}
NEGOTIATED: Responses = {
    **LOOKUP,
    **_problems(406),
    200: {"description": "The subgraph, in the format that was chosen", "content": _OTHER_FORMATS},
}
PAGE: Responses = {**LOOKUP, 200: {"description": "The page", "content": {"text/html": {"schema": {"type": "string"}}}}}
ORIGINAL: Responses = {
    **LOOKUP,
    200: {
        "description": "The bytes as they were received, to be saved and not shown",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
}
