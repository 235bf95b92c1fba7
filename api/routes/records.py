"""Decisions on identity, and taking them back."""

from functools import partial

from fastapi import APIRouter, Depends, Response, status

from ..dependencies import RecordId, StoreDep, WriterDep
from ..negotiation import json_body
from ..schemas.requests import Decision
from ..schemas.world import JudgementOut
from .documented import POSTED, TAKEN_BACK

router = APIRouter(tags=["identity"])


@router.post(
    "/records/{id}/apart",
    operation_id="keepApart",
    summary="Decide that a record is nobody else's",
    status_code=status.HTTP_201_CREATED,
    responses=POSTED,
    dependencies=[Depends(json_body)],
)
async def keep_apart(writer: WriterDep, store: StoreDep, id: RecordId, body: Decision) -> JudgementOut:
    """The record gets a node of its own, whatever name it shares. The decision is kept with its reason."""
    decide = partial(store.keep_apart, id, reason=body.reason, decided_by=body.decided_by)
    return JudgementOut(id=await writer.run(decide), record=id)


@router.delete(
    "/records/{id}/apart",
    operation_id="rejoin",
    summary="Take that decision back",
    status_code=status.HTTP_204_NO_CONTENT,
    response_class=Response,
    responses=TAKEN_BACK,
)
async def rejoin(writer: WriterDep, store: StoreDep, id: RecordId) -> None:
    """The record goes back to where the rules put it. The retracted decision stays on file."""
    await writer.run(partial(store.rejoin, id))
