"""Ids from content."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ids import DIGEST_CHARACTERS, canonical_json, make_id, prefix_of, sha256_of

PARTS = st.recursive(
    st.text() | st.integers() | st.none() | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@given(st.lists(PARTS, max_size=4), st.lists(PARTS, max_size=4))
def test_only_equal_content_has_an_equal_id(one: list[object], two: list[object]) -> None:
    assert (make_id("x", *one) == make_id("x", *two)) == (canonical_json(one) == canonical_json(two))


@given(st.text(st.characters(exclude_characters=":"), min_size=1), st.lists(PARTS, max_size=3))
def test_an_id_starts_with_its_prefix(prefix: str, parts: list[object]) -> None:
    ident = make_id(prefix, *parts)
    assert prefix_of(ident) == prefix
    assert len(ident) == len(prefix) + 1 + DIGEST_CHARACTERS


def test_parts_do_not_run_into_each_other() -> None:
    assert make_id("x", "ab", "c") != make_id("x", "a", "bc")
    assert make_id("x", 1) != make_id("x", "1")


def test_ids_are_the_same_on_every_machine() -> None:
    assert make_id("report", "abc", 1) == "report:722o4feehzzg7b334cgr"


def test_canonical_json_has_one_form() -> None:
    assert canonical_json({"b": 1, "a": [1.5, "ü"]}) == '{"a":[1.5,"ü"],"b":1}'


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_canonical_json_refuses_what_json_does_not_know(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(number)


def test_half_a_character_still_has_an_id() -> None:
    assert prefix_of(make_id("x", "\ud800")) == "x"


def test_the_digest_of_bytes_is_the_usual_one() -> None:
    assert sha256_of(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
