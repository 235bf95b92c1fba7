"""Cuts a document's words into windows of whole sentences that the encoder takes one at a time."""

from collections.abc import Sequence
from itertools import pairwise

MOST = 180  # words in a window; a longer sentence is cut


def windows(first: Sequence[int], total: int, most: int = MOST) -> list[tuple[int, int]]:
    """Bounds of the windows, in order: as many whole sentences as fit in ``most`` words.

    Args:
        first: index of each sentence's first word.
        total: how many words there are.
    """
    found: list[tuple[int, int]] = []
    start = 0
    end = 0
    for _, stop in pairwise([*first, total]):
        if stop - start > most and end > start:
            found.append((start, end))
            start = end
        while stop - start > most:
            found.append((start, start + most))
            start += most
        end = stop
    if end > start:
        found.append((start, end))
    return found
