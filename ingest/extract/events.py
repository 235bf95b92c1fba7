"""Event records of one report, and the plainest of their coreference."""

from collections.abc import Mapping, Sequence

from graph.reading import Record
from graph.vocabulary import Actuality, EventType, Kind

from ..language.lexicon import Lexicon
from .families import ATTACKS, DEADLY
from .figures import bounds_of
from .parts import Parsed, Trigger
from .triggers import drops

_REAL = (Actuality.ASSERTED, Actuality.BACKGROUND)
_FAMILIES = (
    ATTACKS,
    DEADLY,
    frozenset({EventType.ABDUCTION, EventType.DISAPPEARANCE}),
    frozenset({EventType.VIOLENCE}),
)
_ONCE = _FAMILIES[1:3]  # what happens to a person once
_VERBAL = {
    EventType.AIR_STRIKE: "air strike", EventType.SEXUAL_VIOLENCE: "sexual violence",
}  # fmt: skip


def record_events(sentences: Sequence[Parsed], lexicon: Lexicon, links: Mapping[int, Trigger]) -> list[Record]:
    """Sets ``record`` on every trigger and returns the event records in text order.

    A trigger that tells nothing is kept only where it takes up an earlier event ("the attack") or the network is
    sure of it; everything else is an event of its own unless the same people suffer the same in it.

    Args:
        links: what the network takes for the same event: the ``id`` of a trigger, and the earlier one.
    """
    made: list[tuple[Trigger, Record]] = []
    for one in sentences:
        kept = []
        for trigger in one.triggers:
            record = _linked(trigger, links) or _same_victims(trigger, made)
            if record is None and not trigger.certain and drops(trigger, lexicon):
                continue
            trigger.record = record or _new(trigger)
            made.append((trigger, trigger.record))
            kept.append(trigger)
        one.triggers = kept
    unique = {record.key: record for _, record in made}
    return sorted(unique.values(), key=lambda r: (r.anchor.start, r.anchor.end))


def _linked(trigger: Trigger, links: Mapping[int, Trigger]) -> Record | None:
    """The event of the earlier trigger that the network links this one to, if both may tell of one sort of event."""
    before = links.get(id(trigger))
    if before is None or before.record is None or before is trigger:
        return None
    kinds = {before.type, trigger.type}
    one_sort = _family(before) == _family(trigger) or EventType.OTHER in kinds or EventType.VIOLENCE in kinds
    real = (before.actuality in _REAL) == (trigger.actuality in _REAL)
    return before.record if one_sort and real and not _apart(before, trigger) else None


def _apart(one: Trigger, other: Trigger) -> bool:
    """Whether each has victims, and none of them in common."""
    left, right = ({f.noun.record for f in t.victims} for t in (one, other))
    return bool(left and right and not left & right)


def _same_victims(trigger: Trigger, made: Sequence[tuple[Trigger, Record]]) -> Record | None:
    """The same single person, or the same count of people, killed or taken twice in one report is one event."""
    family = _family(trigger)
    if family not in _ONCE or trigger.actuality is not Actuality.ASSERTED:
        return None
    mine = {
        f.noun.record for f in trigger.victims if f.noun.record and (f.noun.kind is Kind.PERSON or bounds_of(f.noun))
    }
    fits = {
        r.key: r
        for t, r in made
        if t.type in family
        and t.actuality is trigger.actuality
        and any(f.noun.record in mine for f in t.victims)
        and t.parsed is not trigger.parsed
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def _family(trigger: Trigger) -> frozenset[EventType]:
    return next((f for f in _FAMILIES if trigger.type in f), frozenset({trigger.type}))


def _new(trigger: Trigger) -> Record:
    return Record(
        kind=Kind.EVENT, name=_name(trigger), anchor=trigger.span, method=trigger.method, event_type=trigger.type
    )


def _name(trigger: Trigger) -> str:
    """A name that a person can read: "killing of 13 soldiers", "attack in NAME"."""
    word = _VERBAL.get(trigger.type, trigger.type.value.replace("_", " "))
    if trigger.type is EventType.OTHER:
        word = " ".join(trigger.span.quote.split())  # "resigned": the text's own word, for want of a better
    for fillers, joint in (
        (trigger.victims, "of"),
        (trigger.displaced, "of"),
        (trigger.targets, "on"),
        (trigger.places, "in"),
    ):
        noun = fillers[0].noun if fillers else None
        if noun is None or noun.record is None:
            continue
        name = noun.record.name
        if noun.text == name and noun.parsed.doc[noun.first].pos_ != "PROPN":
            name = name[:1].lower() + name[1:]  # as it would stand inside a sentence
        counted = noun.head.i == trigger.token.i  # "64 civilian deaths" is both who and what
        return name if counted else f"{word} {joint} {name}"
    return word
