"""Labels and relationship types of the graph, in one table: where each belongs, how it is drawn, its RDF term.

Writes, stored questions, pages, exports and the Browser kit take them from here. One label a node (two spoil the
colours and the schema picture in Neo4j Browser).
"""

from dataclasses import dataclass
from enum import StrEnum

from .vocabulary import Kind, Slot

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
