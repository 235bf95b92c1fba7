"""Claims as answers."""

from typing import Any, Self

from pydantic import BaseModel, Field

from graph.subgraph import ClaimDetail, EvidenceSpan


class WorldRef(BaseModel):
    """A node of the world, in short."""

    id: str
    label: str
    name: str

    @classmethod
    def of(cls, ident: object, label: object, name: object) -> Self:
        """From three columns."""
        return cls(id=str(ident), label=str(label), name=str(name))

    @classmethod
    def or_none(cls, ident: object, label: object, name: object) -> "WorldRef | None":
        """From three columns; None where there is no node."""
        return None if ident is None else cls.of(ident, label, name)


class SpanOut(BaseModel):
    """Exact words with their place (code points, end exclusive), and the sentence around them."""

    quote: str
    start: int
    end: int
    sentence: str
    sentence_id: str
    sentence_start: int

    @classmethod
    def of(cls, span: EvidenceSpan) -> Self:
        """From the graph's own type."""
        return cls(**{name: getattr(span, name) for name in cls.model_fields})


class ClaimOut(BaseModel):
    """What is said, by whom, how surely, in which words of which report."""

    id: str
    report: str
    report_name: str
    published: str | None
    kind: str
    predicate: str
    certainty: str
    polarity: str = Field(description='"+", or "-" for a denial')
    actuality: str
    scope_open: bool = Field(description="The text leaves open who says it")
    speakers: list[str] = Field(description="Outermost first; empty: the report itself")
    evidence: list[SpanOut]

    @classmethod
    def of(cls, claim: ClaimDetail) -> Self:
        """From the graph's own type."""
        return cls(**claim_fields(claim))


class ClaimList(BaseModel):
    """A page of claims, report by report, in the order of the text."""

    items: list[ClaimOut]
    next: str | None = Field(description="Cursor of the next page")


class CitationOut(BaseModel):
    """One link of the chain of speakers."""

    order: int = Field(description="1 is the outermost speaker")
    speaker: str = Field(description="In the report's own words")
    record: str
    entity: WorldRef | None
    mode: str
    cue: str | None


class AboutOut(BaseModel):
    """What a record is to a claim."""

    slot: str
    name: str = Field(description="In the report's own words")
    record: str
    entity: WorldRef | None
    of_event: str | None = Field(description="Record of the event that the role belongs to")
    quote: str | None = Field(description="The words that fill the role")


class FigureOut(BaseModel):
    """A number as the text bounds it."""

    measure: str
    comparator: str
    low: int | None
    low_inclusive: bool
    high: int | None
    high_inclusive: bool
    unit: str
    population: str
    population_words: str | None
    verification: str
    figure_quote: str


class StatementOut(BaseModel):
    """The speech act that a claim is content of."""

    id: str
    act: str
    mode: str
    capacity: str | None
    official: bool
    speaker: str
    quote: str


class ClaimFull(ClaimOut):
    """A claim with everything that it rests on."""

    superseded: bool = Field(description="A later reading of the report no longer finds it")
    method: str = Field(description="The rule or model that found it")
    score: float | None
    relation: str | None
    object_text: str | None
    chain: list[CitationOut]
    about: list[AboutOut]
    figure: FigureOut | None
    statement: StatementOut | None


def claim_fields(claim: ClaimDetail) -> dict[str, Any]:
    """The fields of a claim as answers show it."""
    fields = {name: getattr(claim, name) for name in ClaimOut.model_fields}
    return {**fields, "speakers": list(claim.speakers), "evidence": [SpanOut.of(span) for span in claim.evidence]}
