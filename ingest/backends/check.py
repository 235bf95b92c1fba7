"""From what a back end proposes to claims that a person may look at: kept word for word, or dropped with a reason."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.document import Span
from graph.errors import InvalidFact
from graph.reading import Citation, Claim, Reading, Record, RelationFact, Role, records_of
from graph.vocabulary import ROLE_SLOTS, Actuality, Certainty, ClaimKind, EventType, Mode, Relation, Slot

from .base import Participant, Proposal, Speaker
from .evidence import Evidence, evidence_of
from .fitting import ACTORS, KINDS_OF_RELATION, KINDS_OF_SLOT, word_of
from .parties import Parties
from .quotes import Unfit

MAX_PROPOSALS = 500  # kept of one report
MAX_CHECKED = 2_000  # looked at of one report
MAX_PARTICIPANTS = 20  # of one proposal, and as many speakers
_TOO_MANY = "more than a report may have"
_UNREAL = frozenset({Actuality.THREATENED, Actuality.PROMISED, Actuality.PLANNED})


@dataclass(frozen=True, slots=True)
class Checked:
    """What is left of an answer: claims, records that the reader does not know, and why the others were dropped."""

    proposals: tuple[Claim, ...]
    records: tuple[Record, ...]
    dropped: Counter[str]


def check(proposals: Sequence[Proposal], reading: Reading, method: str) -> Checked:
    """Keeps the proposals that stand in the reading's document and say something that it does not say.

    Args:
        method: stands on every claim and record that is made here.
    """
    checker = _Checker(reading, method)
    for proposal in proposals[:MAX_CHECKED]:
        checker.take(proposal)
    checker.dropped += Counter({_TOO_MANY: max(len(proposals) - MAX_CHECKED, 0)})
    return Checked(tuple(checker.kept), tuple(checker.records.values()), checker.dropped)


class _Checker:
    def __init__(self, reading: Reading, method: str) -> None:
        self._document = reading.document
        self._method = method
        self._parties = Parties(reading, method)
        self._said = {fact for claim in (*reading.claims, *reading.proposals) for fact in _facts(claim)}
        self.kept: list[Claim] = []
        self.records: dict[tuple[str, int, int], Record] = {}
        self.dropped: Counter[str] = Counter()

    def take(self, proposal: Proposal) -> None:
        try:
            self._keep(self._claim(proposal))
        except Unfit as reason:
            self.dropped[str(reason)] += 1
        except InvalidFact:
            self.dropped["not a fact that the graph can hold"] += 1

    def _keep(self, claim: Claim) -> None:
        facts = set(_facts(claim))
        if facts <= self._said:
            raise Unfit("said already")
        self._said |= facts
        self.kept.append(claim)
        new = [record for record in records_of(claim) if self._parties.added(record)]
        self.records |= {record.key: record for record in new}
        self._parties.keep(new)

    def _claim(self, proposal: Proposal) -> Claim:
        if len(self.kept) >= MAX_PROPOSALS:
            raise Unfit(_TOO_MANY)
        if max(len(proposal.participants), len(proposal.speakers)) > MAX_PARTICIPANTS:
            raise Unfit("too many participants")
        if proposal.type in tuple(Relation):
            return self._relation(proposal, Relation(proposal.type))
        return self._event(proposal, word_of(EventType, proposal.type, "type"))

    def _event(self, proposal: Proposal, event_type: EventType) -> Claim:
        if proposal.trigger is None:
            raise Unfit("no trigger")
        if not proposal.participants:
            raise Unfit("no participant")
        evidence = evidence_of(proposal, self._document)
        trigger = evidence.inside(proposal.trigger, "trigger")
        event = self._parties.event(trigger, event_type)
        roles = dict.fromkeys(self._role(part, event, evidence) for part in proposal.participants)
        _refuse_contradictions(roles)
        said = None if proposal.actuality is None else word_of(Actuality, proposal.actuality, "actuality")
        actuality = said or self._parties.mood(trigger) or Actuality.ASSERTED
        return Claim(
            kind=ClaimKind.EVENT, predicate=event_type.value, evidence=evidence.spans, method=self._method,
            certainty=_certainty(proposal, actuality), citations=self._citations(proposal, evidence),
            polarity=actuality is not Actuality.DENIED, actuality=actuality, events=(event,), roles=tuple(roles),
            score=_score(proposal),
        )  # fmt: skip

    def _role(self, part: Participant, event: Record, evidence: Evidence) -> Role:
        slot = word_of(Slot, part.slot, "slot")
        if slot not in ROLE_SLOTS:
            raise Unfit("a slot that events do not have")
        span = evidence.inside(part.words, "participant")
        record = self._parties.taken(span, part.kind, KINDS_OF_SLOT[slot])
        return Role(slot=slot, record=record, event=event, span=span)

    def _relation(self, proposal: Proposal, relation: Relation) -> Claim:
        parts = {word_of(Slot, part.slot, "slot"): part for part in proposal.participants}
        if set(parts) != {Slot.SUBJECT, Slot.OBJECT} or len(proposal.participants) != 2:
            raise Unfit("a relation without one subject and one object")
        evidence = evidence_of(proposal, self._document)
        if proposal.trigger is not None:
            evidence.inside(proposal.trigger, "trigger")
        said = word_of(Actuality, proposal.actuality or Actuality.ASSERTED, "actuality")
        fact = self._fact(relation, parts[Slot.SUBJECT], parts[Slot.OBJECT], evidence)
        return Claim(
            kind=ClaimKind.RELATION, predicate=relation.value, evidence=evidence.spans, method=self._method,
            certainty=_certainty(proposal, said), citations=self._citations(proposal, evidence), relation=fact,
            polarity=said is not Actuality.DENIED, actuality=said, score=_score(proposal),
        )  # fmt: skip

    def _fact(self, relation: Relation, left: Participant, right: Participant, evidence: Evidence) -> RelationFact:
        fits, others = KINDS_OF_RELATION[relation]
        spans = [evidence.inside(part.words, "participant") for part in (left, right)]
        subject = self._parties.taken(spans[0], left.kind, fits)
        if relation is Relation.HOLDS_ROLE:
            return RelationFact(subject=subject, relation=relation, object=" ".join(spans[1].quote.split()))
        thing = self._parties.taken(spans[1], right.kind, others)
        if thing.key == subject.key or _touch(*spans):
            raise Unfit("a relation of somebody to himself")
        return RelationFact(subject=subject, relation=relation, object=thing)

    def _citations(self, proposal: Proposal, evidence: Evidence) -> tuple[Citation, ...]:
        return tuple(self._citation(speaker, evidence) for speaker in proposal.speakers)

    def _citation(self, speaker: Speaker, evidence: Evidence) -> Citation:
        mode = word_of(Mode, speaker.mode, "mode of speech")
        cue = None if speaker.cue is None else evidence.beside(speaker.cue, "cue")
        span = evidence.beside(speaker.words, "speaker")
        return Citation(speaker=self._parties.taken(span, speaker.kind, ACTORS), mode=mode, cue=cue)


def _refuse_contradictions(roles: Iterable[Role]) -> None:
    keys = {slot: {r.record.key for r in roles if r.slot is slot} for slot in (Slot.VICTIM, Slot.ALLEGED_PERPETRATOR)}
    if keys[Slot.VICTIM] & keys[Slot.ALLEGED_PERPETRATOR]:
        raise Unfit("a victim who is the perpetrator")


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _certainty(proposal: Proposal, actuality: Actuality) -> Certainty:
    """The weakest word that fits: how sure the text sounds is for whoever accepts the proposal to say."""
    if actuality in _UNREAL:
        return Certainty.INTENT
    return Certainty.REPORTED if proposal.speakers else Certainty.ASSERTED


def _score(proposal: Proposal) -> float | None:
    return None if proposal.score is None else round(min(max(proposal.score, 0.0), 1.0), 2)


def _facts(claim: Claim) -> Iterable[tuple[object, ...]]:
    """What a claim says, one part of it each, so that what is said already is not proposed; whoever says it."""
    mood = (claim.polarity, claim.actuality)
    for role in claim.roles:
        yield (role.slot, role.record.key, role.event.key, *mood)
    if claim.relation is not None:
        fact = claim.relation
        thing = fact.object.key if isinstance(fact.object, Record) else fact.object
        yield (fact.relation, fact.subject.key, thing, *mood)
