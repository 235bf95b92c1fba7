"""Reports in, and out again as they came."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Response, status
from fastapi.concurrency import run_in_threadpool

from graph.errors import UnreadableReport
from ingest.pipeline import Outcome

from ..dependencies import PartsDep, ReportId, StoreDep, WriterDep
from ..incoming import IncomingDep, request_body
from ..lookups.reports import receipt, report_detail, report_list, report_properties
from ..schemas.reports import Receipt, ReportDetail, ReportList
from ..schemas.requests import Paging
from .documented import LIST, LOCATION, LOOKUP, ORIGINAL, RECEIVED

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")

router = APIRouter(tags=["reports"])


@router.post(
    "/reports",
    operation_id="postReport",
    summary="Read a report into the graph",
    status_code=status.HTTP_201_CREATED,
    responses={
        **RECEIVED,
        201: {"description": "It was read", "headers": LOCATION},
        200: {"description": "It had been read before; nothing changed", "model": Receipt, "headers": LOCATION},
    },
    openapi_extra={"requestBody": request_body()},
)
async def post_report(writer: WriterDep, parts: PartsDep, incoming: IncomingDep, response: Response) -> Receipt:
    """Takes a JSON row, or a file in a form with the same fields. Its id follows from its bytes alone."""
    result = await writer.ingest(incoming)
    if result.outcome is Outcome.FAILED or result.report_id is None:
        raise UnreadableReport(result.reason)
    if result.outcome is Outcome.UNCHANGED:
        response.status_code = status.HTTP_200_OK
    response.headers["Location"] = f"/v1/reports/{result.report_id}"
    return await run_in_threadpool(receipt, parts.store, result)


@router.get("/reports", operation_id="listReports", summary="All reports", responses=LIST)
def list_reports(store: StoreDep, query: Annotated[Paging, Query()]) -> ReportList:
    """Reports by name, with what is known about them from outside their text."""
    return report_list(store, query)


@router.get("/reports/{id}", operation_id="getReport", summary="One report and its sentences", responses=LOOKUP)
def get_report(store: StoreDep, id: ReportId, query: Annotated[Paging, Query()]) -> ReportDetail:
    """A report, what was noticed on the way in, how much was read, and its sentences page by page."""
    return report_detail(store, id, query)


@router.get(
    "/reports/{id}/original",
    operation_id="getOriginal",
    summary="A report as it was received",
    response_class=Response,
    responses=ORIGINAL,
)
def get_original(parts: PartsDep, id: ReportId) -> Response:
    """The original bytes, to be saved: they are not shown, since a report may hold script."""
    known = report_properties(parts.store, id)
    data = parts.archive.get(str(known["sha256"]))
    disposition = f'attachment; filename="{_file_name(str(known["name"]))}"'
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": disposition})


def _file_name(name: str) -> str:
    """A name that is no path, no command and no trick on any system."""
    return _UNSAFE.sub("_", name).strip("._-")[:100] or "report"
