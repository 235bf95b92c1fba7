from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cursors import decode, encode
from graph.errors import BadArgument

KEYS = st.tuples(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), st.integers(-(2**63) + 1, 2**63 - 1)
)


@given(KEYS)
def test_a_cursor_gives_its_key_back(key: tuple[str, int]) -> None:
    assert decode(encode(key), (str, int)) == key


def test_no_cursor_is_no_key() -> None:
    assert decode(None, (str,)) is None


def _wrapped(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "a",
        "é",
        "!!!!",
        _wrapped("null"),
        _wrapped("{}"),
        _wrapped('["only one"]'),
        _wrapped('["one", 2, 3]'),
        _wrapped("[1, 2]"),
        _wrapped('["one", "2"]'),
        _wrapped('["one", 2.0]'),
        _wrapped('["one", true]'),
        _wrapped('["one", NaN]'),
        _wrapped(f'["one", {2**63}]'),
        _wrapped('["\\ud800", 1]'),
        _wrapped('["\\u0000", 1]'),
        _wrapped("[" * 3000),
        _wrapped("[" + "9" * 5000 + "]"),
    ],
)
def test_other_text_is_refused_without_being_repeated(cursor: str) -> None:
    with pytest.raises(BadArgument, match="cursor") as caught:
        decode(cursor, (str, int))
    assert not cursor or len(cursor) < 2 or cursor not in str(caught.value)


@given(st.text())
def test_any_text_is_a_key_or_refused(cursor: str) -> None:
    try:
        key = decode(cursor, (str, int))
    except BadArgument:
        return
    assert key is not None and decode(encode(key), (str, int)) == key
