"""The application: the parts behind it, the layers round it, the routes in it."""

from typing import Any

from fastapi import APIRouter, FastAPI, Security
from fastapi.security import HTTPBearer
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware

from . import reference
from .description import describe
from .middleware import BodyLimit, Frame
from .problems import install
from .routes import claims, entities, events, health, proposals, questions, records, reports, subgraphs
from .security import Guard, check_bind
from .wiring import Parts
from .writer import Writer

_DESCRIPTION = """\
A graph of who did what to whom, where and when, as reports say it. Nothing is true here by default: every edge
stands on claims, and every claim leads to its speakers, its sentence and its report."""
_NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,  # else an environment variable would send addresses with their parameters elsewhere
}


class _Application(FastAPI):
    """FastAPI whose description carries examples."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = describe(super().openapi())
        return self.openapi_schema


def create_app(parts: Parts, *, token: str | None = None, public: bool = False) -> FastAPI:
    """The application over some parts, which stay the caller's to close.

    Args:
        token: what callers must send; without it everybody who reaches the server may do everything.
        public: others than this machine reach the server, so that it cannot know its own names.

    Raises:
        BadArgument: the server would be public without a token, or the token is too short.
    """
    check_bind("0.0.0.0" if public else "127.0.0.1", token)
    app = _Application(
        title="casegraph",
        version="1",
        description=_DESCRIPTION,
        docs_url=None,  # FastAPI's page asks a third party for its scripts
        redoc_url=None,
        redirect_slashes=False,
        telemetry=_NO_TELEMETRY,
        middleware=[
            Middleware(Frame),
            Middleware(Guard, token=token, public=public),
            Middleware(BodyLimit),
        ],
    )
    app.state.parts = parts
    app.state.writer = Writer(parts)
    install(app)
    app.include_router(health.router)
    app.include_router(reference.router)
    app.include_router(_version_one(secured=token is not None))
    return app


def _version_one(*, secured: bool) -> APIRouter:
    """Everything under /v1. The guard checks the token; here it is only named, for the description."""
    scheme = [Security(HTTPBearer(auto_error=False, description="The server's token"))] if secured else []
    router = APIRouter(prefix="/v1", dependencies=scheme)
    for module in (reports, entities, events, claims, subgraphs, questions, records, proposals):
        router.include_router(module.router)
    return router
