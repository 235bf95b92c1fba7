"""Reports as answers."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, Field


class Counts(BaseModel):
    """How much was read in a report."""

    sentences: int
    mentions: int
    records: int
    claims: int
    statements: int


class Receipt(BaseModel):
    """A report was read (done), or had been read before and nothing changed (unchanged)."""

    id: str
    name: str
    outcome: Literal["done", "unchanged"]
    note: str = Field(description="What else is to be said: why nothing was read, or whose bytes these were before")
    counts: Counts


class ReportSummary(BaseModel):
    """What is known about a report from outside its text. Unknown is null."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    status: str = Field(description='"read", or why nothing was read')
    characters: int
    sha256: str = Field(description="Of the original bytes")

    @classmethod
    def of(cls, properties: Mapping[str, Any]) -> Self:
        """From the properties of a report's node, ``id`` among them."""
        return cls.model_validate({name: properties.get(name) for name in cls.model_fields})


class SentenceOut(BaseModel):
    """A sentence and its place: code points of the text, end exclusive."""

    id: str
    index: int
    section: str
    start: int
    end: int
    text: str
    repeats: str | None = Field(description="The first sentence with the same words")


class ReaderOut(BaseModel):
    """Who read."""

    extractor: str
    version: str
    model_digest: str


class ReportDetail(BaseModel):
    """A report with its sentences, page by page."""

    report: ReportSummary
    reader: ReaderOut
    notes: list[str] = Field(description="What was lost or noticed on the way in")
    counts: Counts
    sentences: list[SentenceOut]
    next: str | None = Field(description="Cursor of the next page of sentences")


class ReportList(BaseModel):
    """A page of reports, by name."""

    items: list[ReportSummary]
    next: str | None = Field(description="Cursor of the next page")
