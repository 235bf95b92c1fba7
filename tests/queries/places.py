"""A third hand-made reading: an event in a quarter that the report puts inside the town."""

from graph.reading import Citation, Claim, Figure, Mention, Reading, Record, RelationFact, Role
from graph.vocabulary import (
    Certainty,
    ClaimKind,
    EventType,
    Form,
    Kind,
    Measure,
    Mode,
    Relation,
    Slot,
    Verification,
)
from tests.readings import OSTRAVEN, RUN, Finder, document

TEXT = """Kettle Quarter lies in Ostraven.
Residents said a bakery in Kettle Quarter was burned on 4 May.
The United Nations said the bakery may have been shelled.
"""


def third() -> Reading:
    """The report that puts one place inside another; two proposals, the second without a score."""
    doc = document(TEXT, name="three.txt", published="2031-05-06")
    at = Finder(doc)
    quarter = Record(kind=Kind.PLACE, name="Kettle Quarter", anchor=at("Kettle Quarter"), method="hand")
    town = Record(kind=Kind.PLACE, name="Ostraven", anchor=at("Ostraven"), candidates=(OSTRAVEN,), method="hand")
    residents = Record(kind=Kind.SOURCE, name="residents", anchor=at("Residents"), method="hand")
    bakery = Record(kind=Kind.OBJECT, name="a bakery", anchor=at("a bakery"), method="hand")
    day = Record(kind=Kind.TIME, name="on 4 May", anchor=at("on 4 May"), method="hand")
    un = Record(
        kind=Kind.ORGANISATION, name="United Nations", full_name="United Nations",
        anchor=at("The United Nations"), method="hand",
    )  # fmt: skip
    fire = Record(
        kind=Kind.EVENT, name="burning of a bakery", anchor=at("burned"), event_type=EventType.DESTRUCTION,
        method="hand",
    )  # fmt: skip
    claims = (
        Claim(
            kind=ClaimKind.RELATION, predicate="LOCATED_IN", evidence=(at("Kettle Quarter lies in Ostraven"),),
            certainty=Certainty.ASSERTED, method="hand",
            relation=RelationFact(subject=quarter, relation=Relation.LOCATED_IN, object=town),
        ),
        Claim(
            kind=ClaimKind.EVENT, predicate="destruction", evidence=(at("a bakery in Kettle Quarter was burned on 4 May"),),
            certainty=Certainty.TESTIMONY, events=(fire,), method="hand",
            citations=(Citation(speaker=residents, mode=Mode.INDIRECT, cue=at("said")),),
            roles=(
                Role(slot=Slot.TARGET, record=bakery, event=fire, span=at("a bakery")),
                Role(slot=Slot.PLACE, record=quarter, event=fire, span=at("Kettle Quarter", 1)),
                Role(slot=Slot.TIME, record=day, event=fire, span=at("on 4 May")),
            ),
        ),
        Claim(
            kind=ClaimKind.EVENT, predicate="shelling", evidence=(at("the bakery may have been shelled"),),
            certainty=Certainty.POSSIBLE, events=(fire,), method="hand", scope_open=True,
            citations=(Citation(speaker=un, mode=Mode.INDIRECT, cue=at("said", 1)),),
            roles=(Role(slot=Slot.TARGET, record=bakery, event=fire, span=at("the bakery")),),
        ),
    )  # fmt: skip
    proposals = (
        Claim(
            kind=ClaimKind.RELATION, predicate="LOCATED_IN", evidence=(at("a bakery in Kettle Quarter"),),
            certainty=Certainty.TESTIMONY, method="model:relations", score=0.44,
            citations=(Citation(speaker=residents, mode=Mode.INDIRECT, cue=at("said")),),
            relation=RelationFact(subject=bakery, relation=Relation.LOCATED_IN, object=quarter),
        ),
        Claim(
            kind=ClaimKind.FIGURE, predicate="killed >= 1", evidence=(at("a bakery in Kettle Quarter was burned"),),
            certainty=Certainty.VERIFIED, method="llm:invented", events=(fire,),
            figure=Figure(
                measure=Measure.KILLED, quote=at("a bakery"), low=1, low_inclusive=True, high=None,
                verification=Verification.VERIFIED, verifier=un,
            ),
        ),
    )  # fmt: skip
    records = (quarter, town, residents, bakery, day, un, fire)
    mentions = tuple(Mention(span=r.anchor, record=r, form=Form.NAME, method="hand") for r in records)
    return Reading(document=doc, run=RUN, records=records, mentions=mentions, claims=claims, proposals=proposals)
