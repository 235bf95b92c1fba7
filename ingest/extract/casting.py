"""Roles as the network sees them, behind guards: who may be a victim, and whom nobody may be taken to accuse."""

from collections.abc import Mapping

from graph.vocabulary import Actuality, EventType, Form, Kind, Slot

from ..language.lexicon import Lexicon
from ..neural.seen import SeenRole
from .families import BLAMED
from .filling import holds
from .participants import ParticipantMaker
from .parts import ACTORS, PEOPLE, SITES, Filler, Noun, Trigger, lemma
from .sight import Sight

_METHOD = "reader:role"
# Chances from which on a role is told; chosen on held-back texts of training/.
SURE: Mapping[str, float] = {
    Slot.VICTIM: 0.97, Slot.ALLEGED_PERPETRATOR: 0.98, Slot.TARGET: 0.6, Slot.WITNESS: 0.6, Slot.AFFECTED: 0.6,
    Slot.DISPLACED: 0.6, Slot.PLACE: 0.5, Slot.DESTINATION: 0.5,
}  # fmt: skip
# Chances from which on a role that grammar reads is told.
AGREED: Mapping[str, float] = {Slot.VICTIM: 0.5, Slot.ALLEGED_PERPETRATOR: 0.5}
_AGREED = 0.15
_PROPOSED = 0.5
_REAL = (Actuality.ASSERTED, Actuality.BACKGROUND)


class Casting:
    """Fills the roles of one document's triggers.

    Attributes:
        proposed: victims and alleged perpetrators that the network sees but is not sure of: trigger, slot, participant.
    """

    def __init__(
        self, lexicon: Lexicon, sight: Sight, participants: ParticipantMaker, triggers: Mapping[int, Trigger]
    ) -> None:
        self.lexicon = lexicon
        self.sight = sight
        self.participants = participants
        self.triggers = triggers
        self.proposed: list[tuple[Trigger, Slot, Filler]] = []

    def fill(self) -> None:
        """Drops what grammar reads and the network does not see; adds what the network is sure of, the surest first."""
        chances = self._chances()
        for parsed in self.sight.parsed:
            for trigger in parsed.triggers:
                self._agree(trigger, chances)
        for seen in sorted(self.sight.seen.roles, key=lambda r: (-r.chance, r.trigger, r.mention)):
            told = self.triggers.get(seen.trigger)
            noun = self.participants.made[seen.mention]
            if told is not None and noun.record is not None:
                self._cast(told, noun, seen)

    def _chances(self) -> dict[tuple[int, int, str], float]:
        """The chance of each role that is seen, by the ``id`` of its trigger and of its participant."""
        return {
            (id(trigger), id(self.participants.made[seen.mention]), seen.role): seen.chance
            for seen in self.sight.seen.roles
            if (trigger := self.triggers.get(seen.trigger)) is not None
        }

    def _agree(self, trigger: Trigger, chances: Mapping[tuple[int, int, str], float]) -> None:
        for role, fillers in _slots(trigger).items():
            least = AGREED.get(role, _AGREED)
            fillers[:] = [
                filler for filler in fillers
                if filler.noun.head.i == trigger.token.i  # "31 deaths": who and what in one word
                or chances.get((id(trigger), id(filler.noun), role), 0.0) >= least
            ]  # fmt: skip

    def _cast(self, trigger: Trigger, noun: Noun, seen: SeenRole) -> None:
        slots = _slots(trigger)
        if seen.role not in slots or holds(slots[seen.role], noun) or not self._fits(trigger, noun, seen.role):
            return
        filler = Filler(noun, _METHOD, round(seen.chance, 2))
        if seen.chance >= SURE[seen.role]:
            slots[seen.role].append(filler)
        elif seen.role in AGREED and seen.chance >= _PROPOSED:
            self.proposed.append((trigger, Slot(seen.role), filler))

    def _fits(self, trigger: Trigger, noun: Noun, role: str) -> bool:
        if role == Slot.VICTIM:
            return self._may_suffer(trigger, noun)
        if role == Slot.ALLEGED_PERPETRATOR:
            return self._may_be_blamed(trigger, noun)
        if role in (Slot.PLACE, Slot.DESTINATION):
            return noun.kind in SITES
        if role in (Slot.DISPLACED, Slot.WITNESS):
            return noun.kind in PEOPLE
        if role == Slot.TARGET:
            return not holds(trigger.perpetrators, noun)
        return not (holds(trigger.victims, noun) or holds(trigger.perpetrators, noun))

    def _may_suffer(self, trigger: Trigger, noun: Noun) -> bool:
        """People are victims; a place that is attacked is a target."""
        if noun.kind not in PEOPLE or holds(trigger.perpetrators, noun):
            return False
        return trigger.type is not EventType.OTHER

    def _may_be_blamed(self, trigger: Trigger, noun: Noun) -> bool:
        """An actor or aircraft, of violence, and neither who suffers it nor who only tells of it."""
        if trigger.type not in BLAMED or holds(trigger.victims, noun) or holds(trigger.targets, noun):
            return False
        flies = noun.kind is Kind.OBJECT and lemma(noun.head) in self.lexicon.nouns["aircraft"]
        if not (noun.kind in ACTORS or flies) or self._tells(trigger, noun):
            return False
        return trigger.actuality in _REAL or noun.form is not Form.PRONOUN

    def _tells(self, trigger: Trigger, noun: Noun) -> bool:
        """Whether somebody is the source of a cue that covers the trigger: he tells of it."""
        return any(
            cue.source is not None and cue.source.record is noun.record and trigger.token.i in cue.content
            for cue in trigger.parsed.cues
        )


def _slots(trigger: Trigger) -> dict[str, list[Filler]]:
    return {
        Slot.VICTIM: trigger.victims, Slot.ALLEGED_PERPETRATOR: trigger.perpetrators, Slot.TARGET: trigger.targets,
        Slot.WITNESS: trigger.witnesses, Slot.AFFECTED: trigger.affected, Slot.DISPLACED: trigger.displaced,
        Slot.PLACE: trigger.places, Slot.DESTINATION: trigger.destinations,
    }  # fmt: skip
