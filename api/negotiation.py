"""Formats in and out: what a body is, and what the caller gets by ``?format=`` or Accept (RFC 9110, 12.5.1)."""

import re
from enum import StrEnum

from starlette.requests import Request

from .problems import NotAcceptable, UnsupportedMedia

_RANGE = re.compile(r"\s*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)/([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\s*(;.*)?", re.DOTALL)
_WEIGHT = re.compile(r";\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)


class Format(StrEnum):
    """Formats of a subgraph, the default first."""

    JSON = "json"
    JGF = "jgf"
    GRAPHML = "graphml"
    TURTLE = "turtle"


MEDIA_TYPES = {
    Format.JSON: "application/json",
    Format.JGF: "application/vnd.jgf+json",
    Format.GRAPHML: "application/graphml+xml",
    Format.TURTLE: "text/turtle",
}


def choose(accept: str | None, wanted: Format | None = None) -> Format:
    """The format to answer in.

    Raises:
        NotAcceptable: the caller accepts none of them.
    """
    if wanted is not None:
        return wanted
    if accept is None or not accept.strip():
        return Format.JSON
    ranges = _ranges(accept)
    weights = {format: _weight(media, ranges) for format, media in MEDIA_TYPES.items()}
    best = max(weights, key=lambda format: weights[format])  # the first of equals
    if weights[best] == 0:
        raise NotAcceptable(
            "a subgraph is not to be had in any format that you accept",
            hint="accept one of " + ", ".join(MEDIA_TYPES.values()),
        )
    return best


def json_body(request: Request) -> None:
    """Lets only JSON through: it is what a page of another site cannot send without asking first.

    Raises:
        UnsupportedMedia: the body is something else.
    """
    if media_type(request) != "application/json":
        raise UnsupportedMedia("the body is not JSON", hint="send Content-Type: application/json")


def media_type(request: Request) -> str:
    """The media type of a body, without parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _ranges(accept: str) -> dict[tuple[str, str], float]:
    """Media ranges with their weights; a part that is no media range counts for nothing."""
    found: dict[tuple[str, str], float] = {}
    for part in accept.split(","):
        if (match := _RANGE.fullmatch(part)) is None:
            continue
        kind, subtype, parameters = match.groups()
        weight = _WEIGHT.search(parameters or "")
        if weight is None and re.search(r";\s*q=", parameters or "", re.IGNORECASE):
            continue
        found[kind.lower(), subtype.lower()] = float(weight.group(1)) if weight else 1.0
    return found


def _weight(media: str, ranges: dict[tuple[str, str], float]) -> float:
    """The weight of the most specific range that covers a media type."""
    kind, _, subtype = media.partition("/")
    for candidate in ((kind, subtype), (kind, "*"), ("*", "*")):
        if candidate in ranges:
            return ranges[candidate]
    return 0.0
