"""What routes are given: the parts they work with, and path parameters with their form."""

from typing import Annotated

from fastapi import Depends, Path, Request

from graph.store import GraphStore
from queries.catalogue import Catalogue

from .schemas.requests import ANY_ID, CLAIM_ID, ENTITY_ID, EVENT_ID, PROPOSAL_ID, RECORD_ID, REPORT_ID
from .wiring import Parts
from .writer import Writer


def _parts(request: Request) -> Parts:
    parts = request.app.state.parts
    assert isinstance(parts, Parts)
    return parts


PartsDep = Annotated[Parts, Depends(_parts)]


def _store(parts: PartsDep) -> GraphStore:
    return parts.store


def _catalogue(parts: PartsDep) -> Catalogue:
    return parts.catalogue


def _writer(request: Request) -> Writer:
    writer = request.app.state.writer
    assert isinstance(writer, Writer)
    return writer


StoreDep = Annotated[GraphStore, Depends(_store)]
CatalogueDep = Annotated[Catalogue, Depends(_catalogue)]
WriterDep = Annotated[Writer, Depends(_writer)]

AnyId = Annotated[str, Path(pattern=ANY_ID, description="Any id, as answers show them")]
ReportId = Annotated[str, Path(pattern=REPORT_ID, description="Id of a report")]
RecordId = Annotated[str, Path(pattern=RECORD_ID, description="Id of a record")]
ProposalId = Annotated[str, Path(pattern=PROPOSAL_ID, description="Id of a proposal")]
ClaimId = Annotated[str, Path(pattern=CLAIM_ID, description="Id of a claim")]
EntityId = Annotated[str, Path(pattern=ENTITY_ID, description="Id of a person, group, organisation, place or thing")]
EventId = Annotated[str, Path(pattern=EVENT_ID, description="Id of an event")]
