"""Puts claims together: a proposition, its exact words, who says it, how sure it sounds."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from graph.document import Span
from graph.reading import Claim, Figure, Record, Role
from graph.vocabulary import Actuality, Certainty, ClaimKind, EventType, Slot

from ..language.lexicon import Lexicon
from .clauses import clause_at, clause_of, trim, widened, with_cue
from .counting import Counted, FigureMaker
from .parts import Cue, Parsed, Trigger, once
from .relating import Relating
from .relations import Found, RelationFinder
from .sayings import SayingMaker
from .sight import Sight
from .voices import Voices

_LONGEST = 45  # tokens of evidence round a figure
_DETAINED = frozenset({EventType.DETENTION})


class ClaimMaker:
    """Makes the claims and statements of a document's sentences."""

    def __init__(self, lexicon: Lexicon, sight: Sight, relating: Relating) -> None:
        self.sight = sight
        self.relating = relating
        self.relations = RelationFinder(lexicon)
        self.voices = Voices(lexicon, sight)
        self.figures = FigureMaker(lexicon)
        self.sayings = SayingMaker(lexicon, self.voices)

    def make(self, parsed: Parsed) -> list[Claim]:
        """The claims of one sentence, in the order: events and figures, relations, statements, the rest."""
        claims: list[Claim] = []
        self.sayings.note(parsed)
        counted = self.figures.owned(self.figures.find(parsed), parsed.triggers)
        for trigger in parsed.triggers:
            claims += self._event(trigger, counted.get(trigger.token.i, []))
        claims += [self._figure(parsed, one) for one in counted.get(-1, [])]
        related = _once([*self.relations.find(parsed), *self.relating.of(parsed)])
        claims += [claim for found in related if (claim := self._relation(parsed, found))]
        claims += self.sayings.spoken(parsed, claims)
        claims += self.sayings.plain(parsed, claims)
        return _distinct(claims)

    def _event(self, trigger: Trigger, counted: Sequence[Counted]) -> Iterator[Claim]:
        if trigger.record is None or not (trigger.told or trigger.certain):
            return
        parsed = trigger.parsed
        chain = self.voices.chain(parsed, trigger.token.i)
        first, end = self._extent(trigger, chain)
        evidence = (parsed.span(first, end),)
        certainty = self.voices.sounds(parsed, trigger.token.i, chain, trigger.actuality)
        roles = self._roles(trigger)
        events = tuple(
            once([trigger.record, *([trigger.cause.record] if trigger.cause and trigger.cause.record else [])])
        )
        open_scope = self._open(parsed, trigger.token.i, chain)
        counted = counted if trigger.polarity else ()
        for position, one in enumerate(counted):
            figure = self.figures.figure(one, chain)
            own = (figure.quote,) if position or one.part else (parsed.span(*_together((first, end), one.extent)),)
            yield Claim(
                kind=ClaimKind.FIGURE, predicate=_predicate(figure), evidence=own, certainty=certainty,
                method=trigger.method, citations=self.voices.citations(chain), polarity=trigger.polarity,
                actuality=trigger.actuality, scope_open=open_scope, events=events, figure=figure,
                roles=roles if position == 0 else (), statement=self.sayings.statement_of(chain),
            )  # fmt: skip
        if not counted:
            yield Claim(
                kind=ClaimKind.UNKNOWN if certainty is Certainty.UNKNOWN else ClaimKind.EVENT,
                predicate=trigger.type.value, evidence=evidence, certainty=certainty, method=trigger.method,
                citations=self.voices.citations(chain), polarity=trigger.polarity, actuality=trigger.actuality,
                scope_open=open_scope, score=trigger.score, events=events, roles=roles,
                statement=self.sayings.statement_of(chain),
            )  # fmt: skip

    def _figure(self, parsed: Parsed, one: Counted) -> Claim:
        """A figure that belongs to no event of its sentence."""
        governor = one.measured.governor
        chain = self.voices.chain(parsed, governor.i) or self.voices.chain(parsed, one.measured.phrase.numeral.first)
        extent = one.extent
        if not one.part:
            extent = with_cue(_together(clause_at(_clause_head(governor), parsed.cues), extent), chain)
        figure = self.figures.figure(one, chain)
        return Claim(
            kind=ClaimKind.FIGURE, predicate=_predicate(figure), evidence=(parsed.span(*extent),),
            certainty=self.voices.sounds(parsed, governor.i, chain, Actuality.ASSERTED),
            method=f"rule:figure-{one.measure.value}", citations=self.voices.citations(chain),
            scope_open=self._open(parsed, governor.i, chain), figure=figure,
            statement=self.sayings.statement_of(chain),
        )  # fmt: skip

    def words_of(self, trigger: Trigger, chain: Sequence[Cue]) -> Span:
        """The words that tell of an event."""
        return trigger.parsed.span(*self._extent(trigger, chain))

    def _extent(self, trigger: Trigger, chain: Sequence[Cue]) -> tuple[int, int]:
        own = clause_of(trigger, trigger.parsed.cues)
        return widened(self._proposition(trigger, own), own, chain)

    def _proposition(self, trigger: Trigger, own: tuple[int, int]) -> tuple[int, int]:
        """First token and end of the proposition that tells of an event: the shortest that holds it."""
        place = trigger.token.i
        for first, end, _ in self.sight.claims(trigger.parsed):
            if first <= place < end:
                return first, end
        if trigger.clause is not None and trigger.clause[0] <= place < trigger.clause[1]:
            return trim(trigger.parsed.doc[slice(*trigger.clause)], *trigger.clause)
        return own

    def _open(self, parsed: Parsed, token: int, chain: Sequence[Cue]) -> bool:
        return token in parsed.quoted and not chain

    def _roles(self, trigger: Trigger) -> tuple[Role, ...]:
        """All roles of the trigger. Where the event is denied or only feared, actuality and polarity say so."""
        event = trigger.record
        assert event is not None
        harmed = Slot.AFFECTED if trigger.type in _DETAINED else Slot.VICTIM
        slots = (
            (harmed, trigger.victims), (Slot.ALLEGED_PERPETRATOR, trigger.perpetrators), (Slot.TARGET, trigger.targets),
            (Slot.DISPLACED, trigger.displaced), (Slot.AFFECTED, trigger.affected), (Slot.WITNESS, trigger.witnesses),
            (Slot.PLACE, trigger.places), (Slot.DESTINATION, trigger.destinations),
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
        if found.method.startswith("rule:title"):
            own = []  # a title beside a name is the narrator's word
        chain = chain if own else []
        return Claim(
            kind=ClaimKind.RELATION, predicate=found.fact.relation.value, evidence=(parsed.span(first, end),),
            certainty=self.voices.sounds(parsed, found.token.i, chain, Actuality.ASSERTED),
            method=found.method, citations=self.voices.citations(chain), relation=found.fact,
            scope_open=bool(own) and found.method in ("rule:lies-in", "rule:member"),
        )  # fmt: skip


def _once(related: Iterable[Found]) -> list[Found]:
    """Each relation once, and none the other way round."""
    kept: dict[tuple[object, ...], Found] = {}
    for found in related:
        fact = found.fact
        ends = [fact.subject.key, fact.object.key if isinstance(fact.object, Record) else fact.object]
        kept.setdefault((fact.relation, *sorted(map(str, ends))), found)
    return list(kept.values())


def _predicate(figure: Figure) -> str:
    bound = figure.low if figure.low is not None else figure.high
    return f"{figure.measure} {figure.comparator} {bound}"


def _clause_head(token: Token) -> Token:
    """The word at the head of the clause that says what befell people."""
    while token.dep_ in ("amod", "acl", "acomp", "oprd", "xcomp", "attr", "pobj", "prep", "nummod", "conj") and (
        token.head.i != token.i and token.pos_ not in ("AUX",) and not (token.pos_ == "VERB" and token.dep_ == "conj")
    ):  # fmt: skip
        token = token.head
    return token


def _together(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The words from the first to the last of two extents; the second alone where they lie far apart."""
    first, end = min(one[0], other[0]), max(one[1], other[1])
    return (first, end) if end - first <= _LONGEST else other


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
