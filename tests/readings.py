"""Two hand-made readings of one small invented story, for tests that need a graph but no extractor.

Report one names the victim and alleges a perpetrator through two speakers; report two leaves him unnamed,
gives a verified figure and an official denial. They share an organisation and a place of the gazetteer.
"""

from graph.document import Document, Metadata, Section, Sentence, Span, sentence_id
from graph.ids import sha256_of
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
    TimeValue,
)
from graph.vocabulary import (
    Act,
    Certainty,
    ClaimKind,
    EventType,
    Form,
    Kind,
    Measure,
    Mode,
    Population,
    Relation,
    SectionKind,
    Slot,
    Verification,
)

RUN = Run(extractor="by-hand", version="1")
OSTRAVEN = PlaceCandidate(gazetteer="test:1", name="Ostraven", latitude=10.5, longitude=20.25, country="XX", score=0.95)


def document(text: str, **known: str) -> Document:
    """A document of one body section, a sentence a line."""
    digest = sha256_of(text.encode())
    sentences = []
    start = 0
    report = Document(sha256=digest, metadata=Metadata(name="x"), text=text, sections=(), sentences=()).id
    for index, line in enumerate(text.splitlines()):
        end = start + len(line)
        if line:
            span = Span(start, end, line, text)
            sentences.append(
                Sentence(id=sentence_id(report, start, end), index=index, span=span, section=SectionKind.BODY)
            )
        start = end + 1
    return Document(
        sha256=digest,
        metadata=Metadata(**{"name": "hand-made", **known}),
        text=text,
        sections=(Section(kind=SectionKind.BODY, start=0, end=len(text)),),
        sentences=tuple(sentences),
    )


class Finder:
    """Looks words up in a document, so that no test counts characters."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc

    def __call__(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.doc.text.index(words, start + 1)
        return self.doc.span(start, start + len(words))


ONE = """Ilse Varga, a baker from Ostraven, told the Meridian Rights Monitor that masked gunmen shot dead her son, Tomas Varga.
The Meridian Rights Monitor said more than 40 civilians have been killed in Ostraven since 3 May.
Masked gunmen told her: "We will come back for you."
"""

TWO = """The United Nations has verified at least 12 civilian deaths in Ostraven.
Interior Minister Pavel Dorn denied that soldiers had killed a young baker in the town.
The Meridian Rights Monitor said the fate of 6 other people is unknown.
"""


def first() -> Reading:
    """The report that names him."""
    doc = document(ONE, name="one.txt", title="A baker's son", published="2031-05-09", publisher="Radio Ostra")
    at = Finder(doc)
    ilse = Record(kind=Kind.PERSON, name="Ilse Varga", full_name="Ilse Varga", anchor=at("Ilse Varga"), method="hand")
    tomas = Record(
        kind=Kind.PERSON, name="Tomas Varga", full_name="Tomas Varga", anchor=at("Tomas Varga"), method="hand"
    )
    monitor = Record(
        kind=Kind.ORGANISATION, name="Meridian Rights Monitor", full_name="Meridian Rights Monitor",
        anchor=at("the Meridian Rights Monitor"), method="hand",
    )  # fmt: skip
    gunmen = Record(kind=Kind.GROUP, name="masked gunmen", anchor=at("masked gunmen"), method="hand")
    town = Record(kind=Kind.PLACE, name="Ostraven", anchor=at("Ostraven"), candidates=(OSTRAVEN,), method="hand")
    civilians = Record(
        kind=Kind.POPULATION, name="more than 40 civilians", anchor=at("more than 40 civilians"), method="hand"
    )
    since = Record(
        kind=Kind.TIME, name="since 3 May", anchor=at("since 3 May"), method="hand",
        time=TimeValue(earliest="2031-05-03", latest="2031-05-09", precision="day", anchor="publication"),
    )  # fmt: skip
    shooting = Record(
        kind=Kind.EVENT,
        name="killing of Tomas Varga",
        anchor=at("shot dead"),
        event_type=EventType.KILLING,
        method="hand",
    )
    killings = Record(
        kind=Kind.EVENT, name="killings in Ostraven", anchor=at("killed"), event_type=EventType.KILLING, method="hand"
    )
    threat = Record(
        kind=Kind.EVENT,
        name="threat",
        anchor=at("We will come back for you"),
        event_type=EventType.THREAT,
        method="hand",
    )
    told = Citation(speaker=ilse, mode=Mode.INDIRECT, cue=at("told"))
    heard = Citation(speaker=monitor, mode=Mode.NARRATED)
    reported = Statement(
        speaker=monitor, act=Act.REPORT, mode=Mode.INDIRECT, evidence=(at("The Meridian Rights Monitor said"),),
        events=(killings,), method="hand",
    )  # fmt: skip
    claims = (
        Claim(
            kind=ClaimKind.EVENT, predicate="killing", evidence=(at("masked gunmen shot dead her son, Tomas Varga"),),
            certainty=Certainty.TESTIMONY, citations=(heard, told), events=(shooting,), method="hand",
            roles=(
                Role(slot=Slot.VICTIM, record=tomas, event=shooting, span=at("her son, Tomas Varga")),
                Role(slot=Slot.ALLEGED_PERPETRATOR, record=gunmen, event=shooting, span=at("masked gunmen")),
            ),
        ),
        Claim(
            kind=ClaimKind.RELATION, predicate="PARENT_OF", evidence=(at("her son, Tomas Varga"),),
            certainty=Certainty.TESTIMONY, citations=(told,), method="hand",
            relation=RelationFact(subject=ilse, relation=Relation.PARENT_OF, object=tomas),
        ),
        Claim(
            kind=ClaimKind.RELATION, predicate="HOLDS_ROLE", evidence=(at("Ilse Varga, a baker from Ostraven"),),
            certainty=Certainty.ASSERTED, method="hand",
            relation=RelationFact(subject=ilse, relation=Relation.HOLDS_ROLE, object="baker"),
        ),
        Claim(
            kind=ClaimKind.FIGURE, predicate="killed > 40",
            evidence=(at("more than 40 civilians have been killed in Ostraven since 3 May"),),
            certainty=Certainty.REPORTED, citations=(Citation(speaker=monitor, mode=Mode.INDIRECT, cue=at("said")),),
            events=(killings,), statement=reported, method="hand",
            roles=(
                Role(slot=Slot.VICTIM, record=civilians, event=killings, span=at("more than 40 civilians")),
                Role(slot=Slot.PLACE, record=town, event=killings, span=at("Ostraven", 1)),
                Role(slot=Slot.TIME, record=since, event=killings, span=at("since 3 May")),
            ),
            figure=Figure(
                measure=Measure.KILLED, quote=at("more than 40 civilians"), low=40, low_inclusive=False, high=None,
                population=Population.CIVILIAN, population_words="civilians", verification=Verification.REPORTED,
            ),
        ),
        Claim(
            kind=ClaimKind.EVENT, predicate="threat", evidence=(at("We will come back for you"),),
            certainty=Certainty.INTENT, events=(threat,), method="hand",
            citations=(Citation(speaker=gunmen, mode=Mode.DIRECT, cue=at("told", 1)),),
            roles=(Role(slot=Slot.ALLEGED_PERPETRATOR, record=gunmen, event=threat, span=at("Masked gunmen")),),
        ),
    )  # fmt: skip
    mentions = [
        Mention(span=record.anchor, record=record, form=_form(record), method="hand")
        for record in (ilse, tomas, monitor, gunmen, town, civilians, since, shooting, killings, threat)
    ]
    mentions += [
        Mention(span=at("The Meridian Rights Monitor"), record=monitor, form=Form.NAME, method="hand"),
        Mention(span=at("Masked gunmen"), record=gunmen, form=Form.NOMINAL, method="hand"),
        Mention(span=at("Ostraven", 1), record=town, form=Form.NAME, method="hand"),
    ]
    return Reading(
        document=doc, run=RUN, claims=claims, statements=(reported,), mentions=tuple(mentions),
        records=(ilse, tomas, monitor, gunmen, town, civilians, since, shooting, killings, threat),
    )  # fmt: skip


def second() -> Reading:
    """The report that does not name him; what its reader proposes overlooks the denial."""
    doc = document(TWO, name="two.txt", title="UN counts the dead", published="2031-05-12")
    at = Finder(doc)
    un = Record(
        kind=Kind.ORGANISATION,
        name="United Nations",
        full_name="United Nations",
        anchor=at("The United Nations"),
        method="hand",
    )
    minister = Record(
        kind=Kind.PERSON, name="Pavel Dorn", full_name="Pavel Dorn", anchor=at("Pavel Dorn"), method="hand"
    )
    monitor = Record(
        kind=Kind.ORGANISATION, name="Meridian Rights Monitor", full_name="Meridian Rights Monitor",
        anchor=at("The Meridian Rights Monitor"), method="hand",
    )  # fmt: skip
    town = Record(kind=Kind.PLACE, name="Ostraven", anchor=at("Ostraven"), candidates=(OSTRAVEN,), method="hand")
    dead = Record(
        kind=Kind.POPULATION, name="at least 12 civilian deaths", anchor=at("at least 12 civilian"), method="hand"
    )
    soldiers = Record(kind=Kind.GROUP, name="soldiers", anchor=at("soldiers"), method="hand")
    baker = Record(kind=Kind.PERSON, name="a young baker", anchor=at("a young baker"), method="hand")
    missing = Record(kind=Kind.POPULATION, name="6 other people", anchor=at("6 other people"), method="hand")
    deaths = Record(
        kind=Kind.EVENT, name="deaths in Ostraven", anchor=at("deaths"), event_type=EventType.KILLING, method="hand"
    )
    killing = Record(
        kind=Kind.EVENT,
        name="killing of a young baker",
        anchor=at("killed"),
        event_type=EventType.KILLING,
        method="hand",
    )
    denial = Statement(
        speaker=minister, act=Act.DENY, mode=Mode.INDIRECT, capacity="Interior Minister", official=True,
        evidence=(at("Interior Minister Pavel Dorn denied"),), events=(killing,), method="hand",
    )  # fmt: skip
    claims = (
        Claim(
            kind=ClaimKind.FIGURE, predicate="killed >= 12", evidence=(at("at least 12 civilian deaths in Ostraven"),),
            certainty=Certainty.VERIFIED, citations=(Citation(speaker=un, mode=Mode.INDIRECT, cue=at("has verified")),),
            events=(deaths,), method="hand",
            roles=(
                Role(slot=Slot.VICTIM, record=dead, event=deaths),
                Role(slot=Slot.PLACE, record=town, event=deaths, span=at("Ostraven")),
            ),
            figure=Figure(
                measure=Measure.KILLED, quote=at("at least 12 civilian deaths"), low=12, low_inclusive=True, high=None,
                population=Population.CIVILIAN, population_words="civilian", verification=Verification.VERIFIED, verifier=un,
            ),
        ),
        Claim(
            kind=ClaimKind.EVENT, predicate="killing", evidence=(at("soldiers had killed a young baker in the town"),),
            certainty=Certainty.OFFICIAL, polarity=False, events=(killing,), statement=denial, method="hand",
            citations=(Citation(speaker=minister, mode=Mode.INDIRECT, cue=at("denied")),),
            roles=(
                Role(slot=Slot.VICTIM, record=baker, event=killing, span=at("a young baker")),
                Role(slot=Slot.ALLEGED_PERPETRATOR, record=soldiers, event=killing, span=at("soldiers")),
            ),
        ),
        Claim(
            kind=ClaimKind.UNKNOWN, predicate="fate unknown", evidence=(at("the fate of 6 other people is unknown"),),
            certainty=Certainty.UNKNOWN, method="hand",
            citations=(Citation(speaker=monitor, mode=Mode.INDIRECT, cue=at("said")),),
        ),
    )  # fmt: skip
    proposals = (
        Claim(
            kind=ClaimKind.EVENT, predicate="killing", evidence=(at("soldiers had killed a young baker"),),
            certainty=Certainty.OFFICIAL, events=(killing,), statement=denial, method="model:overlooks-denials",
            score=0.31, citations=(Citation(speaker=minister, mode=Mode.INDIRECT, cue=at("denied")),),
            roles=(
                Role(slot=Slot.ALLEGED_PERPETRATOR, record=soldiers, event=killing, span=at("soldiers")),
                Role(slot=Slot.VICTIM, record=baker, event=killing, span=at("a young baker")),
            ),
        ),
    )  # fmt: skip
    records = (un, minister, monitor, town, dead, soldiers, baker, missing, deaths, killing)
    mentions = tuple(Mention(span=r.anchor, record=r, form=_form(r), method="hand") for r in records)
    return Reading(
        document=doc, run=RUN, records=records, mentions=mentions, claims=claims, statements=(denial,),
        proposals=proposals,
    )  # fmt: skip


def _form(record: Record) -> Form:
    if record.kind is Kind.EVENT:
        return Form.TRIGGER
    if record.kind is Kind.TIME:
        return Form.TIME
    return Form.NAME if record.full_name or record.candidates else Form.NOMINAL
