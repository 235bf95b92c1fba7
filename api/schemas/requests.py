"""What callers send. Names that are not known are refused, so that no typing error passes in silence."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints

from graph.labels import LABELS, Label
from graph.vocabulary import Certainty, ClaimKind, EventType

MAX_PAGE = 1000
ENTITY_LABELS = (Label.PERSON, Label.GROUP, Label.ORGANISATION, Label.PLACE, Label.THING)
_DIGEST = "[a-z2-7]{20}"
_ENTITY_PREFIXES = "|".join(LABELS[label].prefix for label in ENTITY_LABELS)

ANY_ID = f"^[a-z]{{1,20}}:{_DIGEST}$"
REPORT_ID = f"^report:{_DIGEST}$"
RECORD_ID = f"^record:{_DIGEST}$"
PROPOSAL_ID = f"^proposal:{_DIGEST}$"
CLAIM_ID = f"^claim:{_DIGEST}$"
EVENT_ID = f"^event:{_DIGEST}$"
ENTITY_ID = f"^({_ENTITY_PREFIXES}):{_DIGEST}$"
DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Line = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[^\x00-\x1f\x7f]+$")]
ShortLine = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
EntityLabel = Literal["Person", "Group", "Organisation", "Place", "Thing"]


class Strict(BaseModel):
    """A request."""

    model_config = ConfigDict(extra="forbid")


class Paging(Strict):
    """A page of a list."""

    limit: int = Field(50, ge=1, le=MAX_PAGE, description="How many items at most")
    cursor: str | None = Field(None, max_length=8000, description="The next of the page before; none for the first")


class EntityQuery(Paging):
    """Which entities."""

    name: ShortLine | None = Field(None, description="Part of a name, upper and lower case alike")
    label: EntityLabel | None = Field(None, description="Only these")


class EventQuery(Paging):
    """Which events."""

    name: ShortLine | None = Field(None, description="Part of a name, upper and lower case alike")
    type: EventType | None = Field(None, description="Only these")


class ClaimQuery(Paging):
    """Which claims."""

    report: str | None = Field(None, pattern=REPORT_ID, description="Claims of this report")
    event: str | None = Field(None, pattern=EVENT_ID, description="Claims about this event")
    entity: str | None = Field(None, pattern=ENTITY_ID, description="Claims about this entity, or made by it")
    certainty: Certainty | None = Field(None, description="Claims that sound this sure")
    kind: ClaimKind | None = Field(None, description="Claims of this kind")


class SubgraphSize(Strict):
    """How far a subgraph reaches."""

    depth: int = Field(1, ge=1, le=4, description="How many steps from the start")
    max_nodes: int = Field(200, ge=1, le=5000, description="How many nodes at most; meta says what is left out")


class PathQuery(Strict):
    """Which paths."""

    from_: str = Field(alias="from", pattern=ANY_ID, description="Where the paths start")
    to: str = Field(pattern=ANY_ID, description="Where they end")
    max_hops: int = Field(6, ge=1, le=8, description="The longest path to look for")
    limit: int = Field(3, ge=1, le=20, description="How many paths at most")


class ReportFields(Strict):
    """What a caller knows about a report from outside its text."""

    id: ShortLine | None = Field(None, description="How exports call the report")
    title: Line | None = Field(None, description="Its headline")
    publisher: Line | None = Field(None, description="Who published it")
    published: str | None = Field(None, pattern=DATE, description="When: YYYY-MM-DD, YYYY-MM or YYYY")
    url: str | None = Field(
        None, max_length=1000, pattern=r"^https?://\S+$", description="Where it was published; never fetched"
    )
    language: str | None = Field(
        None, max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", description="Such as en"
    )


class ReportRow(ReportFields):
    """A report as one JSON object, like a line of a JSON Lines file."""

    id: ShortLine = Field(description="How exports call the report")
    text: str = Field(min_length=1, description="The whole text, as it was published")


class Decision(Strict):
    """A person's decision: that a record is nobody else's, or that a proposal is no claim."""

    reason: Line = Field(description="Why; kept with the decision")
    decided_by: ShortLine = Field(description="Who decides")


class Acceptance(Strict):
    """A person's decision that a proposal is a claim."""

    reason: Line | None = Field(None, description="Why, if there is more to say; kept with the decision")
    decided_by: ShortLine = Field(description="Who decides")


class Arguments(Strict):
    """Values for a question's parameters."""

    arguments: dict[str, str | bool | int | FiniteFloat | list[str] | None] = Field(
        default_factory=dict, max_length=50, description="Parameter to value; what is left out takes its default"
    )
