"""Hypothesis strategies: small random readings of random texts of a few invented words."""

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.vendor.pretty import for_type_by_name

from graph.document import Document, Span
from graph.reading import (
    Citation,
    Claim,
    Figure,
    Mention,
    PlaceCandidate,
    Reading,
    Record,
    RelationFact,
    Role,
    Run,
    Statement,
)
from graph.vocabulary import (
    ROLE_SLOTS,
    Act,
    Actuality,
    Certainty,
    ClaimKind,
    EventType,
    Form,
    Kind,
    Measure,
    Mode,
    Relation,
)
from tests.readings import document

# a failing example is shown by its constructor's arguments, but a span does not keep its text
for_type_by_name("graph.document", "Span", lambda span, printer, cycle: printer.text(repr(span)))

WORDS = ("Aldra", "Voss", "Kelmar", "fire", "north", "gate", "said", "river", "köln", "𝒜lpha", "nine")
FULL_NAMES = ("Aldra Voss", "ALDRA VOSS", "Kelmar Front", "Kelmar Frönt", "Tessa Holm")
PLACES = (
    PlaceCandidate(gazetteer="test:1", name="Kelmar", latitude=1.5, longitude=2.0, country="XX", score=0.9),
    PlaceCandidate(gazetteer="test:2", name="Norvik", latitude=-3.0, longitude=40.0, country="YY", score=0.6),
)
RUNS = (Run(extractor="random", version="1"), Run(extractor="random", version="2"))


def documents() -> st.SearchStrategy[Document]:
    """Texts of one to four lines, a sentence each."""
    lines = st.lists(st.sampled_from(WORDS), min_size=4, max_size=7).map(" ".join)
    return st.lists(lines, min_size=1, max_size=4).map(lambda found: document("\n".join(found) + "\n"))


@st.composite
def readings(draw: st.DrawFn, doc: Document | None = None, run: Run = RUNS[0]) -> Reading:
    """A reading of a document, random unless given."""
    doc = draw(documents()) if doc is None else doc
    words = _words(doc)
    anchors = draw(st.lists(st.sampled_from(words), min_size=1, max_size=7, unique=True))
    records = [draw(_record(anchor)) for anchor in anchors]
    events = [record for record in records if record.kind is Kind.EVENT]
    statements = draw(st.lists(_statement(words, records, events), max_size=2))
    claims = draw(st.lists(_claim(words, records, events, statements), max_size=5))
    proposable = _claim(words, records, events, statements)
    proposals = draw(st.lists(proposable | st.sampled_from(claims) if claims else proposable, max_size=2))
    mentions = [Mention(span=record.anchor, record=record, form=Form.NOMINAL, method="random") for record in records]
    return Reading(
        document=doc, run=run, records=tuple(records), mentions=tuple(mentions), claims=tuple(claims),
        statements=tuple(statements), proposals=tuple(proposals),
    )  # fmt: skip


def corpora(max_size: int = 4) -> st.SearchStrategy[list[Reading]]:
    """Readings of different documents."""
    return st.lists(readings(), min_size=1, max_size=max_size, unique_by=lambda reading: reading.document.id)


def _words(doc: Document) -> list[Span]:
    found = []
    for sentence in doc.sentences:
        start = sentence.span.start
        for word in sentence.span.quote.split(" "):
            found.append(doc.span(start, start + len(word)))
            start += len(word) + 1
    return found


@st.composite
def _record(draw: st.DrawFn, anchor: Span) -> Record:
    kind = draw(st.sampled_from([*Kind, Kind.EVENT, Kind.EVENT, Kind.PERSON, Kind.ORGANISATION]))
    named = kind in (Kind.PERSON, Kind.ORGANISATION, Kind.GOVERNMENT)
    full_name = draw(st.sampled_from(FULL_NAMES) | st.none()) if named else None
    candidates = draw(st.sampled_from([(), PLACES[:1], PLACES, PLACES[1:]])) if kind is Kind.PLACE else ()
    return Record(
        kind=kind, name=full_name or anchor.quote, anchor=anchor, full_name=full_name, candidates=candidates,
        event_type=draw(st.sampled_from(EventType)) if kind is Kind.EVENT else None, method="random",
    )  # fmt: skip


@st.composite
def _statement(
    draw: st.DrawFn, words: Sequence[Span], records: Sequence[Record], events: Sequence[Record]
) -> Statement:
    return Statement(
        speaker=draw(st.sampled_from(records)),
        act=draw(st.sampled_from(Act)),
        mode=draw(st.sampled_from(Mode)),
        evidence=(draw(st.sampled_from(words)),),
        official=draw(st.booleans()),
        events=tuple(draw(_some(events))),
        method="random",
    )


@st.composite
def _claim(
    draw: st.DrawFn,
    words: Sequence[Span],
    records: Sequence[Record],
    events: Sequence[Record],
    statements: Sequence[Statement],
) -> Claim:
    kind = draw(st.sampled_from([ClaimKind.EVENT, ClaimKind.EVENT, ClaimKind.RELATION, ClaimKind.FIGURE]))
    evidence = draw(st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True))
    speakers = draw(st.lists(st.sampled_from(records), max_size=2))
    roles = [
        Role(slot=draw(st.sampled_from(ROLE_SLOTS)), record=draw(st.sampled_from(records)), event=event)
        for event in draw(_some(events))
    ]
    return Claim(
        kind=kind,
        predicate=kind.value,
        evidence=tuple(evidence),
        certainty=draw(st.sampled_from(Certainty)),
        polarity=draw(st.booleans()),
        actuality=draw(st.sampled_from([Actuality.ASSERTED, Actuality.ASSERTED, *Actuality])),
        citations=tuple(Citation(speaker=speaker, mode=draw(st.sampled_from(Mode))) for speaker in speakers),
        events=tuple(draw(_some(events))),
        roles=tuple(roles),
        relation=draw(_relation(records)) if kind is ClaimKind.RELATION else None,
        figure=draw(_figure(evidence[0])) if kind is ClaimKind.FIGURE else None,
        statement=draw(st.sampled_from(statements) | st.none()) if statements else None,
        score=draw(st.none() | st.floats(0, 1)),
        method="random",
    )


@st.composite
def _relation(draw: st.DrawFn, records: Sequence[Record]) -> RelationFact:
    thing = draw(st.sampled_from(records) | st.just("baker"))
    return RelationFact(subject=draw(st.sampled_from(records)), relation=draw(st.sampled_from(Relation)), object=thing)


@st.composite
def _figure(draw: st.DrawFn, quote: Span) -> Figure:
    low = draw(st.integers(0, 50))
    return Figure(
        measure=draw(st.sampled_from(Measure)), quote=quote, low=low, low_inclusive=draw(st.booleans()),
        high=draw(st.none() | st.integers(low, 100)),
    )  # fmt: skip


def _some(records: Sequence[Record]) -> st.SearchStrategy[list[Record]]:
    if not records:
        return st.just([])
    return st.lists(st.sampled_from(records), max_size=2, unique_by=lambda record: record.key)
