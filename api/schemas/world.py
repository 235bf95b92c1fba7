"""Entities and events as answers."""

from pydantic import BaseModel, Field

from .claims import ClaimOut, WorldRef
from .reports import ReportSummary


class EntitySummary(BaseModel):
    """Somebody or something, across reports."""

    id: str
    label: str
    name: str
    kind: str
    names: list[str] = Field(description="As the reports call it")
    reports: int = Field(description="How many reports speak of it")


class EntityList(BaseModel):
    """A page of entities, by name."""

    items: list[EntitySummary]
    next: str | None = Field(description="Cursor of the next page")


class MentionOut(BaseModel):
    """Words that name a record."""

    id: str
    quote: str
    form: str
    start: int
    end: int
    sentence: str
    sentence_id: str


class IdentityOut(BaseModel):
    """Why a record is taken to be this entity."""

    reason: str
    score: float
    decided_by: str


class RecordOut(BaseModel):
    """Who or what one report talks about, in that report's own words."""

    id: str
    name: str
    kind: str
    report: str
    quote: str
    start: int
    end: int
    identity: IdentityOut
    mentions: list[MentionOut]


class Location(BaseModel):
    """Where the gazetteer puts a place."""

    gazetteer: str
    latitude: float
    longitude: float
    country: str


class EntityDetail(BaseModel):
    """An entity with the records that are taken to be it, each with its reason and its words."""

    entity: EntitySummary
    location: Location | None
    records: list[RecordOut]
    reports: list[ReportSummary]
    truncated: bool = Field(description="There are more records or mentions than are shown")


class EventSummary(BaseModel):
    """Something said to have happened."""

    id: str
    name: str
    type: str
    names: list[str] = Field(description="As the reports call it")
    reports: int = Field(description="How many reports speak of it")


class EventList(BaseModel):
    """A page of events, by name."""

    items: list[EventSummary]
    next: str | None = Field(description="Cursor of the next page")


class RoleClaim(BaseModel):
    """A claim that gives somebody a role in an event, or denies it."""

    id: str
    quote: str
    words: str | None = Field(description="The words that fill the role")
    certainty: str
    polarity: str = Field(description='"+", or "-" for a denial')
    actuality: str
    speakers: list[str] = Field(description="Outermost first; empty: the report itself")
    report: str


class Participant(BaseModel):
    """A role in an event, with every claim behind it, denials too."""

    role: str
    name: str
    entity: WorldRef | None
    claims: list[RoleClaim]


class EventDetail(BaseModel):
    """An event, who is said to have a part in it, and the claims about it."""

    event: EventSummary
    participants: list[Participant]
    claims: list[ClaimOut]
    truncated: bool = Field(description="There are more claims than are shown")


class JudgementOut(BaseModel):
    """A decision on identity that now stands."""

    id: str
    record: str


class ProposalDecisionOut(BaseModel):
    """A decision on a proposal that now stands."""

    id: str
    proposal: str
    claim: str | None = Field(description="The claim that it now is; null: it was rejected")
