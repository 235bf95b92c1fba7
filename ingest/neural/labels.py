"""What the heads of the network can say: every label, in the order of the outputs. Weights depend on this order."""

from graph.vocabulary import Actuality, Certainty, EventType, Form, Kind, Slot

NOTHING = "-"
FORMS: tuple[str, ...] = (NOTHING, Form.NAME, Form.NOMINAL, Form.PRONOUN)
KINDS: tuple[Kind, ...] = (
    Kind.PERSON, Kind.GROUP, Kind.POPULATION, Kind.ORGANISATION, Kind.GOVERNMENT, Kind.PLACE, Kind.FACILITY,
    Kind.OBJECT,
)  # fmt: skip
EVENTS: tuple[str, ...] = (NOTHING, *EventType, "speech")
CERTAINTIES: tuple[Certainty, ...] = tuple(Certainty)
ACTUALITIES: tuple[Actuality, ...] = tuple(Actuality)
ROLES: tuple[str, ...] = (
    NOTHING, Slot.VICTIM, Slot.ALLEGED_PERPETRATOR, Slot.TARGET, Slot.WITNESS, Slot.AFFECTED, Slot.DISPLACED,
    Slot.PLACE, Slot.DESTINATION, "origin", "cause", "speaker",
)  # fmt: skip
RELATIONS: tuple[str, ...] = (NOTHING, "PARENT_OF", "KIN_OF", "MEMBER_OF", "LINKED_TO", "LOCATED_IN", "HOLDS_ROLE")

# Anchors: a word that stands for a phrase, whose bounds a shared scorer then finds.
MENTION, TRIGGER, CUE, CLAIM = range(4)
ANCHORS = 4
