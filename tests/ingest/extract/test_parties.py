"""Who and what is named, and which mentions are one party."""

import pytest

from graph.reading import Record
from graph.vocabulary import Form, Kind, Relation

from .told import claims, read


def record(text: str, words: str) -> Record:
    """The record that these words name."""
    found = [m.record for m in read(text).mentions if m.span.quote == words]
    assert found, [m.span.quote for m in read(text).mentions]
    return found[0]


KINDS = [
    ("Masked gunmen stormed the mill.", "Masked gunmen", Kind.GROUP),
    ("At least 20 people were killed.", "At least 20 people", Kind.POPULATION),
    ("A farmer was shot dead.", "A farmer", Kind.PERSON),
    ("The hospital was shelled.", "The hospital", Kind.FACILITY),
    ("Rebels burned a bus.", "a bus", Kind.OBJECT),
    ("The government condemned the attack.", "The government", Kind.GOVERNMENT),
    ("The police arrested him.", "The police", Kind.ORGANISATION),
    ("Shelling hit the outskirts of Benghazi in Libya.", "Benghazi", Kind.PLACE),
    ("Fighters of the Islamic State group shot a farmer in Libya.", "the Islamic State", Kind.GROUP),
]


@pytest.mark.parametrize(("text", "words", "kind"), KINDS)
def test_kinds(text: str, words: str, kind: Kind) -> None:
    assert record(text, words).kind is kind


def test_a_person_keeps_a_full_name_only_if_it_is_one() -> None:
    text = "Ilse Varga wept. Later Varga left with Pavel."
    assert record(text, "Ilse Varga") is record(text, "Varga")
    assert record(text, "Ilse Varga").full_name == "Ilse Varga"
    assert record(text, "Pavel").full_name is None


def test_an_acronym_is_the_body_whose_name_it_follows() -> None:
    text = "The Meridian Rights Monitor (MRM) counted the dead. The MRM said 12 people had died."
    assert record(text, "The MRM") is record(text, "The Meridian Rights Monitor")


def test_an_alias_gives_the_full_name() -> None:
    assert record("The UN counted the dead.", "The UN").full_name == "United Nations"


def test_a_definite_noun_is_the_one_earlier_party_with_that_head() -> None:
    text = "Two gunmen entered the mill. The gunmen shot a miller."
    assert record(text, "The gunmen") is record(text, "Two gunmen")


def test_two_that_could_be_meant_are_left_apart() -> None:
    text = "Two gunmen entered the mill. Three gunmen waited outside. The gunmen shot a miller."
    assert record(text, "The gunmen") not in (record(text, "Two gunmen"), record(text, "Three gunmen"))


def test_a_kinship_noun_beside_a_name_is_that_person() -> None:
    text = "Ilse Varga mourned her only son, Tomas Varga."
    assert record(text, "her only son") is record(text, "Tomas Varga")
    (kin,) = [c.relation for c in claims(text) if c.relation and c.relation.relation is Relation.PARENT_OF]
    assert kin.subject is record(text, "Ilse Varga") and kin.object is record(text, "Tomas Varga")


def test_a_pronoun_is_the_one_person_it_can_be_or_nobody() -> None:
    one = read("Ilse Varga wept. She left the town.")
    assert [m.record.name for m in one.mentions if m.form is Form.PRONOUN] == ["Ilse Varga"]
    two = read("Ilse Varga met Anna Dorn. She left the town.")
    assert not [m for m in two.mentions if m.form is Form.PRONOUN]


RELATIONS = [
    ("Interior Minister Pavel Dorn resigned.", (Relation.HOLDS_ROLE, "Pavel Dorn", "Interior Minister")),
    (
        "Gunmen linked to the government shot a farmer.",
        (Relation.LINKED_TO, "Gunmen", "the government"),
    ),
    ("Pavel Dorn, the mayor of the town, resigned.", (Relation.HOLDS_ROLE, "Pavel Dorn", "the mayor of the town")),
]


@pytest.mark.parametrize(("text", "expected"), RELATIONS)
def test_relations(text: str, expected: tuple[Relation, str, str]) -> None:
    found = {
        (f.relation, f.subject.name, f.object.name if isinstance(f.object, Record) else f.object)
        for c in claims(text)
        if (f := c.relation) is not None
    }
    assert expected in found


def test_the_same_attack_taken_up_again_is_one_event() -> None:
    text = "Rebels attacked the market in the morning. The attack lasted an hour."
    assert record(text, "attacked") is record(text, "attack")


def test_a_people_as_an_adjective_is_no_party() -> None:
    assert not [m for m in read("Kurdish music was played.").mentions if m.span.quote == "Kurdish"]
