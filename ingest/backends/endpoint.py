"""Where a chat model is asked, and whether text may go there."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from graph.errors import BadArgument

_HOST = re.compile(r"[A-Za-z0-9.-]+|[0-9A-Fa-f:.]+")
_PATH = re.compile(r"[A-Za-z0-9._~/%:@!$&'()*+,;=-]*")
_CALL = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible chat endpoint. ``path`` is that of the call itself."""

    host: str
    port: int
    path: str
    encrypted: bool

    @property
    def name(self) -> str:
        """Host and port, as warnings name them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Whether it is on this machine."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine by its very spelling: no name server is asked."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def endpoint_at(address: str, plain_http: str | None = None) -> Endpoint:
    """The endpoint at a base address such as ``https://models.example/v1``.

    Args:
        plain_http: the one host of another machine to which text may go unencrypted.

    Raises:
        BadArgument: the address cannot be used, or text would go to another machine unencrypted.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or not _PATH.fullmatch(parts.path):
        raise BadArgument(
            "the back end's address is none", hint="write it like https://models.example/v1 or http://127.0.0.1:8080/v1"
        )
    if parts.username is not None or parts.query or parts.fragment:
        raise BadArgument(
            "the back end's address holds more than host, port and path",
            hint="put a key into CASEGRAPH_BACKEND_KEY or the file that CASEGRAPH_BACKEND_KEY_FILE names",
        )
    encrypted = parts.scheme == "https"
    path = parts.path.rstrip("/")
    path = path if path.endswith(_CALL) else path + _CALL
    found = Endpoint(host, port or (443 if encrypted else 80), path, encrypted)
    if not encrypted and not found.loopback and host != (plain_http or "").lower():
        raise BadArgument(
            f"text of reports would go to {found.name} unencrypted",
            hint=f"use https://, or name that host in CASEGRAPH_BACKEND_PLAIN_HTTP={host} if the way there is safe",
        )
    return found
