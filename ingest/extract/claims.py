"""Puts claims together: a proposition, its exact words, who says it, how sure it sounds."""

from collections.abc import Iterable, Iterator, Sequence

from graph.reading import Claim, Figure, Role
from graph.vocabulary import Actuality, Certainty, ClaimKind, EventType, Slot

from ..language.lexicon import Lexicon
from .clauses import clause_of, trim, with_cue
from .counting import FigureMaker
from .parts import Cue, Parsed, Trigger, once
from .relations import Found, RelationFinder
from .sayings import SayingMaker
from .voices import Voices

_DETAINED = frozenset({EventType.DETENTION})


class ClaimMaker:
    """Makes the claims and statements of a document's sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.relations = RelationFinder(lexicon)
        self.voices = Voices(lexicon)
        self.figures = FigureMaker(lexicon)
        self.sayings = SayingMaker(lexicon, self.voices)

    def make(self, parsed: Parsed) -> list[Claim]:
        """The claims of one sentence, in the order: events and figures, relations, statements, the rest."""
        claims: list[Claim] = []
        self.sayings.note(parsed)
        for trigger in parsed.triggers:
            claims += self._event(trigger)
        claims += [claim for found in self.relations.find(parsed) if (claim := self._relation(parsed, found))]
        claims += self.sayings.spoken(parsed, claims)
        claims += self.sayings.plain(parsed, claims)
        return _distinct(claims)

    def _event(self, trigger: Trigger) -> Iterator[Claim]:
        if trigger.record is None or not trigger.told:
            return
        parsed = trigger.parsed
        chain = self.voices.chain(parsed, trigger.token.i)
        first, end = with_cue(clause_of(trigger, parsed.cues), chain)
        evidence = (parsed.span(first, end),)
        certainty = self.voices.certainty(chain, hedged=trigger.hedged, actuality=trigger.actuality)
        if self.voices.unclear(parsed, trigger.token.i):
            certainty = Certainty.UNKNOWN
        roles = self._roles(trigger)
        events = tuple(
            once([trigger.record, *([trigger.cause.record] if trigger.cause and trigger.cause.record else [])])
        )
        open_scope = self._open(parsed, trigger.token.i, chain)
        counted = list(self.figures.figures(trigger, chain))
        for position, (figure, span) in enumerate(counted):
            yield Claim(
                kind=ClaimKind.FIGURE, predicate=_predicate(figure), evidence=(span or evidence[0],),
                certainty=certainty,
                method=trigger.method, citations=self.voices.citations(chain), polarity=trigger.polarity,
                actuality=trigger.actuality, scope_open=open_scope, events=events, figure=figure,
                roles=roles if position == 0 else (), statement=self.sayings.statement_of(chain),
            )  # fmt: skip
        if not counted:
            yield Claim(
                kind=ClaimKind.UNKNOWN if certainty is Certainty.UNKNOWN else ClaimKind.EVENT,
                predicate=trigger.type.value, evidence=evidence, certainty=certainty, method=trigger.method,
                citations=self.voices.citations(chain), polarity=trigger.polarity, actuality=trigger.actuality,
                scope_open=open_scope, events=events, roles=roles, statement=self.sayings.statement_of(chain),
            )  # fmt: skip

    def _open(self, parsed: Parsed, token: int, chain: Sequence[Cue]) -> bool:
        return token in parsed.quoted and not chain

    def _roles(self, trigger: Trigger) -> tuple[Role, ...]:
        """All roles of the trigger. Where the event is denied or only feared, actuality and polarity say so."""
        event = trigger.record
        assert event is not None
        harmed = Slot.AFFECTED if trigger.type in _DETAINED else Slot.VICTIM
        slots = (
            (harmed, trigger.victims), (Slot.ALLEGED_PERPETRATOR, trigger.perpetrators), (Slot.TARGET, trigger.targets),
            (Slot.DISPLACED, trigger.displaced), (Slot.PLACE, trigger.places), (Slot.DESTINATION, trigger.destinations),
        )  # fmt: skip
        roles: dict[tuple[Slot, int], Role] = {}
        for slot, fillers in slots:
            for filler in fillers:
                record = filler.noun.record
                if record is not None and record is not event:
                    role = Role(slot=slot, record=record, event=event, span=filler.noun.span)
                    roles.setdefault((slot, id(record)), role)
        for time in trigger.times:
            roles.setdefault((Slot.TIME, id(time)), Role(slot=Slot.TIME, record=time, event=event, span=time.anchor))
        return tuple(roles.values())

    def _relation(self, parsed: Parsed, found: Found) -> Claim | None:
        chain = self.voices.chain(parsed, found.token.i)
        own = [cue for cue in chain if cue.source is None or cue.source.record is not found.fact.subject]
        first, end = trim(parsed.doc[found.first : found.end], found.first, found.end)
        hedged = any(cue.certainty is Certainty.POSSIBLE for cue in chain)
        if found.method.startswith("rule:title"):
            own = []  # a title beside a name is the narrator's word
        chain = chain if own else []
        hedged = hedged and bool(own)
        return Claim(
            kind=ClaimKind.RELATION, predicate=found.fact.relation.value, evidence=(parsed.span(first, end),),
            certainty=self.voices.certainty(chain, hedged=hedged, actuality=Actuality.ASSERTED),
            method=found.method, citations=self.voices.citations(chain), relation=found.fact,
            scope_open=bool(own) and found.method in ("rule:lies-in", "rule:member"),
        )  # fmt: skip


def _predicate(figure: Figure) -> str:
    bound = figure.low if figure.low is not None else figure.high
    return f"{figure.measure} {figure.comparator} {bound}"


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        relation = claim.relation
        key = (
            claim.kind, claim.predicate, claim.evidence[0].start, claim.evidence[0].end,
            claim.figure.quote.start if claim.figure else None, claim.events[0].key if claim.events else None,
            relation.subject.key if relation else None,
        )  # fmt: skip
        seen.setdefault(key, claim)
    return list(seen.values())
