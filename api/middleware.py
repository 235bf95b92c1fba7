"""What every answer has in common: header fields, a limit on the body, a line in the log, no traceback."""

import logging
import traceback

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import internal

REPORTS = "/v1/reports"
REPORT_BYTES = 50_000_000
BODY_BYTES = 1_000_000
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

logger = logging.getLogger("casegraph.api")


class Frame:
    """The outermost layer. Logs the operation and the status: never the address, its parameters or a message."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0

        async def send_framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_framed)
        except Exception as error:
            # the message of a foreign exception may hold what was sent: only its kind and place are logged
            logger.error("%s at %s", type(error).__name__, _place(error))
            if status:
                raise
            await internal()(scope, receive, send_framed)
        logger.info("%s %d", getattr(scope.get("route"), "operation_id", None) or "-", status)


class BodyLimit:
    """Refuses bodies over the limit with a problem, declared or not.

    FastAPI's own ``max_body_size`` answers a declared length in plain text, past all handlers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = REPORT_BYTES if scope["path"] == REPORTS else BODY_BYTES
        declared = Headers(scope=scope).get("content-length", "")
        left = limit

        async def receive_limited() -> Message:
            nonlocal left
            if declared.isdigit() and int(declared) > limit:
                raise HTTPException(413)
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        await self._app(scope, receive_limited, send)


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return ", ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames[-4:])
