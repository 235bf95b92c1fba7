"""What is said to have happened."""

from typing import Annotated

from fastapi import APIRouter, Query

from ..dependencies import EventId, StoreDep
from ..lookups.events import event_detail, event_list
from ..schemas.requests import EventQuery
from ..schemas.world import EventDetail, EventList
from .documented import LIST, LOOKUP

router = APIRouter(tags=["events"])


@router.get("/events", operation_id="listEvents", summary="Find events", responses=LIST)
def list_events(store: StoreDep, query: Annotated[EventQuery, Query()]) -> EventList:
    """Events by name, each with the names that reports use and the number of reports that speak of it."""
    return event_list(store, query)


@router.get(
    "/events/{id}", operation_id="getEvent", summary="One event and who is said to have a part in it", responses=LOOKUP
)
def get_event(store: StoreDep, id: EventId) -> EventDetail:
    """Participants by role, each with the claims behind it: their words, speakers and certainty, denials too."""
    return event_detail(store, id)
