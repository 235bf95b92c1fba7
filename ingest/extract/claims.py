"""Puts claims together: a proposition, its exact words, who says it, how sure it sounds."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from graph.document import Span
from graph.reading import Citation, Claim, Figure, Record, Role, Statement
from graph.vocabulary import (
    Act,
    Actuality,
    Certainty,
    ClaimKind,
    EventType,
    Kind,
    Measure,
    Mode,
    Population,
    Slot,
    Verification,
)

from ..language.lexicon import Lexicon
from .clauses import clause_at, clause_of, cue_extent, trim, with_cue
from .figures import MEASURES, Bounds, bounds_of, population_of, toll_bounds, unit_of
from .parts import Cue, Noun, Parsed, Trigger, child, children, lemma
from .relations import Found, RelationFinder
from .roles import ATTACKS

_INTENT = frozenset({Actuality.THREATENED, Actuality.PROMISED, Actuality.PLANNED})
_TOLD_OF = frozenset({"toll", "number", "figure", "fate", "situation", "condition", "count", "list", "report"})
_FINDING_OUT = frozenset({"know", "verify", "confirm", "check", "clear", "corroborate", "establish", "determine"})
_DETAINED = frozenset({EventType.DETENTION})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})


class ClaimMaker:
    """Makes the claims and statements of a document's sentences.

    Attributes:
        sources: records of unnamed sources, by their cue; they belong to the reading.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.relations = RelationFinder(lexicon)
        self.sources: dict[tuple[str, int, int], Record] = {}
        self.statements: list[Statement] = []
        self._of_cue: dict[int, Statement] = {}
        self._witnesses: set[tuple[str, int, int]] = set()

    def listen(self, sentences: Iterable[Parsed]) -> None:
        """Notes who speaks of what he lived through, so that all he says counts as testimony."""
        for parsed in sentences:
            for cue in parsed.cues:
                source = cue.source
                if source is not None and source.record is not None and self._testifies(source, cue):
                    self._witnesses.add(source.record.key)

    def make(self, parsed: Parsed) -> list[Claim]:
        """The claims of one sentence, in the order: events and figures, relations, statements, the rest."""
        claims: list[Claim] = []
        self._statements(parsed)
        for trigger in parsed.triggers:
            claims += self._event(trigger)
        claims += [claim for found in self.relations.find(parsed) if (claim := self._relation(parsed, found))]
        claims += self._spoken(parsed, claims)
        claims += self._plain(parsed, claims)
        return _distinct(claims)

    # attribution

    def _chain(self, parsed: Parsed, token: int, *, skip: Cue | None = None) -> list[Cue]:
        """The cues that cover a token, outermost first."""
        chain = [cue for cue in parsed.cues if token in cue.content and cue is not skip and cue.act is not Act.CONDEMN]
        named = [cue for cue in chain if cue.source is not None]
        kept = []
        for cue in chain:
            if cue.method == "rule:unclear":
                continue
            # "reportedly" beside a named speaker is his hedge, not one more speaker
            if cue.source is None and not cue.voice and cue.method in ("rule:adverb",) and named:
                continue
            if kept and cue.source is None and kept[-1].source is None:
                kept[-1] = cue
                continue
            if kept and cue.source is not None and kept[-1].source is not None:
                if kept[-1].source.record is cue.source.record:
                    kept[-1] = cue
                    continue
            kept.append(cue)
        return kept

    def _unclear(self, parsed: Parsed, token: int) -> bool:
        """Whether the text says that this is not clear."""
        return any(cue.method == "rule:unclear" and token in cue.content for cue in parsed.cues)

    def _unsure(self, parsed: Parsed, first: int, end: int) -> bool:
        """ "unknown", "could not be verified", "we do not know"."""
        for token in parsed.doc[first:end]:
            if token.lower_ in self.lexicon.words["unknown"]:
                return True
            held = token if lemma(token) in _FINDING_OUT else child(token, "xcomp") if token.lower_ == "able" else None
            if held is None or lemma(held) not in _FINDING_OUT:
                continue
            if any(c.dep_ == "neg" for t in (token, token.head, held) for c in t.children if first <= c.i < end):
                return True
        return False

    def _intended(self, token: Token, chain: Sequence[Cue]) -> bool:
        """ "it would respond": what a speaker says that he will do."""
        if not chain or not any(a.lower_ in ("will", "'ll", "’ll", "would", "shall") for a in children(token, "aux")):
            return False
        subject = child(token, "nsubj")
        source = chain[-1].source
        if subject is None or source is None:
            return False
        noun = source.parsed.noun_at(subject) if source.parsed.doc is subject.doc else None
        same = noun is not None and noun.record is source.record
        return same or subject.lower_ in ("it", "they", "we", "i", "he", "she")

    def _citations(self, chain: Sequence[Cue]) -> tuple[Citation, ...]:
        links: list[Citation] = []
        for cue in chain:
            if cue.voice or cue.source is None:
                links.append(Citation(speaker=self._unnamed(cue), mode=cue.mode, cue=cue.span))
            if cue.source is not None and cue.source.record is not None:
                links.append(Citation(speaker=cue.source.record, mode=cue.mode, cue=cue.span))
        return tuple(links)

    def _unnamed(self, cue: Cue) -> Record:
        span = cue.span
        record = Record(kind=Kind.SOURCE, name=f"unnamed source ({span.quote})", anchor=span, method=cue.method)
        return self.sources.setdefault(record.key, record)

    def _certainty(self, chain: Sequence[Cue], *, hedged: bool, actuality: Actuality) -> Certainty:
        if any(cue.certainty is Certainty.UNKNOWN for cue in chain):
            return Certainty.UNKNOWN
        if actuality in _INTENT:
            return Certainty.INTENT
        if any(cue.verified and not cue.negative for cue in chain):
            return Certainty.VERIFIED
        if hedged:
            return Certainty.POSSIBLE
        if not chain:
            return Certainty.ASSERTED
        inner = chain[-1]
        if inner.certainty is Certainty.POSSIBLE or (inner.certainty is not None and inner.certainty is not Certainty.REPORTED):
            return inner.certainty
        source = inner.source
        if source is None:
            return inner.certainty or Certainty.REPORTED
        if source.official and inner.certainty is None:
            return Certainty.OFFICIAL
        if source.record is not None and source.record.key in self._witnesses:
            return Certainty.TESTIMONY
        return Certainty.REPORTED

    def _testifies(self, source: Noun, cue: Cue) -> bool:
        if source.kind is not Kind.PERSON:
            return False
        words = {lemma(source.head), *(source.title or "").lower().split()}
        if words & self.lexicon.nouns["testimony"] or cue.act is Act.TESTIFY:
            return True
        doc = cue.parsed.doc
        return cue.mode is Mode.DIRECT and any(doc[i].lower_ in _FIRST_PERSON for i in cue.content)

    # statements

    def _statements(self, parsed: Parsed) -> None:
        for cue in parsed.cues:
            source = cue.source
            if not cue.statement or source is None or source.record is None:
                continue
            first, end = cue_extent(cue)
            told = tuple(_once(t.record for t in parsed.triggers if t.record and t.token.i in cue.content))
            statement = Statement(
                speaker=source.record, act=cue.act, mode=cue.mode, evidence=(parsed.span(first, end),),
                method=cue.method, capacity=source.title, official=source.official, events=told,
            )  # fmt: skip
            self.statements.append(statement)
            self._of_cue[id(cue)] = statement

    def _statement_of(self, chain: Sequence[Cue]) -> Statement | None:
        return self._of_cue.get(id(chain[-1])) if chain else None

    # events and figures

    def _event(self, trigger: Trigger) -> Iterator[Claim]:
        if trigger.record is None or not trigger.told:
            return
        parsed = trigger.parsed
        chain = self._chain(parsed, trigger.token.i)
        first, end = with_cue(clause_of(trigger, parsed.cues), chain)
        evidence = (parsed.span(first, end),)
        certainty = self._certainty(chain, hedged=trigger.hedged, actuality=trigger.actuality)
        if self._unclear(parsed, trigger.token.i):
            certainty = Certainty.UNKNOWN
        roles = self._roles(trigger)
        events = tuple(_once([trigger.record, *([trigger.cause.record] if trigger.cause and trigger.cause.record else [])]))
        open_scope = self._open(parsed, trigger.token.i, chain)
        counted = list(self._figures(trigger, chain))
        for position, (figure, span) in enumerate(counted):
            yield Claim(
                kind=ClaimKind.FIGURE, predicate=_predicate(figure), evidence=(span or evidence[0],), certainty=certainty,
                method=trigger.method, citations=self._citations(chain), polarity=trigger.polarity,
                actuality=trigger.actuality, scope_open=open_scope, events=events, figure=figure,
                roles=roles if position == 0 else (), statement=self._statement_of(chain),
            )  # fmt: skip
        if not counted:
            yield Claim(
                kind=ClaimKind.UNKNOWN if certainty is Certainty.UNKNOWN else ClaimKind.EVENT,
                predicate=trigger.type.value, evidence=evidence, certainty=certainty, method=trigger.method,
                citations=self._citations(chain), polarity=trigger.polarity, actuality=trigger.actuality,
                scope_open=open_scope, events=events, roles=roles, statement=self._statement_of(chain),
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

    def _figures(self, trigger: Trigger, chain: Sequence[Cue]) -> Iterator[tuple[Figure, Span | None]]:
        measure = MEASURES.get(trigger.type)
        if measure is None or not trigger.polarity:
            return
        fillers = trigger.displaced or trigger.victims
        if trigger.count is not None:
            bounds = toll_bounds(trigger.count)
            if bounds is not None:
                yield self._toll(trigger, bounds, chain), None
            return
        own = [f for f in fillers if f.method != "rule:cause"]
        if trigger.type in ATTACKS and any(t.cause is trigger for t in trigger.parsed.triggers):
            return
        for position, filler in enumerate(own):
            bounds = bounds_of(filler.noun)
            if bounds is None:
                continue
            span = None
            if position:
                span = filler.noun.parsed.span(min(bounds.first, filler.noun.first), filler.noun.end)
            container = own[0].noun if position else self._counted_before(filler.noun)
            yield self._figure(filler.noun, bounds, trigger, chain, container), span

    def _counted_before(self, noun: Noun) -> Noun | None:
        """The people counted before a bare number: "killed six soldiers and wounded 14"."""
        if noun.head.pos_ != "NUM" and lemma(noun.head) != "other":
            return None
        before = [f.noun for t in noun.parsed.triggers for f in t.victims if f.noun.end <= noun.first and bounds_of(f.noun)]
        return before[-1] if before else None

    def _toll(self, trigger: Trigger, bounds: Bounds, chain: Sequence[Cue]) -> Figure:
        assert trigger.count is not None
        verifier = self._verifier(chain)
        return Figure(
            measure=Measure.KILLED, quote=trigger.parsed.span(bounds.first, trigger.count.i + 1),
            low=bounds.low, low_inclusive=bounds.low_inclusive, high=bounds.high, high_inclusive=bounds.high_inclusive,
            verification=self._standard(chain, verifier), verifier=verifier,
        )  # fmt: skip

    def _verifier(self, chain: Sequence[Cue]) -> Record | None:
        sources = (c.source for c in chain if c.verified and not c.negative)
        return next((source.record for source in sources if source is not None and source.record is not None), None)

    def _standard(self, chain: Sequence[Cue], verifier: Record | None) -> Verification:
        if verifier is not None:
            return Verification.VERIFIED
        return Verification.REPORTED if chain else Verification.NONE

    def _figure(
        self, noun: Noun, bounds: Bounds, trigger: Trigger, chain: Sequence[Cue], container: Noun | None
    ) -> Figure:
        population, words = population_of(noun, self.lexicon)
        if population is Population.OTHER and container is not None:
            population = population_of(container, self.lexicon)[0]
        verifier = self._verifier(chain)
        return Figure(
            measure=MEASURES[trigger.type], quote=noun.parsed.span(min(bounds.first, noun.first), noun.end),
            low=bounds.low, low_inclusive=bounds.low_inclusive, high=bounds.high, high_inclusive=bounds.high_inclusive,
            unit=unit_of(noun), population=population, population_words=words, verification=self._standard(chain, verifier),
            verifier=verifier,
        )  # fmt: skip

    # relations, speech, the rest

    def _relation(self, parsed: Parsed, found: Found) -> Claim | None:
        chain = self._chain(parsed, found.token.i)
        own = [cue for cue in chain if cue.source is None or cue.source.record is not found.fact.subject]
        first, end = trim(parsed.doc[found.first : found.end], found.first, found.end)
        hedged = any(cue.certainty is Certainty.POSSIBLE for cue in chain)
        if found.method.startswith("rule:title"):
            own = []  # a title beside a name is the narrator's word
        return Claim(
            kind=ClaimKind.RELATION, predicate=found.fact.relation.value, evidence=(parsed.span(first, end),),
            certainty=self._certainty(chain if own else [], hedged=hedged and bool(own), actuality=Actuality.ASSERTED),
            method=found.method, citations=self._citations(chain if own else []), relation=found.fact,
            scope_open=bool(own) and found.method in ("rule:lies-in", "rule:member"),
        )  # fmt: skip

    def _spoken(self, parsed: Parsed, claims: Sequence[Claim]) -> Iterator[Claim]:
        """What somebody says where it tells of no event, and acts that say something by themselves."""
        covered = [c.evidence[0] for c in claims if c.kind is not ClaimKind.RELATION]
        for cue in parsed.cues:
            statement = self._of_cue.get(id(cue))
            acts = cue.act in (Act.CONDEMN, Act.DENY, Act.DEMAND, Act.PROMISE, Act.THREATEN, Act.ACCUSE)
            if not cue.content or cue.method == "rule:adverb":
                continue
            verbless = not any(parsed.doc[i].pos_ in ("VERB", "AUX") for i in cue.content)
            first, end = self._content_extent(cue, whole=(acts or verbless) and cue.mode is not Mode.DIRECT)
            span = parsed.span(first, end)
            if not acts and any(span.start <= c.start and c.end <= span.end for c in covered):
                continue
            chain = self._chain(parsed, min(cue.content), skip=None) if acts else self._chain(parsed, self._inner(cue))
            if cue not in chain:
                chain = [*[c for c in chain if len(c.content) > len(cue.content)], cue]
            chain = [c for c in chain if len(c.content) >= len(cue.content)]
            yield Claim(
                kind=ClaimKind.STATEMENT if acts else ClaimKind.OTHER,
                predicate=cue.act.value if acts else "said", evidence=(span,),
                certainty=self._act_certainty(cue, chain), method=cue.method, citations=self._citations(chain),
                polarity=not cue.negative, statement=statement,
                actuality={Act.DENY: Actuality.DENIED, Act.DEMAND: Actuality.DEMANDED, Act.PROMISE: Actuality.PROMISED,
                           Act.THREATEN: Actuality.THREATENED}.get(cue.act, Actuality.ASSERTED),
            )  # fmt: skip

    def _inner(self, cue: Cue) -> int:
        return min(cue.content)

    def _act_certainty(self, cue: Cue, chain: Sequence[Cue]) -> Certainty:
        if cue.act in (Act.PROMISE, Act.THREATEN):
            return Certainty.INTENT
        doc = cue.parsed.doc
        hedged = any(doc[i].lower_ in self.lexicon.words["hedges"] and doc[i].dep_ in ("aux", "advmod", "acomp") for i in cue.content)
        first, end = min(cue.content), max(cue.content) + 1
        if self._unsure(cue.parsed, first, end):
            return Certainty.UNKNOWN
        verb = next((doc[i] for i in sorted(cue.content) if doc[i].pos_ in ("VERB", "AUX") and doc[i].head.i not in cue.content), None)
        if verb is not None and self._intended(verb, chain):
            return Certainty.INTENT
        return self._certainty(chain, hedged=hedged and cue.act in (Act.SAY, Act.REPORT, Act.NOTE), actuality=Actuality.ASSERTED)

    def _content_extent(self, cue: Cue, *, whole: bool) -> tuple[int, int]:
        indices = set(cue.content)
        if whole:
            first, end = cue_extent(cue)
            indices |= {first, end - 1}
        listed = sorted(indices)
        return trim(cue.parsed.doc[listed[0] : listed[-1] + 1], listed[0], listed[-1] + 1)

    def _plain(self, parsed: Parsed, claims: Sequence[Claim]) -> Iterator[Claim]:
        """Clauses that tell something about a participant or an event, where nothing above says it."""
        if parsed.heading:
            return
        told = [c.evidence[0] for c in claims if c.kind is not ClaimKind.RELATION]
        for token in parsed.doc:
            if not self._tells(parsed, token):
                continue
            first, end = clause_at(token, parsed.cues)
            verb = parsed.span(token.i, token.i + 1)
            if end - first < 3 or any(s.covers(verb) for s in told):
                continue
            chain = self._chain(parsed, token.i)
            unknown = self._unsure(parsed, first, end) or self._unclear(parsed, token.i)
            hedged = lemma(token) in ("appear", "seem") or any(
                t.lower_ in ("may", "might", "could", "likely") for t in token.children
            )
            meant = Actuality.PROMISED if self._intended(token, chain) else Actuality.ASSERTED
            certainty = self._certainty(chain, hedged=hedged, actuality=meant)
            yield Claim(
                kind=ClaimKind.UNKNOWN if unknown else ClaimKind.OTHER, predicate=lemma(token),
                evidence=(parsed.span(*with_cue((first, end), chain)),),
                certainty=Certainty.UNKNOWN if unknown else certainty, method="rule:clause",
                citations=self._citations(chain), polarity=child(token, "neg") is None,
            )  # fmt: skip

    def _tells(self, parsed: Parsed, token: Token) -> bool:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ not in ("ROOT", "conj", "ccomp", "advcl", "parataxis"):
            return False
        if lemma(token) in self.lexicon.speech and token.i in {i for cue in parsed.cues for i in cue.tokens}:
            return False
        subject = child(token, "nsubj", "nsubjpass")
        if subject is None or any(c.lower_ in self.lexicon.words["condition"] for c in token.children if c.dep_ == "mark"):
            return False
        known = parsed.noun_at(subject) is not None or lemma(subject) in self.lexicon.event_nouns
        return known or lemma(subject) in _TOLD_OF or subject.lower_ in ("it", "we", "i")


def _predicate(figure: Figure) -> str:
    bound = figure.low if figure.low is not None else figure.high
    return f"{figure.measure} {figure.comparator} {bound}"


def _once(records: Iterable[Record | None]) -> list[Record]:
    found: list[Record] = []
    for record in records:
        if record is not None and record not in found:
            found.append(record)
    return found


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
