"""A report on its way in: from a JSON row or an uploaded file to what the readers of files make of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from graph.errors import UnreadableReport
from ingest.read import KnownMetadata, Received, read_bytes

from .middleware import REPORT_BYTES
from .negotiation import media_type
from .problems import UnsupportedMedia
from .schemas.requests import ReportFields, ReportRow

_MAX_FIELDS = 10


class _WholeForm(MultiPartParser):
    """Keeps uploads in memory, since a report must not end in a folder for temporary files, and whole."""

    spool_max_size = REPORT_BYTES
    _ended = False

    def on_end(self) -> None:
        self._ended = True

    async def parse(self) -> FormData:
        form = await super().parse()
        if not self._ended:
            await form.close()
            if self._current_part.file is not None:
                await self._current_part.file.close()
            raise MultiPartException("the form breaks off")
        return form


@dataclass(frozen=True, slots=True)
class Incoming:
    """A report that was sent, and what its sender knows about it."""

    received: Received
    known: KnownMetadata


async def _incoming(request: Request) -> Incoming:
    match media_type(request):
        case "application/json":
            return await run_in_threadpool(_from_row, await request.body())
        case "multipart/form-data":
            return await _from_form(request)
    raise UnsupportedMedia(
        "a report is sent as a JSON object or as a file in a form",
        hint="send Content-Type: application/json or multipart/form-data",
    )


IncomingDep = Annotated[Incoming, Depends(_incoming)]


def request_body() -> dict[str, Any]:
    """How the description names the two ways of sending a report."""
    fields = ReportFields.model_json_schema()
    file = {"type": "string", "format": "binary", "description": "The file; its ending says how it is read"}
    form = {**fields, "properties": {"file": file, **fields["properties"]}, "required": ["file"]}
    return {
        "required": True,
        "content": {
            "application/json": {"schema": ReportRow.model_json_schema()},
            "multipart/form-data": {"schema": form},
        },
    }


def _from_row(body: bytes) -> Incoming:
    try:
        ReportRow.model_validate_json(body)
    except ValidationError as error:
        raise _invalid(error) from None
    # the very bytes that were sent are the original
    return _only(read_bytes("report.json", body, KnownMetadata()), KnownMetadata(), name=None)


async def _from_form(request: Request) -> Incoming:
    try:
        form = await _WholeForm(request.headers, request.stream(), max_files=1, max_fields=_MAX_FIELDS).parse()
    except (MultiPartException, UnicodeError):  # the latter from a sender's odd charset
        raise HTTPException(400) from None
    try:
        fields = dict(form)
        file = fields.pop("file", None)
        if not isinstance(file, UploadFile):
            raise RequestValidationError([{"type": "missing", "loc": ("body", "file"), "msg": "A file is required"}])
        return await run_in_threadpool(_from_file, file.filename or "", await file.read(), fields)
    finally:
        await form.close()


def _from_file(filename: str, data: bytes, fields: Mapping[str, Any]) -> Incoming:
    try:
        stated = ReportFields.model_validate(fields)
    except ValidationError as error:
        raise _invalid(error) from None
    known = KnownMetadata(**stated.model_dump(exclude={"id"}))
    return _only(read_bytes(filename, data, known), known, name=stated.id)


def _only(reports: Iterator[Received], known: KnownMetadata, *, name: str | None) -> Incoming:
    """The one report that was sent, under the name that was given with it."""
    found = list(islice(reports, 2))
    if len(found) != 1:
        raise UnreadableReport("this holds no report, or more than one", hint="send one report at a time")
    (received,) = found
    if name is not None:
        received = replace(received, metadata=replace(received.metadata, name=name))
    return Incoming(received, known)


def _invalid(error: ValidationError) -> RequestValidationError:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return RequestValidationError([{**fault, "loc": ("body", *fault["loc"])} for fault in faults])
