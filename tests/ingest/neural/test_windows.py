"""Windows hold every word once, in whole sentences where these fit."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.neural.windows import windows


@given(st.lists(st.integers(min_value=1, max_value=90), max_size=40), st.integers(min_value=5, max_value=60))
def test_every_word_stands_in_one_window(lengths: list[int], most: int) -> None:
    first = [sum(lengths[:i]) for i in range(len(lengths))]
    found = windows(first, sum(lengths), most)
    assert [word for a, b in found for word in range(a, b)] == list(range(sum(lengths)))
    assert all(0 < b - a <= most for a, b in found)


@given(st.lists(st.integers(min_value=1, max_value=20), max_size=40))
def test_a_sentence_that_fits_is_never_cut(lengths: list[int]) -> None:
    first = [sum(lengths[:i]) for i in range(len(lengths))]
    starts = {a for a, _ in windows(first, sum(lengths), 20)}
    assert starts <= set(first)
