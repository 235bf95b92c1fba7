"""A reading becomes writes. Pure: no database, no clock."""

import json
from collections.abc import Collection, Iterable

from .document import Document, Span
from .identity import identify
from .ids import make_id
from .labels import Label, Rel
from .reading import Claim, Figure, Mention, Reading, Record, RelationFact, Statement
from .vocabulary import Slot
from .writes import EdgeWrite, NodeWrite, Plan, Value

CAPTION_LENGTH = 70


def caption(text: str) -> str:
    """Text as it is shown on a node: one line, clipped at a word."""
    line = " ".join(text.split())
    if len(line) <= CAPTION_LENGTH:
        return line
    return line[:CAPTION_LENGTH].rsplit(" ", 1)[0] + " …"


def plan(reading: Reading, apart: Collection[str] = ()) -> Plan:
    """All nodes and relationships of one report.

    Args:
        apart: ids of records that a person has decided to keep apart.
    """
    return _Planner(reading, frozenset(apart)).plan()


def run_digest(reading: Reading) -> str:
    """Names who read what: changes with the extractor, its model and what is known about the report."""
    run, known = reading.run, reading.document.metadata
    return make_id(
        "run", run.extractor, run.version, run.model_digest,
        known.title, known.publisher, known.published, known.url, known.language,
    )  # fmt: skip


def statement_id(statement: Statement, report: str) -> str:
    """The id of a statement: all that it says, not who found it."""
    return make_id(
        "statement", report, statement.speaker.id_in(report), statement.act, statement.mode,
        statement.capacity, statement.official, _offsets(statement.evidence),
        [event.id_in(report) for event in statement.events],
    )  # fmt: skip


def claim_id(claim: Claim, report: str) -> str:
    """The id of a claim: all that it says and who says it where, not who found it."""
    return make_id(
        "claim", report, claim.kind, claim.predicate, _offsets(claim.evidence), claim.certainty,
        claim.polarity, claim.actuality, claim.scope_open,
        [[c.speaker.id_in(report), c.mode, _offsets([c.cue] if c.cue else [])] for c in claim.citations],
        [event.id_in(report) for event in claim.events],
        sorted([role.slot, role.record.id_in(report), role.event.id_in(report)] for role in claim.roles),
        _relation_key(claim.relation, report),
        _figure_key(claim.figure, report),
        statement_id(claim.statement, report) if claim.statement else None,
    )  # fmt: skip


def proposal_id(claim: Claim, report: str) -> str:
    """The id of a proposal: it follows from the claim that it would be."""
    return make_id("proposal", claim_id(claim, report))


def _offsets(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _relation_key(fact: RelationFact | None, report: str) -> list[str] | None:
    if fact is None:
        return None
    thing = fact.object.id_in(report) if isinstance(fact.object, Record) else fact.object
    return [fact.subject.id_in(report), fact.relation, thing]


def _figure_key(figure: Figure | None, report: str) -> list[Value] | None:
    if figure is None:
        return None
    return [
        figure.measure, figure.unit, figure.population, figure.low, figure.low_inclusive, figure.high,
        figure.high_inclusive, figure.verification, figure.quote.start, figure.quote.end,
        figure.verifier.id_in(report) if figure.verifier else None,
    ]  # fmt: skip


class _Planner:
    """Collects the writes of one reading; a node that is met twice is written once."""

    def __init__(self, reading: Reading, apart: frozenset[str]) -> None:
        self.reading = reading
        self.document: Document = reading.document
        self.report = reading.document.id
        self.apart = apart
        self.nodes: dict[str, NodeWrite] = {}
        self.edges: dict[str, EdgeWrite] = {}

    def plan(self) -> Plan:
        self._report()
        for record in self.reading.records:
            self._record(record)
        for mention in self.reading.mentions:
            self._mention(mention)
        for statement in self.reading.statements:
            self._statement(statement)
        for claim in self.reading.claims:
            self._proposition(Label.CLAIM, claim_id(claim, self.report), claim, {"proposal_id": None})
        for proposal in self.reading.proposals:
            self._proposal(proposal)
        return Plan(
            report=self.report,
            run=run_digest(self.reading),
            nodes=tuple(self.nodes.values()),
            edges=tuple(self.edges.values()),
        )

    def _node(self, label: Label, ident: str, properties: dict[str, Value]) -> None:
        self.nodes.setdefault(ident, NodeWrite(label, ident, properties))

    def _edge(self, edge: EdgeWrite) -> None:
        self.edges.setdefault(edge.id, edge)

    def _report(self) -> None:
        known, run = self.document.metadata, self.reading.run
        self._node(Label.REPORT, self.report, {
            "name": known.name,
            "title": known.title,
            "publisher": known.publisher,
            "published": known.published,
            "url": known.url,
            "language": known.language,
            "sha256": self.document.sha256,
            "characters": len(self.document.text),
            "status": self.reading.status,
            "notes": [*self.document.notes, *self.reading.notes],
            "extractor": run.extractor,
            "extractor_version": run.version,
            "model_digest": run.model_digest,
            "run": run_digest(self.reading),
        })  # fmt: skip
        for sentence in self.document.sentences:
            self._node(Label.SENTENCE, sentence.id, {
                "name": caption(sentence.span.quote),
                "text": sentence.span.quote,
                "start": sentence.span.start,
                "end": sentence.span.end,
                "index": sentence.index,
                "section": sentence.section.value,
                "report_id": self.report,
            })  # fmt: skip
            self._edge(EdgeWrite(Rel.IN_REPORT, Label.SENTENCE, sentence.id, Label.REPORT, self.report))
            if sentence.repeats is not None:
                self._edge(EdgeWrite(Rel.REPEATS, Label.SENTENCE, sentence.id, Label.SENTENCE, sentence.repeats))

    def _record(self, record: Record) -> None:
        ident = record.id_in(self.report)
        time = record.time
        self._node(Label.RECORD, ident, {
            "name": record.name,
            "kind": record.kind.value,
            "event_type": record.event_type.value if record.event_type else None,
            "full_name": record.full_name,
            "start": record.anchor.start,
            "end": record.anchor.end,
            "quote": record.anchor.quote,
            "earliest": time.earliest if time else None,
            "latest": time.latest if time else None,
            "precision": time.precision if time else None,
            "time_anchor": time.anchor if time else None,
            "candidates": [
                json.dumps([c.gazetteer, c.name, c.latitude, c.longitude, c.country, c.score], ensure_ascii=False)
                for c in record.candidates
            ] or None,
            "report_id": self.report,
            "method": record.method,
        })  # fmt: skip
        who = identify(record, ident, apart=ident in self.apart)
        if who is not None:
            self._node(who.label, who.id, dict(who.properties))
            self._edge(who.edge(ident))

    def _mention(self, mention: Mention) -> None:
        record = mention.record.id_in(self.report)
        span = mention.span
        ident = make_id("mention", self.report, span.start, span.end, record)
        self._node(Label.MENTION, ident, {
            "name": caption(span.quote),
            "quote": span.quote,
            "start": span.start,
            "end": span.end,
            "form": mention.form.value,
            "actuality": mention.actuality.value if mention.actuality else None,
            "report_id": self.report,
            "method": mention.method,
        })  # fmt: skip
        self._edge(EdgeWrite(Rel.IN_SENTENCE, Label.MENTION, ident, Label.SENTENCE, self._sentence(span)))
        self._edge(EdgeWrite(Rel.REFERS_TO, Label.MENTION, ident, Label.RECORD, record))

    def _statement(self, statement: Statement) -> None:
        ident = statement_id(statement, self.report)
        self._node(Label.STATEMENT, ident, {
            "name": caption(f"{statement.speaker.name}: {statement.act}"),
            "act": statement.act.value,
            "mode": statement.mode.value,
            "capacity": statement.capacity,
            "official": statement.official,
            "quote": statement.evidence[0].quote,
            "report_id": self.report,
            "method": statement.method,
        })  # fmt: skip
        self._evidence(Label.STATEMENT, ident, statement.evidence)
        speaker = statement.speaker.id_in(self.report)
        self._edge(EdgeWrite(Rel.SPOKEN_BY, Label.STATEMENT, ident, Label.RECORD, speaker))
        for event in statement.events:
            self._edge(EdgeWrite(Rel.ABOUT_EVENT, Label.STATEMENT, ident, Label.RECORD, event.id_in(self.report)))

    def _proposal(self, claim: Claim) -> None:
        told = claim_id(claim, self.report)
        if told not in self.nodes:  # what the reader stands by waits for nobody
            self._proposition(Label.PROPOSAL, proposal_id(claim, self.report), claim, {"claim_id": told})

    def _proposition(self, label: Label, ident: str, claim: Claim, more: dict[str, Value]) -> None:
        """A claim, or a proposal of one: the same words, the same ties."""
        self._node(label, ident, {
            "name": caption(claim.evidence[0].quote),
            "kind": claim.kind.value,
            "predicate": claim.predicate,
            "certainty": claim.certainty.value,
            "polarity": "+" if claim.polarity else "-",
            "actuality": claim.actuality.value,
            "scope_open": claim.scope_open,
            "quote": claim.evidence[0].quote,
            "speakers": [citation.speaker.name for citation in claim.citations],
            "report_id": self.report,
            "method": claim.method,
            "score": claim.score,
            **_relation_properties(claim.relation),
            **_figure_properties(claim.figure),
            **more,
        })  # fmt: skip
        self._evidence(label, ident, claim.evidence)
        for order, citation in enumerate(claim.citations, start=1):
            cue, content = citation.cue, citation.content
            self._edge(EdgeWrite(
                Rel.CITES, label, ident, Label.RECORD, citation.speaker.id_in(self.report),
                {
                    "order": order, "mode": citation.mode.value, "cue": cue.quote if cue else None,
                    "cue_start": cue.start if cue else None, "cue_end": cue.end if cue else None,
                    "content_start": content.start if content else None,
                    "content_end": content.end if content else None,
                },
                key=(order,),
            ))  # fmt: skip
        for event in claim.events:
            self._about(label, ident, event, Slot.EVENT)
        for role in claim.roles:
            self._about(label, ident, role.record, role.slot, role.event, role.span)
        if claim.relation is not None:
            self._about(label, ident, claim.relation.subject, Slot.SUBJECT)
            if isinstance(claim.relation.object, Record):
                self._about(label, ident, claim.relation.object, Slot.OBJECT)
        if claim.figure is not None and claim.figure.verifier is not None:
            self._about(label, ident, claim.figure.verifier, Slot.VERIFIER)
        if claim.statement is not None:
            statement = statement_id(claim.statement, self.report)
            self._edge(EdgeWrite(Rel.CONTENT_OF, label, ident, Label.STATEMENT, statement))

    def _about(
        self,
        label: Label,
        claim: str,
        record: Record,
        slot: Slot,
        event: Record | None = None,
        span: Span | None = None,
    ) -> None:
        of = event.id_in(self.report) if event else None
        self._edge(EdgeWrite(
            Rel.ABOUT, label, claim, Label.RECORD, record.id_in(self.report),
            {
                "slot": slot.value, "of": of,
                "start": span.start if span else None, "end": span.end if span else None,
                "quote": span.quote if span else None,
            },
            key=(slot.value, of or ""),
        ))  # fmt: skip

    def _evidence(self, label: Label, ident: str, spans: tuple[Span, ...]) -> None:
        for order, span in enumerate(spans, start=1):
            self._edge(EdgeWrite(
                Rel.EVIDENCED_BY, label, ident, Label.SENTENCE, self._sentence(span),
                {"start": span.start, "end": span.end, "quote": span.quote, "order": order},
                key=(span.start, span.end),
            ))  # fmt: skip

    def _sentence(self, span: Span) -> str:
        sentence = self.document.sentence_at(span.start)
        assert sentence is not None  # a reading has checked it
        return sentence.id


def _relation_properties(fact: RelationFact | None) -> dict[str, Value]:
    if fact is None:
        return {}
    plain = fact.object if isinstance(fact.object, str) else None
    return {"relation": fact.relation.value, "object_text": plain}


def _figure_properties(figure: Figure | None) -> dict[str, Value]:
    if figure is None:
        return {}
    return {
        "measure": figure.measure.value,
        "unit": figure.unit,
        "population": figure.population.value,
        "population_words": figure.population_words,
        "comparator": figure.comparator,
        "low": figure.low,
        "low_inclusive": figure.low_inclusive,
        "high": figure.high,
        "high_inclusive": figure.high_inclusive,
        "verification": figure.verification.value,
        "figure_quote": figure.quote.quote,
        "figure_start": figure.quote.start,
        "figure_end": figure.quote.end,
    }
