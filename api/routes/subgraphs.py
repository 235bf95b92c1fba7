"""Pieces of the graph, in the formats that other tools read."""

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import Field

from graph.graphml import to_graphml
from graph.jgf import to_jgf
from graph.neighbourhood import neighbourhood
from graph.paths import evidence_paths
from graph.rdf import serialise_turtle, to_rdf
from graph.subgraph import Subgraph

from ..dependencies import AnyId, StoreDep
from ..negotiation import MEDIA_TYPES, Format, choose
from ..pages import content_security_policy, page
from ..schemas.requests import PathQuery, SubgraphSize
from ..schemas.subgraphs import PathList, PathOut, SubgraphOut
from .documented import LOOKUP, NEGOTIATED, PAGE

router = APIRouter(tags=["subgraphs"])


class SubgraphQuery(SubgraphSize):
    """How far a subgraph reaches, and its format."""

    format: Format | None = Field(None, description="Wins over Accept")


@router.get(
    "/subgraph/{id}",
    operation_id="getSubgraph",
    summary="What surrounds a node",
    response_model=SubgraphOut,
    responses=NEGOTIATED,
)
def get_subgraph(request: Request, store: StoreDep, id: AnyId, query: Annotated[SubgraphQuery, Query()]) -> Response:
    """Nodes and edges around a node, with the claims they stand on: as JSON, or what Accept or ``format`` asks for."""
    chosen = choose(_accept(request), query.format)
    found = neighbourhood(store, id, depth=query.depth, max_nodes=query.max_nodes)
    return Response(_written(found, chosen, query), media_type=MEDIA_TYPES[chosen], headers={"Vary": "Accept"})


@router.get(
    "/subgraph/{id}/page",
    operation_id="getSubgraphPage",
    summary="What surrounds a node, as a page to look at",
    response_class=HTMLResponse,
    responses=PAGE,
)
def get_page(store: StoreDep, id: AnyId, query: Annotated[SubgraphSize, Query()]) -> HTMLResponse:
    """One HTML file that works without a network: the picture, its legend, and the words behind every edge."""
    found = neighbourhood(store, id, depth=query.depth, max_nodes=query.max_nodes)
    start = found.node(id)
    policy = f"{content_security_policy()}; frame-ancestors 'none'"
    return HTMLResponse(
        page(found, title=f"Around {start.name if start else id}"), headers={"Content-Security-Policy": policy}
    )


@router.get("/paths", operation_id="listPaths", summary="How two nodes are connected", responses=LOOKUP)
def list_paths(store: StoreDep, query: Annotated[PathQuery, Query()]) -> PathList:
    """Chains of claims from one node to another, each hop with its words, the weakest marked."""
    found = evidence_paths(store, query.from_, query.to, max_hops=query.max_hops, limit=query.limit)
    return PathList(items=[PathOut.of(path) for path in found])


def _accept(request: Request) -> str | None:
    fields = request.headers.getlist("accept")
    return ",".join(fields) if fields else None


def _written(found: Subgraph, format: Format, size: SubgraphSize) -> str:
    match format:
        case Format.JSON:
            return SubgraphOut.of(found, depth=size.depth, max_nodes=size.max_nodes).model_dump_json()
        case Format.JGF:
            return json.dumps(to_jgf(found), ensure_ascii=False, allow_nan=False)
        case Format.GRAPHML:
            return to_graphml(found)
        case Format.TURTLE:
            return serialise_turtle(to_rdf(found))
