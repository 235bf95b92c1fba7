"""Which event label an annotated event stands for: the analyst's type and the plain verb noun beside it."""

from graph.vocabulary import EventType

SPEECH = "speech"
_WORDS: tuple[tuple[EventType, tuple[str, ...]], ...] = (
    (EventType.SEXUAL_VIOLENCE, ("rape", "sexual")),
    (EventType.TORTURE, ("torture", "beating", "ill-treatment", "whipping", "flogging", "mutilation", "burning alive")),
    (EventType.MASSACRE, ("massacre",)),
    (EventType.EXECUTION, ("execution", "beheading", "hanging")),
    (EventType.AIR_STRIKE, ("air strike", "airstrike", "air raid", "drone strike", "aerial")),
    (EventType.SHELLING, ("shelling", "rocket", "mortar", "artillery", "bombardment")),
    (EventType.BOMBING, ("bomb", "blast", "explosion", "detonation", "grenade", "mine")),
    (EventType.AMBUSH, ("ambush",)),
    (EventType.RAID, ("raid", "storming", "search")),
    (EventType.CLASH, ("clash", "fighting", "battle", "exchange of fire", "gunfight", "skirmish")),
    (EventType.DESTRUCTION, ("burning", "arson", "loot", "demolition", "destruction", "vandal", "damage")),
    (EventType.DISAPPEARANCE, ("disappearance",)),
    (EventType.DETENTION, ("detention", "arrest", "imprisonment", "custody", "jailing")),
    (EventType.ABDUCTION, ("abduction", "kidnapping", "hostage", "capture", "seizure")),
    (EventType.INJURY, ("injury", "wounding")),
    (EventType.PROTEST, ("protest", "demonstration", "march", "rally", "sit-in")),
)
_BY_TYPE = {
    "Execution": EventType.EXECUTION, "Threat": EventType.THREAT, "Deployment": EventType.DEPLOYMENT,
    "Observation": EventType.OBSERVATION, "Umbrella": EventType.VIOLENCE,
}  # fmt: skip
_ALLOWED = {
    "Killing": {EventType.MASSACRE, EventType.EXECUTION},
    "Attack": {
        EventType.SEXUAL_VIOLENCE, EventType.AIR_STRIKE, EventType.SHELLING, EventType.BOMBING, EventType.AMBUSH,
        EventType.RAID, EventType.CLASH, EventType.DESTRUCTION,
    },
    "Abduction": {EventType.DISAPPEARANCE, EventType.DETENTION},
}  # fmt: skip
_ELSE = {"Killing": EventType.KILLING, "Attack": EventType.ATTACK, "Abduction": EventType.ABDUCTION}
_DEATHS = ("death", "drowning", "suicide", "starvation", "dying")
_SPOKEN = frozenset(
    {
        "denial", "accusation", "demand", "promise", "testimony", "verification", "warning", "condemnation",
        "rejection", "announcement", "statement", "appeal", "refusal", "apology", "confession", "complaint",
        "request", "declaration", "claim", "report", "acknowledgement", "admission", "allegation", "criticism",
        "praise", "call", "question", "answer", "explanation", "assurance", "disclosure", "correction", "comment",
        "remark", "speech", "vow", "pledge", "order",
    }
)  # fmt: skip


def event_label(kind: str, subtype: str | None, spoken: bool) -> str:
    """The label of an event mention.

    Args:
        kind: the analyst's event type.
        subtype: the verb noun, or None.
        spoken: whether a role names who speaks.
    """
    name = (subtype or "").lower()
    if kind == "Displacement":
        return EventType.SHELTER if "shelter" in name else EventType.DISPLACEMENT
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    if kind == "Killing" and any(word in name for word in _DEATHS):
        return EventType.DEATH
    found = next((label for label, words in _WORDS if any(word in name for word in words)), None)
    if kind in _ALLOWED:
        return found if found in _ALLOWED[kind] else _ELSE[kind]
    if name in _SPOKEN or name == "claim of responsibility":
        return SPEECH
    if found in (EventType.MASSACRE, EventType.EXECUTION, EventType.RAID, EventType.BOMBING, None):
        return SPEECH if spoken and found is None else EventType.OTHER
    return found
