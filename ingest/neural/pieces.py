"""Words to word pieces: what the encoder takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

LONGEST = 510  # pieces in a window, beside its first and last
_BEGIN, _END, _UNKNOWN = 101, 102, 100
_KEPT = (8, 2)  # pieces of one word; the second where the window would be too long


@dataclass(frozen=True, slots=True)
class Pieces:
    """Windows as piece numbers, padded with 0.

    Attributes:
        pieces, mask: (windows, longest); mask is 1 where a piece stands.
        row, column: (words,) where each word's first piece stands.
    """

    pieces: Ints
    mask: Ints
    row: Ints
    column: Ints


class PieceCutter:
    """Cuts words into pieces; remembers the words it has seen."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, texts: Sequence[str], bounds: Sequence[tuple[int, int]]) -> Pieces:
        """The pieces of windows. ``bounds`` are word indices into ``texts``, in order and without gaps."""
        rows = [self._row([self._word(text) for text in texts[first:end]]) for first, end in bounds]
        longest = max(len(ids) for ids, _ in rows)
        pieces = np.zeros((len(rows), longest), dtype=np.int64)
        mask = np.zeros((len(rows), longest), dtype=np.int64)
        for number, (ids, _) in enumerate(rows):
            pieces[number, : len(ids)] = ids
            mask[number, : len(ids)] = 1
        row = np.repeat(np.arange(len(rows)), [len(columns) for _, columns in rows])
        column = np.concatenate([np.array(columns, dtype=np.int64) for _, columns in rows])
        return Pieces(pieces=pieces, mask=mask, row=row, column=column)

    def _word(self, text: str) -> tuple[int, ...]:
        known = self._known.get(text)
        if known is None:
            ids = self._tokenizer.encode(text[:100], add_special_tokens=False).ids
            known = tuple(ids[: _KEPT[0]]) or (_UNKNOWN,)
            if len(self._known) < 200_000:
                self._known[text] = known
        return known

    def _row(self, words: list[tuple[int, ...]]) -> tuple[list[int], list[int]]:
        if sum(map(len, words)) > LONGEST:
            words = [word[: _KEPT[1]] for word in words]
        ids, columns = [_BEGIN], []
        for word in words:
            columns.append(len(ids))
            ids += word
        return [*ids, _END], columns
