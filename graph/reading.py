"""What a reader found in one report: mentions, records, claims, statements. All of it rests on spans.

Ids follow from content alone (never from who read it, or when), so that reading a report again changes
nothing, and a better reader adds or supersedes instead of overwriting.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .document import Document, Span
from .errors import InvalidFact
from .ids import make_id
from .vocabulary import (
    ROLE_SLOTS,
    Act,
    Actuality,
    Certainty,
    ClaimKind,
    EventType,
    Form,
    Kind,
    Measure,
    Mode,
    Population,
    Relation,
    Slot,
    Verification,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Who read: an extractor with its version and the digest of its model files ("" without a model)."""

    extractor: str
    version: str
    model_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """What a time phrase says: ISO dates (``--MM-DD`` where the year is unknown), or None.

    Attributes:
        anchor: ``publication``, ``event`` or None: what a relative phrase hangs on.
    """

    earliest: str | None = None
    latest: str | None = None
    precision: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCandidate:
    """One reading of a place name: a gazetteer row with a score between 0 and 1."""

    gazetteer: str
    name: str
    latitude: float
    longitude: float
    country: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Who or what one report talks about, in its own words; never merged with another report's.

    Attributes:
        anchor: the first words that name it (the cue, for a source that the text leaves unnamed).
        full_name: the name by which the same party may be known elsewhere, or None: only a full name counts.
        candidates: for places, best first; never a silent pick, so all are kept.
        method: the rule or model that found it.
    """

    kind: Kind
    name: str
    anchor: Span
    method: str
    event_type: EventType | None = None
    full_name: str | None = None
    time: TimeValue | None = None
    candidates: tuple[PlaceCandidate, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind is Kind.EVENT) != (self.event_type is not None):
            raise InvalidFact("an event, and nothing else, has an event type")
        if not self.name.strip():
            raise InvalidFact("a record needs a name that a person can read")

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells two records of one report apart: event, time and the rest may share words."""
        group = self.kind.value if self.kind in (Kind.EVENT, Kind.TIME, Kind.SOURCE) else "entity"
        return (group, self.anchor.start, self.anchor.end)

    def id_in(self, report: str) -> str:
        """The id of this record in a report."""
        return make_id("record", report, *self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name a record."""

    span: Span
    record: Record
    form: Form
    method: str
    actuality: Actuality | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One link of an attribution chain. ``speaker`` of kind SOURCE stands for a source that is not named.

    Attributes:
        cue: the words of attribution.
        content: what of the claim's sentence the speaker is said to say, quotation marks included.
    """

    speaker: Record
    mode: Mode
    cue: Span | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a record is to an event, in a claim. ``span`` is the words that fill the role."""

    slot: Slot
    record: Record
    event: Record
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.slot not in ROLE_SLOTS or self.event.kind is not Kind.EVENT:
            raise InvalidFact(f"{self.slot} is not a role in an event")


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFact:
    """A relation between two records, or between a record and plain text (``HOLDS_ROLE``)."""

    subject: Record
    relation: Relation
    object: Record | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as the text bounds it. ``low``/``high`` None means unbounded; ``quote`` is the number's phrase.

    Attributes:
        unit: ``person`` or ``family``.
        population_words: the text's own words for whom it counts.
    """

    measure: Measure
    quote: Span
    low: int | None
    low_inclusive: bool
    high: int | None
    high_inclusive: bool = True
    unit: str = "person"
    population: Population = Population.OTHER
    population_words: str | None = None
    verification: Verification = Verification.NONE
    verifier: Record | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise InvalidFact("a figure needs a bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidFact("a figure's low bound is above its high bound")
        if self.verification is Verification.VERIFIED and self.verifier is None:
            raise InvalidFact("a verified figure names its verifier")

    @property
    def comparator(self) -> str:
        """The bounds as a sign: ``=``, ``>``, ``>=``, ``<``, ``<=`` or ``..``."""
        if self.low is not None and self.high is not None:
            return "=" if self.low == self.high else ".."
        if self.low is not None:
            return ">=" if self.low_inclusive else ">"
        return "<=" if self.high_inclusive else "<"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A speech act: somebody, in some capacity, did something with words.

    Attributes:
        capacity: the words that say in what capacity ("President"), or None.
        evidence: never empty.
    """

    speaker: Record
    act: Act
    mode: Mode
    evidence: tuple[Span, ...]
    method: str
    capacity: str | None = None
    official: bool = False
    events: tuple[Record, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise InvalidFact("a statement without evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition with its exact words.

    Attributes:
        evidence: spans that state it, each within one sentence; never empty. Verbatim repeats are further spans.
        citations: the attribution chain, outermost first, without the report's own narrator.
        scope_open: the text leaves open whether the speaker says this or the narrator does.
        predicate: for people: "killing", "PARENT_OF", "killed >= 111", ...
        score: 0..1 where a model gave one, else None.
    """

    kind: ClaimKind
    predicate: str
    evidence: tuple[Span, ...]
    certainty: Certainty
    method: str
    citations: tuple[Citation, ...] = ()
    polarity: bool = True
    actuality: Actuality = Actuality.ASSERTED
    scope_open: bool = False
    events: tuple[Record, ...] = ()
    roles: tuple[Role, ...] = ()
    relation: RelationFact | None = None
    figure: Figure | None = None
    statement: Statement | None = None
    score: float | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise InvalidFact("a claim without evidence")
        if (self.kind is ClaimKind.FIGURE) != (self.figure is not None):
            raise InvalidFact("a figure claim, and nothing else, has a figure")
        if (self.kind is ClaimKind.RELATION) != (self.relation is not None):
            raise InvalidFact("a relation claim, and nothing else, has a relation")
        if any(event.kind is not Kind.EVENT for event in self.events):
            raise InvalidFact("only events stand in the event slot")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one run found in one document, checked as a whole.

    Attributes:
        proposals: claims that the reader does not stand by: for a person to accept or reject, never told as claims.
        status: "read", or why nothing was read ("not-english", "no-sentences", ...); never an exception.
        notes: what the reader wants said about this reading.

    Raises:
        InvalidFact: a span crosses sentences, or a claim uses a record that the reading does not list.
    """

    document: Document
    run: Run
    records: tuple[Record, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    proposals: tuple[Claim, ...] = ()
    status: str = "read"
    notes: tuple[str, ...] = ()
    _keys: frozenset[tuple[str, int, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keys = frozenset(record.key for record in self.records)
        if len(keys) != len(self.records):
            raise InvalidFact("two records of one reading share their anchor")
        object.__setattr__(self, "_keys", keys)
        for mention in self.mentions:
            self._check([mention.span], [mention.record])
        for statement in self.statements:
            self._check(statement.evidence, [statement.speaker, *statement.events])
        known = set(map(id, self.statements))
        for claim in (*self.claims, *self.proposals):
            self._check(claim.evidence, records_of(claim))
            if claim.statement is not None and id(claim.statement) not in known:
                raise InvalidFact("a claim is content of a statement that the reading does not list")

    def _check(self, spans: Iterable[Span], records: Iterable[Record]) -> None:
        text = self.document.text
        for span in spans:
            sentence = self.document.sentence_at(span.start)
            if text[span.start : span.end] != span.quote:
                raise InvalidFact("a span quotes another document")
            if sentence is None or not sentence.span.covers(span):
                raise InvalidFact("a span does not lie within one sentence")
        for record in records:
            if record.key not in self._keys:
                raise InvalidFact("a fact uses a record that the reading does not list")


def records_of(claim: Claim) -> list[Record]:
    """Every record that a claim uses, in a fixed order, with repetitions."""
    found = [*claim.events, *(citation.speaker for citation in claim.citations)]
    for role in claim.roles:
        found += [role.record, role.event]
    if claim.relation is not None:
        found.append(claim.relation.subject)
        if isinstance(claim.relation.object, Record):
            found.append(claim.relation.object)
    if claim.figure is not None and claim.figure.verifier is not None:
        found.append(claim.figure.verifier)
    return found
