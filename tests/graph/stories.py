"""Readings of any size: one killing a line, by whom and where."""

from collections.abc import Iterable

from graph.reading import Claim, PlaceCandidate, Reading, Record, Role, Run
from graph.vocabulary import Certainty, ClaimKind, EventType, Kind, Slot
from tests.readings import Finder, document

Killing = tuple[str, str, str]  # victim, killer, town; "" for one that is not said


def killings(facts: Iterable[Killing], *, version: str = "1", certainty: Certainty = Certainty.ASSERTED) -> Reading:
    """A report with a sentence and a claim for each killing; the same full name is the same party."""
    facts = list(facts)
    lines = [f"{killer or 'Somebody'} killed {victim} in {town or 'the night'}." for victim, killer, town in facts]
    doc = document("\n".join(lines), name="killings.txt")
    at = Finder(doc)
    parties: dict[str, Record] = {}
    events: list[Record] = []
    claims: list[Claim] = []
    start = 0
    for (victim, killer, town), line in zip(facts, lines, strict=True):
        cue = doc.span(start + line.index(" killed ") + 1, start + line.index(" killed ") + 7)
        event = Record(
            kind=Kind.EVENT, name=f"killing of {victim}", anchor=cue, event_type=EventType.KILLING, method="hand"
        )
        roles = []
        for slot, kind, name in (
            (Slot.VICTIM, Kind.PERSON, victim), (Slot.ALLEGED_PERPETRATOR, Kind.ORGANISATION, killer), (Slot.PLACE, Kind.PLACE, town)
        ):  # fmt: skip
            if name:
                party = parties.setdefault(name, _party(kind, name, at))
                words = doc.span(start + line.index(name), start + line.index(name) + len(name))
                roles.append(Role(slot=slot, record=party, event=event, span=words))
        claims.append(Claim(
            kind=ClaimKind.EVENT, predicate="killing", evidence=(doc.span(start, start + len(line)),),
            certainty=certainty, events=(event,), roles=tuple(roles), method="hand",
        ))  # fmt: skip
        events.append(event)
        start += len(line) + 1
    run = Run(extractor="by-hand", version=version)
    return Reading(document=doc, run=run, records=(*parties.values(), *events), claims=tuple(claims))


def _party(kind: Kind, name: str, at: Finder) -> Record:
    if kind is not Kind.PLACE:
        return Record(kind=kind, name=name, full_name=name, anchor=at(name), method="hand")
    row = PlaceCandidate(gazetteer=f"test:{name}", name=name, latitude=1.5, longitude=2.5, country="XX", score=0.95)
    return Record(kind=kind, name=name, anchor=at(name), candidates=(row,), method="hand")
