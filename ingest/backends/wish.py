"""Which back end a user asks for. Plain values: nothing is imported, opened or connected to make one."""

from dataclasses import dataclass, field
from enum import StrEnum

TIMEOUT = 60.0  # seconds a request, unless told otherwise


class BackendKind(StrEnum):
    """The back ends there are."""

    CHAT = "chat"
    GLINER = "gliner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A back end as it was asked for.

    Attributes:
        model: what the server calls it; for GLiNER a folder, or ``hub:NAME``.
        url: base address of the chat endpoint.
        timeout: seconds a request may take.
        plain_http: the one host of another machine to which text may go unencrypted.
    """

    kind: BackendKind
    model: str
    url: str | None = None
    key: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT
    plain_http: str | None = None
