"""Is it alive, is it ready: for machines that watch, without a token and without details."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from ..dependencies import StoreDep
from .documented import OPEN, READY

READY_SECONDS = 2.0

router = APIRouter(prefix="/health", tags=["health"])


class Health(BaseModel):
    """All is well."""

    status: Literal["ok"] = "ok"


@router.get("/live", operation_id="live", summary="Is the process alive", responses=OPEN)
def live() -> Health:
    """Answers as long as the process does."""
    return Health()


@router.get("/ready", operation_id="ready", summary="Does the store answer", responses=READY)
def ready(store: StoreDep) -> Health:
    """Answers 503 while the store does not."""
    store.read("RETURN 1 AS one", timeout=READY_SECONDS)
    return Health()
