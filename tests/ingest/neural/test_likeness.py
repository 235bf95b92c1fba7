"""What two phrases have in common."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.neural.likeness import DISTANCES, NEAREST, Likeness, Phrase, between, distance


def test_bits_of_a_pair() -> None:
    like = Likeness(
        [Phrase("the gunmen", "gunman", True), Phrase("Gunmen", "gunman", True), Phrase("MRM", "MRM"),
         Phrase("Meridian Rights Monitor", "Monitor"), Phrase("a monitor", "monitor")]
    )  # fmt: skip
    assert like.match(1, np.array([0])) == [1 + 2]
    assert like.match(3, np.array([2])) == [8]
    assert like.match(4, np.array([3])) == [2 + 4]
    assert like.match(4, np.array([0]))[0] & 16


def test_far_phrases_are_compared_only_with_the_same_head() -> None:
    phrases = [Phrase("Ilse Varga", "Varga"), *[Phrase(f"a man {i}", f"man{i}") for i in range(150)]]
    like = Likeness([*phrases, Phrase("Varga", "Varga"), Phrase("a baker", "baker")])
    for index in range(len(phrases)):
        like.earlier(index)
    assert 0 in like.earlier(151)
    assert 0 not in like.earlier(152) and len(like.earlier(152)) == NEAREST


@given(st.integers(min_value=-100_000, max_value=100_000))
def test_distances_stay_within_their_table(offset: int) -> None:
    (number,) = distance(np.array([offset]))
    assert 0 <= number <= 2 * DISTANCES
    if abs(offset) <= 16:
        assert number == DISTANCES + offset


@given(st.integers(min_value=0, max_value=1_000_000))
def test_counts_stay_within_their_table(count: int) -> None:
    assert 0 <= between(np.array([count]))[0] <= 15
