"""A reading holds only facts that its own evidence carries."""

from dataclasses import replace

import pytest
from hypothesis import given

from graph.document import Span
from graph.errors import InvalidFact
from graph.reading import Citation, Claim, Figure, Mention, Reading, Record, RelationFact, Role, Statement, records_of
from graph.vocabulary import (
    Act,
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
from tests.readings import RUN, Finder, document, first, second
from tests.strategies import readings

DOC = document("Mira Holt said the gate burned.\nSoldiers fled north.\n")
AT = Finder(DOC)
MIRA = Record(kind=Kind.PERSON, name="Mira Holt", anchor=AT("Mira Holt"), method="x")
FIRE = Record(kind=Kind.EVENT, name="fire", anchor=AT("burned"), event_type=EventType.DESTRUCTION, method="x")
FIGURE = Figure(measure=Measure.KILLED, quote=AT("north"), low=1, low_inclusive=True, high=None)


def claim(**changes: object) -> Claim:
    given_: dict[str, object] = {
        "kind": ClaimKind.EVENT, "predicate": "destruction", "evidence": (AT("the gate burned"),),
        "certainty": Certainty.REPORTED, "method": "x", "events": (FIRE,),
    }  # fmt: skip
    return Claim(**{**given_, **changes})  # type: ignore[arg-type]


def reading(**changes: object) -> Reading:
    return Reading(**{"document": DOC, "run": RUN, "records": (MIRA, FIRE), **changes})  # type: ignore[arg-type]


@given(readings())
def test_random_readings_are_sound(found: Reading) -> None:
    known = {record.key for record in found.records}
    assert all(record.key in known for fact in found.claims for record in records_of(fact))


def test_the_hand_made_readings_are_sound() -> None:
    assert len(first().claims) == 5 and len(second().claims) == 3


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.EVENT])
def test_only_events_have_an_event_type(kind: Kind) -> None:
    with pytest.raises(InvalidFact, match="event type"):
        Record(kind=kind, name="x", anchor=AT("Mira"), method="x", event_type=EventType.KILLING)


def test_an_event_has_an_event_type() -> None:
    with pytest.raises(InvalidFact, match="event type"):
        Record(kind=Kind.EVENT, name="x", anchor=AT("burned"), method="x")


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_record_has_a_name(name: str) -> None:
    with pytest.raises(InvalidFact, match="name"):
        Record(kind=Kind.PERSON, name=name, anchor=AT("Mira"), method="x")


def test_a_claim_has_evidence() -> None:
    with pytest.raises(InvalidFact, match="without evidence"):
        claim(evidence=())


def test_a_statement_has_evidence() -> None:
    with pytest.raises(InvalidFact, match="without evidence"):
        Statement(speaker=MIRA, act=Act.SAY, mode=Mode.INDIRECT, evidence=(), method="x")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": ClaimKind.FIGURE}, "figure"),
        ({"figure": FIGURE}, "figure"),
        ({"kind": ClaimKind.RELATION}, "relation"),
        ({"relation": RelationFact(subject=MIRA, relation=Relation.HOLDS_ROLE, object="guard")}, "relation"),
        ({"events": (MIRA,)}, "only events"),
    ],
)
def test_a_claim_has_what_its_kind_says(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidFact, match=words):
        claim(**changes)


@pytest.mark.parametrize("slot", [Slot.EVENT, Slot.SUBJECT, Slot.OBJECT, Slot.VERIFIER])
def test_other_slots_are_no_roles(slot: Slot) -> None:
    with pytest.raises(InvalidFact, match="not a role"):
        Role(slot=slot, record=MIRA, event=FIRE)


def test_a_role_is_a_role_in_an_event() -> None:
    with pytest.raises(InvalidFact, match="not a role"):
        Role(slot=Slot.VICTIM, record=MIRA, event=MIRA)


@pytest.mark.parametrize(
    ("low", "low_inclusive", "high", "high_inclusive", "sign"),
    [
        (3, True, 3, True, "="),
        (3, True, 5, True, ".."),
        (3, True, None, True, ">="),
        (3, False, None, True, ">"),
        (None, True, 3, True, "<="),
        (None, True, 3, False, "<"),
    ],
)
def test_a_figure_shows_its_bounds(
    low: int | None, low_inclusive: bool, high: int | None, high_inclusive: bool, sign: str
) -> None:
    figure = replace(FIGURE, low=low, low_inclusive=low_inclusive, high=high, high_inclusive=high_inclusive)
    assert figure.comparator == sign


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"low": None, "high": None}, "needs a bound"),
        ({"low": 5, "high": 4}, "above"),
        ({"verification": Verification.VERIFIED}, "verifier"),
    ],
)
def test_a_figure_without_sense_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidFact, match=words):
        replace(FIGURE, **changes)


def test_a_span_over_two_sentences_is_refused() -> None:
    across = DOC.span(AT("burned").start, AT("Soldiers").end)
    with pytest.raises(InvalidFact, match="one sentence"):
        reading(claims=(claim(evidence=(across,)),))


def test_a_span_of_another_document_is_refused() -> None:
    other = "Other words stand here now."
    with pytest.raises(InvalidFact, match="another document"):
        reading(claims=(claim(evidence=(Span(0, 5, "Other", other),)),))


@pytest.mark.parametrize(
    "facts",
    [
        {"claims": (claim(events=(replace(FIRE, anchor=AT("fled")),)),)},
        {"claims": (claim(citations=(Citation(speaker=replace(MIRA, anchor=AT("Soldiers")), mode=Mode.DIRECT),)),)},
        {"mentions": (Mention(span=AT("Soldiers"), record=replace(MIRA, anchor=AT("Soldiers")), form=Form.NAME, method="x"),)},
        {"statements": (Statement(speaker=replace(MIRA, anchor=AT("gate")), act=Act.SAY, mode=Mode.DIRECT, evidence=(AT("said"),), method="x"),)},
    ],
    ids=["event", "citation", "mention", "statement"],
)  # fmt: skip
def test_a_fact_uses_only_listed_records(facts: dict[str, object]) -> None:
    with pytest.raises(InvalidFact, match="does not list"):
        reading(**facts)


def test_a_claim_belongs_to_a_listed_statement() -> None:
    stray = Statement(speaker=MIRA, act=Act.SAY, mode=Mode.INDIRECT, evidence=(AT("said"),), method="x")
    with pytest.raises(InvalidFact, match="statement that the reading does not list"):
        reading(claims=(claim(statement=stray),))


def test_two_records_do_not_share_their_words() -> None:
    with pytest.raises(InvalidFact, match="share their anchor"):
        reading(records=(MIRA, replace(MIRA, kind=Kind.GROUP)))


def test_an_event_and_a_party_may_share_their_words() -> None:
    reading(records=(MIRA, replace(FIRE, anchor=MIRA.anchor)))
