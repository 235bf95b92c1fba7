"""Property values and claims as JSON data, so that every text format says them in one way and gets them back exactly.

JSON knows no datetime and no infinity: such a value becomes an object whose one key names its type. A property
value is never an object, so nothing is mistaken for one.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, NoReturn, TypeVar

from .errors import BadInput
from .labels import Label, Rel
from .subgraph import ClaimDetail, EvidenceSpan
from .writes import Value

# what neither XML 1.0 nor an RDF string can hold
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HINT = "use a file that casegraph has written"
_FIELD_TYPES = {
    "published": str | None, "scope_open": bool, "speakers": list | tuple, "evidence": list | tuple,
    "start": int, "end": int, "sentence_start": int,
}  # fmt: skip  # every other field of a claim or a span is text
_T = TypeVar("_T")


def unreadable(message: str) -> NoReturn:
    """Raises BadInput: this is not what casegraph writes."""
    raise BadInput(message, hint=_HINT)


def parsed(parse: Callable[[str], _T], text: object) -> _T:
    """What ``parse`` makes of a text.

    Raises:
        BadInput: there is no text, or ``parse`` makes nothing of it.
    """
    if not isinstance(text, str):
        unreadable("a text is missing where one is needed")
    try:
        return parse(text)
    except (ValueError, OverflowError) as error:
        raise BadInput(f"there is something else where a {parse.__name__} is needed", hint=_HINT) from error


def truth(text: str) -> bool:
    """``true`` or ``false``; ValueError for anything else."""
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def label_of(text: object) -> Label:
    """The node label of that name, or BadInput."""
    return parsed(Label, text)


def type_of(text: object) -> Rel:
    """The relationship type of that name, or BadInput."""
    return parsed(Rel, text)


def known(properties: Mapping[str, Value]) -> dict[str, Value]:
    """Properties without the unknown ones (None), which no format writes; lists are copied."""
    return {name: _copy(value) for name, value in properties.items() if value is not None}


def encode(value: Value) -> object:
    """A property value as JSON data."""
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": repr(value)}
    if isinstance(value, list):
        return [encode(item) for item in value]
    return value


def decode(data: object) -> Value:
    """The property value of JSON data.

    Raises:
        BadInput: ``data`` is nothing that a property can hold.
    """
    match data:
        case str() | bool() | int() | float():
            return data
        case {"datetime": text, **rest} if not rest:
            return parsed(datetime.fromisoformat, text)
        case {"float": text, **rest} if not rest:
            return parsed(float, text)
        case list():
            items: list[Any] = [decode(item) for item in data]
            kinds = {type(item) for item in items}
            if len(kinds) <= 1 and kinds <= {str, int, float}:
                return items
    unreadable("a property holds something that is no property value")


def encode_claim(claim: ClaimDetail) -> dict[str, object]:
    """A claim as JSON data."""
    return asdict(claim)


def decode_claim(data: object) -> ClaimDetail:
    """The claim of JSON data.

    Raises:
        BadInput: a field is missing, unknown or of the wrong type.
    """
    found = _checked(ClaimDetail, data)
    speakers = tuple(found.pop("speakers"))
    if not all(isinstance(speaker, str) for speaker in speakers):
        unreadable("a speaker of a claim is no text")
    spans = tuple(EvidenceSpan(**_checked(EvidenceSpan, span)) for span in found.pop("evidence"))
    return ClaimDetail(**found, speakers=speakers, evidence=spans)


def _checked(kind: type[ClaimDetail] | type[EvidenceSpan], data: object) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    if not isinstance(data, dict) or set(data) != names:
        unreadable(f"a {kind.__name__} has exactly the fields {', '.join(sorted(names))}")
    for name, value in data.items():
        if not isinstance(value, _FIELD_TYPES.get(name, str)):
            unreadable(f"the field {name} of a {kind.__name__} has the wrong type")
    return dict(data)


def _copy(value: Value) -> Value:
    return value.copy() if isinstance(value, list) else value
