"""Property values: what both engines keep alike, and nothing else."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidFact
from graph.values import stored_properties
from graph.vocabulary import Kind

GOOD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
)


@given(st.dictionaries(st.sampled_from(["name", "score", "quote"]), GOOD))
def test_plain_values_are_sent_as_they_are(properties: dict[str, object]) -> None:
    assert repr(stored_properties(properties)) == repr(properties)


@given(st.lists(st.integers(-9, 9) | st.floats(-9, 9), min_size=1))
def test_lists_of_numbers_are_all_of_one_kind(numbers: list[float]) -> None:
    stored = stored_properties({"n": numbers})["n"]
    assert stored == numbers
    assert isinstance(stored, list) and len({type(number) for number in stored}) == 1


@pytest.mark.parametrize(
    "value",
    [
        2**63,
        -(2**63) - 1,
        [1, 2**63],
        "half \ud800 a character",
        "nul \x00",
        ["good", "bad \x00"],
        [1, "two"],
        [True, 2],
        [None],
        ["a", None],
        [[1]],
        [{"a": 1}],
        {"a": 1},
        {1, 2},
        b"bytes",
        object(),
        date(2031, 5, 9),
        datetime(2031, 5, 9),
        [datetime(2031, 5, 9, tzinfo=UTC)],
    ],
    ids=repr,
)
def test_what_the_engines_would_refuse_or_change_is_refused_first(value: object) -> None:
    with pytest.raises(InvalidFact, match="the property quote"):
        stored_properties({"quote": value})


def test_times_are_sent_in_utc() -> None:
    moment = datetime(2031, 5, 9, 12, tzinfo=timezone(timedelta(hours=2)))
    assert repr(stored_properties({"at": moment})["at"]) == repr(datetime(2031, 5, 9, 10, tzinfo=UTC))


def test_a_word_of_the_vocabulary_is_sent_as_text() -> None:
    assert type(stored_properties({"kind": Kind.PERSON})["kind"]) is str


def test_the_message_does_not_hold_the_value() -> None:
    with pytest.raises(InvalidFact) as caught:
        stored_properties({"quote": "the words \x00"})
    assert "words" not in str(caught.value)
