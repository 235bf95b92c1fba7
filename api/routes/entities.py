"""Who and what the reports speak of."""

from typing import Annotated

from fastapi import APIRouter, Query

from ..dependencies import EntityId, StoreDep
from ..lookups.entities import entity_detail, entity_list
from ..schemas.requests import EntityQuery
from ..schemas.world import EntityDetail, EntityList
from .documented import LIST, LOOKUP

router = APIRouter(tags=["entities"])


@router.get("/entities", operation_id="listEntities", summary="Find people, groups, places and things", responses=LIST)
def list_entities(store: StoreDep, query: Annotated[EntityQuery, Query()]) -> EntityList:
    """Entities by name, each with the names that reports use and the number of reports that speak of it."""
    return entity_list(store, query)


@router.get("/entities/{id}", operation_id="getEntity", summary="One entity and its words", responses=LOOKUP)
def get_entity(store: StoreDep, id: EntityId) -> EntityDetail:
    """The records that are taken to be this entity, each with the reason, the exact words and their report."""
    return entity_detail(store, id)
