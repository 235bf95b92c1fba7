"""The triggers of events: what the network sees, joined with the grammar that the word lists know."""

from graph.vocabulary import Actuality, EventType

from ..language.lexicon import Lexicon
from ..neural.seen import SeenTrigger
from .parts import Trigger
from .sight import Sight
from .triggers import TriggerFinder

_METHOD = "reader:trigger"
SEEN = "seen"  # the frame of a trigger that no word list knows
_DOUBTED = 0.25  # a listed word that the network believes in less than this tells of no event
_SURE, _VERY_SURE = 0.6, 0.98
_LISTED = ("act", "undergo")  # verbs with harmless senses, whose grammar the word lists know
_REAL = (Actuality.ASSERTED, Actuality.BACKGROUND)


class Senses:
    """Finds the triggers of one document.

    Attributes:
        made: triggers by their place among the network's triggers; acts of speech have none.
    """

    def __init__(self, lexicon: Lexicon, sight: Sight) -> None:
        self.sight = sight
        self.rules = TriggerFinder(lexicon, sight.parsed)
        self.made: dict[int, Trigger] = {}

    def find(self) -> None:
        """Sets the triggers of every sentence, in order."""
        listed: dict[tuple[int, int], Trigger] = {}
        for place, parsed in enumerate(self.sight.parsed):
            if parsed.titled:
                continue
            for trigger in self.rules.find(parsed):
                for token in range(trigger.first, trigger.end):
                    listed[(place, token)] = trigger
        for number, seen in enumerate(self.sight.seen.triggers):
            if seen.label != "speech":
                self.made[number] = self._joined(seen, listed)
        seen_too = {id(trigger) for trigger in self.made.values()}
        kept = [*self.made.values()]
        kept += [t for (place, _), t in listed.items() if id(t) not in seen_too and not self._doubted(place, t)]
        for trigger in {id(t): t for t in kept}.values():
            if not self.rules.harmless(trigger):
                trigger.parsed.triggers.append(trigger)
        for parsed in self.sight.parsed:
            parsed.triggers.sort(key=lambda t: t.token.i)

    def _joined(self, seen: SeenTrigger, listed: dict[tuple[int, int], Trigger]) -> Trigger:
        parsed = self.sight.sentence(seen.head)
        token = self.sight.token(seen.head)
        trigger = listed.get((self.sight.number(seen.head), token.i))
        if trigger is None:
            first, end = self.sight.extent(seen.head, seen.first, seen.end)
            trigger = Trigger(parsed, token, first, end, EventType(seen.label), SEEN, _METHOD)
        else:
            trigger.method = f"{trigger.method}+reader"
        base = self.sight.words.first[self.sight.number(seen.head)]
        trigger.clause = (seen.clause[0] - base, seen.clause[1] - base)
        trigger.score = round(seen.chance, 2)
        trigger.certain = seen.chance >= (_VERY_SURE if trigger.frame in _LISTED else _SURE)
        self._actuality(trigger, seen)
        return trigger

    def _actuality(self, trigger: Trigger, seen: SeenTrigger) -> None:
        """What is not said to have happened for one of the two did not happen for both."""
        if trigger.actuality is Actuality.ASSERTED and seen.actuality not in _REAL:
            trigger.actuality = seen.actuality
            if seen.actuality is Actuality.DENIED:
                trigger.polarity = False

    def _doubted(self, place: int, trigger: Trigger) -> bool:
        word = self.sight.words.index(place, trigger.token.i)
        return self.sight.seen.event_chance(word) < _DOUBTED

    def links(self) -> dict[int, Trigger]:
        """The earlier trigger that the network takes for the same event, by the ``id`` of the later one."""
        return {
            id(trigger): self.made[seen.link]
            for number, seen in enumerate(self.sight.seen.triggers)
            if seen.link is not None and seen.link in self.made and (trigger := self.made.get(number)) is not None
        }
