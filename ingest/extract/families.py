"""Families of event types that rules speak of together."""

from graph.vocabulary import EventType

# Perpetrators are read for these only: never for lawful operations, captures, injuries or flight.
BLAMED = frozenset(
    {
        EventType.KILLING, EventType.EXECUTION, EventType.MASSACRE, EventType.ABDUCTION, EventType.DISAPPEARANCE,
        EventType.TORTURE, EventType.SEXUAL_VIOLENCE, EventType.ATTACK, EventType.AMBUSH, EventType.BOMBING,
        EventType.SHELLING, EventType.AIR_STRIKE, EventType.RAID, EventType.VIOLENCE, EventType.DESTRUCTION,
    }
)  # fmt: skip
ATTACKS = frozenset(
    {
        EventType.ATTACK, EventType.AMBUSH, EventType.BOMBING, EventType.SHELLING, EventType.AIR_STRIKE, EventType.RAID,
        EventType.MASSACRE, EventType.OTHER, EventType.CLASH,
    }
)  # fmt: skip
DEADLY = frozenset({EventType.KILLING, EventType.DEATH, EventType.EXECUTION, EventType.MASSACRE})
HARM = DEADLY | {EventType.INJURY}
