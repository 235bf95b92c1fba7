"""The words of readings, in one table: every value that a mention, a claim or a figure may take."""

from enum import StrEnum


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
