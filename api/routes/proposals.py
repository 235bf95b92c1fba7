"""Decisions on what a reader only proposes, and taking them back. The question quality/proposals lists proposals."""

from functools import partial

from fastapi import APIRouter, Depends, Response, status

from ..dependencies import ProposalId, StoreDep, WriterDep
from ..negotiation import json_body
from ..schemas.requests import Acceptance, Decision
from ..schemas.world import ProposalDecisionOut
from .documented import POSTED, TAKEN_BACK

router = APIRouter(tags=["proposals"])


@router.post(
    "/proposals/{id}/accepted",
    operation_id="acceptProposal",
    summary="Make a proposal a claim",
    status_code=status.HTTP_201_CREATED,
    responses=POSTED,
    dependencies=[Depends(json_body)],
)
async def accept(writer: WriterDep, store: StoreDep, id: ProposalId, body: Acceptance) -> ProposalDecisionOut:
    """The claim stands beside those that the reader found, and edges are derived from it as from them."""
    decided = await writer.run(partial(store.accept, id, reason=body.reason, decided_by=body.decided_by))
    return ProposalDecisionOut(id=decided.judgement, proposal=id, claim=decided.claim)


@router.post(
    "/proposals/{id}/rejected",
    operation_id="rejectProposal",
    summary="Take a proposal off the list of what awaits a decision",
    status_code=status.HTTP_201_CREATED,
    responses=POSTED,
    dependencies=[Depends(json_body)],
)
async def reject(writer: WriterDep, store: StoreDep, id: ProposalId, body: Decision) -> ProposalDecisionOut:
    """Nothing else changes. The decision is kept with its reason."""
    decided = await writer.run(partial(store.reject, id, reason=body.reason, decided_by=body.decided_by))
    return ProposalDecisionOut(id=decided.judgement, proposal=id, claim=None)


@router.delete(
    "/proposals/{id}/decision",
    operation_id="reopenProposal",
    summary="Take the decision on a proposal back",
    status_code=status.HTTP_204_NO_CONTENT,
    response_class=Response,
    responses=TAKEN_BACK,
)
async def reopen(writer: WriterDep, store: StoreDep, id: ProposalId) -> None:
    """The proposal awaits a decision again; a claim that stood by that decision alone no longer does."""
    await writer.run(partial(store.reopen, id))
