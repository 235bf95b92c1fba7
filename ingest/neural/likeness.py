"""What two phrases have in common, as small integers: for telling whether they name the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

NEAREST = 100  # earlier phrases that are compared; farther ones only if they have the same head
_FAR = 5
_SMALL = frozenset(
    {
        "the", "a", "an", "of", "and", "in", "for", "his", "her", "its", "their", "our", "my", "this", "that",
        "these", "those",
    }
)  # fmt: skip
DISTANCES = 32


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention or a trigger: its words, its head word, whether it stands for several."""

    text: str
    head: str
    plural: bool = False


class Likeness:
    """Compares the phrases of one document."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        texts = [" ".join(_solid(p.text)) or p.text.lower() for p in phrases]
        heads = [p.head.lower() for p in phrases]
        self._text = _numbered(texts)
        self._head = _numbered(heads)
        self._words = [frozenset(text.split()) for text in texts]
        self._heads = heads
        self._plural = np.array([p.plural for p in phrases], dtype=bool)
        self._short = [p.text if p.text.isupper() and 2 <= len(p.text) <= 6 else "" for p in phrases]
        self._initials = ["".join(w[0] for w in p.text.split() if w[0].isupper()) for p in phrases]
        self._before: dict[int, list[int]] = {}

    def earlier(self, index: int) -> Ints:
        """The phrases that this one is compared with, in order: the nearest before it, and those with its head."""
        near = max(0, index - NEAREST)
        same = self._before.setdefault(int(self._head[index]), [])
        far = [i for i in same if i < near][-_FAR:]
        same.append(index)
        return np.array([*far, *range(near, index)], dtype=np.int64)

    def match(self, index: int, others: Ints) -> Ints:
        """Five bits a pair: same words, same head, one's head among the other's words, acronym, unlike number."""
        words, head = self._words[index], self._heads[index]
        contained = [head in self._words[o] or self._heads[o] in words for o in others]
        acronym = [_acronym(self, index, int(o)) for o in others]
        bits = (
            (self._text[others] == self._text[index]) * 1 + (self._head[others] == self._head[index]) * 2
            + np.array(contained, dtype=np.int64) * 4 + np.array(acronym, dtype=np.int64) * 8
            + (self._plural[others] != self._plural[index]) * 16
        )  # fmt: skip
        found: Ints = np.asarray(bits, dtype=np.int64)
        return found


def _acronym(like: Likeness, one: int, other: int) -> bool:
    return bool(
        (like._short[one] and like._short[one] == like._initials[other])
        or (like._short[other] and like._short[other] == like._initials[one])
    )


def _solid(text: str) -> list[str]:
    return [word for word in text.lower().replace("’s", "").replace("'s", "").split() if word not in _SMALL]


def _numbered(texts: Sequence[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64)


def distance(offsets: Ints) -> Ints:
    """Signed distances in words as numbers from 0 to 2 * ``DISTANCES``: exact up to 16, then ever coarser."""
    size = np.abs(offsets)
    far = 16 + (np.log2(np.maximum(size, 16) / 16) * 4).astype(np.int64)
    numbers: Ints = DISTANCES + np.sign(offsets) * np.minimum(np.where(size <= 16, size, far), DISTANCES)
    return numbers


def between(counts: Ints) -> Ints:
    """How many phrases lie between two, as a number from 0 to 15."""
    many = 8 + (np.log2(np.maximum(counts, 8) / 8) * 2).astype(np.int64)
    numbers: Ints = np.where(counts < 8, counts, np.minimum(15, many))
    return numbers
