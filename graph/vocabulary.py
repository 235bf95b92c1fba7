"""The words of the graph, in one table: labels, relationship types, value lists, colours, RDF terms.

Every other room takes its names from here: writes, stored questions, pages, exports, the Browser kit.
One label a node (two spoil the colours and the schema picture in Neo4j Browser).
"""

from dataclasses import dataclass
from enum import StrEnum

CASEGRAPH = "https://casegraph.example/ns#"
PROV = "http://www.w3.org/ns/prov#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"


class Label(StrEnum):
    """Node labels; the value is the label."""

    REPORT = "Report"
    SENTENCE = "Sentence"
    MENTION = "Mention"
    RECORD = "Record"
    CLAIM = "Claim"
    PROPOSAL = "Proposal"
    STATEMENT = "Statement"
    PERSON = "Person"
    GROUP = "Group"
    ORGANISATION = "Organisation"
    PLACE = "Place"
    THING = "Thing"
    EVENT = "Event"
    JUDGEMENT = "Judgement"
    SCHEMA_VERSION = "SchemaVersion"


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """How one label looks and what it is called elsewhere.

    Attributes:
        prefix: the first part of every id of this label.
        layer: document, mention, claim, world or housekeeping.
        colour: Okabe-Ito colour as #RRGGBB, the same in pages and in Neo4j Browser.
        shape: vis-network shape, so that types can be told apart in greyscale.
        rdf_class: IRI.
        help: one sentence for investigators.
    """

    prefix: str
    layer: str
    colour: str
    shape: str
    rdf_class: str
    help: str


LABELS: dict[Label, LabelSpec] = {
    Label.REPORT: LabelSpec(
        "report", "document", "#777777", "square", PROV + "Entity", "One document as it was received."
    ),
    Label.SENTENCE: LabelSpec(
        "sentence", "document", "#BBBBBB", "text", CASEGRAPH + "Sentence", "A sentence with its place in the report."
    ),
    Label.MENTION: LabelSpec(
        "mention", "mention", "#DDDDDD", "text", OA + "Annotation", "Words of a report that name something."
    ),
    Label.RECORD: LabelSpec(
        "record",
        "mention",
        "#C9C2A5",
        "dot",
        CASEGRAPH + "Record",
        "Who or what one report talks about, in that report's own words.",
    ),
    Label.CLAIM: LabelSpec(
        "claim", "claim", "#F0E442", "box", SCHEMA + "Claim", "One proposition with its exact words."
    ),
    Label.PROPOSAL: LabelSpec(
        "proposal", "claim", "#FFF9B8", "box", CASEGRAPH + "Proposal", "What a reader found but does not stand by."
    ),
    Label.STATEMENT: LabelSpec(
        "statement", "claim", "#CC79A7", "box", CASEGRAPH + "Statement", "An official or other speech act."
    ),
    Label.PERSON: LabelSpec("person", "world", "#0072B2", "dot", SCHEMA + "Person", "A person across reports."),
    Label.GROUP: LabelSpec(
        "group", "world", "#56B4E9", "hexagon", CASEGRAPH + "Group", "Several people: a crowd, families, a militia."
    ),
    Label.ORGANISATION: LabelSpec(
        "organisation", "world", "#009E73", "triangle", SCHEMA + "Organization", "An organisation or government."
    ),
    Label.PLACE: LabelSpec("place", "world", "#E69F00", "triangleDown", SEM + "Place", "A place or a building."),
    Label.THING: LabelSpec("thing", "world", "#999999", "square", CASEGRAPH + "Thing", "An object: a car, a weapon."),
    Label.EVENT: LabelSpec("event", "world", "#D55E00", "star", SEM + "Event", "Something said to have happened."),
    Label.JUDGEMENT: LabelSpec(
        "judgement", "housekeeping", "#AAAAAA", "diamond", CASEGRAPH + "Judgement", "A person's decision."
    ),
    Label.SCHEMA_VERSION: LabelSpec(
        "schema", "housekeeping", "#EEEEEE", "dot", CASEGRAPH + "SchemaVersion", "The version of this store's model."
    ),
}
WORLD_LABELS = tuple(label for label, spec in LABELS.items() if spec.layer == "world")
# labels whose nodes belong to one report, named by their ``report_id``
REPORT_PARTS = (Label.SENTENCE, Label.MENTION, Label.RECORD, Label.CLAIM, Label.PROPOSAL, Label.STATEMENT)
LABEL_OF_PREFIX = {spec.prefix: label for label, spec in LABELS.items()}


class Rel(StrEnum):
    """Relationship types; each reads from start to end."""

    IN_REPORT = "IN_REPORT"
    IN_SENTENCE = "IN_SENTENCE"
    REPEATS = "REPEATS"
    REFERS_TO = "REFERS_TO"
    IDENTIFIED_AS = "IDENTIFIED_AS"
    EVIDENCED_BY = "EVIDENCED_BY"
    ABOUT = "ABOUT"
    CITES = "CITES"
    CONTENT_OF = "CONTENT_OF"
    SPOKEN_BY = "SPOKEN_BY"
    ABOUT_EVENT = "ABOUT_EVENT"
    SEPARATES = "SEPARATES"
    ACCEPTS = "ACCEPTS"
    REJECTS = "REJECTS"
    ADMITS = "ADMITS"
    VICTIM_IN = "VICTIM_IN"
    ALLEGED_PERPETRATOR_OF = "ALLEGED_PERPETRATOR_OF"
    TARGET_OF = "TARGET_OF"
    WITNESS_OF = "WITNESS_OF"
    AFFECTED_BY = "AFFECTED_BY"
    DISPLACED_IN = "DISPLACED_IN"
    OCCURRED_AT = "OCCURRED_AT"
    LED_TO_PLACE = "LED_TO_PLACE"
    LOCATED_IN = "LOCATED_IN"
    LINKED_TO = "LINKED_TO"
    SAID_ABOUT = "SAID_ABOUT"
    CITES_SOURCE = "CITES_SOURCE"


@dataclass(frozen=True, slots=True)
class RelSpec:
    """Where a relationship type may start and end, and its RDF term. Derived ones carry claim ids."""

    starts: tuple[Label, ...]
    ends: tuple[Label, ...]
    rdf: str
    derived: bool
    says: str


_ACTORS = (Label.PERSON, Label.GROUP, Label.ORGANISATION)
_ANYONE = (*_ACTORS, Label.THING, Label.PLACE)
_PROPOSITIONS = (Label.CLAIM, Label.PROPOSAL)


def _cg(name: str) -> str:
    return CASEGRAPH + name


RELS: dict[Rel, RelSpec] = {
    Rel.IN_REPORT: RelSpec((Label.SENTENCE,), (Label.REPORT,), _cg("inReport"), False, "stands in"),
    Rel.IN_SENTENCE: RelSpec((Label.MENTION,), (Label.SENTENCE,), _cg("inSentence"), False, "stands in"),
    Rel.REPEATS: RelSpec((Label.SENTENCE,), (Label.SENTENCE,), _cg("repeats"), False, "repeats word for word"),
    Rel.REFERS_TO: RelSpec((Label.MENTION,), (Label.RECORD,), _cg("refersTo"), False, "refers to"),
    Rel.IDENTIFIED_AS: RelSpec((Label.RECORD,), WORLD_LABELS, _cg("identifiedAs"), False, "is taken to be"),
    Rel.EVIDENCED_BY: RelSpec(
        (*_PROPOSITIONS, Label.STATEMENT), (Label.SENTENCE,), PROV + "wasQuotedFrom", False, "rests on"
    ),
    Rel.ABOUT: RelSpec(_PROPOSITIONS, (Label.RECORD,), _cg("about"), False, "is about"),
    Rel.CITES: RelSpec(_PROPOSITIONS, (Label.RECORD,), PROV + "wasAttributedTo", False, "cites"),
    Rel.CONTENT_OF: RelSpec(_PROPOSITIONS, (Label.STATEMENT,), _cg("contentOf"), False, "is content of"),
    Rel.SPOKEN_BY: RelSpec((Label.STATEMENT,), (Label.RECORD,), _cg("spokenBy"), False, "was spoken by"),
    Rel.ABOUT_EVENT: RelSpec((Label.STATEMENT,), (Label.RECORD,), _cg("aboutEvent"), False, "speaks about"),
    Rel.SEPARATES: RelSpec((Label.JUDGEMENT,), (Label.RECORD,), _cg("separates"), False, "keeps apart"),
    Rel.ACCEPTS: RelSpec((Label.JUDGEMENT,), (Label.PROPOSAL,), _cg("accepts"), False, "accepts"),
    Rel.REJECTS: RelSpec((Label.JUDGEMENT,), (Label.PROPOSAL,), _cg("rejects"), False, "rejects"),
    Rel.ADMITS: RelSpec((Label.JUDGEMENT,), (Label.CLAIM,), _cg("admits"), False, "lets stand as a claim"),
    Rel.VICTIM_IN: RelSpec(_ANYONE, (Label.EVENT,), _cg("victimIn"), True, "is said to be a victim in"),
    Rel.ALLEGED_PERPETRATOR_OF: RelSpec(
        _ANYONE, (Label.EVENT,), _cg("allegedPerpetratorOf"), True, "is alleged to have done"
    ),
    Rel.TARGET_OF: RelSpec(_ANYONE, (Label.EVENT,), _cg("targetOf"), True, "is said to be the target of"),
    Rel.WITNESS_OF: RelSpec(_ANYONE, (Label.EVENT,), _cg("witnessOf"), True, "is said to have witnessed"),
    Rel.AFFECTED_BY: RelSpec(_ANYONE, (Label.EVENT,), _cg("affectedBy"), True, "is said to be affected by"),
    Rel.DISPLACED_IN: RelSpec(_ANYONE, (Label.EVENT,), _cg("displacedIn"), True, "is said to have fled in"),
    Rel.OCCURRED_AT: RelSpec((Label.EVENT,), WORLD_LABELS, SEM + "hasPlace", True, "is said to have happened at"),
    Rel.LED_TO_PLACE: RelSpec((Label.EVENT,), WORLD_LABELS, _cg("ledToPlace"), True, "is said to have led to"),
    Rel.LOCATED_IN: RelSpec(WORLD_LABELS, (Label.PLACE,), _cg("locatedIn"), True, "is said to lie in"),
    Rel.LINKED_TO: RelSpec(WORLD_LABELS, WORLD_LABELS, _cg("linkedTo"), True, "is said to be linked to"),
    Rel.SAID_ABOUT: RelSpec(_ANYONE, (Label.EVENT,), _cg("saidAbout"), True, "spoke about"),
    Rel.CITES_SOURCE: RelSpec((Label.REPORT,), WORLD_LABELS, _cg("citesSource"), True, "cites"),
}
DERIVED_RELS = tuple(rel for rel, spec in RELS.items() if spec.derived)

# Written at processing time, so no part of what was read: the canonical dump leaves them out.
VOLATILE = frozenset({"ingested_at", "decided_at", "superseded_at", "retracted_at"})


class Kind(StrEnum):
    """What a record is; the finer word behind a world label."""

    PERSON = "Person"
    GROUP = "Group"
    POPULATION = "Population"
    ORGANISATION = "Organisation"
    GOVERNMENT = "Government"
    PLACE = "Place"
    FACILITY = "Facility"
    OBJECT = "PhysicalObject"
    EVENT = "Event"
    SOURCE = "Source"  # a source that the text does not name
    TIME = "Time"


WORLD_OF_KIND: dict[Kind, Label | None] = {
    Kind.PERSON: Label.PERSON,
    Kind.GROUP: Label.GROUP,
    Kind.POPULATION: Label.GROUP,
    Kind.ORGANISATION: Label.ORGANISATION,
    Kind.GOVERNMENT: Label.ORGANISATION,
    Kind.PLACE: Label.PLACE,
    Kind.FACILITY: Label.PLACE,
    Kind.OBJECT: Label.THING,
    Kind.EVENT: Label.EVENT,
    Kind.SOURCE: None,
    Kind.TIME: None,
}


class Form(StrEnum):
    """How a mention names: by name, by a noun phrase, by a pronoun, by an event's trigger or a time phrase."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    TRIGGER = "trigger"
    TIME = "time"


class SectionKind(StrEnum):
    """Parts of a report."""

    SUMMARY = "summary"
    TITLE = "title"
    DEK = "dek"
    BODY = "body"


class Certainty(StrEnum):
    """How sure the text sounds, strongest first; never our own verdict."""

    VERIFIED = "verified"
    OBSERVED = "observed"
    ASSERTED = "asserted"
    OFFICIAL = "official"
    TESTIMONY = "testimony"
    REPORTED = "reported"
    POSSIBLE = "possible"
    INTENT = "intent"
    UNKNOWN = "unknown"
    EDITORIAL = "editorial"


CERTAINTY_RANK = {certainty: rank for rank, certainty in enumerate(Certainty)}


class Actuality(StrEnum):
    """Whether the event in a claim is presented as having happened."""

    ASSERTED = "asserted"
    DENIED = "denied"
    THREATENED = "threatened"
    PROMISED = "promised"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    FEARED = "feared"
    PLANNED = "planned"
    BACKGROUND = "background"


class ClaimKind(StrEnum):
    """What sort of proposition a claim is."""

    EVENT = "event"
    FIGURE = "figure"
    RELATION = "relation"
    STATEMENT = "statement"
    TIME = "time"
    UNKNOWN = "unknown"
    OTHER = "other"


class Mode(StrEnum):
    """How a speaker's words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    NARRATED = "narrated"


class Slot(StrEnum):
    """What a record is to a claim."""

    EVENT = "event"
    VICTIM = "victim"
    ALLEGED_PERPETRATOR = "alleged_perpetrator"
    TARGET = "target"
    WITNESS = "witness"
    AFFECTED = "affected"
    DISPLACED = "displaced"
    PLACE = "place"
    DESTINATION = "destination"
    TIME = "time"
    SUBJECT = "subject"
    OBJECT = "object"
    VERIFIER = "verifier"


ROLE_SLOTS = (
    Slot.VICTIM, Slot.ALLEGED_PERPETRATOR, Slot.TARGET, Slot.WITNESS, Slot.AFFECTED,
    Slot.DISPLACED, Slot.PLACE, Slot.DESTINATION, Slot.TIME,
)  # fmt: skip

REL_OF_SLOT: dict[Slot, Rel] = {
    Slot.VICTIM: Rel.VICTIM_IN,
    Slot.ALLEGED_PERPETRATOR: Rel.ALLEGED_PERPETRATOR_OF,
    Slot.TARGET: Rel.TARGET_OF,
    Slot.WITNESS: Rel.WITNESS_OF,
    Slot.AFFECTED: Rel.AFFECTED_BY,
    Slot.DISPLACED: Rel.DISPLACED_IN,
    Slot.PLACE: Rel.OCCURRED_AT,
    Slot.DESTINATION: Rel.LED_TO_PLACE,
}
EVENT_STARTS = frozenset({Slot.PLACE, Slot.DESTINATION})  # their derived edge starts at the event


class Relation(StrEnum):
    """Predicates of relation claims."""

    PARENT_OF = "PARENT_OF"
    KIN_OF = "KIN_OF"
    MEMBER_OF = "MEMBER_OF"
    LINKED_TO = "LINKED_TO"
    HOLDS_ROLE = "HOLDS_ROLE"
    LOCATED_IN = "LOCATED_IN"


class EventType(StrEnum):
    """What kind of thing is said to have happened."""

    KILLING = "killing"
    EXECUTION = "execution"
    MASSACRE = "massacre"
    DEATH = "death"
    INJURY = "injury"
    ABDUCTION = "abduction"
    DETENTION = "detention"
    DISAPPEARANCE = "disappearance"
    TORTURE = "torture"
    SEXUAL_VIOLENCE = "sexual_violence"
    ATTACK = "attack"
    AMBUSH = "ambush"
    BOMBING = "bombing"
    SHELLING = "shelling"
    AIR_STRIKE = "air_strike"
    RAID = "raid"
    CLASH = "clash"
    VIOLENCE = "violence"
    DISPLACEMENT = "displacement"
    SHELTER = "shelter"
    DEPLOYMENT = "deployment"
    PROTEST = "protest"
    DESTRUCTION = "destruction"
    THREAT = "threat"
    OBSERVATION = "observation"
    OTHER = "event"


class Act(StrEnum):
    """Speech acts of a statement."""

    SAY = "say"
    REPORT = "report"
    VERIFY = "verify"
    DECLARE = "declare"
    CONDEMN = "condemn"
    PROMISE = "promise"
    DEMAND = "demand"
    DENY = "deny"
    ACCUSE = "accuse"
    THREATEN = "threaten"
    TESTIFY = "testify"
    NOTE = "note"


class Measure(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    ATTACKED = "attacked"


class Population(StrEnum):
    """Whom a figure counts, as the text says it."""

    CIVILIAN = "civilian"
    SECURITY = "security"
    COMBATANT = "combatant"
    OTHER = "other"


class Verification(StrEnum):
    """The standard that the text itself claims for a figure."""

    NONE = "none"
    REPORTED = "reported"
    VERIFIED = "verified"


class Verdict(StrEnum):
    """A decision about identity, or about a proposal."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"
