"""What is claimed, by whom, in which words."""

from typing import Annotated

from fastapi import APIRouter, Query

from ..dependencies import ClaimId, StoreDep
from ..lookups.claims import claim_full, claim_list
from ..schemas.claims import ClaimFull, ClaimList
from ..schemas.requests import ClaimQuery
from .documented import LIST, LOOKUP

router = APIRouter(tags=["claims"])


@router.get("/claims", operation_id="listClaims", summary="Find claims", responses=LIST)
def list_claims(store: StoreDep, query: Annotated[ClaimQuery, Query()]) -> ClaimList:
    """Claims report by report, in the order of the text, each with its speakers and its exact words."""
    return claim_list(store, query)


@router.get("/claims/{id}", operation_id="getClaim", summary="One claim and all that it rests on", responses=LOOKUP)
def get_claim(store: StoreDep, id: ClaimId) -> ClaimFull:
    """A claim with its chain of speakers, its evidence in its sentences, and what it is about."""
    return claim_full(store, id)
