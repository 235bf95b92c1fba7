"""Who may call: addresses, tokens, and the web pages of others that must not reach a local server."""

import hmac
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import BadArgument

from .problems import ForeignRequest, Refusal, Unauthorised, answer_to

TOKEN_LENGTH = 16  # characters
OPEN_PATHS = frozenset({"/", "/docs", "/openapi.json", "/health/live", "/health/ready"})  # hold no data
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to this name or address."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_bind(host: str, token: str | None) -> None:
    """Lets a server start on loopback, or elsewhere with a token.

    Raises:
        BadArgument: no token although others can reach the server, or a token that is too short.
    """
    if token is not None and len(token) < TOKEN_LENGTH:
        raise BadArgument(
            f"the token has fewer than {TOKEN_LENGTH} characters", hint="make one with: openssl rand -hex 32"
        )
    if token is None and not is_loopback(host):
        raise BadArgument(
            "an address that other machines can reach needs a token",
            hint="set CASEGRAPH_TOKEN, or serve on 127.0.0.1",
        )


class Guard:
    """Turns requests away before their body is read.

    A local server is reachable by every page that its user's browser opens. A page of another site gets no
    answer that it could read (no CORS), but it could post a form, or come in under a name of its own that
    resolves to 127.0.0.1; both are refused.

    Args:
        public: the server is meant to be reached under names that are not known here.
    """

    def __init__(self, app: ASGIApp, *, token: str | None, public: bool) -> None:
        self._app = app
        self._token = token.encode() if token is not None else None
        self._public = public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request, or refuses it."""
        if scope["type"] == "http" and (refusal := self._refusal(scope)) is not None:
            await answer_to(refusal)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        if not self._public and not is_loopback(_name(headers.get("host", ""))):
            return ForeignRequest("this server answers under its local name only", hint="call it as 127.0.0.1")
        if self._token is not None and scope["path"] not in OPEN_PATHS and not self._carries_token(headers):
            return Unauthorised("this server wants its token", hint="send it as: Authorization: Bearer TOKEN")
        if scope["method"] not in _SAFE_METHODS and _from_elsewhere(headers):
            return ForeignRequest("pages of other sites may not change anything here")
        return None

    def _carries_token(self, headers: Headers) -> bool:
        scheme, _, sent = headers.get("authorization", "").partition(" ")
        assert self._token is not None
        return scheme.lower() == "bearer" and hmac.compare_digest(sent.strip().encode("latin-1"), self._token)


def _name(host: str) -> str:
    """A Host field without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() and not name.endswith(":") else host


def _from_elsewhere(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
